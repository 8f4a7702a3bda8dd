"""The nouns of the map: spots, regions and the atlas that holds them; nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model import TagKey

SIDE = 1000  # the map's width and height; places are whole numbers from 0 to it, y growing downwards


@dataclass(frozen=True, slots=True)
class Spot:
    """A paper's place; `region` and `part` count from 0 in the atlas' `regions` and `parts`."""

    slug: str
    x: int
    y: int
    region: int
    part: int


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the map with its own words; `tags` are those of the words that have a page, in order."""

    words: tuple[str, ...]
    tags: tuple[TagKey | None, ...]
    x: int
    y: int
    papers: int
    within: int | None = None

    @property
    def label(self) -> str:
        """Return the words as one label."""
        return ", ".join(self.words)


@dataclass(frozen=True, slots=True)
class Atlas:
    """Every paper's spot, region by region and part by part; `shores` are closed lines around where papers are dense.

    Each of the shores' levels is higher ground than the one before, and holds flat lists x, y, x, y …
    """

    spots: tuple[Spot, ...] = ()
    regions: tuple[Region, ...] = ()
    parts: tuple[Region, ...] = ()
    shores: tuple[tuple[tuple[int, ...], ...], ...] = ()
