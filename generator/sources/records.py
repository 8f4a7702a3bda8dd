"""Records of named fields, with the lines that they stand on, in; entries, ledger and problems out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model import Entry, Line, Reading, State, TextKind
from generator.problems import Position, Problem, error, hint, warning
from generator.sources.claims import UNREAD, Claim
from generator.sources.markup import line as one_line
from generator.sources.markup import paragraphs
from generator.sources.record_facts import facts_of
from generator.sources.visible import folded, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Sidecar
    from generator.sources.contract import Text
    from generator.sources.fields import Field, Record

WEIGHT = {
    State.TITLE: 0, State.ABSTRACT: 1, State.FACT: 2, State.REJECTED: 3, State.REPEAT: 4, State.FURNITURE: 5,
}  # fmt: skip
BETWEEN = Claim(State.FURNITURE, "between fields")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines from first to last that belong to no record, and what became of them."""

    first: int
    last: int
    state: State
    rule: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that a format found in a text: what no record or stretch holds is the `rest`, furniture or rejected."""

    records: Sequence[Record]
    stretches: Sequence[Stretch] = ()
    problems: Sequence[Problem] = ()
    rest: Claim = UNREAD


def account(name: str, text: Text, sidecar: Sidecar, found: Found) -> Reading:
    """Return an entry for each record with a title, and a row of the ledger for every line or record."""
    desk = _Desk(text, sidecar, found)
    for record in found.records:
        desk.take(record)
    return desk.reading(name)


class _Desk:
    """Where records become entries; claims are by line, and on each line by the entry that they are of."""

    def __init__(self, text: Text, sidecar: Sidecar, found: Found) -> None:
        self.text, self.sidecar, self.found = text, sidecar, found
        self.entries: list[Entry] = []
        self.problems: list[Problem] = [*found.problems]
        self.claims: defaultdict[int, dict[int, Claim]] = defaultdict(dict)
        self.numbers: dict[int, tuple[int, int]] = {}  # of each record: the line and column where it begins
        self.copies: dict[tuple[str, str], int] = {}
        self.crowded = {line for line, count in Counter(one.first for one in found.records).items() if count > 1}
        self.taken = 0

    def take(self, record: Record) -> None:
        self.taken += 1
        number = -self.taken  # claims of a record that makes no entry stand apart from all others
        position = Position(self.text.file, record.first, record.column if record.first in self.crowded else None)
        title = self._first(record, "title", one_line)
        if record.fault or not title:
            self._refuse(record, number, position)
            return
        entries = self._entries(record, position, title)
        copy = self.copies.setdefault((folded(title), folded(entries[0].text or "")), len(self.entries))
        if copy < len(self.entries) and self._adds_nothing(copy, entries[0]):
            rule = f"line {self.entries[copy].position.line}"
            self._claim_all(number, Claim(State.REPEAT, rule, copy), record)
            return
        self._claims(record, number, len(self.entries))
        self.entries += entries

    def _entries(self, record: Record, position: Position, title: str) -> list[Entry]:
        """Return the record's entry, and a second one where it has a summary beside its abstract."""
        facts, problems = facts_of(record, self.text.file)
        self.problems += problems
        abstract, summary = (self._first(record, name, paragraphs) for name in ("abstract", "summary"))
        entries = [Entry(position, title, abstract or summary or None, self.sidecar.text, facts)]
        if abstract and summary and folded(abstract) != folded(summary):
            entries = [replace(entries[0], kind=TextKind.ABSTRACT)]
            entries.append(Entry(position, title, summary, TextKind.SUMMARY, facts))
        return entries

    def _first(self, record: Record, name: str, plain: type[str] | object) -> str:
        values = (plain(value) for field in record.of(name) for value in field.values)  # type: ignore[operator]
        return next((value for value in values if visible(value)), "")

    def _adds_nothing(self, copy: int, entry: Entry) -> bool:
        known = {(fact.kind, fact.values) for fact in self.entries[copy].facts}
        return all((fact.kind, fact.values) in known for fact in entry.facts)

    def _refuse(self, record: Record, number: int, position: Position) -> None:
        how = "give it a title, or delete it"
        problem = record.fault or error("no-title", position, f"{record.called or 'this record'} has no title", how)
        self.problems.append(problem)
        self._claim_all(number, Claim(State.REJECTED, problem.message), record)

    def _claim_all(self, number: int, claim: Claim, record: Record) -> None:
        self._claim(number, record.first, record.last, claim, record)
        for field in record.fields:
            self._claim(number, field.first, field.last, claim, record)

    def _claims(self, record: Record, number: int, owner: int) -> None:
        self._claim(number, record.first, record.last, Claim(State.FURNITURE, BETWEEN.rule, owner), record)
        states = {"title": State.TITLE, "abstract": State.ABSTRACT, "summary": State.ABSTRACT, "": State.FURNITURE}
        for field in record.fields:
            claim = Claim(states.get(field.name, State.FACT), _rule(field), owner)
            self._claim(number, field.first, field.last, claim, record)

    def _claim(self, number: int, first: int, last: int, claim: Claim, record: Record) -> None:
        self.numbers[number] = (record.first, record.column)
        for line in range(first, last + 1):
            known = self.claims[line].get(number)
            self.claims[line][number] = _both(known, claim) if known else claim

    def reading(self, name: str) -> Reading:
        """Return all entries with their rows, and the rows that belong to none."""
        free = {
            line: Claim(one.state, one.rule) for one in self.found.stretches for line in range(one.first, one.last + 1)
        }
        owned: list[list[Line]] = [[] for _ in self.entries]
        lines: list[Line] = []
        for line, shown in enumerate(self.text.lines, 1):
            if not visible(shown):
                continue
            for position, claim in self._rows(line, free):
                rows = lines if claim.owner is None else owned[claim.owner]
                rows.append(Line(position, claim.state, claim.rule))
        entries = tuple(replace(one, lines=tuple(rows)) for one, rows in zip(self.entries, owned, strict=True))
        self._say_what_is_missing(entries)
        self._say_what_is_unread(lines)
        return Reading(self.text.file, name, self.sidecar, entries, tuple(lines), tuple(self.problems))

    def _rows(self, line: int, free: dict[int, Claim]) -> Iterable[tuple[Position, Claim]]:
        """Return the one row of a line, or a row a record where several records say something on it."""
        claims = self.claims.get(line)
        if not claims:
            return [(Position(self.text.file, line), free.get(line, self.found.rest))]
        telling = {number: claim for number, claim in claims.items() if claim.rule != BETWEEN.rule} or claims
        if len(telling) == 1 or telling is claims:
            return [(Position(self.text.file, line), next(iter(telling.values())))]
        return [(self._column(line, number), claim) for number, claim in telling.items()]

    def _column(self, line: int, number: int) -> Position:
        first, column = self.numbers[number]
        return Position(self.text.file, line, column if first == line else 1)

    def _say_what_is_unread(self, lines: Sequence[Line]) -> None:
        unread = next((row for row in lines if row.rule == UNREAD.rule), None)
        if unread and not any(problem.level == "error" for problem in self.problems):
            how = "delete it, or make it a part of the record above or below"
            self.problems.append(error("not-read", unread.position, "this line is in no record", how))

    def _say_what_is_missing(self, entries: Sequence[Entry]) -> None:
        if not entries and not any(problem.level == "error" for problem in self.problems):
            how = "save or export it again when it shows papers, or delete the file"
            self.problems.append(error("no-paper", Position(self.text.file), "no paper found in it", how))
        for entry in entries:
            if entry.text is None:
                how = "fine if the source has none; another source may bring it"
                self.problems.append(hint("no-text", entry.position, "this record has no abstract", how))


def _rule(field: Field) -> str:
    return field.label if field.name else f"{field.label} (not kept)"


def _both(known: Claim, more: Claim) -> Claim:
    """Return what two fields on one line say of it: the weightier state, and the names of all that are kept."""
    if more.state is State.FURNITURE or BETWEEN.rule in {known.rule, more.rule}:
        return known if more.rule == BETWEEN.rule or known.rule != BETWEEN.rule else more
    if known.state is State.FURNITURE:
        return more
    state = min(known.state, more.state, key=WEIGHT.__getitem__)
    return known._replace(state=state, rule=", ".join(dict.fromkeys([*known.rule.split(", "), more.rule])))


def cut_off(position: Position, what: str, how: str) -> Problem:
    """Return the warning for a file that ends within a record."""
    return warning("cut-off", position, f"the file ends within {what}", how)
