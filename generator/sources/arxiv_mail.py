"""arXiv's daily mail of new papers in; an entry a paper, and what became of every line, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.model import State
from generator.problems import Position, Problem, error
from generator.sources.arxiv_atom import unwrapped
from generator.sources.contract import SourceFormat, Text
from generator.sources.fields import Field, Record
from generator.sources.people import names_in, without_affiliations
from generator.sources.records import Found, Stretch, account, cut_off
from generator.sources.visible import visible

if TYPE_CHECKING:
    from generator.model import Reading, Sidecar

NAME = "arXiv mail"
NUMBER = re.compile(
    r"(?:arxiv:|paper\s*(?:\(\*cross-listing\*\))?:\s*)(?P<id>\S+/\d{7}|\d{4}\.\d{4,5})(?P<more>.*)", re.IGNORECASE
)
LABEL = re.compile(
    r"(?:(?P<label>Title|Authors?|Categories|Comments|Date(?: \(revised v\d+\))?|Journal-ref|DOI|Report-no|License"
    r"|[A-Z]{2,4}-class|Proxy|Subj-class):|(?P<again>replaced with revised version))\s?(?P<value>.*)",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*(?:-{20,}|%?[-%]{3,}%*|={20,})\s*")
SLASHES = re.compile(r"\s*\\\\\s*")
END = re.compile(r"\s*\\\\\s*\(\s*(?P<url>https?://\S+)?.*")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CALLED = {"title": "title", "doi": "doi", "journal-ref": "venue"}


def sniff(text: Text) -> bool:
    r"""Say whether the text has what only these mails have: a line of `\\`, then `arXiv:ID`."""
    rows = [line.lstrip("> ") for line in text.lines[:400] if visible(line)]
    return any(SLASHES.fullmatch(one) and NUMBER.match(two) for one, two in pairwise(rows))


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each paper; one that was replaced has no abstract in the mail."""
    desk = _Desk(text)
    for number, line in enumerate(text.lines, 1):
        if visible(line):
            desk.line(number, re.sub(r"^>+ ?", "", line))
    desk.end()
    return account(NAME, text, sidecar, Found(desk.records, desk.stretches, desk.problems))


FORMAT = SourceFormat(NAME, sniff, read)


@dataclass(slots=True)
class _Lines:
    """A field as it grows, line by line."""

    name: str
    label: str
    first: int
    last: int
    parts: list[str] = field(default_factory=list)

    def field(self) -> Field:
        if self.name == "authors":
            listed = without_affiliations(" ".join(self.parts))
            values = names_in(listed) or (listed,)
            return Field("author", values, self.first, self.last, self.label)
        text = "\n".join(self.parts)
        return Field(
            self.name, (unwrapped(text) if self.name == "abstract" else text,), self.first, self.last, self.label
        )


class _Desk:
    r"""A paper opens with its id, holds labelled fields up to `\\`, then its abstract up to a line that begins so."""

    def __init__(self, text: Text) -> None:
        self.file = text.file
        self.records: list[Record] = []
        self.stretches: list[Stretch] = []
        self.problems: list[Problem] = []
        self.fields: list[_Lines] | None = None
        self.abstract = False
        self.lost = False  # fields stand here that no id opened
        self.last = 0

    def line(self, number: int, line: str) -> None:
        found = NUMBER.match(line.strip()) if not self.abstract else None
        if found:
            self._close()
            self.fields, self.lost = [_Lines("arxiv", "arXiv", number, number, [found["id"]])], False
        elif self.fields is None:
            self._around(number, line)
        elif SLASHES.fullmatch(line):
            self._furniture(number, "rule")
            if self.abstract:
                self._close()
            self.abstract = self.fields is not None
        elif END.fullmatch(line):
            self._add("url", "link", number, END.fullmatch(line)["url"] or "")  # type: ignore[index]
            self.last = number
            self._close()
        elif RULE.fullmatch(line):
            self._cut(number)
        else:
            self._within(number, line)
        self.last = number

    def _within(self, number: int, line: str) -> None:
        fields = self.fields or []
        label = LABEL.match(line) if not self.abstract else None
        if label:
            name = (label["label"] or label["again"]).lower()
            called = "authors" if name.startswith("author") else "published" if name == "date" else CALLED.get(name, "")
            value = label["value"]
            self._add(called, name, number, _day(value) if called == "published" else value)
        elif self.abstract and (not fields or fields[-1].name != "abstract"):
            self._add("abstract", "abstract", number, line)
        elif fields and fields[-1].name != "arxiv":
            fields[-1].parts.append(line if self.abstract else line.strip())
            fields[-1].last = number
        else:
            self._furniture(number, "note on the paper")

    def _add(self, name: str, label: str, number: int, value: str) -> None:
        if self.fields is not None:
            self.fields.append(_Lines(name, label, number, number, [value]))

    def _furniture(self, number: int, rule: str) -> None:
        if self.fields is not None:
            self.fields.append(_Lines("", rule, number, number))

    def _around(self, number: int, line: str) -> None:
        """Take what stands between papers for furniture, but fields that belong to no id are rejected to the rule."""
        if not self.lost and re.match(r"(title|authors?|categories):", line, re.IGNORECASE):
            self.lost = True
            how = "write a line such as `arXiv:2411.13560` above its fields"
            self.problems.append(error("no-id", Position(self.file, number), "a paper without its arXiv id", how))
        self.lost = self.lost and not RULE.fullmatch(line)
        state, rule = (State.REJECTED, "no arXiv id") if self.lost else (State.FURNITURE, "around the papers")
        self.stretches.append(Stretch(number, number, state, rule))

    def _cut(self, number: int) -> None:
        r"""Close a paper whose last `\\` is missing: what follows the rule is another's."""
        self._close()
        self._around(number, "-" * 20)

    def _close(self) -> None:
        if self.fields:
            fields = tuple(one.field() for one in self.fields)
            first = fields[0].first
            self.records.append(
                Record(first, max(one.last for one in fields), fields, called=f"the paper of line {first}")
            )
        self.fields, self.abstract = None, False

    def end(self) -> None:
        if self.fields:
            where = Position(self.file, self.last)
            self.problems.append(cut_off(where, f"the paper of line {self.fields[0].first}", "save the mail whole"))
        self._close()
        if not self.records:
            how = r"each paper opens with a line of `\\` and one such as `arXiv:2411.13560`"
            self.problems.append(error("no-paper", Position(self.file), "no paper found in it", how))


def _day(value: str) -> str:
    """Return `Thu, 7 Nov 2024 02:49:53 GMT` as 2024-11-07; any other date as it is."""
    found = re.search(r"\b(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})\b", value)
    if not found or found.group(2).lower() not in MONTHS:
        return value
    return f"{found.group(3)}-{MONTHS.index(found.group(2).lower()) + 1:02}-{int(found.group(1)):02}"
