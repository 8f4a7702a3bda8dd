"""A tree of JSON values in; the records of papers in it, each field with its lines, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model import State
from generator.problems import Position, Problem, error, hint
from generator.sentences import counted
from generator.sources.claims import Claim
from generator.sources.fields import Field, Record, canonical
from generator.sources.json_tree import Fault, Item, Node, Tree, parse
from generator.sources.json_values import values_of
from generator.sources.places import Places
from generator.sources.records import Found, Stretch
from generator.sources.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.sources.contract import Text

AROUND = Claim(State.FURNITURE, "around the records")
MOST_NAMED = 8  # names in one hint; a program's export has dozens


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program writes a record: what a key is called here, and which keys are known though not kept.

    A record may stand within another object, under the key `inner`, whose own keys then count as the record's too.
    """

    called: Callable[[str], str] = canonical
    inner: str = ""
    needs: tuple[str, ...] = ()  # keys of which a record has one, beside its title
    furniture: frozenset[str] | None = frozenset()  # None: any key that is not kept

    def is_record(self, node: Node) -> bool:
        """Say whether an object is one record: it has a title, or the record that has one."""
        if node.kind != "object":
            return False
        held = node.get(self.inner) if self.inner else None
        if held is not None and self.is_record(held):
            return True
        titled = any(self.called(item.key or "") == "title" and item.node.kind != "object" for item in node.items)
        return titled and (not self.needs or any(node.get(key) for key in self.needs))


def read_tree(text: Text, places: Places, dialect: Dialect, start: int = 0) -> Found:
    """Return all records of the document at `start`; where it breaks, what stands before the break is read."""
    tree = parse(places.text, start)
    desk = _Desk(text.file, places, dialect)
    if tree.root:
        desk.search(tree.root)
    desk.end(tree)
    return Found(desk.records, desk.stretches, (*desk.problems, *unknown_names(desk.unknown)), AROUND)


