"""A page an old address: it leads to the paper that has another one now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown import address, link, relative
from generator.pages.contract import Context, PageKind, paper_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import OutputFile


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `papers/OLD.md` for each address that a paper had before."""
    folders = context.configuration.use_directory_urls
    for paper in context.library.papers:
        for old in paper.former:
            page, there = paper_path(old), paper_path(paper.slug)
            meta = {
                "title": paper.title,
                "kind": "moved",
                "template": "moved.html",
                "moved_to": address(page, there, folders=folders),
                "canonical": address("index.md", there, folders=folders),
            }
            yield context.render(
                page, "moved.md", meta, title=paper.title, there=link("here it is", relative(page, there))
            )


KIND = PageKind("moved", write)
