"""A page a tag: its family, its years, what it meets, who introduced it, and each paper with its sentence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exports import json_ld
from generator.markdown import Markdown, escape, href, link, relative
from generator.model import Role
from generator.pages.contract import (
    PAGE_OF_ROWS,
    Context,
    PageKind,
    Row,
    chip,
    counted,
    evidence,
    paged,
    pages_nav,
    row,
    tag_path,
    take,
)
from generator.pages.explore import explore_link
from generator.pages.family import bearers as bearers_of
from generator.pages.family import family_path
from generator.pages.figures import per_year, span, undated, years_figure
from generator.pages.map import link_of as on_the_map
from generator.pages.together import met
from generator.pages.written import STYLE, note_of
from generator.tagging import BY_NAME
from generator.tagging.kin import children, family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import OutputFile, Paper, Tag, TagKey, TagUse
    from generator.pages.figures import Years
    from generator.pages.together import Met

    Bearers = Sequence[tuple[Paper, TagUse]]

OTHER_NAMES = 3
CHILDREN = 12
SORTED = 5  # papers from which on their order needs a word
ORDER = "Those with it in their title come first, then those that name it most."
FEW = 2  # papers from which on there is something to count
INTRODUCED = frozenset({"models", "datasets"})  # the facets of things that somebody must have introduced


@dataclass(frozen=True, slots=True)
class Whole:
    """What is counted once for all tags: tags by name, children, and the list's papers a year."""

    named: Mapping[str, TagKey]
    born: Mapping[TagKey, tuple[TagKey, ...]]
    years: Mapping[int, int]


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `FACET/SLUG.md` and its further pages for each tag."""
    library = context.library
    whole = Whole(
        named={tag.name: key for key, tag in library.tags.items()},
        born=children(library),
        years=per_year(library.papers)[0],
    )
    for tag in library.tags.values():
        yield from _pages(context, tag, whole)


def _pages(context: Context, tag: Tag, whole: Whole) -> Iterator[OutputFile]:
    bearers = sorted(context.library.bearers[tag.key], key=_weight)
    chunks = paged(bearers)
    paths = [tag_path(tag.key, number) for number in range(1, len(chunks) + 1)]
    facet = BY_NAME[tag.key.facet]
    total = counted(len(bearers), "paper")
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        title = tag.name if number == 1 else f"{tag.name}, page {number}"
        meta = {
            "title": title,
            "description": f"{total} of the list name {tag.name}.",
            "kind": "tag",
            "facet": facet.name,
            "count": len(bearers),
            **_offer(context, tag, [paper for paper, _ in chunk], number),
            "styles": ["take", *(["figures", *([STYLE] if tag.note else [])] if number == 1 else [])],
        }
        yield context.render(
            path,
            "tag.md",
            meta,
            title=title,
            facet=facet,
            note=note_of(context, path, tag.note, f"{tag.key.facet}/{tag.key.slug}", _homepage(tag))
            if number == 1
            else None,
            up=link(facet.title, relative(path, f"{facet.name}/index.md")),
            total=total,
            take=take(path, f"{facet.name}/{tag.key.slug}"),
            introduced=_rows(context, path, chunk, Role.INTRODUCES),
            naming=_rows(context, path, chunk, Role.NAMES),
            nav=pages_nav(path, paths),
            hint=ORDER if number == 1 and len(bearers) >= SORTED else "",
            first=_first(context, path, tag, whole, bearers) if number == 1 else None,
        )


def _offer(context: Context, tag: Tag, rows: Sequence[Paper], number: int) -> dict[str, object]:
    """Return the front matter by which a page offers its list to readers and programs."""
    data = json_ld.tag(context.catalogue, tag, rows, PAGE_OF_ROWS * (number - 1) + 1)
    return {"files": f"{tag.key.facet}/{tag.key.slug}", "data": data}


def _homepage(tag: Tag) -> Markdown:
    url = tag.note.homepage if tag.note else None
    return link("Its own page", url, "out") if url else Markdown("")


def _weight(bearer: tuple[Paper, TagUse]) -> tuple[bool, bool, int]:
    """Return what orders the papers: those that introduce it, those with it in their title, those that name it most."""
    _, use = bearer
    titled = any(mention.field == "title" for mention in use.mentions)
    return use.role is not Role.INTRODUCES, not titled, -len(use.mentions)


@dataclass(frozen=True, slots=True)
class First:
    """What only the first of a tag's pages says."""

    said: Markdown
    kin: list[tuple[str, list[Markdown]]]
    years: Years | None
    together: list[Met]
    of: int
    ways: list[Markdown]


