"""A text in; the names that its sentences bring in, by the cues in them, out."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from generator.tagging.before import for_short, made_of, proposed
from generator.tagging.calls import called
from generator.tagging.cues import Cue, places
from generator.tagging.further import ITEMS as LISTS
from generator.tagging.further import (
    acting,
    along,
    among_items,
    another,
    apposed,
    at_the_end,
    bracketed,
    enumerated,
    several_bracketed,
    told,
    written_out,
)
from generator.tagging.names import commonness, looks_named
from generator.tagging.objects import object_of
from generator.tagging.owned import new, own, yielded
from generator.tagging.phrases import (
    CAPITALISED,
    FOLLOWED,
    ITEM,
    ITEMS,
    LIST,
    SUBJECT,
    names_title,
)
from generator.tagging.sentence import Found, Sentence
from generator.tagging.small import of_title, small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.tagging.cues import Place
    from generator.tagging.sentence import Named
    from generator.tagging.text import Text


# A member of an enumeration takes ten times as long to look up as a name.
VERB, CALLS, CALLS_WEAKLY, PARTS, NEW = Cue.VERB, Cue.CALLS, Cue.CALLS_WEAKLY, Cue.PARTS, Cue.NEW
DOES, IS_A, WHICH, ALONG = Cue.DOES, Cue.IS_A, Cue.WHICH, Cue.ALONG
USUAL = 3.0  # Zipf; abbreviations of words in small letters that are as common are no names
SMALL_BEHIND = frozenset({Cue.VERB, Cue.CALLS, Cue.OUR})
NONE: frozenset[Cue] = frozenset()
_sentence = partial(tuple.__new__, Sentence)  # a name for each of its parts takes three times as long


def said_in(text: Text, field: str, title: str, known: Callable[[str], str | None]) -> Iterator[Found]:
    """Yield the names that a text brings in. `known` gives the facet of a name that the vocabulary has."""
    summary = field == "summary"
    words, starts, brackets, marks = text.words, text.starts, text.brackets, text.marks
    held, hinted = _by_sentence(text)
    if summary or _lists(text):
        read: Iterable[int] = range(len(starts))
    else:
        items = _items(words, starts)
        read = sorted({*held, *hinted, *items})
    for at in read:
        low, high = starts[at], starts[at + 1] if at + 1 < len(starts) else len(words)
        cues, hints = held.get(at, []), hinted.get(at, NONE)
        sentence = _sentence((words, low, high, title, known, brackets, marks, cues, hints))
        for name, start, rule, noun in _names(sentence, summary=summary):
            yield Found(name, field, start, rule, noun)


def _lists(text: Text) -> bool:
    """Say whether a text has the first item of a list."""
    words = text.words
    return any(words.startswith(LISTS, at) for at in text.brackets.others)


def _items(words: str, starts: list[int]) -> list[int]:
    """Return which sentences begin with an item's mark."""
    found: list[int] = []
    at = words.find(")")
    while at >= 0:
        if words[at - 1 : at] in ITEMS and ITEM.match(words, starts[sentence := bisect_right(starts, at) - 1]):
            found.append(sentence)
        at = words.find(")", at + 1)
    return found


def _by_sentence(text: Text) -> tuple[dict[int, list[Place]], dict[int, frozenset[Cue]]]:
    """Return the cues in each sentence that has any, and which hints are in each."""
    cues, hints = places(text)
    starts = text.starts
    held: dict[int, list[Place]] = {}
    for place in cues:
        held.setdefault(bisect_right(starts, place.start) - 1, []).append(place)
    hinted: dict[int, frozenset[Cue]] = {}
    for place in hints:
        at = bisect_right(starts, place.start) - 1
        if place.cue is not ALONG or at in held:
            hinted[at] = hinted.get(at, NONE) | {place.cue}
    return held, hinted


def _names(said: Sentence, *, summary: bool) -> Iterator[Named]:
    """Yield each name that a sentence brings in, by each cue."""
    cues = [place.cue for place in said.cues]
    brings = VERB in cues
    for place in said.cues:
        yield from _by_cue(said, place, brings=brings)
    # One character is found in a fifth of the time of two.
    listed = said.text.find(")", said.low, said.high) >= 0 and _may_list(said)
    if (brings or CALLS in cues) if PARTS in cues else (listed and _has_items(said)):
        yield from _parts(said)
    if brings:
        yield from _besides(said, said.cues[0].end)
    if summary:
        yield from _subject(said)
        return
    if listed:
        yield from among_items(said)
    if said.hints:
        yield from _without_cue(said)


def _without_cue(said: Sentence) -> Iterator[Named]:
    if DOES in said.hints:
        yield from acting(said)
    if WHICH in said.hints:
        yield from apposed(said)
    if IS_A in said.hints:
        yield from told(said)


