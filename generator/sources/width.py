"""Rows of a page in; for each the width at which the lines around it were broken out, where they were."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.sources.rows import Row

NO_WRAP = 10**9
WINDOW = 14  # characters: what a word that no longer fits leaves free at a line's end
WIDEST = 1000
SHORT = 200  # characters: titles are shorter, lines that hold a whole text longer


def widths_of(rows: Sequence[Row]) -> list[int | None]:
    """Return for each row the widest line of what was wrapped with it, `NO_WRAP`, or `None` where nothing tells."""
    page = _width(rows)
    widths: list[int | None] = [page] * len(rows)
    if page == NO_WRAP:
        for start, end in _stretches(rows):
            widths[start:end] = [_crowded(rows[start:end]) or page] * (end - start)
    return widths


def _width(rows: Sequence[Row]) -> int | None:
    width = _crowded(rows)
    if width:
        return width
    plain = [row for row in rows if row.rule is None]
    longs = sum(1 for row in plain if len(row.text) > SHORT)
    if not longs or longs < 0.1 * len(plain):
        return None
    return _width_of_titles(plain) or NO_WRAP


def _joints(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield rows that follow each other directly."""
    return (
        (row, after) for row, after in pairwise(rows) if row.rule is None and after.rule is None and not after.blank
    )


def _crowded(rows: Sequence[Row]) -> int | None:
    """Return the top of the window that most line ends fall in, if the lines after them go on in mid-sentence."""
    lines = [(len(row.text), after.text[0].islower()) for row, after in _joints(rows)]
    counts = Counter(length for length, _ in lines if length <= WIDEST)
    if not counts:
        return None

    def crowd(top: int) -> int:
        return sum(counts[length] for length in range(top - WINDOW + 1, top + 1))

    top = max(counts, key=lambda length: (crowd(length), length))
    inside = [goes_on for length, goes_on in lines if top - WINDOW < length <= top]
    enough = len(inside) >= max(3, 0.5 * len(lines))
    return top if enough and sum(inside) >= 0.35 * len(inside) else None


def _width_of_titles(plain: Sequence[Row]) -> int | None:
    """Return the width where only titles were wrapped: no short line is wider, none broken off would have fitted."""
    short = [row for row in plain if len(row.text) <= SHORT]
    width = max((len(row.text) for row in short), default=0)
    pairs = [(row, after) for row, after in _joints(plain) if len(row.text) <= SHORT and len(after.text) <= SHORT]
    forced = sum(1 for row, after in pairs if len(row.text) + 1 + len(after.text.split(" ", 1)[0]) > width)
    return width if forced > 1 and forced >= 0.8 * len(pairs) else None


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield where four or more rows that are not long follow each other directly."""
    start = 0
    for at, row in enumerate(rows):
        if row.rule is not None or len(row.text) > SHORT:
            if at - start > 3:
                yield start, at
            start = at + 1
        elif row.blank:
            if at - start > 3:
                yield start, at
            start = at
    if len(rows) - start > 3:
        yield start, len(rows)
