"""A page a tag that has kin: the papers that name it or any of its family, each with the member that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown import Markdown, link, relative
from generator.pages.contract import Context, PageKind, chip, counted, evidence, paged, pages_nav, row, tag_path
from generator.pages.explore import explore_link
from generator.tagging.kin import children, family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import OutputFile, Paper, TagKey, TagUse

MOST = 60  # members that an address names


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `FACET/SLUG/family.md` and its further pages for each tag with children."""
    born = children(context.library)
    for key in born:
        yield from _pages(context, key, born)


def family_path(key: TagKey, number: int = 1) -> str:
    """Return the file of a family's page below `docs/`, or of one of its further pages."""
    return f"{key.facet}/{key.slug}/family.md" if number == 1 else f"{key.facet}/{key.slug}/family-{number}.md"


def bearers(context: Context, members: tuple[TagKey, ...]) -> Mapping[str, tuple[Paper, TagUse]]:
    """Return the papers that name a member, by slug, each with its use of the nearest one."""
    found: dict[str, tuple[Paper, TagUse]] = {}
    for member in members:
        for paper, use in context.library.bearers[member]:
            found.setdefault(paper.slug, (paper, use))
    return found


def _pages(context: Context, key: TagKey, born: Mapping[TagKey, tuple[TagKey, ...]]) -> Iterator[OutputFile]:
    name = context.library.tags[key].name
    members = family(key, born)
    some = list(bearers(context, members).values())
    chunks = paged(some)
    paths = [family_path(key, number) for number in range(1, len(chunks) + 1)]
    total = counted(len(some), "paper")
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        title = f"{name} and its family" + ("" if number == 1 else f", page {number}")
        yield context.render(
            path,
            "family.md",
            {
                "title": title,
                "description": f"{total} name {name} or a tag of its family.",
                "kind": "family",
                "styles": ["figures"] if number == 1 else [],
            },
            title=title,
            total=total,
            only=link(f"Only {name}", relative(path, tag_path(key))),
            explore=_explore(context, path, members) if number == 1 else None,
            tree=list(_tree(context, path, key, born)) if number == 1 else [],
            rows=[row(context, path, paper, _line(context, path, paper, use)) for paper, use in chunk],
            nav=pages_nav(path, paths),
        )


def _explore(context: Context, page: str, members: tuple[TagKey, ...]) -> Markdown | None:
    """Return the way to Explore, where the papers can be taken away too.

    There "or" stands between tags of one facet only, and a longer address may be refused by servers.
    """
    if len(members) > MOST or len({member.facet for member in members}) > 1:
        return None
    either = [(member.facet, context.library.tags[member].name) for member in members]
    return link("Explore and take these papers", explore_link(context, page, either=either))


def _tree(
    context: Context, page: str, root: TagKey, born: Mapping[TagKey, tuple[TagKey, ...]]
) -> Iterator[tuple[Markdown, Markdown, int]]:
    """Yield the indent, the chip and the number of papers of each member, below what it came of; none stands twice."""
    seen = {root}
    waiting = [(0, root)]
    while waiting:
        depth, key = waiting.pop()
        yield Markdown("    " * depth), chip(context, page, key), len(context.library.bearers[key])
        own = [child for child in born.get(key, ()) if child not in seen]
        seen.update(own)
        waiting += [(depth + 1, child) for child in reversed(own)]


def _line(context: Context, page: str, paper: Paper, use: TagUse) -> Markdown:
    """Return which member a paper names, and the sentence that shows it."""
    return Markdown(" ").join([chip(context, page, use.tag), evidence(context, paper, use)])


KIND = PageKind("family", write)
