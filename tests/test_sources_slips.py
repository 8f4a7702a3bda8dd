"""Slips in BibTeX that a parser lets pass: each is told with its line, and spoils no more than it must."""

from __future__ import annotations

from generator.model import FactKind, SourceFile
from generator.sources import read_source

LOST_COMMA = b"""@article{a,
  title = {Reading Lanterns},
  author = {Author, A.}
  year = {2017},
  journal = {Kettles}
}
"""


def test_a_lost_comma_is_an_error_at_its_line():
    """A field that swallowed the next one is told, and what it swallowed is published nowhere."""
    reading = read_source(SourceFile("a.bib", LOST_COMMA))
    (problem,) = reading.problems
    assert (problem.code, problem.position.line, str(problem.level)) == ("missing-comma", 3, "error")
    facts = {fact.kind: fact.values for fact in reading.entries[0].facts}
    assert facts[FactKind.AUTHORS] == ("A. Author",)
    assert facts[FactKind.VENUE] == ("Kettles",)


def test_a_mistyped_field_is_told():
    """A field whose name is nearly a known one is a warning that names it."""
    reading = read_source(SourceFile("a.bib", b"@misc{a, title={Reading Lanterns}, yaer={2017}}"))
    assert [(p.code, "did you mean `year`?" in p.hint) for p in reading.problems] == [("unknown-field", True)]


def test_an_impossible_year_is_told():
    """Five digits are no year, and no part of them is taken for one."""
    reading = read_source(SourceFile("a.bib", b"@misc{a, title={Reading Lanterns}, year={20177}}"))
    assert [problem.code for problem in reading.problems] == ["bad-year"]
    assert not [fact for fact in reading.entries[0].facts if fact.kind is FactKind.YEAR]
