"""A table with named columns (CSV, or parted by semicolons or tabs) in; an entry a row, and every line's state, out."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from generator.model import State
from generator.problems import Position, Problem, error, warning
from generator.sources.contract import SourceFormat, Text
from generator.sources.fields import Field, Record, canonical
from generator.sources.json_records import unknown_names
from generator.sources.records import Found, Stretch, account
from generator.sources.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Reading, Sidecar

NAME = "CSV"
MARKS = (",", ";", "\t", "|")
MOST_BROKEN = 3  # unclosed quotes after each of which reading begins again: each costs another pass
csv.field_size_limit(200_000_000)  # a file that size is refused before: a cell is never too long for a file


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns, the line it stands on, and the sign between cells."""

    number: int
    mark: str
    columns: tuple[str, ...]

    @property
    def known(self) -> int:
        """Return how many columns are ones that are read."""
        return len({canonical(column) for column in self.columns} - {""})


def header_of(text: Text) -> Header | None:
    """Return the header, where the first row names a title and at least one more column that is read."""
    rows = ((number, line) for number, line in enumerate(text.lines[:50], 1) if visible(line))
    first = next(rows, (0, ""))
    if visible(first[1]).lower().startswith("sep="):  # Excel's own first line
        first = next(rows, (0, ""))
    found = [Header(first[0], mark, _cells(first[1].lstrip("\ufeff"), mark)) for mark in MARKS]
    best = max(found, key=lambda header: header.known)
    titled = any(canonical(column) == "title" for column in best.columns)
    return best if titled and best.known > 1 else None


def _cells(line: str, mark: str) -> tuple[str, ...]:
    try:
        return tuple(visible(cell) for cell in next(csv.reader([line[:20_000]], delimiter=mark), []))
    except csv.Error:
        return ()


def sniff(text: Text) -> bool:
    """Say whether the text begins with a row that names columns."""
    return header_of(text) is not None


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each row that has a title; a row whose cells do not fit the columns is rejected."""
    header = header_of(text)
    if header is None:
        how = "the first line names the columns: title, abstract, authors, year, venue, arxiv, doi, url, keywords"
        said = "no column `title` is named"
        return account(NAME, text, sidecar, Found((), (), (error("no-header", Position(text.file, 1), said, how),)))
    desk = _Desk(text, header)
    desk.read(header.number)
    return account(NAME, text, sidecar, desk.found())


@dataclass(slots=True)
class _Desk:
    text: Text
    header: Header
    records: list[Record] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False  # below a row that was broken: the next lines may be the rest of it

    def found(self) -> Found:
        unknown = {
            column: Position(self.text.file, self.header.number)
            for column in self.header.columns
            if column and not canonical(column)
        }
        head = Stretch(1, self.header.number, State.FURNITURE, "names of the columns")
        return Found(self.records, (*self.stretches, head), (*self.problems, *unknown_names(unknown)))

    def read(self, done: int) -> None:
        """Read rows below line `done`; a quote that is never closed costs its own line, and reading goes on below."""
        for _ in range(MOST_BROKEN):
            broken = self._rows(done)
            if broken is None:
                return
            done = broken
        first = done + 1
        if first <= len(self.text.lines):
            said = "too many quotes above are not closed to tell the cells apart"
            self.problems.append(error("bad-row", Position(self.text.file, first), said, "close each quote"))
            self.stretches.append(Stretch(first, len(self.text.lines), State.REJECTED, said))

    def _rows(self, done: int) -> int | None:
        """Read rows up to one that cannot be read, and return its line; `None` where all are read."""
        lines = (f"{line}\n" for line in islice(self.text.lines, done, None))
        rows = csv.reader(lines, delimiter=self.header.mark, strict=True)
        last = done
        try:
            for row in rows:
                first, last = last + 1, done + rows.line_num
                if any(map(visible, row)):
                    self._row(first, last, row)
                else:
                    self.stretches.append(Stretch(first, last, State.FURNITURE, "an empty row"))
        except csv.Error as fault:
            self._broken(last + 1, str(fault))
            return last + 1
        return None

    def _broken(self, line: int, fault: str) -> None:
        self.lost = True
        open_quote = "end of data" in fault
        said = "a quote is opened here and never closed" if open_quote else "a quote stands where none can"
        how = "double each quote within a cell, and close each cell that begins with one"
        self.problems.append(error("bad-row", Position(self.text.file, line), said, how))
        self.stretches.append(Stretch(line, line, State.REJECTED, said))

    def _row(self, first: int, last: int, row: Sequence[str]) -> None:
        columns, mark = self.header.columns, self.header.mark
        position = Position(self.text.file, first)
        sizes = f"this row has {len(row)} cells, and {len(columns)} columns are named"
        if len(row) > len(columns) and any(map(visible, row[len(columns) :])):
            how = f"put each cell that holds `{mark}` in double quotes"
            self.records.append(Record(first, last, fault=error("bad-row", position, sizes, how)))
            return
        self.lost = self.lost and len(row) != len(columns)
        if self.lost:
            self.stretches.append(Stretch(first, last, State.REJECTED, "the rest of a broken row"))
            return
        if len(row) < len(columns):
            how = "fine where the last cells are unknown; else the row is cut off"
            self.problems.append(warning("short-row", position, sizes, how))
        called = f"the row of line {first}"
        self.records.append(Record(first, last, tuple(self._fields(first, last, row)), called=called))

    def _fields(self, first: int, last: int, row: Sequence[str]) -> Iterator[Field]:
        """Yield a field a cell; of a row on several lines each cell takes the lines that it stands on."""
        line = first
        for column, cell in zip(self.header.columns, row, strict=False):
            ends = cell.count("\n")
            yield Field(canonical(column), (cell,), line, min(line + ends, last), f"{column:.40}")
            line = min(line + ends, last)


FORMAT = SourceFormat(NAME, sniff, read)
