"""Counts of tags in; the most frequent of each facet, with their counts as links to the same papers in Explore, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.markdown import Markdown, as_markdown, link
from generator.pages.contract import Context, chip
from generator.pages.explore import explore_link
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Facet, TagKey
    from generator.pages.explore import Chosen

SHOWN = 6  # tags a facet


@dataclass(frozen=True, slots=True)
class Together:
    """A tag that stands in some of the papers: its chip, and in how many, as a link to them."""

    tag: Markdown
    count: Markdown


@dataclass(frozen=True, slots=True)
class Met:
    """A facet, and its tags that stand in the papers most often."""

    facet: Facet
    items: list[Together]


def met(context: Context, page: str, counts: Mapping[TagKey, int], given: Chosen) -> list[Met]:
    """Return the counted tags by facet, the most frequent first, then those that the whole list names most.

    `given` is what all the papers have in common: the tag or the year that Explore is asked for besides.
    """
    found = []
    for facet in FACETS:
        here = [key for key in counts if key.facet == facet.name]
        most = sorted(here, key=lambda key: (-counts[key], context.rank[key]))[:SHOWN]
        if most:
            found.append(Met(facet, [_one(context, page, key, counts[key], given) for key in most]))
    return found


def _one(context: Context, page: str, key: TagKey, count: int, given: Chosen) -> Together:
    name = context.library.tags[key].name
    verb = "paper names" if count == 1 else "papers name"
    both = f"{given[1]} and {name}" if given[0] != "year" else f"{name} in {given[1]}"
    text = Markdown(f'{count:,}<span class="hidden-word"> {as_markdown(f"{verb} {both}")}</span>')
    where = explore_link(context, page, [given, (key.facet, name)])
    return Together(chip(context, page, key), link(text, where, "share", size=count))
