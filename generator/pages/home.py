"""The front page: what this list is, what is in it, and ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown import Markdown, link, relative
from generator.pages.contract import Context, PageKind, chip, counted, row
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import OutputFile, Paper

MOST = 10
NEWEST = 8


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `index.md`."""
    page = "index.md"
    library, configuration = context.library, context.configuration
    figures = [(len(library.papers), link("papers", "papers/index.md"))]
    figures += [
        (sum(key.facet == facet.name for key in library.tags), link(facet.title.lower(), f"{facet.name}/index.md"))
        for facet in FACETS
    ]
    most = []
    for facet in FACETS:
        keys = [key for key in library.tags if key.facet == facet.name][:MOST]
        items = [(chip(context, page, key), len(library.bearers[key])) for key in keys]
        most.append((facet, items, link(f"All {facet.title.lower()}", relative(page, f"{facet.name}/index.md"))))
    yield context.render(
        page,
        "home.md",
        {"title": configuration.site_name, "description": configuration.site_description, "kind": "home"},
        title=configuration.site_name,
        intro=[Markdown(part) for part in configuration.reading_list.intro.split("\n\n") if part.strip()],
        description=configuration.site_description,
        figures=[(f"{number:,}", name) for number, name in figures],
        most=most,
        tagged=any(items for _, items, _ in most),
        newest=[row(context, page, paper) for paper in _newest(context)],
        everything=link(f"All {counted(len(library.papers), 'paper')}", "papers/index.md"),
    )


def _newest(context: Context) -> list[Paper]:
    """Return the papers of the latest captures; without dates, of the latest years."""
    captured = {reading.file: reading.sidecar.captured or "" for reading in context.library.readings}

    def age(paper: Paper) -> tuple[str, int]:
        first = min(
            (captured[entry.position.file] for entry in paper.entries if captured[entry.position.file]), default=""
        )
        return first, paper.year or 0

    return sorted(context.library.papers, key=age, reverse=True)[:NEWEST]


KIND = PageKind("home", write)
