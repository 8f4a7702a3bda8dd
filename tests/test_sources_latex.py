"""LaTeX as BibTeX has it in, plain text out: the short way gives what the parser gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sources import latex


@settings(max_examples=300, deadline=None)
@given(st.text("{}{}{} ab\nÉ.,:;!?'\"()[]|<>@*+=/-0\t\xa0", max_size=40))
def test_braces_alone_need_no_parser(value: str):
    """Where braces do no more than keep capitals, taking them out gives what parsing gives."""
    short = latex._unbraced(value)
    if short is not None:
        assert short.split() == latex._printed(value).split()


def test_what_acts_in_latex_is_parsed():
    """A command, a formula, a tie, a dash or quotes of LaTeX, and braces that do not close, are left to the parser."""
    for value in (r"{\'E}a", "{$a$}", "a~{b}", "a{--}b", "``a''{b}", "{a", "a}{", "{a}%b", "{a}_b", "{a} & b"):
        assert latex._unbraced(value) is None
    assert latex.plain("{{BERT}}: {P}re-training of {{Deep}} Models") == "BERT: Pre-training of Deep Models"
