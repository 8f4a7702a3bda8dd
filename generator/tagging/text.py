"""A field's words in; what several rules look up in them, each found once and only when asked for, out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator import sentences
from generator.tagging.surfaces import searched
from generator.tagging.written_out import Brackets

if TYPE_CHECKING:
    from collections.abc import Mapping

# What Latin-1 lacks becomes "?", and may be a digit.
MARKS = bytes(ord("N") if chr(byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?" else ord(" ") for byte in range(256))
LONGEST = 2000  # characters: what stands farther apart is not said of each other, and a text of any length is read in
# time that grows with its length


class Text:
    """A field of a paper."""

    # By hand: Python 3.11's `cached_property` takes a lock, which costs more than what is found.
    __slots__ = ("_brackets", "_marks", "_searched", "_starts", "words")

    def __init__(self, words: str) -> None:
        self.words = words
        self._searched: bytes | None = None
        self._marks: bytes | None = None
        self._starts: list[int] | None = None
        self._brackets: Brackets | None = None

    @property
    def searched(self) -> bytes:
        """Return the words as names and cues are searched in them."""
        if self._searched is None:
            self._searched = searched(self.words)
        return self._searched

    @property
    def marks(self) -> bytes:
        """Return the words with an N for each capital and digit: every name has one near its beginning."""
        if self._marks is None:
            self._marks = self.words.encode("latin-1", "replace").translate(MARKS)
        return self._marks

    @property
    def starts(self) -> list[int]:
        """Return where each sentence starts; one that is longer than `LONGEST` counts as several."""
        if self._starts is None:
            found = sentences.starts(self.words)
            self._starts = found if len(self.words) <= LONGEST else _cut(found, self.words)
        return self._starts

    @property
    def brackets(self) -> Brackets:
        """Return the short forms in brackets."""
        if self._brackets is None:
            self._brackets = Brackets(self.words)
        return self._brackets


def _cut(starts: list[int], text: str) -> list[int]:
    """Return where sentences start, and where those that are too long are cut, at a space if they have one."""
    found: list[int] = []
    for low, high in pairwise([*starts, len(text)]):
        at = low
        found.append(at)
        while high - at > LONGEST:
            space = text.rfind(" ", at + 1, at + LONGEST)
            at = space + 1 if space > at else at + LONGEST
            found.append(at)
    return found


def texts_of(fields: Mapping[str, str]) -> dict[str, Text]:
    """Return the fields that have words."""
    return {name: Text(words) for name, words in fields.items() if words}
