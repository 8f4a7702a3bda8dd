"""A page a collection, the curator's prose with its papers in order, and an index of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown import Markdown, escape, link, relative
from generator.notes.forge import edit_url
from generator.notes.render import rendered
from generator.pages.contract import Context, PageKind, counted, row, shortened
from generator.pages.written import STYLE, collection_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.curation import Collection
    from generator.model import OutputFile

INDEX = "collections/index.md"


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `collections/index.md`, which the nav names, and `collections/NAME/index.md` for each."""
    yield context.render(
        INDEX,
        "collections.md",
        {"title": "Collections", "description": "Reading paths through the list, in prose.", "kind": "collections"},
        collections=[
            (
                link(one.title, relative(INDEX, collection_path(one.name))),
                one.summary,
                counted(len(one.papers), "paper"),
            )
            for one in context.library.collections
        ],
    )
    for one in context.library.collections:
        yield _page(context, one)


def _page(context: Context, one: Collection) -> OutputFile:
    page = collection_path(one.name)
    papers = {paper.slug: paper for paper in context.library.papers}
    edit = edit_url(context.configuration, one.path)
    folders = context.configuration.use_directory_urls
    return context.render(
        page,
        "collection.md",
        {
            "title": one.title,
            "description": shortened(one.summary or one.title, 160),
            "kind": "collection",
            "styles": [STYLE],
        },
        title=one.title,
        up=link("Collections", relative(page, INDEX)),
        summary=one.summary,
        text=rendered(one, page, context.ground, level=2, folders=folders),
        total=counted(len(one.papers), "paper"),
        rows=[row(context, page, papers[name], _line(papers[name].summary)) for name in one.papers],
        edit=link("Edit this collection", edit, "edit") if edit else Markdown(""),
    )


def _line(summary: str | None) -> Markdown | None:
    return escape(shortened(summary, 140)) if summary else None


KIND = PageKind("collections", write)
