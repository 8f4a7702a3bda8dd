"""A library in; names that look like models or datasets and are nobody's yet, with where they stand, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.model import TEXT_FIELDS
from generator.problems import Problem, hint
from generator.tagging.kinds import KINDS, NOUN, facet_by_ending
from generator.tagging.names import IN_THE_NEWS, NAME, QUANTITY, commonness, could_be, looks_named
from generator.tagging.surfaces import URL
from generator.tagging.vocabulary import spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from generator.model import Library, Paper

TOKEN = re.compile(rf"(?<![\w/.@-]){NAME}(?![\w-])")
BEHIND = re.compile(rf"[”\"')]* (?P<noun>{NOUN})\b", re.IGNORECASE)
BRACKETED = re.compile(r"\(([^()\s]+)")  # what stands first in brackets
A_WORD = 3.0  # Zipf
LEAST_LETTERS = 3
MOST_LETTERS = 60  # what is longer has lost its spaces


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that the vocabulary lacks: `facet` is a guess from the words around it."""

    name: str
    facet: str
    papers: tuple[Paper, ...]

    @property
    def line(self) -> str:
        """Return the vocabulary line that would make a tag of it."""
        exact = ", case: exact" if self.name.isupper() or len(self.name) <= LEAST_LETTERS else ""
        quoted = self.name if re.fullmatch(r"[A-Za-z][\w-]*", self.name) else f'"{self.name}"'
        return f"- {{name: {quoted}{exact}}}"


def candidates(library: Library) -> tuple[Candidate, ...]:
    """Return the unknown names, those in most papers first."""
    bearers: defaultdict[str, dict[str, Paper]] = defaultdict(dict)
    spelt: dict[str, str] = {}
    nouns: defaultdict[str, list[str]] = defaultdict(list)
    for paper in library.papers:
        for name, noun in _unknown(library, paper):
            form = spelling(name, exact=True).removesuffix("s")
            spelt.setdefault(form, name)
            bearers[form][paper.slug] = paper
            nouns[form] += [noun] if noun else []
    found = [
        Candidate(spelt[form], _facet(spelt[form], nouns[form]), tuple(some.values())) for form, some in bearers.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.papers), one.name.casefold(), one.name)))


def as_problems(library: Library) -> Iterator[Problem]:
    """Yield a hint for each unknown name, at the first paper that has it, with the line that would make a tag of it."""
    for one in candidates(library):
        more = f", and in {len(one.papers) - 1} more" if len(one.papers) > 1 else ""
        said = f"“{one.name}” in “{one.papers[0].title:.60}”{more} looks like one of the {one.facet} and has no tag"
        yield hint("candidate", one.papers[0].position, said, f"to make one, add `{one.line}` to a vocabulary of yours")


def _unknown(library: Library, paper: Paper) -> Iterator[tuple[str, str | None]]:
    """Yield each name in a paper that no tag of it covers, with the noun behind it."""
    taken = [(m.field, m.start, m.end) for use in library.uses[paper.slug] for m in use.mentions]
    taken += [(m.field, m.start, m.end) for one in library.introductions[paper.slug] for m in one.mentions]
    for field in TEXT_FIELDS:
        text = paper.text_of(field)
        covered = _covers([(low, high) for f, low, high in taken if f == field])
        linked = _covers([match.span() for match in URL.finditer(text)])
        bracketed = frozenset(match[1] for match in BRACKETED.finditer(text))
        for match in TOKEN.finditer(text):
            name = match.group().rstrip(".-/·^")
            if covered(*match.span()) or linked(match.start(), match.start() + 1):
                continue
            if _is_known(name, library) or not _is_candidate(name, bracketed):
                continue
            noun = BEHIND.match(text, match.start() + len(name))
            yield name, noun["noun"].lower() if noun else None


def _covers(spans: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Return what says whether a part of a text overlaps one of these, however many there are."""
    some = sorted(spans)
    starts = [low for low, _ in some]
    reach = list(accumulate((high for _, high in some), max))

    def covers(low: int, high: int) -> bool:
        before = bisect_left(starts, high)  # of those that begin before the end, the farthest
        return before > 0 and reach[before - 1] > low

    return covers


def _is_known(name: str, library: Library) -> bool:
    """Say whether the vocabulary has a name, which then lacks what its rule asks for: a line of its own would clash."""
    forms = (spelling(name, exact=True), spelling(name, exact=False))
    return any(form in library.known or form.removesuffix("s") in library.known for form in forms)


def _is_candidate(name: str, bracketed: Container[str]) -> bool:
    if (
        not LEAST_LETTERS <= len(name) <= MOST_LETTERS
        or not looks_named(name)
        or not could_be(name)
        or QUANTITY.fullmatch(name)
    ):
        return False
    if not name.isupper() and commonness(name.lower()) >= A_WORD:  # "ALign", where letters are picked out of words
        return False
    if "-" in name and not any(looks_named(part) for part in name.split("-")):
        return False
    if name.isupper() or name.removesuffix("s").isupper():
        # An abbreviation that the text writes out is a phrase of the field, not a name to look up.
        return name not in bracketed and commonness(name) < IN_THE_NEWS
    return True


def _facet(name: str, nouns: list[str]) -> str:
    facets = [facet for noun in nouns if (facet := KINDS.get(noun))]
    return max(facets, key=facets.count) if facets else facet_by_ending(name) or "models"
