"""A sentence and where a cue ends in; the name behind it that begins with a small letter ("mixup", "s2vec") out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.kinds import NOUN
from generator.tagging.names import PREFIXES, commonness
from generator.tagging.phrases import FOLLOWED

if TYPE_CHECKING:
    from generator.tagging.sentence import Named, Sentence

# With a capital, digit or mark in it a word is a name: s2vec, fastText, k-NNBoost, tau-bench. So is a rare one of which
# the words behind it say what it is.
NO_NAME = (" a ", " an ", " the ", " to ", " new ", " that ", " two ", " method", " model", " approach", " framework")
LINKS = ("as", "it", "them", "this")
MARKED = r"[a-z]+(?:\d[a-z]|[A-Z]|\d*[-_](?:\d|[A-Z]|[Bb]ench\b|eval\b|[a-z]+\d))[\w+-]*(?:\.\d+)?"
BEHIND = rf"(?=[”\"'’]?(?:[,.;:)]| \(|$| (?:{NOUN}|which|that|for|to|with|as|and|of|containing|comprising)\b))"
SMALL = re.compile(
    rf"[ ,:]{{1,2}}(?:(?:{'|'.join(LINKS)}) ){{0,2}}(?:an? (?:[a-z-]+ ){{0,3}}(?:{NOUN}),? )?[“\"'‘]?(?:(?P<marked>{MARKED}){BEHIND}"
    r"|(?P<rare>[a-z]{4,}[+\d]*)(?=[”\"'’]?(?:, (?:an?|our|which)\b| \([A-Z])))"
)
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
    """Return the title's words before its colon, in small letters right behind a verb: "we present dusk reading: …"."""
    head, colon, _ = said.title.partition(":")
    words = said.text[end + 1 : end + 1 + len(head)] if colon and " " in head else ""
    behind = end + 1 + len(words)
    if not words.islower() or words != head.lower() or said.known(head) == "tasks":
        return ()
    return (
        ((words, end + 1, "we introduce full name", said.noun(end + 1, behind)),)
        if FOLLOWED.match(said.text, behind)
        else ()
    )


def _may_be_small(text: str, end: int) -> bool:
    """Say whether a name may stand right behind a cue that begins small: a quick look, which most words do not pass."""
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
