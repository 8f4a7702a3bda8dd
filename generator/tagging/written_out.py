"""A text in; each short form that stands in brackets behind its written-out form out: "Masked Autoencoder (MAE)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.tagging.text import Text

SHORT = re.compile(
    r"\((?:i\.e\., ?|(?:termed|called|named|dubbed|abbreviated as|or|denoted as|short) )?"
    r"[\"“'‘]?([A-Za-z\d][\w²³·^+/.-]{1,18}(?: \d{1,2}(?:\.\d)?)?|[A-Z]\w+(?: [A-Z]\w*(?:-[A-Z]\w*)?){1,2})"
    r"[\"”'’]?(?:[;,] [^()]*)?\)"
)
WORD = re.compile(r"[^\W_][\w'’]*")
SMALL = frozenset(
    {"of", "and", "for", "the", "with", "via", "in", "to", "a", "an", "on", "from", "by", "as", "at", "or", "based"}
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
FURTHER = 5  # more words than letters that a written-out form may have
ALIKE = 4  # letters of a word
QUOTES = "”’\"'"
LONGEST = 6  # words of what a name stands for; what is longer is a quotation
CLAUSE = 200  # characters before a bracket in which its written-out form may stand
SAID = re.compile(
    r"(?P<name>[A-Z][\w-]*)[\"”'’]?,? \(?(?:(?:which|that|is|and) ){0,2}(?:short|stands) for (?:the )?[\"“'‘]?"
)
LEAD = re.compile(r"^(?:(?:(?:which|that|is|and) ){0,2}(?:short|stands) for |i\.e\., ?|or )")
STANDS = ("short for ", "stands for ")
LED = frozenset("swtaio")  # with what `LEAD` begins
UNTIL = re.compile(r"[,.;:()]")
DIGIT = re.compile(r"([a-z])([2-6])")  # "S4" is four words with an S
PART = re.compile(r"[.;:()]\s")
NO_LETTER = re.compile(r"[^a-z\d]")


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
        for at, bracket, short in self.found:
            if short == name and (pair := self.pair(at, bracket, short)):
                yield pair

    def pair(self, at: int, bracket: int, short: str) -> Pair | None:
        """Return a short form with its written-out form, if it has one."""
        if at not in self._pairs:
            self._pairs[at] = None if short.islower() else _pair(self.text, at, bracket, short)
        return self._pairs[at]


def long_of(name: str, texts: Iterable[Text]) -> str | None:
    """Return the written-out form that stands before a bracketed name in any of the texts."""
    for text in texts:
        for pair in text.brackets.of(name):
            if f"({name}" in text.words:
                return " ".join(text.words[pair.start : pair.end].split())
        at = text.words.find(f"{name} (")
        long = phrase_behind(text.words, at + len(name), name) if at >= 0 else None
        if long and len(WORD.findall(long)) <= LONGEST:
            return long
    return None


def phrase_behind(text: str, end: int, name: str) -> str | None:
    """Return what a name stands for, where that follows it in brackets: "LAMP (Light And Many Posters)"."""
    close = text.find(")", end, end + CLAUSE) if text.startswith(" (", end) else -1
    phrase = UNTIL.split(LEAD.sub("", text[end + 2 : close]), maxsplit=1)[0] if close >= 0 else ""
    return " ".join(phrase.split()) if phrase and _stands_for(name, WORD.findall(phrase)) else None


def _stands_for(name: str, words: list[str]) -> bool:
    """Say whether a name is made of the initials or the capitals of some words."""
    stem = name.removesuffix("s")
    letters = NO_LETTER.sub("", stem.lower())
    return len(words) > 1 and _by_initials(letters, [c.lower() for c in stem if c.isupper() or c.isdigit()], words)


def _unfolded(text: Text) -> Iterator[tuple[str, str]]:
    """Yield each name with what the text says behind it that it stands for: "LAMP, short for …", "LAMP (Light …)"."""
    words = text.words
    for at in text.brackets.others:
        before = words[words.rfind(" ", max(0, at - CLAUSE), at - 1) + 1 : at - 1]
        if before.islower():  # mostly
            continue
        name, first = before.strip("\"“”'‘’("), words[at + 1 : at + 2]
        if (first.lower() == name[:1].lower() or first in LED) and not name[1:].islower():
            long = phrase_behind(words, at - 1, name)
            if long:
                yield name, long
    if STANDS[0] in words or STANDS[1] in words:
        for match in SAID.finditer(words):
            some = WORD.findall(UNTIL.split(words[match.end() : match.end() + CLAUSE], maxsplit=1)[0])
            for count in range(2, min(len(some), len(match["name"]) + FURTHER) + 1):
                if _stands_for(match["name"], some[:count]):
                    yield match["name"], " ".join(some[:count])


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
    letters = NO_LETTER.sub("", stem.lower())
    if not letters or short == short.lower():
        return None
    most = len(letters) + FURTHER
    words = _words_before(text, bracket, most)
    capitals = [c.lower() for c in stem if c.isupper() or c.isdigit()]
    for count in range(1, min(most, len(words)) + 1):
        first = words[-count][0]
        if (first == letters[0] or first.lower() == letters[0]) and _fits(
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


def _fits(letters: str, capitals: list[str], words: list[str], *, mixed: bool = False) -> bool:
    """Say whether words are what a short form stands for: by their initials, or all its letters in order."""
    if mixed and len(words) < len(capitals) and not any(map(str.isupper, "".join(word[1:] for word in words))):
        return False  # of "ToT" each capital is a word's
    if _by_initials(letters, capitals, words):
        return True
    if len(words) == 1 and words[0].lower().startswith(letters):
        return False
    return _in_order(letters, [word.lower() for word in words])


def _by_initials(letters: str, capitals: list[str], words: list[str]) -> bool:
    """Say whether letters are the initials of words, small ones counted or not, or the capitals in them."""
    made = [capitals, [*letters]]
    if not letters.isalpha():
        made.append([*DIGIT.sub(lambda found: found[1] * int(found[2]), letters)])
    every = [word[0].lower() for word in words]
    if every in made or [word[0].lower() for word in words if word.lower() not in SMALL] in made:
        return True
    joined = "".join(words)
    if joined.islower():  # mostly
        return False
    lifted = [c.lower() for c in joined if c.isupper()]
    return lifted == list(letters) or (len(capitals) > 1 and lifted == capitals and _follow(letters, joined))


def _follow(letters: str, joined: str) -> bool:
    rest = iter(joined.lower())
    return all(letter in rest for letter in letters)


def _in_order(letters: str, words: list[str]) -> bool:
    """Say whether the letters stand in the words in order, each word of weight giving at least its first."""
    joined = "".join(words)
    at = 0
    for letter in letters:
        at = joined.find(letter, at) + 1
        if at == 0:
            return False
    begun = sum(word[0] in letters for word in words if word not in SMALL)
    return begun >= max(1, len([word for word in words if word not in SMALL]) - 1)


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
        for short, long in _unfolded(text):
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
