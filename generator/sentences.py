"""Running text in, the bounds of its sentences out: enough to show the words around a mention."""

from __future__ import annotations

import re
from bisect import bisect_right

# One class of characters begins it, so that the engine leaps from one to the next.
END = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[)\"'”’]*\s+(?=[\"'“‘(\[]?[A-Z0-9\\]))")
PLAIN = frozenset(
    f" {mark}" for mark in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\\"
)  # what nearly always stands behind one
# A full stop ends no sentence in an abbreviation or after a single capital (an initial).
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|et al|vs|cf|viz|Fig|Eq|Sec|w\.r\.t|[A-Z]))$")
LINE = 220  # characters of one line about a paper
LONG = 4  # letters, more than the last word of any abbreviation has
LONGEST = 7  # characters of the longest abbreviation, and one before it


def starts(text: str) -> list[int]:
    """Return where each sentence starts, in order; the first is 0."""
    if "\n" in text or "!" in text or "?" in text:
        return [0, *(match.end() for match in END.finditer(text) if _ends(text, match.start()))]
    found = [0]
    at = text.find(".")  # leaps from stop to stop in a third of the engine's time
    while at >= 0:
        if text[at + 1 : at + 3] in PLAIN:
            if (at >= LONG and text[at - LONG : at].isalpha()) or _ends(text, at):
                found.append(at + 2)
        elif at + 1 < len(text) and not text[at + 1].isalnum() and (match := END.match(text, at)) and _ends(text, at):
            found.append(match.end())
        at = text.find(".", at + 1)
    return found


def _ends(text: str, at: int) -> bool:
    """Say whether the mark at a place, which may end a sentence, is no abbreviation's."""
    if text[at] != "." or (at >= LONG and text[at - LONG : at].isalpha()):
        return True
    return not ABBREVIATION.search(text, max(0, at - LONGEST), at)


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
