"""A sentence and what is known around it in; what its readers ask of it out: its short forms, nouns, fresh names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.tagging.kinds import noun_before, noun_near
from generator.tagging.names import looks_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.tagging.cues import Cue, Place
    from generator.tagging.written_out import Brackets, Pair

Named = tuple[str, int, str, "str | None"]  # a name, where it starts in the text, the rule, the noun


class Found(NamedTuple):
    """A name that a paper brings in: where it is said, by which rule, and the noun that says what it is."""

    name: str
    field: str
    start: int
    rule: str
    noun: str | None

    @property
    def end(self) -> int:
        """Return where the name ends."""
        return self.start + len(self.name)


class Sentence(NamedTuple):
    """One sentence of a text, `low`:`high`, and all that its names are judged by; places count the whole text."""

    text: str
    low: int
    high: int
    title: str
    known: Callable[[str], str | None]
    brackets: Brackets
    marks: bytes
    cues: list[Place]
    hints: frozenset[Cue]

    def name_from(self, low: int, high: int) -> int:
        """Return a place behind which the first name of a part begins; `high` where there is none."""
        mark = self.marks.find(b"N", low, high)
        return high if mark < 0 else max(low, self.text.rfind(" ", low, mark))

    def pairs(self, start: int | None = None, end: int | None = None) -> list[Pair]:
        """Return the short forms in brackets with their written-out forms, within the sentence."""
        low, high = self.low if start is None else start, self.high if end is None else end
        return self.brackets.pairs(low, high) if self.text.find("(", low, high) >= 0 else []

    def noun(self, start: int, end: int) -> str | None:
        """Return the noun of the sentence that says what `start`:`end` is."""
        return noun_near(self.text, max(self.low, start), end, self.low, self.high)

    def of_pair(self, pair: Pair, rule: str, start: int | None = None) -> Named:
        """Return a short form as a name brought in; its noun may stand before `start`."""
        begin = pair.start if start is None else start
        noun = noun_before(self.text, pair.start) or self.noun(begin, pair.at + len(pair.short) + 1)
        return pair.short, pair.at, rule, noun

    def is_fresh(self, name: str, before: int) -> bool:
        """Say whether a word looks like a name that is nobody's yet."""
        return looks_named(name) and self.known(name) is None and not self.is_abbreviation(name, before)

    def is_abbreviation(self, name: str, before: int) -> bool:
        """Say whether the text has written a name out before: then it is a phrase of the field, not a name."""
        one = name[:-1] if name.endswith("s") and name[:-1].isupper() else None  # "CXRs"
        return any(pair.at < before for some in (name, one) if some for pair in self.brackets.of(some))

    def titled(self, name: str) -> bool:
        """Say whether the title has what a short form stands for."""
        longs = self.brackets.of(name)
        return any(self.text[pair.start : pair.end].lower() in self.title.lower() for pair in longs)

    def may_be_new(self, phrase: str) -> bool:
        """Say whether a capitalised phrase may be brought in: known tasks and techniques are only used."""
        return self.known(phrase) in {None, "models", "datasets"}
