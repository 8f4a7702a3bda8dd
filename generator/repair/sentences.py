"""A text in; edits that put back the space between sentences and after commas, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.repair.edits import TO_NOTE, Doubt, Edit
from generator.repair.wordlists import frequency, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.repair.wordlists import Lexicon

# Words that begin a sentence of an abstract and name no attribute, class or file: `torch.Tensor` is no sentence.
OPENERS = listed(
    """
    A Additionally Although An And As At Based Because Besides Both But By Code Compared Consequently Currently
    Despite Due Each Empirically Existing Experimental Experiments Extensive Finally First For From Furthermore
    Given Hence Here How However If In Inspired Instead It Its Many Moreover Most Motivated Nevertheless No Notably
    On One Our Overall Previous Recent Recently Results Second Several Similarly Since So Some Specifically Such
    That The Their Then There Therefore These They This Those Through Thus To Traditional Two Typically Under
    Unfortunately Unlike Using We What When Where Whereas Which While With Without Yet
    """
)
_STOP = re.compile(r"[.?](?=([A-Z][a-z]*)(?![\w.(\[/@-]))")
_PLAIN = re.compile(r"[(\[“‘\"']*[A-Za-z]?[a-z]{3,30}(?:-[a-z]{2,30}){0,3}")
_LONGEST = 130  # characters before a full stop that decide; a compound of four words is shorter
_COMMA = re.compile(r",(?=([a-z]{3,30})(?![\w,/@(\[=\"'`-]|\.\w))")
_FIRST_WORD = re.compile(r"[(\[“‘]*([a-z]{3,30})")
_TIGHT = re.compile(r"\w,(?=\w)")
_LINKS = listed("and are but for from its our that the their then they this thus which while with")
_COMMON = 10.0  # in a million words


def sentences(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Part a plain word and its full stop from a word that opens sentences: `behind.This`."""
    del lexicon
    for stop in _STOP.finditer(text):
        if stop[1] in OPENERS and _ends_sentence(_token(text, stop.start())):
            yield Edit(stop.end(), stop.end(), " ")


def commas(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Part two common words behind their comma: `high,the`. Lists that are written tight stay as they are."""
    del lexicon
    for comma in _COMMA.finditer(text):
        before = _FIRST_WORD.fullmatch(_token(text, comma.start()))
        near = text[max(0, comma.start() - 25) : comma.end() + 35]
        if before and _are_words(before[1], comma[1]) and len(_TIGHT.findall(near)) == 1:
            yield Edit(comma.end(), comma.end(), " ")


def glued_sentences(text: str, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt a full stop between a plain word and a capital: a lost space, or a name."""
    del lexicon
    for stop in _STOP.finditer(text):
        start, end = stop.start(), stop.end() + len(stop[1])
        goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
        if stop[1] not in OPENERS and goes_on and frequency(stop[1].lower()) >= _COMMON:
            token = _token(text, start)
            if _ends_sentence(token):
                found = text[start - len(token) : end]
                yield Doubt(start - len(token), found, "sentence", "two sentences may have run together", TO_NOTE)


def _token(text: str, end: int) -> str:
    """Return what stands between the last space and `end`."""
    before = text[max(0, end - _LONGEST) : end]
    return before.rsplit(None, 1)[-1] if before[-1:].strip() else ""


def _ends_sentence(token: str) -> bool:
    return token.endswith((")", "]", "%", "”")) or _PLAIN.fullmatch(token) is not None


def _are_words(before: str, after: str) -> bool:
    least = 0.0 if after in _LINKS else _COMMON
    return frequency(before) > least and frequency(after) >= _COMMON