def _first(context: Context, page: str, tag: Tag, whole: Whole, bearers: Bearers) -> First:
    papers = [paper for paper, _ in bearers]

    def in_years(years: Sequence[int]) -> Markdown:
        """Return where Explore shows the tag's papers of these years."""
        own, picked = [(tag.key.facet, tag.name)], [("year", str(year)) for year in years]
        one = len(picked) == 1
        there = explore_link(context, "index.md", own + picked if one else own, either=() if one else picked)
        return href(page, there)

    return First(
        said=Markdown(" ").join(_said(tag, bearers)),
        kin=list(_kin(context, page, tag, whole)),
        years=years_figure(papers, whole.years, in_years),
        together=_together(context, page, tag, papers) if len(papers) >= FEW else [],
        of=len(papers),
        ways=[
            link("Explore these papers", explore_link(context, page, [(tag.key.facet, tag.name)])),
            *filter(None, [on_the_map(context, page, tag.key)]),
        ],
    )


def _together(context: Context, page: str, tag: Tag, papers: Sequence[Paper]) -> list[Met]:
    """Return the tags that the same papers name."""
    uses = (use.tag for paper in papers for use in context.library.uses[paper.slug])
    return met(context, page, Counter(key for key in uses if key != tag.key), (tag.key.facet, tag.name))


def _said(tag: Tag, bearers: Bearers) -> Iterator[str | Markdown]:
    """Yield the sentences below the name: papers and their years, whether one introduces it, and its other names."""
    papers = [paper for paper, _ in bearers]
    total = escape(counted(len(papers), "paper"))
    if len(papers) >= SORTED and bearers[-1][1].role is Role.NAMES:
        total = link(total, "#named-in")  # on a phone they stand several screens below
    yield Markdown(f"Named in {total}{span(papers)}.")
    if unknown := undated(papers):
        yield unknown
    if tag.key.facet in INTRODUCED and all(use.role is not Role.INTRODUCES for _, use in bearers):
        yield "No paper of this list introduces it."
    if others := _other_names(tag):
        yield f"Also written {', '.join(others)}."


def _other_names(tag: Tag) -> list[str]:
    """Return the first other names, but none that differs from another in case, endings or small words only."""
    names: list[str] = []
    told: set[frozenset[str]] = set()
    for alias in tag.aliases:
        words = frozenset(word[:5] for word in re.findall(r"\w{5,}", alias.lower()))
        if words in told or any(alias.lower().startswith(name.lower()[:-2]) for name in (tag.name, *names)):
            continue
        told |= {words} if words else set()
        names.append(alias)
    return names[:OTHER_NAMES]


def _kin(context: Context, page: str, tag: Tag, whole: Whole) -> Iterator[tuple[str, list[Markdown]]]:
    """Yield the family and what the tag derives from, then what came of it; kin that no paper names is not linked."""
    for said, names in (("Belongs to", [tag.parent] if tag.parent else []), ("Derived from", list(tag.derived_from))):
        if names:
            keys = [(name, whole.named.get(name)) for name in names]
            yield said, [_counted(context, page, key) if key else Markdown("").join([name]) for name, key in keys]
    born = whole.born.get(tag.key, ())
    if born:
        whole_family = relative(page, family_path(tag.key))
        more = [link(f"and {len(born) - CHILDREN} more", whole_family)] if len(born) > CHILDREN else []
        yield "Came of it", [*(_counted(context, page, key) for key in born[:CHILDREN]), *more]
        papers = counted(len(bearers_of(context, family(tag.key, whole.born))), "paper")
        yield "All of them", [link(f"{papers} that name it or one of its family", whole_family)]


def _counted(context: Context, page: str, key: TagKey) -> Markdown:
    """Return a tag with the number of papers that name it."""
    return Markdown(f"{chip(context, page, key)} {len(context.library.bearers[key]):,}")


def _rows(context: Context, page: str, bearers: Bearers, role: Role) -> list[Row]:
    return [row(context, page, paper, evidence(context, paper, use)) for paper, use in bearers if use.role is role]


KIND = PageKind("tag", write)
