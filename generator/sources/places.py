"""A text's lines in; the whole as one string, and for each place in it the line and column, out."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Places:
    """Lines joined by a newline, from the line `first` of their file on."""

    def __init__(self, lines: Sequence[str], first: int = 1) -> None:
        self.text = "\n".join(lines)
        self.first = first
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)][: max(len(lines), 1)]

    def line(self, offset: int) -> int:
        """Return the line of an offset, counted as the file counts."""
        return bisect_right(self.starts, max(offset, 0)) - 1 + self.first

    def column(self, offset: int) -> int:
        """Return the column of an offset, from 1."""
        return offset - self.starts[self.line(offset) - self.first] + 1
