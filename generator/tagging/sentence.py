"""A text in; the names that its sentences bring in, by the cues in them, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from generator.tagging.cues import Cue, places
from generator.tagging.kinds import BOUNDARY, KINDS, noun_near
from generator.tagging.names import NAME, commonness, could_be, looks_named
from generator.tagging.phrases import (
    A_NOUN,
    AND_MORE,
    CAPITALISED,
    COMMON,
    DIRECT,
    FOLLOWED,
    INSTEAD,
    ITEM,
    ITEMS,
    LIST,
    LOWER,
    NAMED,
    NEAR,
    NOUN_LAST,
    OPENING,
    OWN,
    RARE,
    SEVERAL,
    SHORT_FORM,
    SUBJECT,
    clean,
    few,
    names_title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.tagging.cues import Place
    from generator.tagging.text import Text
    from generator.tagging.written_out import Brackets, Pair


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


NAMELY = re.compile(r"[A-Z\d]")  # without one there is no name
Named = tuple[str, int, str, "str | None"]  # a name, where it starts in the text, the rule, the noun


def said_in(text: Text, field: str, title: str, known: Callable[[str], str | None]) -> Iterator[Found]:
    """Yield the names that a text brings in. `known` gives the facet of a name that the vocabulary has."""
    cues = places(text)
    summary = field == "summary"
    if not cues and not summary:
        return
    words, bounds = text.words, [*text.starts, len(text.words)]
    held: dict[int, list[Place]] = {}
    for place in cues:
        held.setdefault(bisect_right(bounds, place.start) - 1, []).append(place)
    every = range(len(bounds) - 1)
    items = [at for at in every if words[bounds[at] : bounds[at] + 1] in ITEMS]
    for at in every if summary else sorted({*held, *items}):
        sentence = Sentence(words, bounds[at], bounds[at + 1], title, known, text.brackets, tuple(held.get(at, ())))
        if summary or sentence.cues or ITEM.match(words, sentence.low):
            for name, start, rule, noun in sentence.names(summary=summary):
                yield Found(name, field, start, rule, noun)


class Sentence(NamedTuple):
    """One sentence of a text, `low`:`high`, and all that its names are judged by; places count the whole text."""

    text: str
    low: int
    high: int
    title: str
    known: Callable[[str], str | None]
    brackets: Brackets
    cues: tuple[Place, ...]

    def names(self, *, summary: bool) -> Iterator[Named]:
        """Yield each name that the sentence brings in, by each cue."""
        brings = Cue.VERB in [place.cue for place in self.cues]
        for place in self.cues:
            yield from self._by_cue(place, brings=brings)
        if self._has_parts():
            yield from self._parts()
        if brings and self.brackets:
            yield from self._of_title()
        if summary:
            yield from self._subject()

    def _by_cue(self, place: Place, *, brings: bool) -> Iterator[Named]:
        cue = place.cue
        if cue in BEFORE_IT:
            return BEFORE_IT[cue](self, place.start)
        if cue is Cue.PARTS or not NAMELY.search(self.text, place.end, self.high):
            return iter(())
        if cue in BEHIND_IT:
            return BEHIND_IT[cue](self, place.end)
        return self._called(place.end, brings=brings, weakly=cue is Cue.CALLS_WEAKLY)

    def _pairs(self, start: int | None = None, end: int | None = None) -> list[Pair]:
        if not self.brackets:
            return []
        return self.brackets.pairs(self.low if start is None else start, self.high if end is None else end)

    def _noun(self, start: int, end: int) -> str | None:
        return noun_near(self.text, max(self.low, start), end, self.low, self.high)

    def _of_pair(self, pair: Pair, rule: str, start: int | None = None) -> Named:
        begin = pair.start if start is None else start
        return pair.short, pair.at, rule, self._noun(begin, pair.at + len(pair.short) + 1)

    def _called(self, end: int, *, brings: bool, weakly: bool) -> Iterator[Named]:
        """Yield what stands right behind "called": a name, or a written-out form with its short one."""
        opening = OPENING.match(self.text, end)
        at = opening.end() if opening else end
        pair = next((pair for pair in self._pairs(at) if at <= pair.start <= at + 4), None)
        if pair:
            yield self._of_pair(pair, "called Full Name (NAME)", at)
            return
        several = SEVERAL.match(self.text, at, self.high)
        if several:
            group = "short" if several["short"] else "name"
            yield several[group], several.start(group), "called Full NAME", self._noun(at, several.end())
            return
        match = NAMED.match(self.text, at, self.high)
        if match and could_be(match.group()) and (looks_named(match.group()) or FOLLOWED.match(self.text, match.end())):
            name = clean(match.group())
            facet = self.known(name)
            if facet is None or (brings and looks_named(name)) or (not weakly and facet in {"models", "datasets"}):
                yield name, at, "called NAME", self._noun(at, match.end())
                return
        phrase = CAPITALISED.match(self.text, at, self.high)
        if phrase and FOLLOWED.match(self.text, phrase.end()) and self._may_be_new(phrase.group()):
            yield phrase.group(), at, "called Full Name", self._noun(at, phrase.end())

    def _object(self, end: int) -> Iterator[Named]:
        """Yield what a verb brings in: the first name behind it, before anything that says what it is made of."""
        lower = LOWER.match(self.text, end)
        if lower:
            yield lower["name"], lower.start("name"), "we introduce NAME", self._noun(end, lower.end())
            return
        boundary = BOUNDARY.search(self.text, end, self.high)
        reach = boundary.start() if boundary else self.high
        if not self.brackets and not NAMELY.search(self.text, end, reach):
            return
        pair = self._object_pair(end, reach)
        if pair and self._is_new_pair(pair):
            yield self._of_pair(pair, "we introduce Full Name (NAME)")
        for match in NAMED.finditer(self.text, end, reach):
            name, start = clean(match.group()), match.start()
            if (pair and pair.start <= start < pair.at) or not could_be(name) or not few(self.text[end:start]):
                continue
            instead = INSTEAD.match(self.text, start + len(name))
            if instead and self.known(instead["name"]) is None and could_be(instead["name"]):
                yield (
                    instead["name"],
                    instead.start("name"),
                    "we introduce a …, NAME",
                    self._noun(end, instead.start("name")),
                )
                return
            if self._is_object(name, start, end):
                yield name, start, "we introduce NAME", self._noun(end, start + len(name))
                yield from self._and_more(start + len(name))
                return
            if looks_named(name):
                break
        if not pair:
            yield from self._object_phrase(end, reach)

    def _object_pair(self, end: int, reach: int) -> Pair | None:
        for pair in self._pairs(end):
            if pair.start <= reach and few(self.text[end : pair.start]):
                return pair
        return None

    def _object_phrase(self, end: int, reach: int) -> Iterator[Named]:
        phrase = CAPITALISED.search(self.text, end, reach)
        if phrase and few(self.text[end : phrase.start()]) and FOLLOWED.match(self.text, phrase.end()):
            words = phrase.group()
            titled = words.lower().replace("-", " ") in self.title.lower().replace("-", " ")
            short = SHORT_FORM.match(self.text, phrase.end(), self.high)
            if short:
                yield short["name"], short.start("name"), "we introduce Full Name, NAME", self._noun(end, short.end())
            elif self._may_be_new(words) and (titled or words.split()[-1].lower() in KINDS):
                yield words, phrase.start(), "we introduce Full Name", self._noun(phrase.start(), phrase.end())

    def _is_new_pair(self, pair: Pair) -> bool:
        """Say whether a written-out form and its short one are brought in; what is known must be the object."""
        facet = self.known(pair.short)
        long = self.known(self.text[pair.start : pair.end])
        if long is None and (facet is None or self.text[pair.start].isupper()):
            return True
        if pair.short in self.title.partition(":")[0].split():
            return True
        close = self.text.find(")", pair.at) + 1
        ends = FOLLOWED.match(self.text, close) is not None or self.text.startswith(" as ", close)
        return facet in {"models", "datasets", None} and ends

    def _is_object(self, name: str, start: int, verb: int) -> bool:
        """Say whether a name behind a verb is what it brings in, not part of what the thing is called or made of."""
        facet, end = self.known(name), start + len(name)
        followed = FOLLOWED.match(self.text, end) is not None
        between = self.text[verb:start].strip()
        if looks_named(name) and not between and not self.text.startswith((" to ", " into ", " as "), end):
            return facet is None or followed or facet == "methods"
        if self._is_abbreviation(name, verb):
            return False
        if facet is not None:
            alone = not between.split()[-1:] or not between.split()[-1][0].isupper()
            return followed and alone and facet in {"models", "datasets"} and (name in self.title or between in DIRECT)
        if looks_named(name):
            return followed or re.match(r" [a-z]", self.text[end : end + 2]) is not None
        return followed and self._is_word_as_name(name, between, end)

    def _is_word_as_name(self, name: str, between: str, end: int) -> bool:
        """Say whether a capitalised word behind a verb is a name: by where it stands, and how common a word it is."""
        if between.split()[-1:] and between.rsplit(maxsplit=1)[-1][0].isupper():  # the last word of a longer name
            return False
        if not between and self.text.startswith((", a ", ", an "), end):
            return True
        direct = between in DIRECT or name in self.title or NOUN_LAST.search(between) is not None
        return commonness(name) < (COMMON if direct else RARE) and (direct or self._before_noun(end))

    def _before_noun(self, end: int) -> bool:
        return A_NOUN.match(self.text, end) is not None

    def _is_fresh(self, name: str, before: int) -> bool:
        return looks_named(name) and self.known(name) is None and not self._is_abbreviation(name, before)

    def _is_abbreviation(self, name: str, before: int) -> bool:
        """Say whether the text has written a name out before: then it is a phrase of the field, not a name."""
        return any(pair.short == name and pair.at < before for pair in self.brackets.pairs())

    def _and_more(self, at: int) -> Iterator[Named]:
        more = AND_MORE.match(self.text, at, self.high)
        if more and looks_named(more["name"]) and self.known(more["name"]) is None:
            yield more["name"], more.start("name"), "we introduce … and NAME", self._noun(at, more.end())

    def _new(self, end: int) -> Iterator[Named]:
        """Yield the name in "a novel NAME algorithm"."""
        match = NAMED.match(self.text, end + 1, self.high) if self.text[end : end + 1] == " " else None
        phrase = CAPITALISED.match(self.text, end + 1, self.high)
        if phrase and self.known(phrase.group()) is None and len(self.brackets.pairs(end, phrase.end() + 2)) == 0:
            yield phrase.group(), phrase.start(), "a novel Full Name", self._noun(phrase.start(), phrase.end())
        elif match and self._is_fresh(clean(match.group()), end) and self._before_noun(match.end()):
            yield clean(match.group()), match.start(), "a novel NAME …", self._noun(match.start(), match.end())

    def _own(self, end: int) -> Iterator[Named]:
        pair = next((pair for pair in self._pairs(end) if pair.start == end + 1), None)
        facet = self.known(pair.short) if pair else None
        if pair and facet in {None, "models", "datasets"} and self.text[pair.start].isupper():
            yield self._of_pair(pair, "our Full Name (NAME)")
        match = OWN.match(self.text, end, self.high)
        if match and looks_named(clean(match["name"])) and self.known(clean(match["name"])) is None:
            name, start = clean(match["name"]), match.start("name")
            yield name, start, "our NAME", self._noun(start, start + len(name))

    def _before(self, start: int) -> Iterator[Named]:
        """Yield the name that a passive brings in: "a new model, NAME, is proposed"."""
        found = [match for match in NAMED.finditer(self.text, self.low, start) if looks_named(clean(match.group()))]
        if not found:
            return
        last = found[-1]
        name = clean(last.group())
        near = len(self.text[last.end() : start].split()) <= 2 and not BOUNDARY.search(
            self.text, max(self.low, last.start() - NEAR), last.start()
        )
        if near and (self.known(name) is None or name in self.title):
            yield name, last.start(), "NAME is proposed", self._noun(max(self.low, last.start() - 60), last.end())

    def _result(self, start: int) -> Iterator[Named]:
        match = re.search(rf"(?<![\w/.@-])(?P<name>{NAME}), $", self.text[self.low : start])
        if match and self._is_fresh(match["name"], self.low):
            at = self.low + match.start("name")
            yield match["name"], at, "NAME, the … of …", None

    def _for_short(self, start: int) -> Iterator[Named]:
        match = re.search(rf"(?P<name>{NAME}),?\s*$", self.text[self.low : start])
        if match:
            yield match["name"], self.low + match.start("name"), "NAME for short", None

    def _has_parts(self) -> bool:
        cues = [place.cue for place in self.cues]
        if Cue.PARTS in cues:
            return Cue.VERB in cues or Cue.CALLS in cues
        return ITEM.match(self.text, self.low) is not None or LIST.search(self.text, self.low, self.high) is not None

    def _parts(self) -> Iterator[Named]:
        """Yield the parts of what is brought in, where they have a written-out form or stand behind a colon."""
        listed = LIST.search(self.text, self.low, self.high)
        first = listed.end() if listed else self.low
        begin = next((place.end for place in self.cues if place.cue is Cue.PARTS), first)
        for pair in self._pairs(begin):
            fresh = self.known(self.text[pair.start : pair.end]) is None and self.known(pair.short) is None
            if fresh and looks_named(pair.short):
                yield self._of_pair(pair, "a part, Full Name (NAME)")
        if self.text.startswith(":", begin):
            for match in CAPITALISED.finditer(self.text, begin, self.high):
                if FOLLOWED.match(self.text, match.end()) and self.known(match.group()) is None:
                    yield match.group(), match.start(), "a part, Full Name", self._noun(match.start(), match.end())

    def _of_title(self) -> Iterator[Named]:
        for pair in self._pairs():
            if names_title(self.text[pair.start : pair.end], self.title):
                yield self._of_pair(pair, "the title's words (NAME)")

    def _subject(self) -> Iterator[Named]:
        """Yield what a sentence of a summary is about: a summary speaks of its paper, so that is the paper's own.

        What is known is taken only where it opens the summary: later sentences speak of others' work too.
        """
        match = SUBJECT.match(self.text, self.low, self.high)
        if match is None:
            return
        name = match["name"] or match["called"]
        start = match.start("name") if match["name"] else match.start("called")
        pair = next((p for p in self._pairs() if start in {p.start, p.at} or p.start <= self.low + len("The ")), None)
        if pair and self.known(self.text[pair.start : pair.end]) in {"methods", "tasks"}:
            return
        if pair:
            name, start = pair.short, pair.at
        facet = self.known(name)
        if looks_named(name) and (facet is None or (self.low == 0 and facet in {"models", "datasets"})):
            yield name, start, "the summary's subject", self._noun(self.low, start + len(name) + 1)

    def _may_be_new(self, phrase: str) -> bool:
        """Say whether a capitalised phrase may be brought in: known tasks and techniques are only used."""
        return self.known(phrase) in {None, "models", "datasets"}


BEHIND_IT: dict[Cue, Callable[[Sentence, int], Iterator[Named]]] = {
    Cue.VERB: Sentence._object,  # noqa: SLF001 -- the table of what each cue's reader is
    Cue.OUR: Sentence._own,  # noqa: SLF001
    Cue.NEW: Sentence._new,  # noqa: SLF001
}
BEFORE_IT: dict[Cue, Callable[[Sentence, int], Iterator[Named]]] = {
    Cue.PASSIVE: Sentence._before,  # noqa: SLF001
    Cue.SHORT: Sentence._for_short,  # noqa: SLF001
    Cue.RESULT: Sentence._result,  # noqa: SLF001
}
