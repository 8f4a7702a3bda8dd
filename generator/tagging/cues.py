"""A text in; the places that may bring in a name ("we propose", "called", "our", "(") out, found in one pass."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

if TYPE_CHECKING:
    from generator.tagging.text import Text


class Cue(StrEnum):
    """What a phrase says of the words behind it (or, for a passive, before it)."""

    VERB = auto()  # "we introduce": what stands behind is brought in
    CALLS = auto()  # "called": a name stands right behind
    CALLS_WEAKLY = auto()  # "namely": the same, where the sentence brings something in
    NEW = auto()  # "a novel": a name that stands right behind, before what it is, is the paper's
    OUR = auto()  # "our": a name that stands right behind is the paper's
    YIELDS = auto()  # "resulting in": a name that stands right behind, with what it is, is the paper's
    PASSIVE = auto()  # "is proposed": what stands before is brought in
    SHORT = auto()  # "for short": a name stands right before
    RESULT = auto()  # ", the application of": what stands before is a new thing made of known ones
    PARTS = auto()  # "consists of": full names with their short forms are parts of what is brought in
    # These bring nothing in by themselves. They stand in all that some rule of sentences reads, which so need read no
    # sentence without them.
    DOES = auto()  # "improves", behind what may be a name
    IS_A = auto()  # "is a"
    WHICH = auto()  # ", which"
    ALONG = auto()  # "along with"


# A member of an enumeration takes ten times as long to look up as a name.
VERB, YIELDS, ACTS, IS_A, WHICH, ALONG = Cue.VERB, Cue.YIELDS, Cue.DOES, Cue.IS_A, Cue.WHICH, Cue.ALONG


class Place(NamedTuple):
    """A cue and where it stands in the text."""

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
    *_with_endings("launch publish", ",es,ed,ing"),
    *("open source", "open sources", "open sourced", "open sourcing", "put forward", "puts forward"),
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
    "dubbed as,referred to as,nicknamed,codenamed,code named,christened,we christen,we nickname,and dub,to dub,dub"
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
    *("the resulting", "the improved", "our resulting", "the resultant"),
)
CORES = [  # "at the core of our method is"
    f"{of} our {thing} {be}"
    for of in ("of", "to")
    for thing in ("method", "approach", "framework")
    for be in ("is", "lies")
]
CONTAINING = [
    f"our {thing} {verb}"
    for thing in ("method", "model", "approach", "framework", "network", "system", "architecture")
    for verb in ("contains", "includes", "incorporates", "comprises")
]
MADE_NEWLY = [f"newly {verb}" for verb in ("created", "collected", "constructed", "curated", "annotated", "built")]
WHICH_ONE = ("first", "second", "third", "main", "key", "central", "final", "last", "another")
YIELDING = (
    *("resulting in", "results in", "resulted in", "yielding", "leading to", "leads to", "giving rise to"),
    *("gives rise to", "culminating in", "culminates in", "to obtain", "we obtain", "producing", "we arrive at"),
    *("we train", "we trained", "we pretrain", "we pre train", "we instantiate", "we implement", "we derive"),
)
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
    **dict.fromkeys([f"{which} contribution is" for which in WHICH_ONE], Cue.VERB),
    **dict.fromkeys(CONTAINING, Cue.VERB),
    **dict.fromkeys(YIELDING, Cue.YIELDS),
    **dict.fromkeys(CALLING.split(","), Cue.CALLS),
    **dict.fromkeys([phrase + tail for phrase in WE_CALL for tail in ("", " as")], Cue.CALLS),
    **dict.fromkeys(["namely", "i e"], Cue.CALLS_WEAKLY),
    **dict.fromkeys(OUR_OWN, Cue.OUR),
    **dict.fromkeys(["a novel", "a new", "an innovative", *MADE_NEWLY], Cue.NEW),
    **dict.fromkeys(PASSIVES, Cue.PASSIVE),
    **dict.fromkeys(["for short", "in short"], Cue.SHORT),
    **dict.fromkeys([f"{the} {what} of" for the in ("the", "our") for what in RESULTS], Cue.RESULT),
    **dict.fromkeys(
        ["consists of", "consisting of", "comprises", "comprising", "composed of", "contributions"], Cue.PARTS
    ),
}
# What papers say of their own. Others' work is "shown", "reported" or "proposed".
DOES = (
    "accelerates|achieves|adapts|addresses|attains|boosts|breaks|combines|comprises|consists|consistently|constructs|contains"
    "|decouples|delivers|disentangles|employs|enables|enhances|exploits|extends|features|improves|integrates|introduces"
    "|leverages|learns|maintains|matches|mitigates|obtains|offers|optimizes|outperforms|preserves|processes|provides"
    "|realizes|reduces|replaces|significantly|stabilizes|supports|surpasses|sustains|tackles|uses|utilizes|yields"
)
BESIDES = ("together with", "along with", "alongside", "as well as", "accompanied by", "paired with")
# As they are searched; only cues must be whole words.
_SEARCHED: dict[bytes, Cue] = {  # the cues stand first
    **{b" %b " % phrase.encode(): cue for phrase, cue in PHRASES.items()},
    **{b" %b" % verb.encode(): Cue.DOES for verb in DOES.split("|")},
    **dict.fromkeys((b"  that", b"  which"), Cue.WHICH),
    **{phrase.encode(): Cue.ALONG for phrase in BESIDES},
    **dict.fromkeys((b" is a", b" is our", b" is the first"), Cue.IS_A),
}
_CUES = tuple(_SEARCHED.values())
_AUTOMATON = BytesAhoCorasick(list(_SEARCHED), implementation=Implementation.DFA)
_START = itemgetter(1)
_HINTS = len(PHRASES)  # the first of those that bring nothing in by themselves
_place = partial(tuple.__new__, Place)
PAPER = "we|author|authors|paper|work|study|article|report|thesis|team|survey|letter|research|researcher|researchers"
GOING_ON = "and|also|then|they|it|further|here|to"  # of whom the sentence before spoke
ADVERBS = "also|then|further|first|here|thus|hence|next|therefore|instead|are|have|will|can"
BEFORE = re.compile(rf"(?:^|[\s(])(?:{PAPER}|{GOING_ON}),?(?: \w+ly| (?:{ADVERBS}))*,? $", re.IGNORECASE)
STRICT = re.compile(rf"(?:^|[\s(])(?:{PAPER}),?(?: \w+ly| (?:and|{ADVERBS}))*,? $", re.IGNORECASE)
PAPERS = frozenset(PAPER.split("|"))
SUBJECTS_TOO = PAPERS.union(GOING_ON.split("|"))
LAST = SUBJECTS_TOO.union(ADVERBS.split("|"))
NO_SUBJECTS = frozenset({"they", "it", "to"})  # that say nothing of unclear verbs: "they present"
OPENS = re.compile(r"(?:^|[.!?]\s)$")
OTHERS_SAY = re.compile(
    r"\b(?:recent|prior|previous|existing|other|related|their|earlier|these|those|several|many) (?:\w+ )?"
    r"(?:work|works|study|studies|paper|papers|research|authors|researchers)(?: \w+)? $",
    re.IGNORECASE,
)
OTHERS_TOO = frozenset(
    {"also", "then", "further", "work", "works", "study", "studies", "paper", "papers", "research", "authors"}
)
OUR_SUBJECT = re.compile(r"\b[Oo]ur (?:[\w-]+ ){0,2}(?:approach|method|framework|model|solution) (?:also )?$")
SUBJECTS = frozenset({"approach", "method", "framework", "model", "solution", "also"})
_CLEAR = frozenset(CLEAR)
_BY_NAME = frozenset({"introduces", "proposes", "presents", "designs", "develops", "incorporates"})
OWN_SUBJECT = re.compile(r"(?:^|[.,;] )([A-Z][\w-]*[A-Z\d][\w-]*) (?:also |further |then |\w+ly )?$")
_BRINGS_IN = frozenset(
    {"introduces", "proposes", "presents", "introducing", "proposing", "presenting", "developing", "designing"}
)
BETWEEN = frozenset({"also", "further", "then"})  # "NAME also improves"
WE = frozenset({" we ", " We ", "We "})  # by far the most


def places(text: Text) -> tuple[list[Place], list[Place]]:
    """Return the cues of a text, and the hints at what else brings something in, each in order.

    Of two cues that overlap the first counts, and of two that begin together the longer. A verb counts only where its
    subject is the paper or its authors.
    """
    cues: list[tuple[Cue, int, int]] = []
    hints: list[Place] = []
    words, reach = text.words, 0
    raw = _AUTOMATON.find_matches_as_indexes(text.searched, overlapping=True)
    raw.sort(key=_START)  # of those that begin together the longest stays last
    # The searched text has one space before it: a phrase's first letter is where its space was found.
    for index, start, end in raw:
        cue = _CUES[index]
        if index >= _HINTS:
            if _may_hold(cue, words, start):
                hints.append(_place((cue, start, end)))
        elif cue is YIELDS and not _may_yield(words, end - 2):
            continue
        elif start >= reach:
            cues.append((cue, start, end - 2))
            reach = end
        elif cues[-1][1] == start:
            cues[-1] = (cue, start, end - 2)
            reach = end
    return [_place(one) for one in cues if one[0] is not VERB or _says(words, one[1], one[2])], hints


def _may_yield(text: str, end: int) -> bool:
    """Say whether a name may stand behind "resulting in": it begins with a capital."""
    return text[end + 1 : end + 2].isupper() or text.startswith((" the ", " our "), end)


def _may_hold(cue: Cue, text: str, start: int) -> bool:
    """Say whether what the rules of a hint read may stand around it: a quick look, which errs on the side of yes."""
    if cue is ALONG or (cue is WHICH and text[start - 1 : start + 1] != ", "):
        return cue is ALONG
    end = max(start - 1, 0)
    low = text.rfind(" ", 0, end) + 1
    word = text[low:end]
    if len(word) > 1 and word.islower() and word.isalpha() and cue is not WHICH and word not in BETWEEN:
        return False  # nearly always
    if cue is WHICH:
        return text[low - 2 : low] == ", "
    if cue is ACTS and word in BETWEEN:
        low, end = text.rfind(" ", 0, low - 1) + 1, low - 1
    rest = text[low + 1 : end]  # a capital or a digit here makes a name
    return (cue is IS_A and text[low : low + 1].isupper()) or not (rest.isalpha() and rest.islower())


def _we_by(text: str, start: int) -> bool:
    """Say whether a verb is how the paper's authors do something: "we reach this by introducing"."""
    sentence = text[max(0, start - 200) : start].rpartition(". ")[2].lower()
    return " we " in sentence or " our " in sentence or sentence.startswith(("we ", "our "))


