"""The nouns of what a curator writes by hand, frozen: notes on papers and tags, and collections."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.problems import Position

# Paths below `docs/` that are no pages: notes, and collections, of which pages are made. A run may write the last one.
WRITTEN = re.compile(r"notes/.*\.md|collections/[^/]*\.md")


class Status(StrEnum):
    """How far the curator is with a paper."""

    TO_READ = "to read"
    READING = "reading"
    READ = "read"


class Said(NamedTuple):
    """A word of the front matter and where it stands."""

    text: str
    position: Position


class Given(NamedTuple):
    """A fact of the front matter: `kind` is a `FactKind`'s value; authors have several values, in order."""

    kind: str
    values: tuple[str, ...]
    position: Position


class Correction(NamedTuple):
    """A mend of a paper's text; without a field it is looked for in title, abstract and summary."""

    find: str
    replace: str
    field: str | None
    position: Position


class TagChange(NamedTuple):
    """A tag that a curator gives to a paper, or takes from it."""

    facet: str
    name: str
    gives: bool
    position: Position


@dataclass(frozen=True, slots=True)
class HandFile:
    """A text that lies below `docs/`: how the user calls it, its path there, and all of it."""

    file: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A file written by hand: how the user calls it, its path below `docs/`, and its Markdown from `line` on."""

    file: str
    path: str
    body: str = ""
    line: int = 1

    @property
    def name(self) -> str:
        """Return the file's name without its ending: for a note the slug that it is about."""
        return posixpath.basename(self.path).removesuffix(".md")

    @property
    def folder(self) -> str:
        """Return the last folder that it lies in: `papers`, or a facet."""
        return posixpath.basename(posixpath.dirname(self.path))

    @property
    def position(self) -> Position:
        """Return the beginning of the file."""
        return Position(self.file, 1)


@dataclass(frozen=True, slots=True)
class Note(Prose):
    """What a curator says of a paper. `added` is an ISO date; what is not said is `None` or empty."""

    title: Said | None = None
    summary: Said | None = None
    status: Status | None = None
    added: str | None = None
    featured: bool = False
    facts: tuple[Given, ...] = ()
    links: tuple[tuple[str | None, str], ...] = ()
    tags: tuple[TagChange, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[Said, ...] = ()
    same_as: tuple[Said, ...] = ()
    not_same_as: tuple[Said, ...] = ()
    exclude: bool = False
    accept: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class TagNote(Prose):
    """What a curator says of a tag; what is said of its names and rules counts as a line of the vocabulary."""

    title: Said | None = None
    aliases: tuple[str, ...] | None = None
    parent: str | None = None
    derived_from: tuple[str, ...] | None = None
    case: str | None = None
    needs: tuple[str, ...] | None = None
    forbids: tuple[str, ...] | None = None
    never: tuple[str, ...] | None = None
    homepage: str | None = None
    places: tuple[Said, ...] = ()  # each key of the front matter, and where it stands

    @property
    def adds_to_vocabulary(self) -> bool:
        """Say whether it speaks of names or rules at all."""
        said = (self.title, self.aliases, self.parent, self.derived_from, self.case)
        return any(one is not None for one in (*said, self.needs, self.forbids, self.never))

    def place_of(self, *keys: str) -> Position:
        """Return where the first of these keys that is there stands, else the beginning of the file."""
        at = dict(self.places)
        return next((at[key] for key in keys if key in at), self.position)


@dataclass(frozen=True, slots=True)
class Collection(Prose):
    """A reading path in prose; `papers` are the slugs of those that it names, in order, each once."""

    title: str = ""
    summary: str = ""
    papers: tuple[str, ...] = ()
