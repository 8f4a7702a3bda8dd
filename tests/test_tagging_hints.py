"""Rules that read only the sentences with a hint in them: reading all the others would bring in nothing more."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.tagging.cues import Cue
from generator.tagging.said import _by_sentence, _names, said_in
from generator.tagging.sentence import Sentence
from generator.tagging.text import LONGEST, Text
from generator.tagging.written_out import _is_one_of, redefined
from tests.test_tagging import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.tagging.sentence import Named
    from tests.test_tagging import Case

# By the rules that hints lead to; those of lists and cues read whatever has an item's mark or a cue.
HINTED = {"NAME does …", "NAME is a …", "a …, NAME, that …", "along with NAME", "a …, NAME"}
PIECES = [
    *("LanternNet", "OWL", "Kettle", "X2Y", "data2vec", "GLOW-7B", "CALLED", "PROPOSED", "ÉtéNet", "the lantern"),
    *(" improves ", " also uses ", " then achieves ", " is a model", " is an open dataset", ", that ", ", which "),
    *("a small network, ", "The proposed ", "Our ", "Finally, ", "At dusk, ", "We propose a method", "we call "),
    *(" along with ", ", together with the ", " as well as ", ", a model, ", ". ", ".\n", "! ", " ", ", ", "(", ") "),
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=2)), max_size=14).map("".join)


def read_all(words: str) -> Iterator[Named]:
    """Yield what the rules bring in that read every sentence as if each hint stood in it."""
    text = Text(words)
    held, _ = _by_sentence(text)
    for at, (low, high) in enumerate(zip(text.starts, [*text.starts[1:], len(words)], strict=True)):
        hints = frozenset(Cue)
        said = Sentence(words, low, high, "", lambda _: None, text.brackets, text.marks, held.get(at, []), hints)
        yield from _names(said, summary=False)


def by_hints(words: str) -> tuple[set[tuple[str, int, str]], set[tuple[str, int, str]]]:
    """Return the names that hints lead to, and those that reading all sentences finds."""
    found = {(one.name, one.start, one.rule) for one in said_in(Text(words), "abstract", "", lambda _: None)}
    every = {(name, start, rule) for name, start, rule, _ in read_all(words)}
    return {one for one in found if one[2] in HINTED}, {one for one in every if one[2] in HINTED}


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_hints_lose_nothing_of_a_case(case: Case):
    """Of every case, the sentences without a hint would bring in nothing."""
    found, every = by_hints(case.text)
    assert found == every


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_hints_lose_nothing_of_any_text(words: str):
    """Whatever stands in a text, the sentences without a hint would bring in nothing."""
    found, every = by_hints(words)
    assert found == every


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Lanterns glow. LanternNet also improves them.", "NAME does …"),
        ("Lanterns glow. LanternNet is a model of them.", "NAME is a …"),
        ("Lanterns glow in a small model, LanternNet, which reads.", "a …, NAME, that …"),
        ("We introduce a way to read lanterns along with OwlNet.", "along with NAME"),
        ("We introduce lanterns to a small model of dusk, OwlNet.", "a …, NAME"),
    ],
)
def test_each_hint_leads_to_its_rule(words: str, rule: str):
    """What a rule reads is found where its hint stands."""
    found, every = by_hints(words)
    assert rule in {one[2] for one in found}
    assert found == every


LONGS = ["Vision Transformer", "Segment Anything Model", "Lantern Reading at Dusk", "the Owl", "GAN"]
BEFORE = st.lists(
    st.sampled_from([*LONGS, "Re", "vision transformers", "Anything", " ", "-", "  ", ". ", "Very", "s"]), max_size=6
)


@settings(max_examples=300)
@given(BEFORE.map("".join), st.sampled_from(["ViT", "ViTs", "SAM", "LRD", "VT", "GAN"]))
def test_a_known_name_before_its_bracket_is_no_redefinition(before: str, short: str):
    """The quick look at what stands before a bracket passes over nothing that the closer one would find."""
    text = Text(f"{before} ({short})")
    names = (*LONGS, short)
    pairs = text.brackets.pairs()
    others = [one.short for one in pairs if not _is_one_of(text.words[one.start : one.end], one.short, names)]
    slowly = {form for other in others for form in (other, other.removesuffix("s"))}
    assert redefined([text], lambda _: names) == slowly


@pytest.mark.parametrize("space", [" " * 60, "\n" * 60, "\xa0" * 60, "( " * 30])
def test_a_verb_behind_nothing_but_spaces_has_no_subject(space: str):
    """Who says it is looked for in what stands near: where that is nothing, nobody does."""
    assert list(said_in(Text(f"x{space}propose LanternNet"), "abstract", "", lambda _: None)) == []


@settings(max_examples=100)
@given(st.integers(1, 5), st.sampled_from(["a ", "lantern ", "x", "We propose a thing. "]))
def test_no_sentence_is_longer_than_what_is_read_at_once(times: int, word: str):
    """Sentences follow each other without a gap, and a text without full stops is read in parts."""
    words = word * (times * LONGEST // len(word) + 7)
    starts = Text(words).starts
    assert starts[0] == 0
    assert all(0 < second - first <= LONGEST for first, second in pairwise([*starts, len(words)]) if second > first)
    assert starts == sorted(set(starts))
