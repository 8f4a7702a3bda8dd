"""Sidecar texts in; what they say, or the problems with their lines, out."""

from __future__ import annotations

import pytest

from generator.model import Sidecar, SourceFile, TextKind
from generator.sources.sidecar import read_sidecar

CASES = [
    pytest.param("url: https://example.org/a", Sidecar(url="https://example.org/a"), [], id="an address"),
    pytest.param("captured: 2025-02-27", Sidecar(captured="2025-02-27"), [], id="a date"),
    pytest.param("title: 1984", Sidecar(title="1984"), [], id="a title of digits"),
    pytest.param("text: summaries", Sidecar(text=TextKind.SUMMARY), [], id="summaries"),
    pytest.param("\ufefftext: abstracts\r\n", Sidecar(), [], id="a mark and CRLF"),
    pytest.param("text: summary", Sidecar(), ["a.yml:1:1: `text`: "], id="a kind that is none"),
    pytest.param(
        "captured: 2025-02-30", Sidecar(), ["a.yml:1:1: `captured`: no calendar has this date"], id="February 30"
    ),
    pytest.param(
        "captured: 27.2.2025", Sidecar(), ["a.yml:1:1: `captured`: write a date as year-month-day"], id="a date"
    ),
    pytest.param(
        "url: javascript:alert(1)", Sidecar(), ["a.yml:1:1: `url`: write an address that"], id="no web address"
    ),
    pytest.param(
        "txt: summaries\ntitle: T",
        Sidecar(title="T"),
        ["a.yml:1:1: unknown key `txt` (did you mean `text`?)"],
        id="unknown key",
    ),
    pytest.param(
        "url: nowhere\ntext: summaries",
        Sidecar(text=TextKind.SUMMARY),
        ["a.yml:1:1: `url`: write an address that"],
        id="the keys that are right count",
    ),
    pytest.param("title: a\ntitle: b", Sidecar(title="b"), ["a.yml:2:1: `title` stands twice"], id="a key twice"),
    pytest.param("url: [1", Sidecar(), ["a.yml:2:1: cannot read this YAML"], id="no YAML"),
    pytest.param("- a", Sidecar(), ["a.yml:1:1: `the whole file` must be"], id="a list"),
    pytest.param("# nothing", Sidecar(), ["a.yml:1: this file says nothing"], id="only a comment"),
    pytest.param("", Sidecar(), ["a.yml:1: this file is empty"], id="empty"),
]


@pytest.mark.parametrize(("text", "expected", "said"), CASES)
def test_sidecar(text: str, expected: Sidecar, said: list[str]):
    """Each fault is one problem at its key; what is right still counts."""
    sidecar, problems = read_sidecar(SourceFile("a.yml", text.encode()))
    assert sidecar == expected
    assert len(problems) == len(said)
    for problem, start in zip(problems, said, strict=True):
        assert str(problem).startswith(start)
        assert problem.hint


def test_no_sidecar():
    """Without a sidecar a source holds abstracts, and nothing else is known."""
    assert read_sidecar(None) == (Sidecar(text=TextKind.ABSTRACT), ())
