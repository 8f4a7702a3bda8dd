"""Papers in; how many there are a year, as columns that a template draws, and as words, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.markdown import Markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.model import Paper

WIDTH = 320  # pixels of the drawing, as long as there are enough years to fill it
HEIGHT = 96  # of the highest column
ABOVE, BELOW = 16, 18  # room for a column's number and its year
WIDEST = 40  # pixels a year may take
MOST = 40  # columns that can still be told apart; a longer time is counted in decades
YEAR_WIDE, NUMBER_WIDE = 34, 15  # pixels that a year and a number need beside each other


@dataclass(frozen=True, slots=True)
class Column:
    """The papers of a year (or decade): how many, of how many of the whole list, and where the column stands."""

    name: str
    count: int
    of: int
    url: Markdown
    left: float
    width: float
    height: float
    named: bool
    numbered: bool

    @property
    def middle(self) -> float:
        """Return where its number and its name are centred."""
        return round(self.left + self.width / 2, 1)

    @property
    def top(self) -> float:
        """Return where the column ends above."""
        return round(ABOVE + HEIGHT - self.height, 1)


@dataclass(frozen=True, slots=True)
class Years:
    """A drawing of papers a year; `unknown` papers stand in no column."""

    columns: tuple[Column, ...]
    unknown: int
    width: float
    base: int = ABOVE + HEIGHT
    height: int = ABOVE + HEIGHT + BELOW
    above: int = ABOVE


def per_year(papers: Iterable[Paper]) -> tuple[Counter[int], int]:
    """Return how many papers each year has, and of how many the year is not known."""
    years = [paper.year for paper in papers]
    known = Counter(year for year in years if year is not None)
    return known, len(years) - known.total()


def years_figure(
    papers: Iterable[Paper], of_all: Mapping[int, int], address: Callable[[Sequence[int]], Markdown]
) -> Years | None:
    """Return the drawing; `None` where fewer than two years are known, which a sentence says better.

    `of_all` has the whole list's papers of each year. `address` gives the link of a column, from its years.
    """
    known, unknown = per_year(papers)
    if len(known) < 2:
        return None
    first, last = min(known), max(known)
    step = next(step for step in (1, 10, 100, 1000) if (last - first) // step < MOST)
    starts = range(first - first % step, last + 1, step)
    slot = min(WIDEST, WIDTH / len(starts))
    highest = max(sum(known[year] for year in range(start, start + step)) for start in starts)
    columns = []
    for at, start in enumerate(starts):
        years = range(start, start + step)
        count = sum(known[year] for year in years)
        columns.append(
            Column(
                name=str(start) if step == 1 else f"{start}s",
                count=count,
                of=sum(of_all.get(year, 0) for year in years),
                url=address([year for year in years if known[year]]) if count else Markdown(""),
                left=round((at + 0.12) * slot, 1),
                width=round(0.76 * slot, 1),
                height=round(HEIGHT * count / highest, 1),
                named=_is_named(at, len(starts), slot),
                numbered=count > 0 and (slot >= NUMBER_WIDE or count == highest),
            )
        )
    return Years(tuple(columns), unknown, round(slot * len(starts), 1))


def _is_named(at: int, count: int, slot: float) -> bool:
    """Say whether a column has room for its name: the last one does, and so does every nth before it."""
    every = -(-YEAR_WIDE // slot)
    return (count - 1 - at) % every == 0


def span(papers: Iterable[Paper]) -> str:
    """Return from when to when papers are, as the end of a sentence; empty where no year is known."""
    known, _ = per_year(papers)
    if not known:
        return ""
    first, last = min(known), max(known)
    return f", of {first}" if first == last else f", {first} to {last}"


def undated(papers: Iterable[Paper]) -> str:
    """Return a sentence about the papers whose year is not known; empty where there are none."""
    known, unknown = per_year(papers)
    if not unknown:
        return ""
    if not known:
        return "Its year is not known." if unknown == 1 else "Their years are not known."
    return f"The year of {unknown:,} of them is not known."
