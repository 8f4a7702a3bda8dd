"""A text in; each short form that stands in brackets behind its written-out form out: "Masked Autoencoder (MAE)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.tagging.letters import CLAUSE, FURTHER, NO_LETTER, SMALL, WORD, fits
from generator.tagging.unfolded import unfolded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.tagging.text import Text

SHORT = re.compile(
    r"\((?:i\.e\., ?|(?:termed|called|named|dubbed|abbreviated as|or|denoted as|short) )?"
    r"[\"“'‘]?([A-Za-z\d][\w²³·^+/.-]{1,18}+(?: \d{1,2}(?:\.\d)?)?|[A-Z]\w+(?: [A-Z]\w*(?:-[A-Z]\w*)?){1,2})"
    r"[\"”'’]?(?:[;,] [^()]*+)?\)"
)
THINGS = (
    frozenset(  # behind a full name, and no part of it: "Fast Region-based Convolutional Network method (Fast R-CNN)"
        {
            "method",
            "framework",
            "approach",
            "module",
            "mechanism",
            "strategy",
            "scheme",
            "technique",
            "task",
            "algorithm",
        }
    )
)
ALIKE = 4  # letters of a word
QUOTES = "”’\"'"
MANY = 9  # times that a text writes one name out; more say no more
PART = re.compile(r"[.;:()]\s")


class Pair(NamedTuple):
    """A short form at `at` and its written-out form at `start`:`end` of the text."""

    short: str
    at: int
    start: int
    end: int


class Brackets:
    """The short forms in brackets of a text; their written-out forms are looked for only where they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[tuple[int, int, str]] = []  # where a short form stands, and its bracket
        self.others: list[int] = []  # brackets in which something else stands
        at = text.find("(")  # leaps from bracket to bracket sooner than the engine
        while at >= 0:
            if match := SHORT.match(text, at):
                self.found.append((match.start(1), at, match[1]))
            else:
                self.others.append(at)
            at = text.find("(", at + 1)
        self._pairs: dict[int, Pair | None] = {}
        self._by_short: dict[str, list[tuple[int, int, str]]] | None = None

    def __bool__(self) -> bool:
        return bool(self.found)

    def pairs(self, low: int = 0, high: int | None = None) -> list[Pair]:
        """Return the pairs whose written-out form begins at `low` or later, and whose short form before `high`."""
        if not self.found:
            return []
        end = len(self.text) if high is None else high
        first = bisect_left(self.found, (low,))
        some = self.found[first : bisect_left(self.found, (end,), first)]
        return [pair for one in some if (pair := self.pair(*one)) and pair.start >= low]

    def shorts(self, low: int, high: int) -> list[tuple[int, int, str]]:
        """Return the short forms in a part of the text, each behind its place and its bracket's."""
        return self.found[bisect_left(self.found, (low,)) : bisect_left(self.found, (high,))]

    def of(self, name: str) -> Iterator[Pair]:
        """Yield the pairs of one short form."""
        if self._by_short is None:
            self._by_short = {}
            for one in self.found:
                self._by_short.setdefault(one[2], []).append(one)
        for one in self._by_short.get(name, ())[:MANY]:
            if pair := self.pair(*one):
                yield pair

    def pair(self, at: int, bracket: int, short: str) -> Pair | None:
        """Return a short form with its written-out form, if it has one."""
        if at not in self._pairs:
            self._pairs[at] = None if short.islower() else _pair(self.text, at, bracket, short)
        return self._pairs[at]


def _before_space(text: str, end: int) -> int:
    while end and (text[end - 1].isspace() or text[end - 1] in QUOTES):
        end -= 1
    return end


def _pair(text: str, at: int, bracket: int, short: str) -> Pair | None:
    """Return a short form with what stands for it right before its bracket, or before what that is said to be."""
    end = _before_space(text, bracket)
    space = text.rfind(" ", 0, end)
    thing = text[space + 1 : end]
    ends = [bracket, space] if thing[:1] == short.rstrip("s")[-1:].lower() else [space, bracket]
    for before in ends if thing in THINGS else [bracket]:
        start = _start(text, before, short)
        if start is not None:
            return Pair(short, at, start, _before_space(text, before))
    return None


