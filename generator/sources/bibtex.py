"""BibTeX in; an entry a paper with its facts, and what became of every other line, out."""

from __future__ import annotations

import logging
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bibtexparser import model as blocks
from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import ParsingException

from generator.model import Entry, Reading, State
from generator.problems import Position, Problem, error, warning
from generator.sources.bibtex_fields import Fields, Value, facts_of
from generator.sources.bibtex_values import resolve, strings_of
from generator.sources.claims import UNREAD, Claim, Claims
from generator.sources.contract import SourceFormat, Text
from generator.sources.foreign import foreign
from generator.sources.latex import paragraphs, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibtexparser.library import Library

    from generator.model import Sidecar

NAME = "BibTeX"
FIELD = re.compile(r"^\s*[\w-]+\s*=\s*[{\"]|@\w+\s*[{(]", re.MULTILINE)
# Faults come back as blocks, and this reader prints them with their place.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)


def sniff(text: Text) -> bool:
    """Say whether a text has an entry such as `@article{key,` near its beginning."""
    return foreign(text) == NAME


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each BibTeX entry that has a title; what cannot be read is rejected with its line."""
    desk = _Desk(text, sidecar)
    try:
        library = parse_string("\n".join(text.lines), parse_stack=[])
    except (ParsingException, RecursionError):
        said, how = "this BibTeX cannot be read", "export it again from the program that wrote it"
        desk.problems.append(error("bibtex", Position(text.file), said, how))
    else:
        desk.read(library)
    return desk.reading()


FORMAT = SourceFormat(NAME, sniff, read)


class _Desk:
    """Where blocks become entries, and each line gets its state."""

    def __init__(self, text: Text, sidecar: Sidecar) -> None:
        self.text, self.sidecar = text, sidecar
        self.strings: Mapping[str, str] = {}
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.claims = Claims(text)
        self.keys: dict[str, int] = {}
        self.broken = False  # the last block was: what follows it is its remains

    def read(self, library: Library) -> None:
        """Take all blocks, in the order of the file."""
        self.strings = strings_of(library)
        for block in library.blocks:
            if isinstance(block, blocks.ParsingFailedBlock) and block.ignore_error_block is None:
                self._failed(block)
                self.broken = True
            else:
                inner = block.ignore_error_block if isinstance(block, blocks.ParsingFailedBlock) else block
                self._whole(inner or block)
                self.broken = False

    def _whole(self, block: blocks.Block) -> None:
        if isinstance(block, blocks.Entry):
            self._entry(block)
        elif isinstance(block, blocks.ImplicitComment) and (self.broken or FIELD.search(block.comment)):
            self._stray(block)
        else:
            kind = re.sub("implicit|explicit", "", type(block).__name__.lower())
            self.claims.add(_first(block), _last(block), Claim(State.FURNITURE, kind))

    def reading(self) -> Reading:
        """Return all entries with their lines, and the lines that belong to none."""
        owned, lines = self.claims.lines(len(self.entries))
        unread = next((row for row in lines if row.rule == UNREAD.rule), None)
        if unread and self.entries:
            how = "delete it, or begin it with `%` if it is a comment"
            self.problems.append(error("not-read", unread.position, "this line is in no entry", how))
        entries = tuple(
            Entry(one.position, one.title, one.text, one.kind, one.facts, lines_)
            for one, lines_ in zip(self.entries, owned, strict=True)
        )
        if not entries and not self.problems:
            self.problems.append(
                error(
                    "no-paper",
                    Position(self.text.file),
                    "no paper found in it",
                    "it has no entry such as @article{key, title = {…}}",
                )
            )
        return Reading(self.text.file, NAME, self.sidecar, entries, lines, tuple(self.problems))

    def _entry(self, block: blocks.Entry) -> None:
        position = Position(self.text.file, _first(block))
        fields = self._fields(block)
        title, abstract = fields.first("title"), fields.first("abstract")
        heading = plain(title.text) if title else ""
        self._check_key(block, position)
        if not heading:
            self._reject(
                block,
                position,
                "no-title",
                f"the entry `{block.key}` has no title",
                "add title = {…}, or delete the entry",
            )
            return
        facts, problems = facts_of(fields)
        self.problems += problems
        text = paragraphs(abstract.text) if abstract else ""
        self._claim(block, len(self.entries))
        self.entries.append(Entry(position, heading, text or None, self.sidecar.text, facts))

    def _fields(self, block: blocks.Entry) -> Fields:
        """Return the fields by lower-case name; of a field that stands twice the first counts, as in BibTeX."""
        values: dict[str, Value] = {}
        others: list[tuple[str, Value]] = []
        for field in block.fields:
            name, position = field.key.lower(), Position(self.text.file, field.start_line + 1)
            value = Value(resolve(field.value, self.strings), position)
            if name not in values:
                values[name] = value
                continue
            others.append((name, value))
            said, how = f"`{name}` stands twice", f"it is already on line {values[name].position.line}: delete one"
            self.problems.append(warning("field-twice", position, said, how))
        return Fields(block.entry_type.lower(), values, tuple(others))

    def _check_key(self, block: blocks.Entry, position: Position) -> None:
        first = self.keys.setdefault(block.key.lower(), position.line)
        if first != position.line:
            said, how = (
                f"the key `{block.key}` stands twice",
                f"it is already on line {first}: both entries are read, rename one",
            )
            self.problems.append(warning("key-twice", position, said, how))

    def _claim(self, block: blocks.Entry, owner: int) -> None:
        """Say which lines the fields take: each from its `=` to the next field."""
        self.claims.add(_first(block), _last(block), Claim(State.FACT, "entry", owner))
        starts = [field.start_line + 1 for field in block.fields]
        ends = [*(max(start, after - 1) for start, after in pairwise(starts)), _last(block)]
        states = {"title": State.TITLE, "abstract": State.ABSTRACT}
        for field, start, end in zip(block.fields, starts, ends, strict=True):
            name = field.key.lower()
            last = min(end, start + field.value.count("\n"))
            self.claims.add(start, last, Claim(states.get(name, State.FACT), name, owner))

    def _failed(self, block: blocks.ParsingFailedBlock) -> None:
        start = _first(block)
        opening = " ".join(self.text.lines[start - 1].split())[:40]
        reason = getattr(block.error, "abort_reason", "")
        if "`=`" in reason:
            line, said, how = _last(block), f"a field of `{opening}` has no `=`", "write each field as name = {value},"
        elif "block start" in reason or "end of file" in reason:
            line, said, how = (
                start,
                f"`{opening}` is not closed",
                'close each { with a } and each " with a ", and the entry with a }',
            )
        else:
            line, said, how = _last(block), f"`{opening}` cannot be read", "write it as @type{key, name = {value}, …}"
        self._reject(block, Position(self.text.file, line), "bibtex", said, how)

    def _stray(self, block: blocks.ImplicitComment) -> None:
        said, how = (
            "this stands outside of every entry",
            "it may be the rest of an entry above that was closed too early",
        )
        if self.broken:
            self.claims.add(_first(block), _last(block), Claim(State.REJECTED, "the rest of a broken entry"))
        else:
            self._reject(block, Position(self.text.file, _first(block)), "stray-fields", said, how)

    def _reject(self, block: blocks.Block, position: Position, code: str, said: str, how: str) -> None:
        self.claims.add(_first(block), _last(block), Claim(State.REJECTED, said))
        self.problems.append(error(code, position, said, how))


def _first(block: blocks.Block) -> int:
    return int(block.start_line or 0) + 1


def _last(block: blocks.Block) -> int:
    return _first(block) + str(block.raw or "").rstrip().count("\n")
