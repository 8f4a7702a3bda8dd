"""The text of a saved Hugging Face page of papers in; its entries, and what became of every other line, out."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model import Entry, Fact, FactKind, Line, Reading, State
from generator.problems import Position, Problem, error, hint
from generator.sources.contract import SourceFormat, Text
from generator.sources.foreign import foreign
from generator.sources.furniture import COMMUNITY, NEWSLETTER, SUBMITTED
from generator.sources.identifiers import address, arxiv_id, doi
from generator.sources.page import Draft, Page, joined, sort
from generator.sources.rows import Row, rows_of
from generator.sources.visible import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Sidecar

SNIFFED = 300  # lines that show whose page it is
PROSE = 60  # characters: the shortest text that shows a page of papers
UNSURE = (
    "title-or-text",
    "cannot tell if this is a title or a text",
    "put a blank line between title and text, and each on one line",
)
ORPHAN = ("text-without-title", "a text without a title", "write its title on the line above it")
LOOSE = (
    "loose-link",
    "this link may belong to the paper above or to the one below",
    "move it between that paper's title and its text",
)


def sniff(text: Text) -> bool:
    """Say whether a text may be such a page: it has the page's own words, or titles with texts."""
    rows = rows_of(text.lines[:SNIFFED])
    if not rows or foreign(text):
        return False
    if any(row.rule in {NEWSLETTER, COMMUNITY, SUBMITTED} for row in rows) or all(row.rule for row in rows):
        return True
    page = sort(rows)
    papers = sum(1 for draft in page.drafts if any(len(joined(one)) >= PROSE for one in draft.paragraphs))
    return papers > 0 and len(page.orphans) <= len(rows) / 3


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return one entry a paper; what only a person can sort is rejected, with a problem for each run of lines."""
    page = sort(rows_of(text.lines))
    desk = _Desk(text.file, sidecar)
    for draft in page.drafts:
        desk.take(draft)
    desk.furnish(page)
    desk.reject(page.orphans, *ORPHAN)
    desk.reject(page.loose, *LOOSE)
    return desk.reading(page)


class _Desk:
    """Where drafts become entries, and a second copy of one becomes a repeat of the first."""

    def __init__(self, file: str, sidecar: Sidecar) -> None:
        self.file, self.sidecar = file, sidecar
        self.entries: list[Entry] = []
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self.seen: dict[str, dict[str, int]] = {}

    def take(self, draft: Draft) -> None:
        if draft.doubtful:
            code, said, how = UNSURE
            self.problems.append(error(code, Position(self.file, draft.doubtful.number), said, how))
            rows = [*draft.rows(), *draft.facts]
            self.lines += [self._line(row, State.REJECTED, said) for row in rows]
            return
        entry = self._entry(draft)
        copies = self.seen.setdefault(folded(entry.title), {})
        text = folded(entry.text or "")
        first = copies.get(text) if text else next(iter(copies.values()), None)
        if first is None:
            copies[text] = len(self.entries)
            self.entries.append(entry)
        else:
            self._repeat(first, entry)

    def _entry(self, draft: Draft) -> Entry:
        facts = tuple(fact for row in draft.facts for fact in _facts(row, self._at(row)))
        lines = (
            *(self._line(row, State.TITLE, _title_rule(at, row)) for at, row in enumerate(draft.title)),
            *(
                self._line(row, State.ABSTRACT, _text_rule(paragraph, at))
                for paragraph, rows in enumerate(draft.paragraphs)
                for at, row in enumerate(rows)
            ),
            *(self._line(row, State.FACT, row.rule.name if row.rule else "link") for row in draft.facts),
        )
        position = self._at(draft.title[0])
        return Entry(position, draft.heading(), draft.text(), self.sidecar.text, facts, lines)

    def _repeat(self, first: int, copy: Entry) -> None:
        """Add a copy's lines, and facts that only the copy has, to the entry that it repeats."""
        entry = self.entries[first]
        known = {(fact.kind, fact.values) for fact in entry.facts}
        new = tuple(fact for fact in copy.facts if (fact.kind, fact.values) not in known)
        kept = {fact.position for fact in new}
        lines = [
            line if line.position in kept else Line(line.position, State.REPEAT, f"line {entry.position.line}")
            for line in copy.lines
        ]
        self.entries[first] = replace(entry, facts=(*entry.facts, *new), lines=(*entry.lines, *lines))

    def furnish(self, page: Page) -> None:
        self.lines += [self._line(row, State.FURNITURE, row.rule.name if row.rule else "") for row in page.furniture]

    def reject(self, rows: Sequence[Row], code: str, said: str, how: str) -> None:
        self.lines += [self._line(row, State.REJECTED, said) for row in rows]
        for row in _first_of_runs(rows):
            self.problems.append(error(code, self._at(row), said, how))

    def reading(self, page: Page) -> Reading:
        if not page.drafts and not page.orphans:
            said = "no paper found in it, only what a page says around its papers"
            self.problems.append(
                error("no-paper", Position(self.file), said, "save the page again when its papers show")
            )
        for entry in self.entries:
            if entry.text is None:
                how = "fine if the page had none; if this line is a part of another, join them"
                self.problems.append(hint("no-text", entry.position, "this title has no text below it", how))
        return Reading(self.file, NAME, self.sidecar, tuple(self.entries), tuple(self.lines), tuple(self.problems))

    def _at(self, row: Row) -> Position:
        return Position(self.file, row.number)

    def _line(self, row: Row, state: State, rule: str) -> Line:
        return Line(self._at(row), state, rule)


def _title_rule(at: int, row: Row) -> str:
    if at:
        return "title, wrapped"
    return f"title, after `{row.glued}`" if row.glued else "title"


def _text_rule(paragraph: int, at: int) -> str:
    if at:
        return "text, wrapped"
    return "text, a further paragraph" if paragraph else "text"


def _facts(row: Row, position: Position) -> Iterator[Fact]:
    found, name = arxiv_id(row.text), doi(row.text)
    if found:
        yield Fact(FactKind.ARXIV, (found,), position)
    elif name:
        yield Fact(FactKind.DOI, (name,), position)
    if address(row.text):
        yield Fact(FactKind.URL, (row.text,), position)


def _first_of_runs(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the first row of each run of rows without a gap of more than a blank line."""
    numbered = enumerate(rows)
    for _, run in groupby(numbered, lambda pair: pair[1].number - (2 if pair[1].blank else 1) * pair[0]):
        yield next(run)[1]


NAME = "Hugging Face text"
FORMAT = SourceFormat(NAME, sniff, read)
