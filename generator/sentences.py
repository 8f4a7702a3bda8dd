"""Running text in, the bounds of its sentences out: enough to show the words around a mention."""

from __future__ import annotations

import re
from bisect import bisect_right

# One class of characters begins it, so that the engine leaps from one to the next.
END = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[)\"'”’]*\s+(?=[\"'“‘(\[]?[A-Z0-9\\]))")
# A full stop ends no sentence in an abbreviation or after a single capital (an initial).
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|et al|vs|cf|viz|Fig|Eq|Sec|w\.r\.t|[A-Z]))$")
LINE = 220  # characters of one line about a paper
LONG = 4  # letters, more than the last word of any abbreviation has
LONGEST = 7  # characters of the longest abbreviation, and one before it


def starts(text: str) -> list[int]:
    """Return where each sentence starts, in order; the first is 0."""
    found = [0]
    for match in END.finditer(text):
        at = match.start()
        plain = text[at] != "." or (at >= LONG and text[at - LONG : at].isalpha())
        if plain or not ABBREVIATION.search(text, max(0, at - LONGEST), at):
            found.append(match.end())
    return found


def around(text: str, start: int, end: int, bounds: list[int] | None = None) -> tuple[int, int]:
    """Return the bounds of the sentence (or sentences) that hold `start`:`end`, without the space behind it."""
    bounds = bounds or starts(text)
    first = bounds[bisect_right(bounds, start) - 1]
    after = bisect_right(bounds, max(start, end - 1))
    last = bounds[after] if after < len(bounds) else len(text)
    return first, first + len(text[first:last].rstrip())


def shortened(text: str, limit: int = LINE) -> str:
    """Return the beginning of a text, cut after a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
