"""Words in; a pattern of any of them that the engine tries letter by letter, not word by word, out."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that finds the longest of some words that stands at a place, and on a second try a shorter.

    The engine compares a place with each word of an alternation in turn. Of these words it compares as many letters.
    """
    return _from(sorted(set(words)))


def _from(words: list[str]) -> str:
    """Return the pattern of sorted words, each of which may be empty: then the whole is optional."""
    begun = [(letter, [word[1:] for word in some]) for letter, some in groupby(filter(None, words), key=lambda w: w[0])]
    several = [re.escape(letter) + _from(rests) for letter, rests in begun]
    if not several:
        return ""
    optional = "?" if words[0] == "" else ""
    return several[0] if len(several) == 1 and not optional else f"(?:{'|'.join(several)}){optional}"
