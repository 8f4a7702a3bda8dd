"""A sentence and where a cue ends in it in; the name behind it that begins with a small letter ("mixup", "k-NN+") out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.kinds import NOUN
from generator.tagging.names import PREFIXES, commonness

if TYPE_CHECKING:
    from generator.tagging.sentence import Named, Sentence

# With a capital, digit or mark in it a word is a name: s2vec, fastText, k-NNBoost, tau-bench. So is a rare one, of which
# the words behind it say what it is.
MARKED = r"[a-z]+(?:\d[a-z]|[A-Z]|\d*[-_](?:\d|[A-Z]|[Bb]ench\b|eval\b|[a-z]+\d))[\w+-]*(?:\.\d+)?"
BEHIND = rf"(?=[”\"'’]?(?:[,.;:)]| \(|$| (?:{NOUN}|which|that|for|to|with|as|and)\b))"
SMALL = re.compile(
    rf"[ ,:]{{1,2}}(?:(?:the|a|our|it|them|as|{NOUN}) ){{0,3}}[“\"'‘]?(?:(?P<marked>{MARKED}){BEHIND}"
    r"|(?P<rare>[a-z]{4,}[+\d]*)(?=[”\"'’]?(?:, (?:an?|our|which)\b| \([A-Z])))"
)
RARE = 2.5  # Zipf; a commoner word in small letters is that word


def small(said: Sentence, end: int) -> tuple[Named, ...]:
    """Return the name that begins with a small letter right behind a cue, if there is one that is nobody's."""
    match = SMALL.match(said.text, end, said.high)
    if match is None:
        return ()
    name, start = match["marked"] or match["rare"], match.start("marked" if match["marked"] else "rare")
    if is_small_name(name) and said.known(name) in {None, "models", "datasets", "methods"}:
        return ((name, start, "we introduce name", said.noun(start, start + len(name))),)
    return ()


def is_small_name(name: str) -> bool:
    """Say whether a word that begins with a small letter is a name, not two words that lost their space."""
    first = re.split(r"[-_\dA-Z+]", name, maxsplit=1)[0]
    if first == name.rstrip("+"):
        return commonness(name) < RARE
    if name[len(first)] == "-":
        return first not in PREFIXES and len(name) > len(first) + 1
    return not name[len(first)].isupper() or len(first) < 3 or commonness(first) < 5