def _start(text: str, bracket: int, short: str) -> int | None:
    """Return where the written-out form begins, the shortest that fits; `None` where no words fit the letters.

    Short forms and what stands for them are matched after Schwartz and Hearst (2003).
    """
    stem = short.removesuffix("s")
    low = stem.lower()
    letters = low if low.isascii() and low.isalnum() else NO_LETTER.sub("", low)
    if not letters or short == short.lower():
        return None
    most = len(letters) + FURTHER
    words = _words_before(text, bracket, most)
    capitals = [c.lower() for c in stem if c.isupper() or c.isdigit()]
    for count in range(1, min(most, len(words)) + 1):
        first = words[-count][0]
        if (first == letters[0] or first.lower() == letters[0]) and fits(
            letters, capitals, words[-count:], mixed=not stem.isupper()
        ):
            if len(letters) > count and _initials(words[-len(letters) :]) == letters:
                count = len(letters)  # noqa: PLW2901 -- a word farther, but each gives its letter
            at = bracket
            for word in words[: -count - 1 : -1]:
                at = text.rfind(word, 0, at)
            return _with_prefix(text, at)
    return None


def _with_prefix(text: str, at: int) -> int:
    """Return where the whole of a word with a hyphen begins, if with the same letter: "Multi-modal"."""
    begin = text.rfind(" ", 0, at) + 1
    solid = at and text[at - 1] == "-" and text[begin].lower() == text[at].lower()
    return begin if solid else at


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words).lower()


def _words_before(text: str, end: int, most: int) -> list[str]:
    """Return the last words of the clause that ends at `end`, `most` of them or a few more."""
    far = max(0, end - CLAUSE)
    near = end
    for _ in range(most + 2):  # a dash or an ampersand is no word
        near = text.rfind(" ", far, near)
        if near < 0:
            break
    low = max(near, far)
    for part in PART.finditer(text, low, end):
        low = part.end()
    return WORD.findall(text, low, end)


def redefined(texts: Iterable[Text], names_of: Callable[[str], tuple[str, ...] | None]) -> frozenset[str]:
    """Return the short forms that a paper defines as something else than the known thing of that name.

    `names_of` gives all names of a known thing. "Sharpness-Aware Minimization (SAM)" is not the Segment Anything Model;
    where no written-out name is known, nothing can be said against the famous one.
    """
    found: set[str] = set()
    for text in texts:
        brackets, words = text.brackets, text.words
        for one in brackets.found:
            names = names_of(one[2])
            pair = brackets.pair(*one) if names and _is_doubtful(words, one[1], names) else None
            if names and pair and not _is_one_of(words[pair.start : pair.end], pair.short, names):
                found |= {pair.short, pair.short.removesuffix("s")}
        for short, long in unfolded(text):
            names = names_of(short)
            if names and not _is_one_of(long, short, names):
                found.add(short)
    return frozenset(found)


def _is_doubtful(text: str, bracket: int, names: tuple[str, ...]) -> bool:
    """Say whether none of the names stands right before its bracket, as it mostly does: a quick look."""
    before = text[max(0, bracket - CLAUSE) : bracket].rstrip().lower()
    return not before.removesuffix("s").endswith(_written(names))


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return NO_LETTER.sub("", name.lower().removesuffix("s"))


@lru_cache(maxsize=4096)
def _written(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of a thing's names that are written out, each with the space before it."""
    return tuple(f" {name.lower().removesuffix('s')}" for name in names if len(_stems(name)) > 1)


def _is_one_of(long: str, short: str, names: tuple[str, ...]) -> bool:
    """Say whether a written-out form is one of the names, small differences aside; true where none is known."""
    if long in names:
        return True
    written = [stems for name in names if len(stems := _stems(name)) > 1 and _letters(name) != _letters(short)]
    mine = _stems(long)
    return not written or any(_alike(mine, other, proper=not long.islower()) for other in written)


def _alike(mine: frozenset[str], other: frozenset[str], *, proper: bool) -> bool:
    """Say whether most words are the same; half of them, where words that differ begin alike ("Auto-Encoder").

    Half will do where the words are no proper name: then they may have been cut at the wrong place.
    """
    shared = len(mine & other) * 2
    few = min(len(mine), len(other))
    half = not proper or any(_begin_alike(one, two) for one in mine - other for two in other - mine)
    return shared > few or (shared == few and half)


def _begin_alike(one: str, other: str) -> bool:
    return one.startswith(other[:ALIKE]) or other.startswith(one[:ALIKE])


@lru_cache(maxsize=4096)
def _stems(phrase: str) -> frozenset[str]:
    return frozenset(word[:5].lower() for word in WORD.findall(phrase) if word.lower() not in SMALL)
