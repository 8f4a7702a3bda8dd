"""A sentence and where a passive, "for short" or ", the application of" begins in it; the name before it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.kinds import BOUNDARY
from generator.tagging.names import NAME, looks_named
from generator.tagging.phrases import BY_OTHERS, NAMED, NEAR, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.tagging.sentence import Named, Sentence


def proposed(said: Sentence, start: int) -> Iterator[Named]:
    """Yield the name that a passive brings in: "a new model, NAME, is proposed"."""
    found = [match for match in NAMED.finditer(said.text, said.low, start) if looks_named(clean(match.group()))]
    if not found or BY_OTHERS.match(said.text, start):
        return
    last = found[-1]
    name = clean(last.group())
    near = len(said.text[last.end() : start].split()) <= 2 and not BOUNDARY.search(
        said.text, max(said.low, last.start() - NEAR), last.start()
    )
    if near and (said.known(name) is None or (name in said.title and said.known(name) in {"models", "datasets"})):
        yield name, last.start(), "NAME is proposed", said.noun(max(said.low, last.start() - 60), last.end())


def made_of(said: Sentence, start: int) -> Iterator[Named]:
    """Yield the name that a new combination of known things has: "NAME, the application of …"."""
    match = re.search(rf"(?<![\w/.@-])(?P<name>{NAME}), $", said.text[said.low : start])
    if match and said.is_fresh(match["name"], said.low):
        at = said.low + match.start("name")
        yield match["name"], at, "NAME, the … of …", None


def for_short(said: Sentence, start: int) -> Iterator[Named]:
    """Yield the name that stands before "for short"."""
    match = re.search(rf"(?P<name>{NAME}),?\s*$", said.text[said.low : start])
    if match:
        yield match["name"], said.low + match.start("name"), "NAME for short", None
