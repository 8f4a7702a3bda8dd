"""A page a collection, the curator's prose with its papers in order, and an index of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports import json_ld
from generator.exports.lists import collection_list
from generator.markdown import Markdown, escape, link, relative
from generator.notes.forge import edit_url
from generator.notes.render import rendered
from generator.pages.contract import Context, PageKind, counted, row, shortened, take
from generator.pages.written import STYLE, collection_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.curation import Collection
    from generator.model import OutputFile, Paper

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
            "styles": ["take", STYLE],
            **_offer(context, one, [papers[name] for name in one.papers]),
        },
        title=one.title,
        up=link("Collections", relative(page, INDEX)),
        summary=one.summary,
        text=rendered(one, page, context.ground, level=2, folders=folders),
        total=counted(len(one.papers), "paper"),
        take=take(page, collection_list(one)),
        rows=[row(context, page, papers[name], _line(papers[name].summary)) for name in one.papers],
        edit=link("Edit this collection", edit, "edit") if edit else Markdown(""),
    )


def _offer(context: Context, one: Collection, papers: Sequence[Paper]) -> dict[str, object]:
    """Return the front matter by which the page offers its list to readers and programs; no papers make no list."""
    if not papers:
        return {}
    return {"files": collection_list(one), "data": json_ld.item_list(context.catalogue, one.title, papers)}


def _line(summary: str | None) -> Markdown | None:
    return escape(shortened(summary, 140)) if summary else None


KIND = PageKind("collections", write)
