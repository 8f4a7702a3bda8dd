"""All problems of a list and its papers in; those that no note has judged, and judgements that are not needed, out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.problems import Level, Problem, warning
from generator.strict_yaml import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Paper

# Every doubt that the rooms below raise; a test holds this against their text.
CODES = frozenset(
    {
        "bad-arxiv",
        "bad-authors",
        "bad-doi",
        "bad-url",
        "bad-year",
        "cut-off",
        "facts-disagree",
        "field-twice",
        "key-twice",
        "no-end",
        "note-unneeded",
        "note-unseen",
        "repair-in-doubt",
        "same-paper-maybe",
        "short-row",
        "text-lost",
        "texts-differ",
        "titles-differ",
        "unknown-field",
    }
)
# What is said of a note because a paper, a tag or a text is not there: so it may be where other sources are read.
OF_ABSENCE = frozenset(
    {
        "accept-unneeded",
        "broken-link",
        "correction-ambiguous",
        "correction-stale",
        "note-orphan",
        "note-unneeded",
        "note-unseen",
        "unknown-link",
        "unknown-paper",
        "unknown-tag",
    }
)


def lowered(problem: Problem) -> Problem:
    """Return a problem as it counts where the list's own sources are not all there."""
    if problem.code not in OF_ABSENCE:
        return problem
    return replace(problem, level=Level.HINT, hint="this may be right with the list's own sources")


def unsettled(problems: Iterable[Problem], papers: Sequence[Paper]) -> list[Problem]:
    """Return the problems but for the warnings that a note accepts, for the lines of its own paper only."""
    problems = list(problems)
    judging = [paper for paper in papers if paper.note and paper.note.accept]
    if not judging:
        return problems
    lines: dict[tuple[str, int], set[int]] = {}
    for at, paper in enumerate(judging):
        for place in _places(paper):
            lines.setdefault(place, set()).add(at)
    needed: set[tuple[int, str]] = set()
    left: list[Problem] = []
    for problem in problems:
        spots = (problem.position, *problem.also)
        about = {at for spot in spots for at in lines.get((spot.file, spot.line), ())}
        by = {at for at in about if problem.code in _accepted(judging[at])} if problem.level is Level.WARNING else set()
        needed |= {(at, problem.code) for at in by}
        if not by:
            left.append(problem)
    return [*left, *(fault for at, paper in enumerate(judging) for fault in _not_needed(at, paper, needed))]


def _places(paper: Paper) -> set[tuple[str, int]]:
    """Return the lines that are a paper's: those of its entries, and those of its note's front matter."""
    own = {(line.position.file, line.position.line) for entry in paper.entries for line in entry.lines}
    own |= {(entry.position.file, entry.position.line) for entry in paper.entries}
    note = paper.note
    return own | ({(note.file, line) for line in range(1, note.line)} if note else set())


def _accepted(paper: Paper) -> set[str]:
    return {one.text for one in paper.note.accept} if paper.note else set()


def _not_needed(at: int, paper: Paper, needed: set[tuple[int, str]]) -> Iterable[Problem]:
    for one in paper.note.accept if paper.note else ():
        if one.text not in CODES:
            near = nearest(one.text, CODES)
            how = f"did you mean `{near}`?" if near else "known are: " + ", ".join(sorted(CODES))
            yield warning("accept-unknown", one.position, f"no warning is called `{one.text:.60}`", how)
        elif (at, one.text) not in needed:
            said = f"this paper has no warning `{one.text}` any more"
            yield warning("accept-unneeded", one.position, said, "take it out of `accept`")
