"""A page a tag: the papers that introduce it, then those that name it, each with the sentence that shows it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.exports import json_ld
from generator.markdown import Markdown, link, relative
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
from generator.pages.family import bearers as bearers_of
from generator.pages.family import family_path
from generator.pages.written import STYLE, note_of
from generator.tagging import BY_NAME
from generator.tagging.kin import children, family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import OutputFile, Paper, Tag, TagKey, TagUse

WITH_IT = 12
OTHER_NAMES = 3


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `FACET/SLUG.md` and its further pages for each tag."""
    named = {tag.name: key for key, tag in context.library.tags.items()}
    born = children(context.library)
    for tag in context.library.tags.values():
        yield from _pages(context, tag, named, born)


def _pages(
    context: Context, tag: Tag, named: Mapping[str, TagKey], born: Mapping[TagKey, tuple[TagKey, ...]]
) -> Iterator[OutputFile]:
    bearers = sorted(context.library.bearers[tag.key], key=lambda bearer: bearer[1].role is not Role.INTRODUCES)
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
            "styles": ["take", *([STYLE] if tag.note and number == 1 else [])],
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
            aliases=", ".join(_other_names(tag)),
            kin=list(_kin(context, path, tag, named)),
            children=[chip(context, path, key) for key in born.get(tag.key, ())] if number == 1 else [],
            with_family=_with_family(context, path, tag, born) if number == 1 and tag.key in born else None,
            introduced=_rows(context, path, chunk, Role.INTRODUCES),
            naming=_rows(context, path, chunk, Role.NAMES),
            with_it=list(_with_it(context, path, tag.key, bearers)) if number == 1 else [],
            nav=pages_nav(path, paths),
        )


def _offer(context: Context, tag: Tag, rows: Sequence[Paper], number: int) -> dict[str, object]:
    """Return the front matter by which a page offers its list to readers and programs."""
    data = json_ld.tag(context.catalogue, tag, rows, PAGE_OF_ROWS * (number - 1) + 1)
    return {"files": f"{tag.key.facet}/{tag.key.slug}", "data": data}


def _homepage(tag: Tag) -> Markdown:
    url = tag.note.homepage if tag.note else None
    return link("Its own page", url, "out") if url else Markdown("")


def _with_family(
    context: Context, page: str, tag: Tag, born: Mapping[TagKey, tuple[TagKey, ...]]
) -> tuple[Markdown, str]:
    """Return a link to the page that reads a tag with its family, and how many papers it lists."""
    some = bearers_of(context, family(tag.key, born))
    return link("Read with its family", relative(page, family_path(tag.key))), counted(len(some), "paper")


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


def _kin(context: Context, page: str, tag: Tag, named: Mapping[str, TagKey]) -> Iterator[tuple[str, Markdown]]:
    """Yield the family and what the tag derives from; kin that no paper of the list names is not linked."""
    for said, names in (("Belongs to", [tag.parent] if tag.parent else []), ("Derived from", list(tag.derived_from))):
        for name in names:
            yield said, chip(context, page, named[name]) if name in named else Markdown("").join([name])


def _rows(context: Context, page: str, bearers: Sequence[tuple[Paper, TagUse]], role: Role) -> list[Row]:
    return [row(context, page, paper, evidence(context, paper, use)) for paper, use in bearers if use.role is role]


def _with_it(
    context: Context, page: str, tag: TagKey, bearers: Sequence[tuple[Paper, TagUse]]
) -> Iterator[tuple[Markdown, int]]:
    """Yield the tags named in the same papers, the most frequent first."""
    together = Counter(use.tag for paper, _ in bearers for use in context.library.uses[paper.slug] if use.tag != tag)
    order = {key: rank for rank, key in enumerate(context.library.tags)}
    for key, count in sorted(together.items(), key=lambda item: (-item[1], order[item[0]]))[:WITH_IT]:
        yield chip(context, page, key), count


KIND = PageKind("tag", write)
