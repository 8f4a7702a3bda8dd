"""What is broken is mended, what is right is left alone, and every repair can be taken back to the letter."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.repair import RULES, SUSPICIONS, Lexicon, lexicon, mend

CASES = Path(__file__).parent / "cases" / "repair"
CAPTURES = Path(__file__).parents[2] / "shared" / "captures"
PIECES = (
    "pro-cessing|processing |asystem|such |``|''|`|'|\"|\\|\\'e|{|}|$|^|_|~|texttt{|\\textbf{|\\alpha |\\times|cdot|Z|W"
    "|times|pm|0.9|12|&amp;|&|lt;|#39;|Ã©|Ã|â€|™|\u200b|\u200d|\xa0|\xad|\r|\n| |.|This|https://a.b/c|x@y.z|/|www."
    "|[email protected]|work-in -progress|- |-|ofthe|é|\ufeff|(|)|circ|{cdot|mathbb{R}|\\-|\\ |\\,|{\\it |\x00|\x85"
)
LISTED = lexicon(["processing this", "a combination of system"])
broken_text = st.lists(st.one_of(st.sampled_from(PIECES.split("|")), st.text(max_size=3)), max_size=14).map("".join)
any_text = st.one_of(st.text(), broken_text)


def cases():
    for file in sorted(CASES.glob("*.md")):
        for case in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            claim, _, body = case.partition("\n")
            blocks = dict(re.findall(r"^~~~ (\w+)\n(.*?)\n(?=~~~)", body, flags=re.MULTILINE | re.DOTALL))
            yield pytest.param(blocks, id=f"{file.stem}: {claim}")


def unmask(text):
    """Put in the characters that a reader of the case could not see: `<U+200B>`."""
    return re.sub(r"<U\+([0-9A-F]{4,5})>", lambda code: chr(int(code[1], 16)), text)


def undo(mended):
    """Take the repairs back at their places, the last first."""
    parts, end = [], len(mended.text)
    for repair in sorted(mended.repairs, key=lambda repair: -repair.start):
        parts += [mended.text[repair.start + len(repair.became) : end], repair.found]
        end = repair.start
    return "".join(reversed([*parts, mended.text[:end]]))


def rows(block):
    return [tuple(json.loads(line)) for line in block.splitlines()]


@pytest.mark.parametrize("blocks", list(cases()))
def test_case(blocks):
    """Each case of `cases/repair/` gives the text, the repairs and the doubts that it says."""
    text = unmask(blocks["input"])
    mended = mend(text, "abstract", lexicon([text, *blocks.get("list", "").splitlines()]))
    assert mended.text == unmask(blocks["mended"])
    assert [(r.rule, r.found, r.became) for r in mended.repairs] == rows(blocks.get("repairs", ""))
    assert [(d.rule, d.found) for d in mended.doubts] == rows(blocks.get("doubts", ""))


@settings(max_examples=150, deadline=None)
@given(any_text)
def test_repairs_can_be_taken_back(text):
    """Taking the repairs back gives the source's text to the letter; no two repairs touch."""
    mended = mend(text, "abstract", LISTED)
    spans = [(repair.start, repair.start + len(repair.became)) for repair in mended.repairs]
    assert undo(mended) == text
    assert all(one[1] < next_one[0] for one, next_one in pairwise(spans))


@settings(max_examples=150, deadline=None)
@given(any_text)
def test_mending_twice_changes_nothing(text):
    """A mended text is sound: mending it again finds the same doubts and nothing to mend."""
    once = mend(text, "abstract", LISTED)
    twice = mend(once.text, "abstract", LISTED)
    assert (twice.text, twice.repairs, twice.doubts) == (once.text, (), once.doubts)


@settings(max_examples=100, deadline=None)
@given(any_text)
def test_doubts_stand_where_they_say(text):
    """What a doubt found is in the mended text at its start."""
    mended = mend(text, "abstract", LISTED)
    assert all(mended.text.startswith(doubt.found, doubt.start) for doubt in mended.doubts)


@settings(max_examples=100, deadline=None)
@given(
    any_text, st.sampled_from(["https://a.org/~b/of.The_x^2?q=1&amp;r=asystem", "www.a.org/pro-cessing", "a.b@c.org"])
)
def test_addresses_stay(text, address):
    """Whatever stands around an address, not a letter of it changes."""
    assert address in mend(f"{text} {address} {text}", "abstract", LISTED).text


@pytest.mark.parametrize("frame", ["We propose {} for it.", "such {} is used", "the first one {} of it", "{}"])
def test_words_of_the_field_are_left_alone(frame):
    """Seven hundred words that no word list has are not parted, whatever stands before them."""
    words = (CASES / "jargon.txt").read_text(encoding="utf-8").split()
    assert len(words) > 700
    assert [word for word in words if mend(frame.format(word), "abstract", Lexicon()).repairs] == []


def test_a_text_that_stands_twice_counts_once():
    """A paper in two captures does not make its glued words look like words of the field."""
    text = "We present asystem for it."
    assert mend(text, "abstract", lexicon([text, text.replace(" ", "\n")])).text == "We present a system for it."


def test_a_tangled_text_is_shown_as_it_came():
    """A text that no person wrote is left as it is, with one doubt, and the build goes on."""
    text = "\\emph{" * 50 + "x" + "}" * 50
    mended = mend(text, "title", LISTED)
    assert (mended.text, mended.repairs) == (text, ())
    assert [doubt.rule for doubt in mended.doubts] == ["tangled"]


def test_repairs_name_the_field():
    """A repair says which field it is of, where it stands, what was found, what it became, and by which rule."""
    (repair,) = mend("Fr\\'echet", "title", LISTED).repairs
    assert (repair.field, repair.start, repair.found, repair.became) == ("title", 2, "\\'e", "é")
    assert repair.rule in dict(RULES)


def test_every_rule_says_what_it_does():
    """The first line of a rule's docstring is the rule."""
    assert all((rule.__doc__ or "").strip() for rule in [*dict(RULES).values(), *SUSPICIONS])


@pytest.mark.parametrize("piece", ["a", "A", "\\", "texttt{", "`", "$", "^{", "&amp;", "\u200b", "a-", "1.", "a.b/"])
def test_a_megabyte_of_one_thing(piece):
    """A megabyte of one thing is mended and can be taken back: a rule that ran back and forth would take days."""
    text = piece * (1_000_000 // len(piece))
    assert undo(mend(text, "abstract", LISTED)) == text


@pytest.mark.captures
@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the two real captures are not here")
def test_captures():
    """No more than 30 abstracts of the real captures are touched, and the faults that they are known for are mended."""
    lines = [line for file in sorted(CAPTURES.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines()]
    known = lexicon(lines)
    mended = {line: mend(line, "abstract", known) for line in lines if len(line) > 20}
    assert 0 < len([line for line, m in mended.items() if len(line) > 200 and m.repairs]) <= 30
    assert all(undo(m) == line for line, m in mended.items())
    whole = "\n".join(m.text for m in mended.values())
    for became in (
        "HyperZ·Z·W",
        "Dual-Head Optimization",
        "NLVR²",
        "0.990±0.006",
        "6400×6400",
        "Fréchet",
        "O(L^(4/3))",
    ):
        assert became in whole
    assert not re.search(r"texttt|cdot|asystem|andretrieve|pro-cessing|behind\.This", whole)
    assert "[email protected]" in {doubt.found for m in mended.values() for doubt in m.doubts}
