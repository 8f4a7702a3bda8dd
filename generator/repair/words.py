"""A text and the words of the whole list in; edits that part words which ran together, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.repair.edits import TO_NOTE, Doubt, Edit
from generator.repair.wordlists import frequencies, frequency, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.repair.wordlists import Lexicon

# Short and prefix-like words (in, on, over, out, up, by, can, has …) are missing: too many words begin with them.
_FIRST = listed(
    """
    and been both each from have more of our such than that the their these this those using were when which while
    with between through whose
    """
)
_LAST = listed("and are between for from of our than that the their these this using was were which while with")
# Two function words that no English word is made of; word lists have them, because the web is full of this very fault.
_THE = "and as at between for from in into of on over that to under using with"
_PAIRS = frozenset(first + "the" for first in listed(_THE))
_BEFORE_ARTICLE = listed(
    """
    and as at becomes build building by called construct design develop developed developing for form from given has
    have in into introduce introduced introducing is learn offer on present presented presenting presents propose
    proposed proposes proposing provide provides such through to train training use uses using via was where with
    yield
    """
)
_BEFORE_IS = listed("it one that there this what which")
# Adjectives take the Greek a- ("aperiodic", "amodal"); a noun with one of these endings is left alone with them.
_ADJECTIVE = tuple(listed("able al ant ar ary ble ed ent ic ing ism ive less ly ous ty"))
# What makes new words with a word that follows or goes before ("moreness", "overusing"): no place to part.
_ENDINGS = listed("ability abilities fold head house land less like ness self ship ward wards wise wood")
_AFFIXES = listed(
    """
    anti auto back counter cross ever forth here hyper inter intra macro mega meta micro mini multi non over poly post
    proto pseudo retro self semi some sub super there trans ultra under where
    """
)
_INFLECTIONS = ("", "s", "es", "d", "ed", "ing", "e", "ly", "r", "er")
_RUN = re.compile(r"[A-Za-z]{4,}")
# A word that touches a capital, a digit, a hyphen, a slash, a bracket … is part of a name, a formula or a program.
_TOKEN = re.compile(r"(?<![\w./@\\^~'’\"+#-])[a-z]{4,40}(?![\w/@\\^'’\"+#{(\[=-]|[.:]\w)")
_COMMON = 10.0  # in a million words of English: "retrieve" has 5, "system" 360
_FAIR = 3.0
_FEW = 2  # texts of the list: a form that stands in more is a word of the field
_SHORTEST = 4  # letters of a content word, so that no ending passes for one
_TWO_CONTENT = 5


def glued(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Part a word that no list knows behind or before a function word, if what remains is a common word."""
    for match in _strange(text, lexicon):
        places = _places(text, match, lexicon)
        if len(places) == 1:
            at = match.start() + places[0]
            yield Edit(at, at, " ")


def doubtful(text: str, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt a word that no list knows when it could be parted in two ways, or is made of two content words."""
    first = {match[0]: match for match in reversed(list(_strange(text, lexicon)))}
    for word, match in first.items():
        parts = _places(text, match, lexicon) or _content_places(word, lexicon)
        if parts:
            ways = " or ".join(f"“{word[:at]} {word[at:]}”" for at in parts)
            yield Doubt(match.start(), word, "glued", f"{ways} may have run together", TO_NOTE)


def _strange(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Yield each plain word that is in no word list and in no other text of the list."""
    known = frequencies()
    runs = (run for run in set(_RUN.findall(text)) if run.islower() and (run not in known or run in _PAIRS))
    strange = {run for run in runs if lexicon.count(run) <= 1 or run in _PAIRS}
    if strange:
        yield from (match for match in _TOKEN.finditer(text) if match[0] in strange)


def _places(text: str, match: re.Match[str], lexicon: Lexicon) -> list[int]:
    """Return where a function word could be parted from an unknown word."""
    word = match[0]
    if word in _PAIRS:
        return [len(word) - len("the")]
    places = [at for at in range(1, len(word) - 1) if _parts(word[:at], word[at:], text, match.start())]
    return [] if places and _is_inflected(word, lexicon) else places


def _content_places(word: str, lexicon: Lexicon) -> list[int]:
    inside = range(_TWO_CONTENT, len(word) - _TWO_CONTENT + 1)
    places = [at for at in inside if _are_content(word[:at], word[at:], lexicon)]
    return [] if places and _is_inflected(word, lexicon) else places


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Say whether another form of the word stands in the list or in a word list."""
    stems = {word} | {word.removesuffix(end) for end in _INFLECTIONS}
    forms = {stem + end for stem in stems for end in _INFLECTIONS} - {word}
    return any(frequency(form) or lexicon.count(form) for form in forms)


def _parts(first: str, rest: str, text: str, start: int) -> bool:
    """Say whether a word may be parted so: `and|retrieve`, `combination|of`, `such a|system`, `one is|bag`."""
    if first in {"a", "an", "is"}:
        return _fits(first, rest, _word_before(text, start))
    if first in _FIRST:
        strong = len(rest) >= _SHORTEST and frequency(rest) >= _FAIR
        offset = first == "of" and rest.startswith("f")  # "off" and what follows it
        return strong and not offset and rest not in _LAST and rest not in _ENDINGS
    return rest in _LAST and len(first) >= _SHORTEST and frequency(first) >= _COMMON and first not in _AFFIXES


def _fits(first: str, rest: str, before: str) -> bool:
    """Say whether `a`, `an` or `is` is wanted behind the word before, and the rest can follow it."""
    if first == "is":
        return before in _BEFORE_IS and frequency(rest) >= _COMMON
    agrees = (rest[0] in "aeiou") == (first == "an")
    noun = len(rest) > _SHORTEST and frequency(rest) >= 5 * _COMMON and not rest.endswith(_ADJECTIVE)
    return before in _BEFORE_ARTICLE and agrees and noun


def _word_before(text: str, start: int) -> str:
    found = re.search(r"([A-Za-z]+) \Z", text[max(0, start - 16) : start])
    return found[1].lower() if found else ""


def _are_content(first: str, second: str, lexicon: Lexicon) -> bool:
    usual = all(frequency(part) >= _FAIR or lexicon.count(part) > _FEW for part in (first, second))
    return usual and first not in _AFFIXES and second not in _ENDINGS
