"""A library and a paper in; a plain account of where it came from, what was mended, and why it has each tag, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from generator import sentences
from generator.markdown import fold
from generator.notes.apply import said_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Library, Mention, Paper
    from generator.problems import Problem

NEAREST = 3


def explained(library: Library, paper: Paper, problems: Iterable[Problem] = ()) -> str:
    """Return the account as lines of text."""
    return "\n".join(_lines(library, paper, problems))


def nearest(library: Library, wanted: str) -> list[Paper]:
    """Return the papers whose titles, or the names that they introduce, are most like the words given."""
    named = {
        (at, name): fold(name)
        for at, paper in enumerate(library.papers)
        for one in library.introductions.get(paper.slug, ())
        for name in (one.name, one.short)
        if name
    }
    titles = {(at, ""): fold(paper.title) for at, paper in enumerate(library.papers)}
    found = process.extract(fold(wanted), titles | named, scorer=fuzz.WRatio, limit=NEAREST * 2)
    return [library.papers[at] for at in dict.fromkeys(at for _, _, (at, _) in found)][:NEAREST]


def _lines(library: Library, paper: Paper, problems: Iterable[Problem]) -> Iterator[str]:
    yield paper.title
    yield f"papers/{paper.slug}/"
    yield ""
    yield "Where it came from"
    yield from _note(paper)
    for entry in paper.entries:
        facts = ", ".join(f"{fact.kind} (line {fact.position.line})" for fact in entry.facts)
        yield f"  {entry.position}: title{f', {entry.kind}' if entry.text else ''}{f', {facts}' if facts else ''}"
    yield ""
    yield "Repairs" if paper.repairs else "Repairs: none"
    for one in paper.repairs:
        yield f"  {one.field} {one.start}: {one.found!r} became {one.became!r} ({one.rule})"
    yield ""
    yield "Introduces" if library.introductions[paper.slug] else "Introduces: nothing that was found"
    for new in library.introductions[paper.slug]:
        yield f"  {new.name}{f' ({new.short})' if new.short else ''}, a {new.kind}"
        yield from _evidence(paper, new.mentions)
    yield ""
    yield "Tags" if library.uses[paper.slug] else "Tags: none"
    for use in library.uses[paper.slug]:
        yield f"  {library.tags[use.tag].name} ({use.tag.facet}, {use.role})"
        yield from _evidence(paper, use.mentions)
    ours = {(entry.position.file, line.position.line) for entry in paper.entries for line in entry.lines}
    about = [problem for problem in problems if (problem.position.file, problem.position.line) in ours]
    if about:
        yield ""
        yield "In doubt"
        yield from (f"  {problem}" for problem in about)


def _note(paper: Paper) -> Iterator[str]:
    if paper.note:
        said = ", ".join(said_in(paper.note))
        yield f"  {paper.note.file}: the curator's note{f', which wins: {said}' if said else ''}"


def _evidence(paper: Paper, mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        if mention.field == "note":
            yield f"    given by the curator's note {mention.alias}"
            continue
        text = paper.text_of(mention.field)
        low, high = sentences.around(text, mention.start, mention.end)
        alias = f" “{mention.alias}”" if mention.alias else ""
        yield f"    {mention.field} {mention.start}–{mention.end}, {mention.rule}{alias}: {text[low:high]}"
