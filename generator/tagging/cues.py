"""A text in; the places that may bring in a name ("we propose", "called", "our", "(") out, found in one pass."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

if TYPE_CHECKING:
    from generator.tagging.text import Text


class Cue(StrEnum):
    """What a phrase says of the words behind it (or, for a passive, before it)."""

    VERB = auto()  # "we introduce": what stands behind is brought in
    CALLS = auto()  # "called": a name stands right behind
    CALLS_WEAKLY = auto()  # "namely": the same, where the sentence brings something in
    NEW = auto()  # "a novel": a name that stands right behind, before what it is, is the paper's
    OUR = auto()  # "our": a name that stands right behind is the paper's
    PASSIVE = auto()  # "is proposed": what stands before is brought in
    SHORT = auto()  # "for short": a name stands right before
    RESULT = auto()  # ", the application of": what stands before is a new thing made of known ones
    PARTS = auto()  # "consists of": full names with their short forms are parts of what is brought in


class Place(NamedTuple):
    """A cue and where it ends in the text."""

    cue: Cue
    start: int
    end: int


def _with_endings(stems: str, endings: str) -> list[str]:
    return [stem + ending for stem in stems.split() for ending in endings.split(",")]


# Verbs by which papers bring things in. Those of the second row are nouns or adjectives too.
CLEAR = [
    *_with_endings(
        "introduc propos releas contribut devis curat creat generat assembl compil synthesiz", "e,es,ed,ing"
    ),
    *_with_endings("develop unveil collect", ",s,ed,ing"),
]
UNCLEAR = [
    *_with_endings("present construct design establish offer", ",s,ed,ing"),
    *_with_endings("formulat provid describ", "e,es,ed"),
    "build",
    "builds",
    "built",
]
CALLING = (
    "called,named,dubbed,termed,coined,denoted as,denoted by,denoted,abbreviated as,abbreviated,named as,termed as,"
    "dubbed as,referred to as,nicknamed,we nickname,and dub,to dub,dub"
)
OURS = ["method", "model", "system", "framework", "approach", "architecture", "network", "dataset", "benchmark"]
WE_CALL = [
    f"{verb}{what}"
    for verb in (
        "we call",
        "we dub",
        "we name",
        "we term",
        "we refer to",
        "we denote",
        "and call",
        "and name",
        "and term",
    )
    for what in ("", " it", " this", " them", *(f" our {kind}" for kind in OURS))
]
PASSIVES = [
    f"{be} {verb}"
    for be in ("is", "are", "was")
    for verb in ("proposed", "introduced", "presented", "developed", "designed", "released", "constructed")
]
RESULTS = ("application", "variant", "extension", "combination", "instance", "instantiation", "adaptation", "successor")
OUR_OWN = (
    *("our", "our proposed", "the proposed", "our method", "our model", "our approach", "our framework"),
    *("the resulting", "our resulting", "the resultant"),
)
CORES = [  # "at the core of our method is"
    f"{of} our {thing} {be}"
    for of in ("of", "to")
    for thing in ("method", "approach", "framework")
    for be in ("is", "lies")
]
PHRASES: dict[str, Cue] = {
    **dict.fromkeys([*CLEAR, *UNCLEAR], Cue.VERB),
    **dict.fromkeys(
        [
            *CORES,
            "our contribution is",
            "our main contribution is",
            "our key contribution is",
            "the proposed method",
            "the proposed approach",
        ],
        Cue.VERB,
    ),
    **dict.fromkeys(CALLING.split(","), Cue.CALLS),
    **dict.fromkeys([phrase + tail for phrase in WE_CALL for tail in ("", " as")], Cue.CALLS),
    **dict.fromkeys(["namely", "i e"], Cue.CALLS_WEAKLY),
    **dict.fromkeys(OUR_OWN, Cue.OUR),
    **dict.fromkeys(["a novel", "a new", "an innovative"], Cue.NEW),
    **dict.fromkeys(PASSIVES, Cue.PASSIVE),
    **dict.fromkeys(["for short", "in short"], Cue.SHORT),
    **dict.fromkeys([f"{the} {what} of" for the in ("the", "our") for what in RESULTS], Cue.RESULT),
    **dict.fromkeys(
        ["consists of", "consisting of", "comprises", "comprising", "composed of", "contributions"], Cue.PARTS
    ),
}
_CUES = list(PHRASES.values())
_AUTOMATON = BytesAhoCorasick(
    [b" %b " % phrase.encode() for phrase in PHRASES],
    matchkind=MatchKind.LeftmostLongest,
    implementation=Implementation.DFA,
)
BEFORE = re.compile(
    r"(?:^|[\s(])(?:we|authors?|paper|work|study|article|report|thesis|team|survey|letter|and|also|then|they|researchers?|it|further|here|to)"
    r"[,]?(?: \w+ly| also| then| further| first| here| thus| hence| next| are| have| will)*,? $",
    re.IGNORECASE,
)
STRICT = re.compile(
    r"(?:^|[\s(])(?:we|authors?|paper|work|study|article|report|thesis|team|survey|letter|researchers?)"
    r"[,]?(?: \w+ly| also| then| further| first| here| thus| hence| next| and| are| have| will)*,? $",
    re.IGNORECASE,
)
OPENS = re.compile(r"(?:^|[.!?]\s)$")
_CLEAR = frozenset(CLEAR)
WE = frozenset({" we ", " We ", "We "})  # by far the most


def places(text: Text) -> list[Place]:
    """Return the cues of a text in order; a verb counts only where its subject is the paper or its authors."""
    found = []
    words = text.words
    for index, start, end in _AUTOMATON.find_matches_as_indexes(text.searched):
        cue = _CUES[index]
        # The searched text has one space before it: a phrase's first letter is where its space was found.
        if cue is Cue.VERB and not _says(words, start, end - 2):
            continue
        found.append(Place(cue, start, end - 2))
    return found


def _says(text: str, start: int, end: int) -> bool:
    if text[max(0, start - 4) : start] in WE:
        return True
    before = text[max(0, start - 48) : start]
    verb = text[start:end].lower()
    if verb.startswith(("our ", "the ", "of our", "to our")):
        return True
    if OPENS.search(before):
        return verb.endswith(("es", "s", "ing"))
    return (BEFORE if verb in _CLEAR else STRICT).search(before) is not None
