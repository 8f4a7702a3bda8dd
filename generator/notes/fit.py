"""Notes on papers and the entries of a list in; which note each entry has, what the notes decide, and faults out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from generator.identity import Decisions
from generator.markdown import slug
from generator.model import Fact, FactKind
from generator.problems import Problem, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.curation import Note, Said
    from generator.model import Entry

SUGGESTED = 3
IDS = (FactKind.ARXIV, FactKind.DOI)


@dataclass(frozen=True, slots=True)
class Fitted:
    """For each entry its note, and what all notes decide about which entries are one paper."""

    notes: tuple[Note | None, ...]
    decisions: Decisions
    problems: tuple[Problem, ...]


def fitted(notes: Sequence[Note], entries: Sequence[Entry], slugs: Sequence[str]) -> Fitted:
    """Return each entry's note; `slugs` are those of the entries' titles. A note that fits none is a problem."""
    places = _places(entries, slugs)
    held: list[Note | None] = [None] * len(entries)
    problems: list[Problem] = []
    for note in sorted(notes, key=lambda one: one.name not in places):  # a file's name counts before an old address
        free = [at for at in _entries_of(note, places) if held[at] is None]
        if free:
            for at in free:
                held[at] = note
        elif others := _entries_of(note, places):
            problems.append(second_note(note, held[others[0]]))
        else:
            problems.append(_orphan(note, slugs))
    owned = {id(holder): at for at, holder in reversed(list(enumerate(held))) if holder}
    decisions, faults = _decided([(note, owned[id(note)]) for note in notes if id(note) in owned], places, slugs)
    return Fitted(tuple(held), decisions, (*problems, *faults))


def _decided(
    notes: Iterable[tuple[Note, int]], places: Mapping[str, Sequence[int]], slugs: Sequence[str]
) -> tuple[Decisions, list[Problem]]:
    """Return which entries the notes join and keep apart; each note comes with an entry of its paper."""
    together: list[tuple[int, int]] = []
    apart: set[frozenset[str]] = set()
    problems: list[Problem] = []
    for note, own in notes:
        for wanted, joins in (*((one, True) for one in note.same_as), *((one, False) for one in note.not_same_as)):
            there = places.get(wanted.text) or places.get(slug(wanted.text))
            if not there:
                problems.append(_nobody(wanted, slugs))
            elif slugs[there[0]] == slugs[own]:
                problems.append(_itself(wanted))
            elif joins:
                together.append((own, there[0]))
            else:
                apart.add(frozenset((slugs[own], slugs[there[0]])))
    return Decisions(slugs, together, frozenset(apart)), problems


def facts_of(note: Note | None) -> tuple[Fact, ...]:
    """Return what a note says of its paper, as a source would."""
    return tuple(Fact(FactKind(kind), values, position) for kind, values, position in note.facts) if note else ()


def _places(entries: Sequence[Entry], slugs: Sequence[str]) -> dict[str, list[int]]:
    """Return the entries by slug and by id."""
    places: dict[str, list[int]] = {}
    for at, (entry, name) in enumerate(zip(entries, slugs, strict=True)):
        for key in (name, *(f"{fact.kind}:{fact.values[0]}" for fact in entry.facts if fact.kind in IDS)):
            places.setdefault(key, []).append(at)
    return places


def _entries_of(note: Note, places: dict[str, list[int]]) -> list[int]:
    """Return the entries that a note is about: by its file's name, else by an old slug, its title, or its ids."""
    names = [note.name, *(one.text for one in note.aliases)]
    names += [slug(note.title.text)] if note.title else []
    names += [f"{one.kind}:{one.values[0]}" for one in note.facts if one.kind in IDS]
    return next((places[name] for name in names if name in places), [])


def three_nearest(word: str, known: Sequence[str]) -> str:
    """Return the three names most like a word, as a message says them."""
    found = process.extract(word, list(dict.fromkeys(known)), scorer=fuzz.ratio, limit=SUGGESTED)
    names = [f"`{name}`" for name, *_ in found]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def second_note(note: Note, first: Note | None) -> Problem:
    """Return the fault of a note whose paper has one already."""
    there = first.file if first else "another file"
    said = f"this paper has a note already, in {there}"
    return error("note-twice", note.position, said, "join the two files into one; only the first is shown")


def _orphan(note: Note, slugs: Sequence[str]) -> Problem:
    near = three_nearest(note.name, slugs)
    said = f"this note fits no paper of the list: none has the address `{note.name}`"
    how = f"rename the file; the nearest are {near}" if near else "add the paper to a source"
    return error("note-orphan", note.position, said, f"{how}. The text stays in this file")


def _nobody(wanted: Said, slugs: Sequence[str]) -> Problem:
    near = three_nearest(slug(wanted.text), slugs)
    said = f"no paper of the list has the title or address `{wanted.text:.80}`"
    return error("unknown-paper", wanted.position, said, f"the nearest are {near}")


def _itself(wanted: Said) -> Problem:
    how = "name the other one; two entries with one title cannot be told apart by it"
    return error("unknown-paper", wanted.position, f"`{wanted.text:.80}` is this paper itself", how)


def unneeded(wanted: Said, what: str) -> Problem:
    """Return the doubt about a decision that changes nothing."""
    return warning("note-unneeded", wanted.position, what, f"take `{wanted.text:.80}` out of the note")
