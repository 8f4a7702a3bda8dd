"""Papers by year: all years with their models on one page, and a page a year with what its papers name most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exports import json_ld
from generator.exports.lists import year_list
from generator.markdown import Markdown, link, relative
from generator.pages.contract import PAGE_OF_ROWS, Context, PageKind, chip, counted, paged, pages_nav, row, take
from generator.pages.figures import per_year
from generator.pages.together import met

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import OutputFile, Paper, TagKey

PAGE = "years/index.md"
MODELS = "models"
UNKNOWN = "No source says yet in which years the papers of this list appeared."
SHOWN = 4  # models of a year, on the page of all years


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `years/index.md`, which the nav names whether or not a year is known, and each year's pages."""
    papers = context.library.papers
    known, unknown = per_year(papers)
    years = sorted(known, reverse=True)
    yield context.render(
        PAGE,
        "years.md",
        {
            "title": "Years",
            "description": f"{counted(known.total(), 'paper')} of the list by year." if known else UNKNOWN,
            "kind": "years",
            "styles": ["figures"],
        },
        years=[_year(context, year) for year in years],
        highest=max(known.values(), default=0),
        total=counted(known.total(), "paper"),
        unknown=unknown,
        nothing="" if known else UNKNOWN,
        papers=link("All papers", relative(PAGE, "papers/index.md")),
    )
    for at, year in enumerate(years):
        yield from _pages(context, year, [*years[at + 1 : at + 2], *years[max(0, at - 1) : at]])


def year_path(year: int, number: int = 1) -> str:
    """Return the file of a year's page below `docs/`, or of one of its further pages."""
    return f"years/{year}.md" if number == 1 else f"years/{year}/page-{number}.md"


@dataclass(frozen=True, slots=True)
class Year:
    """A row: the year as a link with its number for a bar, and the models that its papers name most."""

    year: Markdown
    count: int
    models: list[Markdown]


def _year(context: Context, year: int) -> Year:
    papers = _of(context, year)
    counts = _counts(context, papers)
    most = sorted((key for key in counts if key.facet == MODELS), key=lambda key: (-counts[key], context.rank[key]))
    return Year(
        year=link(str(year), relative(PAGE, year_path(year)), "year", size=len(papers)),
        count=len(papers),
        models=[chip(context, PAGE, key) for key in most[:SHOWN]],
    )


def _of(context: Context, year: int) -> list[Paper]:
    return [paper for paper in context.library.papers if paper.year == year]


def _counts(context: Context, papers: Sequence[Paper]) -> Counter[TagKey]:
    return Counter(use.tag for paper in papers for use in context.library.uses[paper.slug])


def _pages(context: Context, year: int, near: Sequence[int]) -> Iterator[OutputFile]:
    papers = _of(context, year)
    chunks = paged(papers)
    paths = [year_path(year, number) for number in range(1, len(chunks) + 1)]
    total = counted(len(papers), "paper")
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        title = str(year) if number == 1 else f"{year}, page {number}"
        yield context.render(
            path,
            "year.md",
            {
                "title": title,
                "description": f"{total} of {year} on the list.",
                "kind": "year",
                "files": year_list(year),
                "data": json_ld.item_list(context.catalogue, title, chunk, PAGE_OF_ROWS * (number - 1) + 1),
                "styles": ["take", *(["figures"] if number == 1 else [])],
            },
            title=title,
            total=total,
            take=take(path, year_list(year)),
            count=len(papers),
            up=link("Years", relative(path, PAGE)),
            near=[link(str(one), relative(path, year_path(one))) for one in near],
            named=met(context, path, _counts(context, papers), ("year", str(year))) if number == 1 else [],
            rows=[row(context, path, paper) for paper in chunk],
            nav=pages_nav(path, paths),
        )


KIND = PageKind("years", write)