def _besides(said: Sentence, at: int) -> Iterator[Named]:
    """Yield the names that a sentence brings in with the first."""
    if ALONG in said.hints:
        yield from along(said, at)
    yield from at_the_end(said, at)
    yield from another(said, at)
    yield from several_bracketed(said)
    if said.text.find(":", at, said.high) >= 0:
        yield from enumerated(said, at)
    if said.brackets.found and said.text.find("(", said.low, said.high) >= 0:
        yield from written_out(said, at)
        yield from bracketed(said, at)
        yield from _of_title(said)


def _by_cue(said: Sentence, place: Place, *, brings: bool) -> Iterable[Named]:
    cue = place.cue
    if cue in BEFORE_IT:
        return BEFORE_IT[cue](said, place.start)
    if cue is PARTS or (cue is CALLS and place.start > said.low and said.text[place.start].isupper()):
        return ()  # "Named Entity Recognition" calls nothing
    if cue in SMALL_BEHIND and (begun := (cue is VERB and of_title(said, place.end)) or small(said, place.end)):
        return begun
    begin = said.low if cue is NEW else place.end  # "NAME, a novel …"
    if said.marks.find(b"N", begin, said.high) < 0:
        return ()
    if cue in BEHIND_IT:
        return BEHIND_IT[cue](said, place.end)
    return called(said, place.end, brings=brings, weakly=cue is CALLS_WEAKLY)


def _may_list(said: Sentence) -> bool:
    """Say whether an item's mark may stand in a sentence: a quick look, which errs on the side of yes."""
    text = said.text
    at = text.find(")", said.low, said.high) if text.find(") ", said.low, said.high) >= 0 else -1
    while at >= 0:
        if text[at - 1] in ITEMS and (text[at - 2 : at - 1] in "iv" or not text[at - 2 : at - 1].isalnum()):
            return True
        at = text.find(")", at + 1, said.high)
    return False


def _has_items(said: Sentence) -> bool:
    return ITEM.match(said.text, said.low) is not None or LIST.search(said.text, said.low, said.high) is not None


def _parts(said: Sentence) -> Iterator[Named]:
    """Yield the parts of what is brought in, where they have a written-out form or stand behind a colon."""
    listed = LIST.search(said.text, said.low, said.high)
    first = listed.end() if listed else said.low
    begin = next((place.end for place in said.cues if place.cue is PARTS), first)
    for pair in said.pairs(begin):
        fresh = said.known(said.text[pair.start : pair.end]) is None and said.known(pair.short) is None
        # Such as "average precision (AP)".
        usual = said.text[pair.start : pair.end].islower() and commonness(pair.short) >= USUAL
        if fresh and looks_named(pair.short) and not usual:
            yield said.of_pair(pair, "a part, Full Name (NAME)")
    if said.text.startswith(":", begin):
        for match in CAPITALISED.finditer(said.text, begin, said.high):
            if FOLLOWED.match(said.text, match.end()) and said.known(match.group()) is None:
                yield match.group(), match.start(), "a part, Full Name", said.noun(match.start(), match.end())


def _of_title(said: Sentence) -> Iterator[Named]:
    for pair in said.pairs():
        if names_title(said.text[pair.start : pair.end], said.title):
            yield said.of_pair(pair, "the title's words (NAME)")


def _subject(said: Sentence) -> Iterator[Named]:
    """Yield what a sentence of a summary is about: a summary speaks of its paper, so that is the paper's own.

    What is known is taken only where it opens the summary: later sentences speak of others' work too.
    """
    match = SUBJECT.match(said.text, said.low, said.high)
    if match is None:
        return
    name = match["name"] or match["called"]
    start = match.start("name") if match["name"] else match.start("called")
    pair = next((p for p in said.pairs() if start in {p.start, p.at} or p.start <= said.low + len("The ")), None)
    if pair and said.known(said.text[pair.start : pair.end]) in {"methods", "tasks"}:
        return
    if pair and pair.short.endswith("s") and said.known(pair.short):  # "Vision Transformers (ViTs) need …"
        return
    if pair:
        name, start = pair.short, pair.at
    facet = said.known(name)
    if looks_named(name) and (facet is None or (said.low == 0 and facet in {"models", "datasets"})):
        yield name, start, "the summary's subject", said.noun(said.low, start + len(name) + 1)


BEHIND_IT: dict[Cue, Callable[[Sentence, int], Iterator[Named]]] = {
    Cue.VERB: object_of,
    Cue.OUR: own,
    Cue.NEW: new,
    Cue.YIELDS: yielded,
}
BEFORE_IT: dict[Cue, Callable[[Sentence, int], Iterator[Named]]] = {
    Cue.PASSIVE: proposed,
    Cue.SHORT: for_short,
    Cue.RESULT: made_of,
}
