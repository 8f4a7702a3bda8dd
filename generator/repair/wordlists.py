"""The texts of a list in; which word forms stand in it, and how common a word is in English, out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FORM = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """In how many texts of the list each word form, in lower case, stands; a text that stands twice counts once."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def count(self, form: str) -> int:
        """Return in how many texts the form stands, whatever its case."""
        return self.counts.get(form.lower(), 0)


def lexicon(texts: Iterable[str]) -> Lexicon:
    """Count the word forms of all titles and texts of a list, the text to be mended included.

    Texts count, not places: a fault that one text has twice is no word that stands elsewhere.
    """
    counts: Counter[str] = Counter()
    seen: set[int] = set()
    for text in texts:
        squeezed = hash(" ".join(text.split()))
        if squeezed not in seen:
            seen.add(squeezed)
            counts.update(set(_FORM.findall(text.lower())))
    return Lexicon(counts)


@cache
def frequencies() -> Mapping[str, float]:
    """Return the share of each lower-case word in English texts, as wordfreq measured it."""
    import wordfreq  # noqa: PLC0415 -- a third of a second that only a text with words to judge should cost

    words: Mapping[str, float] = wordfreq.get_frequency_dict("en", "best")  # as it asks itself, so that it keeps one
    return words


def frequency(word: str) -> float:
    """Return a lower-case word's occurrences in a million words of English, 0 when no word list has it."""
    return frequencies().get(word, 0.0) * 1e6


def listed(words: str) -> frozenset[str]:
    """Return the words of a text that lists them between spaces."""
    return frozenset(words.split())
