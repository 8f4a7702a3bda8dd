"""Titles and names in; addresses that are safe, that stay, and that tell two papers apart, out."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.markdown import LONGEST_SLUG, RESERVED, fold, slug, tag_slug


@settings(max_examples=300)
@given(st.text(min_size=1).filter(str.strip))
def test_a_slug_is_a_safe_file_name(title: str):
    """A slug is never empty, is plain ASCII, leads nowhere, and is no name that other pages or systems take."""
    name = slug(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert not RESERVED.fullmatch(name)
    assert len(name) <= LONGEST_SLUG + len("-12345678-x")
    assert slug(title) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lanterns Are All You Need", "lanterns-are-all-you-need"),
        ("Lanterns: A Survey (2nd Edition)", "lanterns-a-survey-2nd-edition"),
        ("  Lanterns — and “Lamps” ", "lanterns-and-lamps"),
    ],
)
def test_a_plain_title_is_its_own_slug(title: str, name: str):
    """Words, spaces and common punctuation need no hash: the address can be read and typed."""
    assert slug(title) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++ for X", "C for X"),
        ("C++ for X", "C# for X"),
        ("∞", "∅"),
        ("???", "!!!"),
        ("../../x", "x"),
        ("A*", "A"),
        ("ﬁ+", "fi"),
        ("x" * 200, "x" * 201),
    ],
)
def test_titles_that_differ_by_more_than_punctuation_have_slugs_that_differ(one: str, other: str):
    """What slugifying drops or rewrites counts all the same: a hash keeps such titles apart."""
    assert slug(one) != slug(other)


@pytest.mark.parametrize("title", ["index", "Index", "page-2", "12", "con", "NUL", "com1"])
def test_reserved_names_are_not_taken(title: str):
    """Papers may be called like the list's own pages, or like a device of Windows."""
    assert slug(title) not in {"index", "page-2", "12", "con", "nul", "com1"}


PUNCTUATED = st.text(alphabet="abB cC0129 +-:,.;?!'\"()[]&#_/", min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=300)
@given(PUNCTUATED, PUNCTUATED)
@example("1,000+ lanterns", "1 000+ lanterns")
@example("Lanterns' Light: +", "LANTERNS LIGHT +")
def test_titles_that_fold_alike_have_one_slug(one: str, other: str):
    """Two spellings of one plain title share its address, whichever source comes first."""
    respaced = re.sub(r"[\s\-:,.;?!'\"()\[\]]+", " - ", one).upper()
    for title in (other, respaced):
        if fold(one) == fold(title):
            assert slug(one) == slug(title)


def test_folding_forgets_what_spellings_differ_by():
    """Case, spaces, common punctuation, accents and ligatures do not make another paper."""
    spellings = ["Fréchet: ﬁnal  Lanterns", "FRECHET – final lanterns", "Fre\u0301chet ： “ﬁnal” lanterns"]
    assert len({fold(title) for title in spellings}) == 1
    assert fold("C++ lanterns") != fold("C lanterns")


@settings(max_examples=300)
@given(st.text(min_size=1).filter(str.strip))
@example("¯")
@example("???")
@example("\u0301")
def test_folding_twice_is_folding_once(title: str):
    """Folded titles can be compared with folded titles; none folds to nothing, so that no two meet there."""
    assert fold(fold(title)) == fold(title) != ""


def test_marks_of_a_tags_name_are_spelt_out():
    """Names that differ by a mark only have pages that can be told apart."""
    assert tag_slug("RefCOCO+") == "refcoco-plus"
    assert tag_slug("RefCOCO") == "refcoco"
