"""A facet's tags in; groups of those whose names begin alike, and of a long facet a page for each, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.markdown import Markdown, fold, link, relative
from generator.pages.contract import Context, counted, tag_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Facet, OutputFile, TagKey

LISTED = 1200  # tags of a directory; of a longer one it lists those of several papers, and a page a letter lists all
LISTED_IN = 2  # papers
ALSO = 4  # other names by which a tag is found


@dataclass(frozen=True, slots=True)
class Group:
    """The tags whose names begin with the same letter; `most` are the most named, `whole` leads to all if some lack."""

    letter: str
    anchor: str
    count: int
    items: list[Markdown]
    most: str
    whole: Markdown


def groups(context: Context, page: str, keys: Sequence[TagKey], *, brief: bool = False) -> list[Group]:
    """Return the groups in order; in brief, tags that only one paper names are left to the letter's own page."""
    return [
        _group(context, page, letter, here, brief=brief)
        for letter, here in ((letter, list(some)) for letter, some in _alphabet(context, keys))
    ]


def _alphabet(context: Context, keys: Sequence[TagKey]) -> Iterator[tuple[str, Iterator[TagKey]]]:
    in_order = sorted(keys, key=lambda key: (_letter(context, key), fold(context.library.tags[key].name), key))
    return groupby(in_order, lambda key: _letter(context, key))


def _group(context: Context, page: str, letter: str, here: list[TagKey], *, brief: bool) -> Group:
    most = sorted(here, key=context.rank.__getitem__)[:3]
    listed = [key for key in here if len(context.library.bearers[key]) >= LISTED_IN] if brief else here
    lacks = len(here) > len(listed)
    whole = relative(page, letter_path(here[0].facet, letter))
    return Group(
        letter=letter,
        anchor=f"names-{_anchor(letter)}",
        count=len(here),
        items=[_item(context, page, key) for key in listed],
        most=", ".join(context.library.tags[key].name for key in most) + (" …" if len(here) > len(most) else ""),
        whole=link(f"All {counted(len(here), 'name')}", whole, "whole") if lacks else Markdown(""),
    )


def letter_pages(context: Context, facet: Facet) -> Iterator[OutputFile]:
    """Yield a page with all names of a letter, where the directory has no room for them."""
    keys = [key for key in context.library.tags if key.facet == facet.name]
    if len(keys) <= LISTED:
        return
    for letter, some in _alphabet(context, keys):
        here = list(some)
        path = letter_path(facet.name, letter)
        title = f"{facet.title}: {letter}"
        yield context.render(
            path,
            "letter.md",
            {"title": title, "description": f"{counted(len(here), 'name')}.", "kind": "letter", "facet": facet.name},
            title=title,
            facet=facet,
            total=counted(len(here), "name"),
            up=link(facet.title, relative(path, f"{facet.name}/index.md")),
            items=[_item(context, path, key) for key in here],
        )


def letter_path(facet: str, letter: str) -> str:
    """Return the file below `docs/` of a letter's page; no tag has a page in this folder."""
    return f"{facet}/letters/{_anchor(letter)}.md"


def _anchor(letter: str) -> str:
    """Return a letter as it may stand in an address."""
    return letter.lower() if re.fullmatch("[A-Z]", letter) else "-".join(f"{ord(mark):x}" for mark in letter)


def _letter(context: Context, key: TagKey) -> str:
    first = fold(context.library.tags[key].name)[:1].upper()
    return first if first.isalpha() else "0–9"


def _item(context: Context, page: str, key: TagKey) -> Markdown:
    """Return a tag and its count; the year of its first paper and its other names stand by for the page's script."""
    tag, papers = context.library.tags[key], [paper for paper, _ in context.library.bearers[key]]
    first = min((paper.year for paper in papers if paper.year is not None), default=None)
    own = squeezed(tag.name)
    also = [other for name in tag.aliases if (other := squeezed(name)) and own not in other][:ALSO]
    data = f' data-first="{first}"' if first else ""
    data += f' data-also="{" ".join(also)}"' if also else ""
    shown = link(tag.name, relative(page, tag_path(key)), "tag", key.facet)
    return Markdown(f"{shown.removesuffix(' }')}{data} }} {len(papers):,}")


def squeezed(name: str) -> str:
    """Return a name's letters and digits alone, as the page's script squeezes what a reader types."""
    return re.sub(r"[\W_]+", "", fold(name))
