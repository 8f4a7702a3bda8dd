"""A text and the words of the whole list in; edits that join words broken at the end of a line, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.repair.edits import TO_NOTE, Doubt, Edit
from generator.repair.wordlists import frequency, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.repair.wordlists import Lexicon

_HYPHEN = re.compile(r"- ?(?=([a-z]{3,20})(?![\w/@\\=(-]|\.\w))")
_FIRST_PART = re.compile(r"(?:\A|(?<=[^\w./@\\-]))[A-Za-z][a-z]{1,20}\Z")
# Prefixes that a writer may set off by a hyphen before any word, even one that no list has ("re-parameterization").
_PREFIXES = listed(
    """
    ab ad anti auto bi bio co com con counter cross de deep di dis down en ex fine geo hyper il im in inter intra ir
    macro mega meta micro mid mini mis mono multi neuro non off on out over per poly post pre pro pseudo quasi re
    self semi sub super sur tele trans tri ultra un under uni up
    """
)
# Ends of words that word lists have because so many texts broke there.
_ENDS = listed(
    "ally als ance ated ates ating ation ations ence ents ically ings ised ities ity ized izing lity ment ments"
)
_ENDS |= listed("ness sion sions tation tic tical ties ting tion tional tions tive tively ture tures zation")
_RARE = 0.1  # in a million words of English: below it a form is more often a slip than a word
_USUAL = 3.0
# A compound cannot end in one of these words, so what stands behind the space belongs to it.
_OPEN = r"(?<![\w-])[a-z]{2,20}-(?:by|in|of|on|per|the|to)"
_CAME_LOOSE = re.compile(rf"{_OPEN}(?: (?=-[a-z]{{2}})|- (?=[a-z]{{2}})(?!and |or |to ))")
_APART = re.compile(r"[A-Za-z] (?=-[a-z]{2})")
_COMPOUND = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+")


def hyphens(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Join a word that stands joined elsewhere in the list when a part of it is no word: `pro-cessing`."""
    for match in _HYPHEN.finditer(text):
        before = _FIRST_PART.search(text[max(0, match.start() - 22) : match.start()])
        if before and _is_broken(before[0].lower(), match[1], lexicon):
            yield Edit(*match.span(), "")
    if "- " in text or " -" in text:
        for match in _CAME_LOOSE.finditer(text):
            yield Edit(match.end() - 1, match.end(), "")


def _is_broken(first: str, second: str, lexicon: Lexicon) -> bool:
    joined = first + second
    if not lexicon.count(joined) or _is_word(second, lexicon):
        return False
    if first in _PREFIXES:
        return frequency(joined) >= _USUAL
    return not _is_word(first, lexicon) and frequency(joined) > 0


def _is_word(part: str, lexicon: Lexicon) -> bool:
    return part not in _ENDS and (frequency(part) >= _RARE or lexicon.count(part) > 1)


def apart(text: str, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt a compound whose last part may have come loose: `plug-in -based`; `pair- and -matching` has not."""
    del lexicon
    for match in _APART.finditer(text):
        compound = text[max(0, match.start() - 60) : match.start() + 1].rsplit(None, 1)[-1]
        if _COMPOUND.fullmatch(compound):
            start = match.start() + 1 - len(compound)
            found = text[start : match.end()] + "-"
            yield Doubt(start, found, "hyphen", "a compound may have come apart", TO_NOTE)
