"""A directory page a facet: its most named tags, its families, then all by their first letter, with counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.markdown import Markdown, escape, fold, link, relative
from generator.pages.about_tags import PAGE as ABOUT_TAGS
from generator.pages.compare import COLUMNS, compare_path
from generator.pages.contract import Context, PageKind, chip, counted, tag_path
from generator.pages.family import bearers, family_path
from generator.tagging import FACETS
from generator.tagging.kin import children, family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Facet, OutputFile, TagKey

MOST = 15
FAMILIES = 9
MEMBERS = 6  # of a family, that are shown
FAMILY = 3  # tags from which on kin are a family
FOLDED = 200  # tags from which on the letters are folded: nobody reads a wall of names
ALSO = 4  # other names by which a tag is found


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `FACET/index.md` for each facet, those without a tag too."""
    born = children(context.library)
    for facet in FACETS:
        yield _page(context, facet, born)


def _page(context: Context, facet: Facet, born: Mapping[TagKey, tuple[TagKey, ...]]) -> OutputFile:
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
            "styles": ["directory"],
            "scripts": ["directory"],
        },
        title=facet.title,
        facet=facet,
        total=counted(len(keys), facet.singular),
        compare=_compare(page, facet),
        about=link("How tags are found, and how right they are", relative(page, ABOUT_TAGS)),
        most=[_bar(context, page, key) for key in keys[:MOST]],
        highest=len(context.library.bearers[keys[0]]) if keys else 0,
        families=list(_families(context, page, facet, born)),
        groups=list(_groups(context, page, keys)),
        folded=len(keys) > FOLDED,
    )


def _compare(page: str, facet: Facet) -> Markdown:
    """Return a link to the table that sets models against this facet; for models themselves, against tasks."""
    other = facet.name if facet.name in COLUMNS else COLUMNS[0]
    return link(f"Compare models and {other}", relative(page, compare_path(other)))


def _bar(context: Context, page: str, key: TagKey) -> Markdown:
    """Return a tag, with a bar as long as its papers are many, and their number."""
    count = len(context.library.bearers[key])
    tag = link(context.library.tags[key].name, relative(page, tag_path(key)), "tag", key.facet, size=count)
    return Markdown(f"{tag} {count:,}")


@dataclass(frozen=True, slots=True)
class Family:
    """A tag with kin: its chip, how many of the facet came of it, and the most named of them."""

    root: Markdown
    total: Markdown
    members: list[Markdown]
    more: int


def _families(context: Context, page: str, facet: Facet, born: Mapping[TagKey, tuple[TagKey, ...]]) -> Iterator[Family]:
    """Yield the families with most papers; the head may be of another facet, as the method of some models is."""
    rank = context.rank
    found = []
    for root in born:
        whole = family(root, born)
        members = sorted((key for key in whole[1:] if key.facet == facet.name), key=rank.__getitem__)
        papers = len(bearers(context, whole))
        if len(members) >= FAMILY and papers > 1:
            found.append((papers, root, members))
    for count, root, members in sorted(found, key=lambda one: (-one[0], rank[one[1]]))[:FAMILIES]:
        all_ = link(counted(count, "paper"), relative(page, family_path(root)))
        yield Family(
            root=chip(context, page, root),
            total=Markdown(f"{counted(len(members), facet.singular)}, {all_}"),
            members=[chip(context, page, key) for key in members[:MEMBERS]],
            more=max(0, len(members) - MEMBERS),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """The tags whose names begin with the same letter; `most` are the most named of them."""

    letter: str
    anchor: str
    count: int
    items: list[Markdown]
    most: str


def _groups(context: Context, page: str, keys: list[TagKey]) -> Iterator[Group]:
    in_order = sorted(keys, key=lambda key: (_letter(context, key), fold(context.library.tags[key].name), key))
    for at, (letter, some) in enumerate(groupby(in_order, lambda key: _letter(context, key))):
        here = list(some)
        most = sorted(here, key=context.rank.__getitem__)[:3]
        names = ", ".join(context.library.tags[key].name for key in most) + (" …" if len(here) > len(most) else "")
        yield Group(letter, f"names-{at}", len(here), [_item(context, page, key) for key in here], names)


def _letter(context: Context, key: TagKey) -> str:
    first = fold(context.library.tags[key].name)[:1].upper()
    return first if first.isalpha() else "0–9"


def _item(context: Context, page: str, key: TagKey) -> Markdown:
    """Return a tag and its count; the year of its first paper and its other names stand by for the page's script."""
    tag, papers = context.library.tags[key], [paper for paper, _ in context.library.bearers[key]]
    first = min((paper.year for paper in papers if paper.year is not None), default=None)
    own = _squeezed(tag.name)
    also = [other for name in tag.aliases if (other := _squeezed(name)) and own not in other][:ALSO]
    data = f' data-first="{first}"' if first else ""
    data += f' data-also="{" ".join(also)}"' if also else ""
    shown = link(tag.name, relative(page, tag_path(key)), "tag", key.facet)
    return (
        Markdown(f"{shown[:-2]}{data} }} {len(papers):,}") if data else Markdown(f"{shown} {escape(str(len(papers)))}")
    )


def _squeezed(name: str) -> str:
    """Return a name's letters and digits alone, as the page's script squeezes what a reader types."""
    return re.sub(r"[\W_]+", "", fold(name))


KIND = PageKind("facet", write)
