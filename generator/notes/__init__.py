"""What lies below `docs/` by hand in; notes on papers and on tags, collections, and what is wrong with them, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.notes.collections import read_collection
from generator.notes.papers import read_paper_note
from generator.notes.tags import read_tag_note
from generator.problems import Position, Problem, error
from generator.strict_yaml import nearest
from generator.tagging import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.curation import Collection, HandFile, Note, TagNote

PAPERS = "papers"
NOTES, COLLECTIONS = "notes/", "collections/"


@dataclass(frozen=True, slots=True)
class Written:
    """All that the curator wrote, each kind in the order of its files."""

    papers: tuple[Note, ...] = ()
    tags: tuple[TagNote, ...] = ()
    collections: tuple[Collection, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_written(files: Iterable[HandFile]) -> Written:
    """Read every file by the folder that it lies in; one that lies in none of ours is a problem."""
    papers: list[Note] = []
    tags: list[TagNote] = []
    collections: list[Collection] = []
    problems: list[Problem] = []
    for file in sorted(files, key=lambda one: one.path):
        folder = file.path.split("/")[1:-1]
        if file.path.startswith(COLLECTIONS):
            collection, faults = read_collection(file)
            collections.append(collection)
        elif folder == [PAPERS]:
            paper, faults = read_paper_note(file)
            papers.append(paper)
        elif len(folder) == 1 and folder[0] in BY_NAME:
            tag, faults = read_tag_note(file)
            tags.append(tag)
        else:
            faults = (_nowhere(file, folder),)
        problems += faults
    return Written(tuple(papers), tuple(tags), tuple(collections), tuple(problems))


def _nowhere(file: HandFile, folder: list[str]) -> Problem:
    known = [PAPERS, *BY_NAME]
    near = nearest(folder[0], known) if folder else None
    said = f"a note lies in one of the folders {', '.join(known)} below docs/notes/, so this one is about nothing"
    how = f"move it to docs/notes/{near}/" if near else "move it to the folder of what it is about"
    return error("note-nowhere", Position(file.file, 1), said, how)
