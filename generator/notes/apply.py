"""A merged paper and its note in; the paper as the curator wants it, and what no longer fits, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from generator.markdown import slug
from generator.model import TEXT_FIELDS, Paper
from generator.problems import Problem, error
from generator.repair.corrections import corrected, rewritten
from generator.repair.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.curation import Correction, Note
    from generator.model import Repair

NEAR = 60  # rapidfuzz's 0 to 100, for a passage that has changed


def noted(paper: Paper, note: Note | None) -> tuple[Paper, list[Problem]]:
    """Return the paper with its note: its title and summary first, then each correction in what is then there."""
    if note is None:
        return paper, []
    before = {paper.slug, *(slug(entry.title) for entry in paper.entries)}
    paper = replace(paper, note=note)
    if note.title:
        paper = _with_text(paper, "title", " ".join(note.title.text.split()))
    if note.summary:
        paper = _with_text(paper, "summary", _paragraphs(note.summary.text))
    problems: list[Problem] = []
    for one in note.corrections:
        paper, faults = _corrected(paper, one)
        problems += faults
    address = slug(paper.title)
    former = {*before, *(one.text for one in note.aliases)} - {address}
    return replace(paper, slug=address, former=tuple(sorted(former))), problems


def _paragraphs(text: str) -> str:
    """Return a text of the front matter with each paragraph on a line, as sources give theirs."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n".join(part for part in parts if part)


def _with_text(paper: Paper, field: str, text: str) -> Paper:
    """Return the paper with another text in a field; a text that a source gave can be had back."""
    old = paper.text_of(field)
    own = [repair for repair in paper.repairs if repair.field == field]
    repairs = rewritten(old, own, text, field) if old else ()
    return _set(paper, field, text, repairs)


def _set(paper: Paper, field: str, text: str, repairs: Sequence[Repair]) -> Paper:
    others = [repair for repair in paper.repairs if repair.field != field]
    order = {name: rank for rank, name in enumerate(TEXT_FIELDS)}
    every = sorted([*others, *repairs], key=lambda repair: (order[repair.field], repair.start))
    return replace(paper, **{field: text}, repairs=tuple(every))  # type: ignore[arg-type]  # a field that holds a text


def _corrected(paper: Paper, one: Correction) -> tuple[Paper, Iterator[Problem]]:
    """Apply a correction where it fits in exactly one place."""
    fields = [one.field] if one.field else list(TEXT_FIELDS)
    found = [(field, at) for field in fields for at in _all(paper.text_of(field), one.find)]
    if len(found) != 1:
        return paper, _unfit(paper, one, fields, found)
    field, at = found[0]
    own = [repair for repair in paper.repairs if repair.field == field]
    edit = Edit(at, at + len(one.find), one.replace)
    text, repairs = corrected(paper.text_of(field), own, edit, field)
    return _set(paper, field, text, repairs), iter(())


def _all(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _unfit(paper: Paper, one: Correction, fields: Sequence[str], found: Sequence[tuple[str, int]]) -> Iterator[Problem]:
    shown = f"“{one.find:.60}”"
    if found:
        said = f"{shown} stands {len(found)} times ({', '.join(_counted(found))}), so it is not clear which to correct"
        how = "write more of the words around it, or name the `field`"
        yield error("correction-ambiguous", one.position, said, how)
        return
    texts = {field: paper.text_of(field) for field in fields if paper.text_of(field)}
    if one.replace and any(one.replace in text for text in texts.values()):
        how = "the text has the corrected words already: take this correction out"
    else:
        near = max((_nearest(one.find, text) for text in texts.values()), default=(0.0, ""))
        how = f"the nearest is “{near[1]:.80}”" if near[0] >= NEAR else "take this correction out"
    yield error(
        "correction-stale", one.position, f"{shown} is not in the {' or '.join(texts) or 'paper'} any more", how
    )


def _counted(found: Sequence[tuple[str, int]]) -> Iterator[str]:
    for field, count in Counter(field for field, _ in found).items():
        yield f"{field} {count}" if count > 1 else field


def _nearest(wanted: str, text: str) -> tuple[float, str]:
    """Return how like, and which, the passage is that most resembles what was looked for."""
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=NEAR)
    return (found.score, text[found.dest_start : found.dest_end]) if found else (0.0, "")


def said_in(note: Note) -> Iterator[str]:
    """Yield what a note gives that counts before what sources give."""
    yield from (name for name in ("title", "summary") if getattr(note, name))
    yield from (one.kind for one in note.facts)
    yield from (name for name in ("links", "tags", "corrections", "same_as", "not_same_as") if getattr(note, name))


def former_addresses(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], list[Problem]]:
    """Return the papers with those old addresses that are nobody else's; the others are problems."""
    taken = {paper.slug: paper.title for paper in papers}
    kept: list[Paper] = []
    problems: list[Problem] = []
    for paper in papers:
        said = {one.text: one for one in paper.note.aliases} if paper.note else {}
        free = tuple(name for name in paper.former if name not in taken)
        for name in paper.former:
            if name in taken and name in said:
                what = f"the address `{name}` is that of “{taken[name]:.80}”"
                problems.append(error("alias-taken", said[name].position, what, "take it out of `aliases`"))
        taken |= dict.fromkeys(free, paper.title)
        kept.append(replace(paper, former=free) if free != paper.former else paper)
    return tuple(kept), problems
