"""Running text in, the bounds of its sentences out: enough to show the words around a mention."""

from __future__ import annotations

import re
from bisect import bisect_right

# A full stop ends a sentence unless it stands in an abbreviation or after a single capital (an initial).
END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bet al)(?<!\bvs)(?<!\bcf)(?<!\bviz)(?<!\bFig)(?<!\bEq)(?<!\bSec)(?<!\bw\.r\.t)"
    r"(?<!\b[A-Z])"
    r"[.!?][)\"'”’]*\s+(?=[\"'“‘(\[]?[A-Z0-9\\])|\n+"
)


def starts(text: str) -> list[int]:
    """Return where each sentence starts, in order; the first is 0."""
    return [0, *(match.end() for match in END.finditer(text))]


def around(text: str, start: int, end: int, bounds: list[int] | None = None) -> tuple[int, int]:
    """Return the bounds of the sentence (or sentences) that hold `start`:`end`, without the space behind it."""
    bounds = bounds or starts(text)
    first = bounds[bisect_right(bounds, start) - 1]
    after = bisect_right(bounds, max(start, end - 1))
    last = bounds[after] if after < len(bounds) else len(text)
    return first, first + len(text[first:last].rstrip())