class _Desk:
    def __init__(self, file: str, places: Places, dialect: Dialect) -> None:
        self.file, self.places, self.dialect = file, places, dialect
        self.records: list[Record] = []
        self.stretches: list[Stretch] = []
        self.problems: list[Problem] = []
        self.unknown: dict[str, Position] = {}

    def search(self, root: Node) -> None:
        """Take each record, wherever it stands; what else stands in a list of records is a fault of its own."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if self.dialect.is_record(node):
                self.take(node)
                continue
            listed = any(map(self.dialect.is_record, (item.node for item in node.items)))
            for item in reversed(node.items):
                if listed and node.kind == "array" and not self.dialect.is_record(item.node):
                    self._no_record(item.node)
                else:
                    waiting.append(item.node)
        self.records.sort(key=lambda record: (record.first, record.column))

    def take(self, node: Node) -> None:
        record = self._shell(node)
        if node.whole:
            self.records.append(replace(record, fields=tuple(self._fields(node))))

    def _shell(self, node: Node) -> Record:
        line = self.places.line
        end = node.end if node.whole else len(self.places.text)
        called = f"the record of line {line(node.start)}"
        return Record(line(node.start), line(end - 1), column=self.places.column(node.start), called=called)

    def _no_record(self, node: Node) -> None:
        if not node.whole:
            return
        record = self._shell(node)
        kind = "value" if node.kind == "scalar" else node.kind
        what = "has no title" if kind == "object" else f"is no record: one {kind} stands among records"
        position = Position(self.file, record.first, record.column)
        how = 'each paper is an object such as {"title": "…", "abstract": "…"}'
        self.records.append(replace(record, fault=error("no-title", position, f"{record.called} {what}", how)))

    def only(self, line: str) -> Record:
        """Return the record that a line is; with a fault where it is none, or broken."""
        tree, number = parse(line), self.places.first
        rest = line[tree.end :].strip()
        if tree.fault or rest not in {"", ","} or not tree.root:
            said = tree.fault.said if tree.fault else "text stands after the object"
            position = Position(self.file, number, (tree.fault.offset if tree.fault else tree.end) + 1)
            fault = error("bad-json", position, f"this line is no JSON: {said}", "write one object on one line")
            return Record(number, number, fault=fault)
        if tree.root.kind == "object":
            return replace(self._shell(tree.root), fields=tuple(self._fields(tree.root)))
        self._no_record(tree.root)
        return self.records.pop()

    def _fields(self, node: Node) -> Iterator[Field]:
        """Yield the inner record's fields first: what the outer one repeats is then the second of its kind."""
        held = node.get(self.dialect.inner) if self.dialect.inner else None
        for item in held.items if held else ():
            yield self._field(item)
        for item in node.items:
            if item.node is not held:
                yield self._field(item)

    def _field(self, item: Item) -> Field:
        key = item.key or ""
        name = self.dialect.called(key)
        first = self.places.line(item.start)
        values = values_of(name, item.node) if name else ()
        known = self.dialect.furniture
        if not name and known is not None and key not in known and item.node.scalar is not None:
            self.unknown.setdefault(key, Position(self.file, first))
        return Field(name, values, first, self.places.line(item.node.end - 1), f"{key:.40}")

    def end(self, tree: Tree) -> None:
        """Say what is wrong behind the last value: a broken document, or more text."""
        if tree.fault:
            self._broken(tree.root, tree.fault)
        elif self.places.text[tree.end :].strip():
            rest = tree.end + len(self.places.text[tree.end :]) - len(self.places.text[tree.end :].lstrip())
            self._broken(None, Fault(rest, "text stands after the end of the document"))

    def _broken(self, root: Node | None, fault: Fault) -> None:
        """Reject all from the record that is not whole, or from the fault where none is open."""
        start = _last_open(root, self.dialect) if root else None
        start = fault.offset if start is None else min(start, fault.offset)
        where, line, last = self.places.line(fault.offset), self.places.line(start), len(self.places.text)
        whole = sum(record.fault is None for record in self.records)
        said = f"this JSON cannot be read on: {fault.said}"
        how = "save or export the file again: it is cut off here" if fault.cut else "write it as JSON has it"
        how += f"; {counted(whole, 'record')} before it {'is' if whole == 1 else 'are'} read" if whole else ""
        self.problems.append(error("bad-json", Position(self.file, where, self.places.column(fault.offset)), said, how))
        self.stretches.append(Stretch(line, self.places.line(last), State.REJECTED, fault.said))


def _last_open(root: Node, dialect: Dialect) -> int | None:
    """Return where the record begins that the text breaks off in: an open object that has a title or is listed."""
    node, listed = root, False
    while not node.whole:
        if node.kind == "object" and (listed or dialect.is_record(node)):
            return node.start
        if not node.items:
            return None
        node, listed = node.items[-1].node, node.kind == "array"
    return None


def unknown_names(unknown: dict[str, Position]) -> Iterable[Problem]:
    """Yield one hint that names what stands in the records and is not read."""
    if unknown:
        names = ", ".join(f"`{name:.40}`" for name in list(unknown)[:MOST_NAMED])
        more = f" and {len(unknown) - MOST_NAMED} more" if len(unknown) > MOST_NAMED else ""
        how = "read are title, abstract, summary, authors, year, published, venue, arxiv, doi, url, keywords"
        yield hint("unknown-column", next(iter(unknown.values())), f"not read: {names}{more}", how)


def read_lines(text: Text, dialect: Dialect) -> Found:
    """Return a record for each line that shows something: an object, or why the line is none."""
    records: list[Record] = []
    problems: list[Problem] = []
    unknown: dict[str, Position] = {}
    for number, line in enumerate(text.lines, 1):
        if visible(line):
            desk = _Desk(text.file, Places([line], number), dialect)
            records.append(desk.only(line))
            problems += desk.problems
            for name, position in desk.unknown.items():
                unknown.setdefault(name, position)
    return Found(records, (), (*problems, *unknown_names(unknown)))
