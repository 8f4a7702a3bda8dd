"""A directory page a facet: its most named tags, its families, then all by their first letter, with counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.markdown import Markdown, link, relative
from generator.pages.about_tags import PAGE as ABOUT_TAGS
from generator.pages.compare import COLUMNS, compare_path
from generator.pages.contract import Context, PageKind, chip, counted, tag_path
from generator.pages.family import bearers, family_path
from generator.pages.letters import LISTED, LISTED_IN, groups, letter_pages
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


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `FACET/index.md` for each facet, those without a tag too, and a page a letter of a long one."""
    born = children(context.library)
    for facet in FACETS:
        yield _page(context, facet, born)
        yield from letter_pages(context, facet)


def _page(context: Context, facet: Facet, born: Mapping[TagKey, tuple[TagKey, ...]]) -> OutputFile:
    page = f"{facet.name}/index.md"
    keys = [key for key in context.library.tags if key.facet == facet.name]
    again = [key for key in keys if len(context.library.bearers[key]) > 1]
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
        most=[_bar(context, page, key) for key in (again or keys)[:MOST]],
        highest=len(context.library.bearers[keys[0]]) if keys else 0,
        families=list(_families(context, page, facet, born)),
        groups=groups(context, page, keys, brief=len(keys) > LISTED),
        folded=len(keys) > FOLDED,
        listed=LISTED_IN,
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


KIND = PageKind("facet", write)
