"""RIS, as reference managers and publishers write it, in; an entry a reference, and what became of every line, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.model import State
from generator.problems import Position, Problem, error, warning
from generator.sources.contract import SourceFormat, Text
from generator.sources.fields import Field, Record
from generator.sources.people import turned
from generator.sources.records import Found, Stretch, account, cut_off
from generator.sources.visible import visible

if TYPE_CHECKING:
    from generator.model import Reading, Sidecar

NAME = "RIS"
TAG = re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9]) {1,3}- ?(?P<value>.*)")
OPENING = re.compile(r"\ufeff?TY {1,3}- ?")
# Exports number their references, or say at the top who provides them.
AROUND = re.compile(r"\d{1,6}\.?|(?:provider|database|content|charset|source)\s*:.*", re.IGNORECASE)
CALLED = {
    "TI": "title", "T1": "title", "CT": "title", "AB": "abstract", "N2": "abstract", "AU": "author", "A1": "author",
    "PY": "year", "Y1": "year", "DA": "year", "T2": "venue", "JO": "venue", "JF": "venue", "BT": "venue",
    "JA": "venue", "J2": "venue", "C3": "venue", "DO": "doi", "UR": "url", "L1": "url", "L2": "url", "L3": "url",
    "L4": "url", "LK": "url", "KW": "keywords", "ID": "hints", "AN": "hints", "M1": "hints", "N1": "hints",
}  # fmt: skip
KINDS_WITH_OWN_TITLE = {"BOOK", "EDBOOK", "WHOLE"}  # there `BT` is the title
AS_IT_HAS_IT = "write it as RIS has it: two letters or digits, two spaces, a hyphen and a space, e.g. `TI  - A Title`"


def sniff(text: Text) -> bool:
    """Say whether a reference opens (`TY  - JOUR`) near the text's beginning."""
    rows = [line for line in text.lines[:200] if visible(line)][:25]
    return any(map(OPENING.match, rows)) and sum(1 for row in rows if TAG.match(row)) >= min(2, len(rows))


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each reference that has a title; a line that has no tag goes on with the one above it."""
    desk = _Desk(text)
    for number, line in enumerate(text.lines, 1):
        if visible(line):
            desk.line(number, line)
    desk.end()
    return account(NAME, text, sidecar, Found(desk.records, desk.stretches, desk.problems))


@dataclass(slots=True)
class _Draft:
    """A reference as it grows."""

    first: int
    kind: str
    fields: list[Field] = field(default_factory=list)
    last: int = 0


class _Desk:
    def __init__(self, text: Text) -> None:
        self.file = text.file
        self.records: list[Record] = []
        self.stretches: list[Stretch] = []
        self.problems: list[Problem] = []
        self.draft: _Draft | None = None

    def line(self, number: int, line: str) -> None:
        found = TAG.fullmatch(line.rstrip())
        if found and found["tag"] == "TY":
            self._open(number, found["value"].strip())
        elif self.draft is None:
            self._outside(number, line)
        elif found and found["tag"] == "ER":
            self._close(number)
        elif found:
            self._field(number, found["tag"], found["value"].strip())
        else:
            self._go_on(number, line.strip())

    def _open(self, number: int, kind: str) -> None:
        if self.draft:
            said, how = "this reference has no `ER  -` at its end", "add it on a line of its own"
            self.problems.append(warning("no-end", Position(self.file, self.draft.first), said, how))
            self._close(self.draft.last or self.draft.first)
        self.draft = _Draft(number, kind, [Field("", (kind,), number, number, "TY")], number)

    def _field(self, number: int, tag: str, value: str) -> None:
        draft = self.draft
        if draft:
            name = CALLED.get(tag, "")
            if tag == "BT" and draft.kind in KINDS_WITH_OWN_TITLE:
                name = "title"
            value = turned(value) if name == "author" else value
            draft.fields.append(Field(name, (value,), number, number, tag))
            draft.last = number

    def _go_on(self, number: int, more: str) -> None:
        """Add a line to the field above; between `TY` and the first field there is none to add to."""
        draft = self.draft
        if draft:
            above = draft.fields[-1]
            # Of the line ends in an abstract only a blank line parts paragraphs: exports wrap where they please.
            gap = "\n\n" if number > above.last + 1 else "\n"
            draft.fields[-1] = replace(above, values=(f"{above.values[0]}{gap}{more}",), last=number)
            draft.last = number

    def _close(self, number: int) -> None:
        draft = self.draft
        if draft:
            fields = (*draft.fields, Field("", (), number, number, "ER"))
            called = f"the reference of line {draft.first}"
            self.records.append(Record(draft.first, number, fields, called=called))
            self.draft = None

    def _outside(self, number: int, line: str) -> None:
        if AROUND.fullmatch(visible(line)) or visible(line).startswith("ER -"):
            self.stretches.append(Stretch(number, number, State.FURNITURE, "around the references"))
            return
        said = "this stands outside of every reference"
        last = self.stretches[-1] if self.stretches else None
        if not last or last.state is not State.REJECTED or last.last < number - 1:
            how = f"begin each reference with `TY  - JOUR` and end it with `ER  -`; {AS_IT_HAS_IT}"
            self.problems.append(error("stray-fields", Position(self.file, number), said, how))
        self.stretches.append(Stretch(number, number, State.REJECTED, said))

    def end(self) -> None:
        if self.draft:
            where = Position(self.file, self.draft.last)
            how = "export it again if something is missing, else add `ER  -` at the end"
            self.problems.append(cut_off(where, f"the reference of line {self.draft.first}", how))
            self._close(self.draft.last)


FORMAT = SourceFormat(NAME, sniff, read)
