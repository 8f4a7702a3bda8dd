"""The vocabulary of the package in; its terms, for the reading of which one need not wait twice, out."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from generator.kept import kept
from generator.problems import Position
from generator.tagging import FACETS
from generator.tagging.vocabulary import Rule, Term, quarrels, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.problems import Problem

PLACE = "generator/tagging/vocabulary/{}.yml"
# What decides how the vocabulary is read: where one of these differs, what was kept is not taken.
READERS = ("tagging/shipped.py", "tagging/vocabulary.py", "strict_yaml.py", "markdown.py")


@cache
def shipped() -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """Return the terms that come with the package."""
    package = resources.files("generator")
    files = {facet.name: (package / "tagging" / "vocabulary" / f"{facet.name}.yml").read_bytes() for facet in FACETS}
    problems: list[Problem] = []

    def make() -> list[Any] | None:
        terms, faults = _read(files)
        problems.extend(faults)
        return None if faults else _as_rows(terms)

    readers = [(package / name).read_bytes() for name in READERS]
    rows = kept("vocabulary", [*readers, *files.values()], make)
    return (_read(files)[0], tuple(problems)) if rows is None else (_as_terms(rows), ())


def _read(files: dict[str, bytes]) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    terms: list[Term] = []
    problems: list[Problem] = []
    for facet, data in files.items():
        some, faults = read_vocabulary(data.decode(), PLACE.format(facet), facet)
        terms += some
        problems += faults
    return tuple(terms), (*problems, *quarrels(terms))


def _as_rows(terms: Iterable[Term]) -> list[Any]:
    """Return plain data of which the terms can be made again; a term's address takes long to make, and is in it."""
    return [
        (term.facet, tuple(term.rule._replace(slug=term.key.slug)), term.position.line, term.position.column)
        for term in terms
    ]


def _as_terms(rows: Iterable[Any]) -> tuple[Term, ...]:
    places = {facet.name: PLACE.format(facet.name) for facet in FACETS}
    return tuple(Term(facet, Rule(*rule), Position(places[facet], *at)) for facet, rule, *at in rows)