def _own_brings(text: str, start: int, verb: str, last: str, before: str) -> bool:
    """Say whether the subject of a verb is the paper's own thing: "our method introduces", "by introducing"."""
    if verb in _BRINGS_IN and (
        (last in SUBJECTS and OUR_SUBJECT.search(before) is not None)
        or (verb.endswith("ing") and last in {"by", "via"} and _we_by(text, start))
    ):
        return True
    subject = OWN_SUBJECT.search(before) if verb in _BY_NAME else None
    # Of a name that is the paper's own it spoke before.
    return subject is not None and text.find(subject[1]) < start - len(subject[1]) - 1


def _says(text: str, start: int, end: int) -> bool:
    if text[max(0, start - 4) : start] in WE:
        return True
    before = text[max(0, start - 48) : start]
    verb = text[start:end].lower()
    if verb.startswith(("our ", "the ", "of our", "to our")) or verb.endswith("contribution is"):
        return True
    if not before[-2:-1].isalpha() and OPENS.search(before[-3:]):
        return verb.endswith(("es", "s", "ing"))
    low = before.lower()
    last = (low.split() or [""])[-1].rpartition("(")[2].rstrip(",")
    if _own_brings(text, start, verb, last, before):
        return True
    ours = _is_subject(low, last, clear=verb in _CLEAR)
    return ours and (last not in OTHERS_TOO or OTHERS_SAY.search(before) is None)


def _is_subject(before: str, last: str, *, clear: bool) -> bool:
    """Say whether the words before a verb, in small letters, are the authors, the paper, or of whom it just spoke."""
    if (last not in LAST and not last.endswith("ly")) or (not clear and last in NO_SUBJECTS):
        return False  # most verbs are others', and a word is looked up sooner than a pattern is tried
    if last in (SUBJECTS_TOO if clear else PAPERS) and before.endswith((f"{last} ", f"{last}, ")):
        return True  # mostly
    return (BEFORE if clear else STRICT).search(before) is not None
