"""Texts in; the formulas in them as MathML, and nothing that is none, out."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from journeys import ATTRIBUTES, ELEMENTS, Page, flat, html_of

from generator.model import Mention, TagKey
from generator.pages.contract import prose
from generator.pages.formulas import formulas

DRAWN = [
    pytest.param(
        "takes O(L^(4/3)) steps", "L^(4/3)", "<msup><mi>L</mi><mrow><mn>4</mn><mo>/</mo><mn>3</mn>", id="power"
    ),
    pytest.param("within ε^(-3.5)", "ε^(-3.5)", "<msup><mi>ε</mi><mrow><mo>−</mo><mn>3.5</mn>", id="greek"),
    pytest.param("on NLVR^2.", "NLVR^2", "<msup><mtext>NLVR</mtext><mrow><mn>2</mn>", id="name"),
    pytest.param("each x_i of n", "x_i", "<msub><mi>x</mi><mrow><mi>i</mi>", id="index"),
    pytest.param(r"a $\frac{1}{n}$ of", r"$\frac{1}{n}$", "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi>", id="tex"),
    pytest.param(
        r"if $\text{if } x<y$", r"$\text{if } x<y$", "<mtext>if\xa0</mtext><mi>x</mi><mo>&lt;</mo>", id="words"
    ),
]
PLAIN = [
    pytest.param("it costs $5 and $6", id="prices"),
    pytest.param("a US$3_4$5 note", id="prices with an index"),
    pytest.param("the file vision_transformer and a_long_name", id="names of files"),
    pytest.param("see https://example.org/x_i and https://example.org/a^2", id="addresses"),
    pytest.param(r"$\newcommand{\a}{\a\a}\a_1$", id="a definition that never ends"),
    pytest.param(r"$\unheardof{x}_1$", id="an unknown command"),
    pytest.param(r"$\frac{1}$", id="half a fraction"),
]


@pytest.mark.parametrize(("text", "written", "drawn"), DRAWN)
def test_a_formula_is_drawn(text: str, written: str, drawn: str):
    """A power, an index and TeX between dollars are MathML, where they stand, and say what was written."""
    [found] = formulas(text)
    assert text[found.start : found.end] == written
    [math] = ET.fromstring(html_of(found.shown)).iter("math")  # noqa: S314 -- our own
    assert math.get("alttext") == written
    assert drawn in ET.tostring(math, encoding="unicode")


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_formula_stays(text: str):
    """Prices, names, addresses and TeX that cannot be drawn whole show as they were written."""
    [part] = prose(text)
    assert "<math" not in part
    assert flat(Page(f'<div class="reading" markdown>\n\n{part}\n\n</div>').text) == text


def test_a_name_within_a_formula_keeps_its_link():
    """Words that earned a tag are marked; the formula around them shows as it is written."""
    text = r"with $\text{BERT}_1$ and x_1"
    at = text.index("BERT")
    mention = Mention(TagKey("models", "bert"), "abstract", at, at + 4, "BERT", "name", "BERT")
    [part] = prose(text, [mention], lambda m, _: type(prose("x")[0])(f"**{m.text}**"))
    assert "**BERT**" in part
    assert part.count("<math") == 1


@given(st.text(st.sampled_from("$\\{}^_ab1x()<>\"'& frac\n")))
@example('$"><script>x_1$')
@example("$x^{</math><script>}$")
def test_any_text_is_inert(text: str):
    """Whatever stands between dollars, a page holds MathML's elements and the text's own letters."""
    for part in prose(text):
        page = Page(f'<div class="reading" markdown>\n\n{part}\n\n</div>')
        shapes = {"mfrac", "msqrt", "mrow", "mover", "munder", "msubsup", "mstyle", "mspace", "mpadded", "mroot", "ms"}
        assert {tag for tag, _ in page.elements} <= ELEMENTS | shapes
        assert {name for _, attrs in page.elements for name in attrs} <= ATTRIBUTES | {"accent", "width"}
    shown = " ".join(flat(Page(f"{part}").text) for part in prose(text))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
