"""A tag's papers in; the tags of each facet that the same papers name, with their counts as links to Explore, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.markdown import Markdown, as_markdown, link
from generator.pages.contract import Context, chip
from generator.pages.explore import explore_link
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Facet, Paper, Tag, TagKey

SHOWN = 6  # tags a facet


@dataclass(frozen=True, slots=True)
class Together:
    """A tag that meets another: its chip, and how many papers name both, as a link to them."""

    tag: Markdown
    count: Markdown


def together(
    context: Context, page: str, tag: Tag, papers: Iterable[Paper], rank: Mapping[TagKey, int]
) -> list[tuple[Facet, list[Together]]]:
    """Return, by facet, the tags named in the same papers, the most frequent first, then by `rank`."""
    counts = Counter(use.tag for paper in papers for use in context.library.uses[paper.slug] if use.tag != tag.key)
    found = []
    for facet in FACETS:
        here = [key for key in counts if key.facet == facet.name]
        most = sorted(here, key=lambda key: (-counts[key], rank[key]))[:SHOWN]
        if most:
            found.append((facet, [_one(context, page, tag, key, counts[key]) for key in most]))
    return found


def _one(context: Context, page: str, tag: Tag, key: TagKey, count: int) -> Together:
    name = context.library.tags[key].name
    return Together(chip(context, page, key), both_link(context, page, [(tag.key, tag.name), (key, name)], count))


def both_link(context: Context, page: str, chosen: Sequence[tuple[TagKey, str]], count: int) -> Markdown:
    """Return a count that leads to the papers which name all of the chosen tags."""
    names = " and ".join(name for _, name in chosen)
    said = as_markdown(f"{'paper names' if count == 1 else 'papers name'} {names}")
    text = Markdown(f'{count:,}<span class="hidden-word"> {said}</span>')
    where = explore_link(context, page, [(key.facet, name) for key, name in chosen])
    return link(text, where, "share", size=count)
