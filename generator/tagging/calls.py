"""A sentence and where "called" ends in it in; the name that something is called by out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.tagging.further import more_pairs
from generator.tagging.names import could_be, looks_named
from generator.tagging.phrases import (
    AND_THEN,
    AS_NAME,
    BEGUN,
    CAPITALISED,
    FOLLOWED,
    GOES_ON,
    NAMED,
    OPENING,
    OPENS_QUOTE,
    OTHERS,
    SEVERAL,
    USED,
    clean,
)
from generator.tagging.unfolded import stands_for

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from generator.tagging.sentence import Named, Sentence
    from generator.tagging.written_out import Pair

NEAR = 60  # characters before "called" in which it is said whose it is


def called(said: Sentence, end: int, *, brings: bool, weakly: bool) -> Iterator[Named]:
    """Yield what stands right behind "called": a name, or a written-out form with its short one.

    `brings` says that the sentence brings something in, `weakly` that the word says so only where it does: "namely".
    """
    told = AS_NAME.match(said.text, end, said.high) if said.text.find(" as ", end, said.high) >= 0 else None
    if told and looks_named(told["name"]) and said.known(told["name"]) is None:
        yield told["name"], told.start("name"), "called … as NAME", said.noun(end, told.end())
        return
    opening = OPENING.match(said.text, end)
    at = opening.end() if opening else end
    pair = next((pair for pair in said.pairs(at) if at <= pair.start <= at + 4), None)
    if pair:
        if _is_called(said, pair, end, brings=brings, weakly=weakly):
            yield said.of_pair(pair, "called Full Name (NAME)", at)
            yield from more_pairs(said, pair)
        return
    several = SEVERAL.match(said.text, at, said.high)
    if several and not (weakly and said.text[at - 1] in OPENS_QUOTE):  # 'two labels, namely "Dusk Sign" and …'
        group = "short" if several["short"] else "name"
        long, _, last = several["name"].rpartition(" ")
        if group == "name" and stands_for(last, long.split()):  # "called Pathways Language Model PaLM"
            start = several.end("name") - len(last)
            yield last, start, "called Full Name NAME", said.noun(at, start)
            return
        yield several[group], several.start(group), "called Full NAME", said.noun(at, several.end())
        return
    match = NAMED.match(said.text, at, said.high)
    if match and could_be(match.group()) and _ends_there(said, match):
        name = clean(match.group())
        if _is_own(said, name, end, brings=brings, weakly=weakly):
            yield name, at, "called NAME", said.noun(at, match.end())
            return
    yield from _phrase(said, at, brings=brings)


def _phrase(said: Sentence, at: int, *, brings: bool) -> Iterator[Named]:
    """Yield the words that something is called: "called Dusk anchoring, which", "called Dusk Anchoring"."""
    begun = BEGUN.match(said.text, at, said.high) if brings else None
    if begun and said.known(begun["name"]) is None:
        yield begun["name"], at, "called Full name", said.noun(at, begun.end())
    phrase = CAPITALISED.match(said.text, at, said.high)
    if phrase and FOLLOWED.match(said.text, phrase.end()) and said.may_be_new(phrase.group()):
        yield phrase.group(), at, "called Full Name", said.noun(at, phrase.end())


def _is_called(said: Sentence, pair: Pair, end: int, *, brings: bool, weakly: bool) -> bool:
    """Say whether a written-out form with its short one is what the paper calls its own."""
    words = said.text[pair.start : pair.end]
    facet = said.known(words) or said.known(pair.short)
    if facet == "tasks":
        return False
    if pair.short.endswith("s") and words.islower() and " we " not in f" {said.text[said.low : end].lower()}":
        return False  # many things of others
    if (facet is not None or not brings) and (weakly or _of_others(said, end) or _is_used(said, end)):
        return False
    return brings or said.known(" ".join(words.split()[-2:])) != "tasks"  # "Partial Image Segmentation (PIS)"


def _is_own(said: Sentence, name: str, end: int, *, brings: bool, weakly: bool) -> bool:
    """Say whether a name is what the paper calls its own: a known one only by strong words."""
    facet, others = said.known(name), _of_others(said, end)
    we = said.text[max(said.low, end - NEAR) : end].lower().rpartition("we ")[2].split()
    ours = len(we) == 1 and facet == "methods" and name[1:].islower()  # "which we name Swish"
    if not weakly and not others and (facet in {"models", "datasets"} or ours):
        return True
    fresh = facet is None or (brings and looks_named(name) and not others)
    return fresh and not said.is_abbreviation(name, end)


def _is_used(said: Sentence, end: int) -> bool:
    """Say whether a sentence uses what is called so: "using an algorithm called", by others."""
    before = said.text[max(said.low, end - NEAR) : end]
    return USED.search(before) is not None and " we " not in before


def _of_others(said: Sentence, end: int) -> bool:
    return OTHERS.search(said.text, max(said.low, end - NEAR), end) is not None


def _ends_there(said: Sentence, match: re.Match[str]) -> bool:
    """Say whether a name ends what something is called: "called KG completion" goes on."""
    name, end = match.group(), match.end()
    if FOLLOWED.match(said.text, end):
        return True
    if looks_named(name):
        return not GOES_ON.match(said.text, end)
    return AND_THEN.match(said.text, end) is not None and said.known(name) in {"models", "datasets"}
