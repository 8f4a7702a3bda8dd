"""The list of all papers, a hundred a page, in the order in which the sources list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports import json_ld
from generator.exports.lists import WHOLE
from generator.markdown import link, relative
from generator.pages import api
from generator.pages.contract import PAGE_OF_ROWS, Context, PageKind, counted, paged, pages_nav, row, take
from generator.pages.explore import explore_link
from generator.pages.map import PAGE as MAP
from generator.pages.years import PAGE as YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import OutputFile


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `papers/index.md` and `papers/page-N.md`."""
    papers = context.library.papers
    chunks = paged(papers)
    paths = ["papers/index.md", *(f"papers/page-{number}.md" for number in range(2, len(chunks) + 1))]
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        title = "Papers" if number == 1 else f"Papers, page {number}"
        meta: dict[str, object] = {
            "title": title,
            "description": f"All {counted(len(papers), 'paper')} of the list.",
            "kind": "papers",
            "files": WHOLE,
            "styles": ["take"],
            "data": json_ld.item_list(context.catalogue, title, chunk, PAGE_OF_ROWS * (number - 1) + 1),
        }
        yield context.render(
            path,
            "papers.md",
            meta,
            title=title,
            total=counted(len(papers), "paper"),
            take=take(path, WHOLE),
            explore=link("Explore", explore_link(context, path)),
            years=link("by year", relative(path, YEARS)) if any(paper.year for paper in papers) else "",
            rows=[row(context, path, paper) for paper in chunk],
            nav=pages_nav(path, paths),
            programs=link("Everything as files, for programs", relative(path, api.PAGE)),
            map=link("a map", relative(path, MAP)) if context.atlas.spots else None,
        )


KIND = PageKind("papers", write)
