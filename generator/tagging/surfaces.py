"""Terms in; the spellings that writers give their names out, in the form in which texts are searched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from generator.tagging.names import commonness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.tagging.vocabulary import Term

HYPHENS = "‐‑‒–-"
# Texts are searched as Latin-1, a byte a character, in small letters and with every mark a space, so that a name is
# found only where a word begins. What Latin-1 lacks becomes "?", a mark like any other …
MARKS = "!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~\n\t\r\xa0·²³-«»×÷±¡¿§©®¬°¦"
SEARCHED = bytes(ord(" ") if chr(byte) in MARKS else ord(chr(byte).lower()) for byte in range(256))
# … and compared as they are written, but for hyphens and spaces, which are all the same. A line end parts paragraphs.
JOINERS = str.maketrans(dict.fromkeys("\t\r\xa0‐‑‒–-", " "))
# Where a writer may put a space, a hyphen or nothing: "Flickr30K", "Inception-v4", "MS COCO".
JOINT = re.compile(rf"[\s{HYPHENS}]+|(?<=[^\W\d_]{{2}})(?=\d)|(?<=[^\W\d_]{{2}})(?=[vV]\d)")
HEAD = re.compile(rb" ([^ \d]+?)(?=[vV]?\d| )| (\d+)")  # of a name as it is searched: its first letters, or digits
RELEASED = "0123456789."  # of what a release's number is made
PREFIX = re.compile(r"\b(pre|multi|fine|non|post|self) (?=[a-z])", re.IGNORECASE)  # "pre-training", "pretraining"
MOST_JOINTS = 3  # a name with more is a phrase, of which at most a prefix is written solid
URL = re.compile(r"(?:https?://|www\.)\S+")
PROPER = frozenset({"models", "datasets"})  # facets of proper names; tasks and methods are phrases
LONGEST = 60  # letters of a word of which its beginnings are kept: a text without a space has as many as letters
SHORT = 3  # letters; in any case, names as short are also words, units or abbreviations of something else
ORDINARY = 1.5  # a Zipf frequency (powers of ten a billion words)


@dataclass(frozen=True, slots=True)
class Surface:
    """One spelling of one term: `form` must stand in the text letter for letter where `cased`, else in any case.

    `term` is -1 for a longer name that only keeps a shorter one from being found in it. `ordinary` spellings are words.
    `hyphened` ones begin with one letter, which without its hyphen is another word ("a ViT" is no A-ViT).
    """

    term: int
    alias: str
    rule: str
    form: str
    cased: bool = False
    ordinary: bool = False
    hyphened: bool = False


def written(text: str) -> str:
    """Return the text, as long as before, with every hyphen and space the same."""
    return text.translate(JOINERS)


def lowered(text: str) -> str:
    """Return the text in small letters, as long as before."""
    low = text.lower()
    if len(low) == len(text):
        return low
    # A letter whose small form is longer (İ) stays, so that places hold.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def searched(text: str) -> bytes:
    """Return a text as it is searched: every mark is a space, and so is what stands before and behind it."""
    return b" %b  " % text.encode("latin-1", "replace").translate(SEARCHED)


def sought(form: str) -> bytes:
    """Return a spelling as it is searched for: a space stands before it."""
    return searched(form)[:-2]


def beginnings(texts: Iterable[str]) -> frozenset[bytes]:
    """Return whatever a word of these texts begins with, and each word with a space, as they are searched.

    Other names cannot stand in them.
    """
    words = {word for text in texts for word in searched(text).split()}
    begun = {word[:end] for word in words for end in range(1, min(len(word), LONGEST) + 1)}
    return frozenset(begun.union(word + b" " for word in words))


def may_stand(name: str, begun: frozenset[bytes] | None) -> bool:
    """Say whether a name may stand in texts of these beginnings: a quick look, which errs on the side of yes.

    However its joints are written, each spelling begins with the letters before the first digit, but for a `v` there.
    """
    found = HEAD.search(searched(name)) if begun is not None else None
    return begun is None or found is None or (found[1] or found[2])[:LONGEST] in begun


def may_be_spelt(form: str, begun: frozenset[bytes] | None) -> bool:
    """Say whether a spelling may stand in texts of these beginnings: all of its words do, and the last may go on.

    The number at its end need not stand beside it: "GPT-2/3" is GPT-3 too.
    """
    words = sought(form.rstrip(RELEASED)).split() if begun is not None else []
    if begun is None or not words:
        return True
    return words[-1][:LONGEST] in begun and all(word + b" " in begun for word in words[:-1])


def surfaces(index: int, term: Term, begun: frozenset[bytes] | None = None) -> Iterator[tuple[bytes, Surface]]:
    """Yield each spelling of a term as it is searched for, with what must hold where it is found.

    With `begun` (what `beginnings` returned), names that no text can hold are passed over.
    """
    for alias in dict.fromkeys((term.rule.name, *term.rule.aliases)):
        for form in spelt(alias, begun):
            word = _is_a_word(term, form)
            cased = alias != alias.lower() and (term.rule.case == "exact" or word)
            rule = ("exact name" if cased else "name") + ("" if alias == term.rule.name else " by alias")
            joined = form[1:2] == " " and alias[1] in HYPHENS
            yield sought(form), Surface(index, alias, rule, form if cased else lowered(form), cased, word, joined)
    if not term.rule.not_:
        return
    several = {lowered(f"{name}s") for name in (term.rule.name, *term.rule.aliases)}  # "CLIPs" is no `not: CLIP-S`
    for other in term.rule.not_:
        for form in spelt(other, begun):
            if lowered(form) not in several or lowered(other) in several:
                yield sought(form), Surface(-1, "", "not this", lowered(form))


def spelt(name: str, begun: frozenset[bytes] | None) -> Iterator[str]:
    """Yield the spellings of a name that may stand in texts of these beginnings."""
    if may_stand(name, begun):
        yield from (form for form in forms(name) if may_be_spelt(form, begun))


def _is_a_word(term: Term, form: str) -> bool:
    """Say whether a spelling of a proper name could be ordinary text in small letters (`detectors`: DetectoRS)."""
    if term.facet not in PROPER:
        return False
    return len(form) <= SHORT or (form.isalpha() and commonness(form) >= ORDINARY)


def forms(name: str) -> set[str]:
    """Return the spellings of a name that differ by what stands at its joints: a space (any mark) or nothing."""
    joints = list(JOINT.finditer(name))
    parts = [part for part in JOINT.split(name) if part]
    if len(parts) - 1 > MOST_JOINTS or len(joints) != len(parts) - 1:
        spaced = re.sub(rf"[\s{HYPHENS}]+", " ", name)
        return {spaced, PREFIX.sub(r"\1", spaced)}
    gaps = product((" ", ""), repeat=len(parts) - 1)
    return {"".join(a + b for a, b in zip(parts, (*gap, ""), strict=True)) for gap in gaps}
