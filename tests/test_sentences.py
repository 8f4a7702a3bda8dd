"""The sentence around a mention: whole, no longer than it is, and never cut by an abbreviation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sentences import around, starts

PIECES = st.sampled_from(
    ["Lanterns", " ", "  ", ".", "!", "?", ")", "”", "\n", "e.g. ", "et al. ", "A", "b", "3", "İ", "…"]
)
TEXT = st.lists(st.one_of(PIECES, st.text(max_size=2)), max_size=20).map("".join)


@settings(max_examples=200)
@given(TEXT, st.data())
def test_a_mention_is_in_its_sentence(text: str, data: st.DataObject):
    """The bounds hold the mention (space at its end aside), lie in the text, and begin where a sentence begins."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = around(text, start, end)
    assert 0 <= low <= high <= len(text)
    assert low in starts(text)
    assert low <= start
    assert len(text[start:end].rstrip()) == 0 or high >= start + len(text[start:end].rstrip())


@settings(max_examples=200)
@given(TEXT)
def test_sentences_begin_in_order(text: str):
    """The first begins at the start, and each later one behind the one before."""
    found = starts(text)
    assert found[0] == 0
    assert found == sorted(set(found))
    assert found[-1] <= len(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "We read lanterns, e.g. Red ones, with BERT at dusk.",
        "Lanterns of A. Author et al. Are read by BERT.",
        "BERT reads 3.5 lanterns vs. Two by hand.",
        "See Fig. 3 and Sec. 4 for what BERT reads.",
        "BERT (i.e. The first one) reads them!",
    ],
)
def test_abbreviations_end_no_sentence(sentence: str):
    """A full stop behind an abbreviation or an initial goes on."""
    text = f"Something else stands before. {sentence} And something behind."
    at = text.index("BERT")
    low, high = around(text, at, at + 4)
    assert text[low:high] == sentence


@pytest.mark.parametrize("end", [".", "!", "?", ".)", ".”", "?’", "...\n"])
def test_other_marks_end_one(end: str):
    """A full stop, a bracket or a quotation mark behind it, and a line end do."""
    text = f"“Nobody reads{end} BERT does."
    at = text.index("BERT")
    assert text[slice(*around(text, at, at + 4))] == "BERT does."


@pytest.mark.parametrize(
    "text", ["See Fig. 3 of A. It is so.", "Fig. 2 shows.\n\nIt", "vs. BERT. And", "Done! Is it? (Yes.) It"]
)
def test_a_stop_behind_an_abbreviation_ends_nothing(text: str):
    """An abbreviation's full stop ends no sentence, wherever it stands; a line end always does."""
    pieces = [text[low:high].strip() for low, high in pairwise([*starts(text), len(text)])]
    assert not [piece for piece in pieces if piece.endswith(("Fig.", "vs."))]
    assert "".join(text[low:high] for low, high in pairwise([*starts(text), len(text)])) == text
