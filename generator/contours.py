"""Places in; closed lines around where they lie dense, level by level, out (marching squares)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

CELLS = 64  # a side; two more around it stay empty, so that every line closes
LEVELS = (0.22, 0.85, 1.7)  # papers around a place, as shares of what a usual paper has around it
# For each way in which the four corners of a cell may lie high (bits: nw 1, ne 2, se 4, sw 8), the sides that a line
# joins, high ground on its right: n, e, s and w are 0 to 3.
SIDES = {
    1: [(3, 0)], 2: [(0, 1)], 3: [(3, 1)], 4: [(1, 2)], 5: [(3, 0), (1, 2)], 6: [(0, 2)], 7: [(3, 2)],
    8: [(2, 3)], 9: [(2, 0)], 10: [(0, 1), (2, 3)], 11: [(2, 1)], 12: [(1, 3)], 13: [(1, 0)], 14: [(0, 3)],
}  # fmt: skip


def shores(places: NDArray[np.float64], side: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Return for each level its lines, flat lists x, y, x, y … of whole numbers; `places` lie from 0 to `side`."""
    if not len(places):
        return tuple(() for _ in LEVELS)
    step = side / CELLS
    cells = np.clip((places / step).astype(int), 0, CELLS - 1) + 2
    ground = np.zeros((CELLS + 4, CELLS + 4))
    np.add.at(ground, (cells[:, 1], cells[:, 0]), 1.0)
    ground = np.round(gaussian_filter(ground, sigma=2.2, mode="constant"), 9)
    ground[[0, -1]] = ground[:, [0, -1]] = 0
    usual = float(np.median(ground[cells[:, 1], cells[:, 0]]))
    return tuple(
        tuple(tuple(round((value - 1.5) * step) for point in line for value in point) for line in _lines(ground, level))
        for level in (share * usual for share in LEVELS)
    )


def _lines(ground: NDArray[np.float64], level: float) -> Iterator[list[tuple[float, float]]]:
    """Yield the closed lines at one level, each second point left out where a line has many."""
    following = dict(_pieces(ground, level))
    while following:
        first = min(following)
        line = [first]
        while (point := following.pop(line[-1], None)) is not None:
            line.append(point)
        if len(line) > 6:
            yield line[:-1]


def _pieces(ground: NDArray[np.float64], level: float) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    high = ground > level
    kinds = high[:-1, :-1] * 1 + high[:-1, 1:] * 2 + high[1:, 1:] * 4 + high[1:, :-1] * 8
    for row, column in np.argwhere((kinds > 0) & (kinds < 15)).tolist():
        for start, end in SIDES[int(kinds[row, column])]:
            yield _cut(ground, level, row, column, start), _cut(ground, level, row, column, end)


def _cut(ground: NDArray[np.float64], level: float, row: int, column: int, side: int) -> tuple[float, float]:
    """Return where the line cuts a cell's side."""
    first, second = [
        ((row, column), (row, column + 1)),
        ((row, column + 1), (row + 1, column + 1)),
        ((row + 1, column), (row + 1, column + 1)),
        ((row, column), (row + 1, column)),
    ][side]
    low, high = float(ground[first]), float(ground[second])
    share = (level - low) / (high - low)
    return (
        round(first[1] + share * (second[1] - first[1]), 6),
        round(first[0] + share * (second[0] - first[0]), 6),
    )
