"""An Atom answer of arXiv's API (or another Atom feed of papers) in; an entry a paper, and every line's state, out."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from generator.model import State
from generator.problems import Position, Problem, error
from generator.sources.claims import Claim
from generator.sources.contract import SourceFormat, Text
from generator.sources.fields import Field, Record
from generator.sources.places import Places
from generator.sources.records import Found, Stretch, account
from generator.sources.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Reading, Sidecar

NAME = "arXiv Atom"
FEED = re.compile(r"<(?:\w+:)?feed\b[^<>]*http://www\.w3\.org/2005/Atom", re.IGNORECASE)
ENTRY = re.compile(r"<(?P<tag>(?:\w{1,20}:)?entry)(?:\s[^<>]*)?>")
ENTITY = re.compile(r"&([A-Za-z]\w{0,30};)")
OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
CALLED = {
    "id": "hints", "title": "title", "summary": "abstract", "content": "abstract", "published": "published",
    "arxiv:journal_ref": "venue", "arxiv:doi": "doi", "arxiv:comment": "", "author/name": "author",
}  # fmt: skip
ERRORS = "/api/errors"
AROUND = Claim(State.FURNITURE, "around the entries")


def sniff(text: Text) -> bool:
    """Say whether the text opens an Atom feed near its beginning."""
    head = "\n".join(line[:2000] for line in text.lines[:40])
    return bool(FEED.search(head)) and head.lstrip("\ufeff").lstrip().startswith("<")


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each of the feed's; each is parsed alone, so that a broken or a cut one costs only itself."""
    return account(NAME, text, sidecar, found_in(text))


FORMAT = SourceFormat(NAME, sniff, read)


def found_in(text: Text) -> Found:
    """Return the feed's entries as records; the answer that reports an error is no paper, and is a problem."""
    places = Places(text.lines)
    records: list[Record] = []
    stretches: list[Stretch] = []
    problems: list[Problem] = []
    for start, end, whole in _chunks(places.text):
        first, last = places.line(start), places.line(end - 1)
        shell = Record(first, last, column=places.column(start), called=f"the entry of line {first}")
        records.append(_record(text.file, shell, places.text[start:end], whole=whole))
    if not sniff(text):
        where = Position(text.file, 1)
        problems.append(error("no-feed", where, "this is no Atom feed", "save arXiv's answer whole"))
        stretches.append(Stretch(1, len(text.lines), State.REJECTED, "no Atom feed"))
    elif not records and re.search(r"<(\w+:)?totalResults[^<>]*>\s*0\s*<", places.text):
        said, how = "this answer holds no paper: arXiv found nothing", "search again, or delete the file"
        problems.append(error("no-paper", Position(text.file), said, how))
    elif (
        "</" in places.text
        and not re.search(r"</(\w+:)?feed\s*>\s*$", places.text)
        and all(not r.fault for r in records)
    ):
        last = len(text.lines)
        said = "the feed is not closed: the file is cut off here"
        problems.append(error("cut-off", Position(text.file, last), said, "save arXiv's answer again, whole"))
    return Found(records, stretches, problems, AROUND)


def _chunks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each entry begins and ends, and whether it is closed before the next begins."""
    openings = list(ENTRY.finditer(text))
    for at, opening in enumerate(openings):
        limit = openings[at + 1].start() if at + 1 < len(openings) else len(text)
        closing = text.find(f"</{opening['tag']}>", opening.end(), limit)
        whole = closing >= 0
        yield opening.start(), closing + len(opening["tag"]) + 3 if whole else limit, whole


def _record(file: str, shell: Record, chunk: str, *, whole: bool) -> Record:
    if not whole:
        said = f"{shell.called} is not closed: it is cut off"
        fault = error("cut-off", Position(file, shell.last), said, "save arXiv's answer again, whole")
        return Record(shell.first, shell.last, column=shell.column, fault=fault)
    entry = _Entry(shell.first)
    try:
        entry.parse(chunk)
    except (expat.ExpatError, ValueError) as broken:
        line = shell.first + getattr(broken, "lineno", 1) - 1
        said = f"this XML cannot be read: {expat.errors.messages.get(getattr(broken, 'code', 0), 'it is broken')}"
        fault = error("bad-xml", Position(file, line), said, "save arXiv's answer again")
        return Record(shell.first, shell.last, column=shell.column, fault=fault)
    return entry.record(file, shell)


class _Entry:
    """What an entry's elements say, with the lines that each takes."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.path: list[tuple[str, int]] = []
        self.text: list[str] = []
        self.fields: list[Field] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self.text.append
        self.parser.buffer_text = True

    def parse(self, chunk: str) -> None:
        """Parse the entry alone: no entity that the file declares is ever seen, so none can be a bomb."""
        chunk = ENTITY.sub(lambda e: e.group() if e.group(1) in OF_XML else html.unescape(e.group()), chunk)
        self.parser.Parse(ILLEGAL.sub(" ", chunk).encode("utf-8"), True)  # noqa: FBT003 -- expat's own

    def _line(self) -> int:
        return int(self.first + self.parser.CurrentLineNumber - 1)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append((tag, self._line()))
        self.text.clear()
        name = tag.rpartition(":")[2]
        if name == "link" and attributes.get("href"):
            self._link(attributes)
        elif name in {"primary_category", "category"}:
            self.fields.append(Field("", (), self._line(), self._line(), "category"))

    def _link(self, attributes: dict[str, str]) -> None:
        """Keep the paper's page; its PDF's address follows from its id, and a DOI's says the DOI."""
        href, title = attributes["href"], attributes.get("title", "")
        kept = title == "doi" or (attributes.get("rel", "alternate") == "alternate" and title != "pdf")
        self.fields.append(Field("url" if kept else "", (href,), self._line(), self._line(), "link"))

    def _close(self, tag: str) -> None:
        opened = self.path.pop()[1]
        value = "".join(self.text)
        self.text.clear()
        if not self.path or tag.rpartition(":")[2] in {"link", "category", "primary_category"} or not visible(value):
            return
        above = self.path[-1][0].rpartition(":")[2] if len(self.path) > 1 else ""
        local = tag.rpartition(":")[2]
        called = f"{above}/{local}" if above else local
        name = CALLED.get(called, CALLED.get(f"arxiv:{called}", ""))
        value = unwrapped(value) if name == "abstract" else value
        self.fields.append(Field(name, (value,), opened, self._line(), local))

    def record(self, file: str, shell: Record) -> Record:
        """Return the entry as a record; arXiv's report of an error says what it is."""
        reported = next((one for one in self.fields if one.name == "hints" and ERRORS in one.values[0]), None)
        fault = None
        if reported:
            why = next((visible(one.values[0]) for one in self.fields if one.name == "abstract"), "an error")
            said, how = f"arXiv answered with an error: {why:.200}", "mend the query and save the answer again"
            fault = error("arxiv-error", Position(file, shell.first), said, how)
        return Record(shell.first, shell.last, tuple(self.fields), shell.column, fault, shell.called)


def unwrapped(value: str) -> str:
    """Return an abstract with its paragraphs parted by blank lines: arXiv begins each but the first with spaces."""
    lines = value.strip("\n").split("\n")
    indented = [line.startswith("  ") for line in lines[1:]]
    if not any(indented) or all(indented):
        return value
    return "\n".join(f"\n{line}" if new else line for new, line in zip([False, *indented], lines, strict=True))
