"""The nouns of the journey, frozen: each stage takes one and gives the next; no method knows a format."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Position, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.curation import Collection, Note, TagNote

__all__ = [
    "Entry",
    "Facet",
    "Fact",
    "FactKind",
    "Introduction",
    "Library",
    "Line",
    "Link",
    "Mention",
    "Neighbour",
    "OutputFile",
    "Paper",
    "Position",
    "Problem",
    "Reading",
    "Reason",
    "Repair",
    "Role",
    "Sidecar",
    "SourceFile",
    "State",
    "Tag",
    "TagKey",
    "TagUse",
    "TextKind",
]  # fmt: skip


class TextKind(StrEnum):
    """What the text under a title is: the authors' abstract, or a summary that the curator wrote."""

    ABSTRACT = "abstract"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it lies on the disk: path as the user named it, its bytes, and its sidecar's where there is one.

    `name` is how the file is called in public: it counts from the list's folder, wherever the user was.
    """

    path: str
    data: bytes
    sidecar: SourceFile | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What `NAME.yml` beside a capture says about it; `captured` is an ISO date."""

    url: str | None = None
    captured: str | None = None
    title: str | None = None
    text: TextKind = TextKind.ABSTRACT


class State(StrEnum):
    """What became of a line of a source: every non-blank line is in exactly one state."""

    TITLE = "title"
    ABSTRACT = "abstract"
    FACT = "fact"
    FURNITURE = "furniture"
    REPEAT = "repeat of"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger: one line of a source, its state, and the rule that decided (or what it repeats)."""

    position: Position
    state: State
    rule: str
    paper: str | None = None


class FactKind(StrEnum):
    """The facts that a source may give about a paper."""

    AUTHORS = "authors"
    YEAR = "year"
    PUBLISHED = "published"
    VENUE = "venue"
    ARXIV = "arxiv"
    DOI = "doi"
    URL = "url"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as one source gives it. `values` has one item, but for authors and keywords: those in order.

    `PUBLISHED` is the ISO day when a preprint first appeared; `YEAR` is that of the venue where there is one.
    """

    kind: FactKind
    values: tuple[str, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper as one source wrote it: title and text unrepaired, facts, first line, and the ledger's lines of it.

    `text` is `None` where the source has a title only. Wrapped lines are joined by a space, paragraphs by a newline.
    """

    position: Position
    title: str
    text: str | None = None
    kind: TextKind = TextKind.ABSTRACT
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that came of one source file: `lines` holds those that belong to no entry."""

    file: str
    format: str
    sidecar: Sidecar
    entries: tuple[Entry, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    name: str = ""

    def ledger(self) -> tuple[Line, ...]:
        """Return a row for each non-blank line of the file, in order."""
        rows = [*self.lines, *(line for entry in self.entries for line in entry.lines)]
        return tuple(sorted(rows, key=lambda row: row.position))


@dataclass(frozen=True, slots=True)
class Repair:
    """One mend of broken text: at `start` (characters of the mended field) `found` became `became`."""

    field: str
    start: int
    found: str
    became: str
    rule: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to a paper; `kind` is `arxiv`, `doi`, `code`, `project` or `web`."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Entries agreed to be one paper. Unknown facts are `None` or empty, never a guess."""

    slug: str
    title: str
    abstract: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    published: str | None = None
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    links: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    entries: tuple[Entry, ...] = ()
    note: Note | None = None
    former: tuple[str, ...] = ()  # slugs whose addresses lead here

    def text_of(self, name: str) -> str:
        """Return the field `title`, `abstract`, `summary` or `note`; empty where it is unknown."""
        note = self.note.body if self.note else None
        return {"title": self.title, "abstract": self.abstract, "summary": self.summary, "note": note}[name] or ""

    @property
    def position(self) -> Position:
        """Return where the paper's text is first written; where no source has a text, its title."""
        return next((entry.position for entry in self.entries if entry.text), self.entries[0].position)


TEXT_FIELDS = ("title", "abstract", "summary")


class TagKey(NamedTuple):
    """A tag's identity, and its address under the site's root: `facet/slug`."""

    facet: str
    slug: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of tag. `nouns` are the words that say, after "we introduce X, a …", that X is of this facet."""

    name: str
    singular: str
    title: str
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A named thing that papers mention. `known` is false for a name that only a paper of the list introduced."""

    key: TagKey
    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    derived_from: tuple[str, ...] = ()
    known: bool = True
    note: TagNote | None = None


class Mention(NamedTuple):
    """Where a paper names a tag: `text` stands at `start`:`end` of the field; `rule` and `alias` say why it counts."""

    tag: TagKey
    field: str
    start: int
    end: int
    text: str
    rule: str
    alias: str


class Role(StrEnum):
    """How a paper bears a tag."""

    INTRODUCES = "introduces"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag on a paper, with all its evidence in order of field and place; `said` is where a note gives it."""

    tag: TagKey
    role: Role
    mentions: tuple[Mention, ...]
    said: Position | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name that the paper itself brings in: as first written, its short form if it has one, and what it is."""

    name: str
    short: str | None
    kind: str
    mentions: tuple[Mention, ...]
    tag: TagKey | None = None


class Reason(NamedTuple):
    """Why a paper is near another: `kind` says how, the tags and words what; `generator/reasons.py` lists the kinds."""

    kind: str
    tags: tuple[TagKey, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related paper: `score` from 0 to 1, the tags both bear, the rarest first, and why, the best reason first."""

    slug: str
    score: float
    shared: tuple[TagKey, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """The papers and tags of a list, indexed both ways once. Papers are in the order in which the sources list them.

    `known` has each name of the vocabulary, named by a paper or not, without spaces and hyphens; those that count in
    any case are in it in small letters too.
    """

    papers: tuple[Paper, ...]
    tags: Mapping[TagKey, Tag] = field(default_factory=dict)
    uses: Mapping[str, tuple[TagUse, ...]] = field(default_factory=dict)
    introductions: Mapping[str, tuple[Introduction, ...]] = field(default_factory=dict)
    bearers: Mapping[TagKey, tuple[tuple[Paper, TagUse], ...]] = field(default_factory=dict)
    neighbours: Mapping[str, tuple[Neighbour, ...]] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    collections: tuple[Collection, ...] = ()
    known: frozenset[str] = frozenset()

    def source_names(self) -> Mapping[str, str]:
        """Return how each source is called in public, by the path that positions have."""
        return {reading.file: reading.name or reading.file for reading in self.readings}

    def with_neighbours(self, neighbours: Mapping[str, tuple[Neighbour, ...]]) -> Library:
        """Return the same library with each paper's related papers."""
        return replace(self, neighbours=neighbours)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written: a path below `docs/` with forward slashes, and its whole text, or a picture's bytes."""

    path: str
    text: str = ""
    data: bytes | None = None
