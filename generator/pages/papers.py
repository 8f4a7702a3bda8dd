"""The list of all papers, a hundred a page, in the order in which the sources list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown import link, relative
from generator.pages.contract import Context, PageKind, counted, paged, pages_nav, row
from generator.pages.map import PAGE as MAP

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
        meta = {"title": title, "description": f"All {counted(len(papers), 'paper')} of the list.", "kind": "papers"}
        yield context.render(
            path,
            "papers.md",
            meta,
            title=title,
            total=counted(len(papers), "paper"),
            rows=[row(context, path, paper) for paper in chunk],
            nav=pages_nav(path, paths),
            map=link("a map", relative(path, MAP)) if context.atlas.spots else None,
        )


KIND = PageKind("papers", write)
