"""A sentence and where a cue ends in; the name behind it that begins with a small letter ("mixup", "s2vec") out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.kinds import NOUN
from generator.tagging.names import PREFIXES, commonness
from generator.tagging.phrases import FOLLOWED, OPENS_QUOTE

if TYPE_CHECKING:
    from generator.tagging.sentence import Named, Sentence

# With a capital, digit or mark in it a word is a name: s2vec, fastText, k-NNBoost, tau-bench. So is a rare one of which
# the words behind it say what it is.
A_THING = 60  # characters in which a thing is said and named
NO_NAME = (" the ", " to ", " new ", " that ", " two ", " method", " model", " approach", " framework")
LINKS = ("as", "it", "them", "this")
MARKED = r"[a-z]+(?:\d[A-Za-z]|[A-Z]|\d*[-_](?:\d|[A-Z]|[Bb]ench\b|eval\b|[a-z]+\d))[\w+-]*(?:\.\d+)?"
BEHIND = rf"(?=[”\"'’]?(?:[,.;:)]| \(|$| (?:{NOUN}|which|that|for|to|with|as|and|of|containing|comprising)\b))"
SMALL = re.compile(
    rf"[ ,:]{{1,2}}(?:(?:{'|'.join(LINKS)}) ){{0,2}}(?:an? (?:[a-z-]+ ){{0,3}}(?:{NOUN}),? )?[“\"'‘]?"
    rf"(?:(?P<marked>{MARKED}){BEHIND}"
    r"|(?P<rare>[a-z]{4,}[+\d]*)(?=[”\"'’]?(?:, (?:an?|our|which)\b| \([A-Z])))"
)
TOLD = re.compile(r" (?P<words>[a-z][a-z-]+(?: [a-z][a-z-]+){1,4})(?=, an? )")  # "we propose full name, a …"
RARE = 2.5  # Zipf; a commoner word in small letters is that word


def small(said: Sentence, end: int) -> tuple[Named, ...]:
    """Return the name that begins with a small letter right behind a cue, if there is one that is nobody's."""
    match = SMALL.match(said.text, end, said.high) if _may_be_small(said.text, end) else None
    if match is None:
        return ()
    name, start = match["marked"] or match["rare"], match.start("marked" if match["marked"] else "rare")
    if is_small_name(name) and said.known(name) in {None, "models", "datasets", "methods"}:
        return ((name, start, "we introduce name", said.noun(start, start + len(name))),)
    return ()


def of_title(said: Sentence, end: int) -> tuple[Named, ...]:
    """Return the title's first or last words in small letters right behind a verb: "we present dusk reading: …"."""
    start = end + 1 + (said.text[end + 1 : end + 2] in OPENS_QUOTE)
    head, colon, _ = said.title.partition(":")
    words = said.text[start : start + len(head)] if colon and " " in head else ""
    if words.lower() != head.lower() or not words.islower() or not FOLLOWED.match(said.text, start + len(words)):
        comma = said.text.find(",", end, said.high)
        told = TOLD.match(said.text, end, said.high) if said.text.startswith((", a ", ", an "), comma) else None
        words = told["words"] if told and said.title.lower().endswith(told["words"]) else ""
    if not words or said.known(words) == "tasks":
        return ()
    return ((words, start, "we introduce full name", said.noun(start, start + len(words))),)


def _may_be_small(text: str, end: int) -> bool:
    """Say whether a name may stand right behind a cue that begins small: a quick look, which most words do not pass."""
    if text.startswith((" a ", " an "), end):  # "a small dataset s1K": a digit or capital near
        return not text[end + 4 : end + A_THING].replace("-", " ").replace(" ", "").islower()
    if text.startswith(NO_NAME, end):
        return False
    at = end + 1
    stop = text.find(" ", at)
    word = text[at:stop] if stop >= 0 else text[at:]
    if word in LINKS:
        return True
    return not (word.isalpha() and word.islower() and text[stop + 1 : stop + 2] != "(") and not word[:1].isupper()


def is_small_name(name: str) -> bool:
    """Say whether a word that begins with a small letter is a name, not two words that lost their space."""
    first = re.split(r"[-_\dA-Z+]", name, maxsplit=1)[0]
    if first == name.rstrip("+"):
        return commonness(name) < RARE
    if name[len(first)] == "-":
        return first not in PREFIXES and len(name) > len(first) + 1
    return not name[len(first)].isupper() or len(first) < 3 or commonness(first) < 5
