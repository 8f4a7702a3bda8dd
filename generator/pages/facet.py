"""A directory page a facet: its most named tags, then all by their first letter, with counts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.markdown import Markdown, fold, link, relative
from generator.pages.about_tags import PAGE as ABOUT_TAGS
from generator.pages.contract import Context, PageKind, chip, counted
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Facet, OutputFile, TagKey

MOST = 12


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `FACET/index.md` for each facet, those without a tag too."""
    for facet in FACETS:
        yield _page(context, facet)


def _page(context: Context, facet: Facet) -> OutputFile:
    page = f"{facet.name}/index.md"
    keys = [key for key in context.library.tags if key.facet == facet.name]
    return context.render(
        page,
        "facet.md",
        {
            "title": facet.title,
            "description": f"{counted(len(keys), facet.singular)} that papers of the list name.",
            "kind": "facet",
            "facet": facet.name,
        },
        title=facet.title,
        singular=facet.singular,
        total=counted(len(keys), facet.singular),
        about=link("How tags are found, and how right they are", relative(page, ABOUT_TAGS)),
        most=[_item(context, page, key) for key in keys[:MOST]],
        groups=[
            (letter, [_item(context, page, key) for key in some])
            for letter, some in groupby(_by_name(context, keys), lambda k: _letter(context, k))
        ],
    )


def _by_name(context: Context, keys: list[TagKey]) -> list[TagKey]:
    return sorted(keys, key=lambda key: (_letter(context, key), fold(context.library.tags[key].name), key))


def _letter(context: Context, key: TagKey) -> str:
    first = fold(context.library.tags[key].name)[:1].upper()
    return first if first.isalpha() else "0–9"


def _item(context: Context, page: str, key: TagKey) -> tuple[Markdown, int]:
    return chip(context, page, key), len(context.library.bearers[key])


KIND = PageKind("facet", write)
