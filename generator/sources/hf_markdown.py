"""A Hugging Face page of papers, saved as Markdown, in; an entry a paper, and what became of every line, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from generator.model import State
from generator.problems import Position, Problem, error
from generator.sources.contract import SourceFormat, Text
from generator.sources.fields import Field, Record
from generator.sources.furniture import MONTH, furniture_of
from generator.sources.identifiers import NEW_ID
from generator.sources.markdown_units import Unit, plain, units
from generator.sources.records import Found, Stretch, account
from generator.sources.visible import visible

if TYPE_CHECKING:
    from generator.model import Reading, Sidecar

NAME = "Hugging Face Markdown"
PAPER = re.compile(rf"(?:https?://(?:www\.)?huggingface\.co)?/papers/({NEW_ID})(?:v\d+)?/?$")
SHORTEST = 60  # characters: the shortest abstract
DATED = re.compile(rf"(?:published (?:on )?)?({MONTH}) (\d{{1,2}}),? ((?:19|20)\d\d)", re.IGNORECASE)
ABSTRACT = re.compile(r"(?:abstract|summary)", re.IGNORECASE)
END = re.compile(r"(?:models|datasets|spaces|collections) (?:citing|including)|community|get this paper", re.IGNORECASE)
ORPHAN = "a text without a title"


def sniff(text: Text) -> bool:
    """Say whether a text has headings, in Markdown, that link to papers of Hugging Face; or one paper's own page."""
    if not any("/papers/" in line or "huggingface.co" in line for line in text.lines[:2000]):
        return False
    found = [unit for unit in units(text.lines[:2000]) if unit.level]
    if any(_paper_of(unit) for unit in found):
        return True
    head = "\n".join(line[:2000] for line in text.lines[:200])
    single = re.search(rf"huggingface\.co\S{{0,20}}(/|%2F)papers(/|%2F){NEW_ID}", head) and re.search(
        r"arxiv\.org/(abs|pdf)/", head
    )
    return bool(single and any(unit.level == 1 for unit in found) and any(_is_abstract(unit) for unit in found))


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each heading that links to a paper; votes, faces and dates without a year are furniture."""
    found = units(text.lines)
    desk = _Desk(text.file, listed=any(unit.level and _paper_of(unit) for unit in found))
    for unit in found:
        desk.take(unit)
    desk.close()
    return account(NAME, text, sidecar, Found(desk.records, desk.stretches, desk.problems))


FORMAT = SourceFormat(NAME, sniff, read)


def _paper_of(unit: Unit) -> str:
    found = (PAPER.match(link.address) for link in unit.links)
    return next((one.group(1) for one in found if one), "")


def _is_abstract(unit: Unit) -> bool:
    return bool(unit.level and ABSTRACT.fullmatch(visible(plain(unit.text))))


@dataclass(slots=True)
class _Desk:
    """Where units become records: a heading opens one, the first long text below it is its abstract.

    On the page of one paper (not `listed`) the first heading is its title, and a heading says where the abstract is.
    """

    file: str
    listed: bool
    records: list[Record] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    arxiv: str = ""
    ready: bool = False  # on its own page: the heading above the abstract was seen
    done: bool = False  # on its own page: below the paper itself

    def take(self, unit: Unit) -> None:
        paper = _paper_of(unit)
        if unit.rule:
            self._around(unit, unit.rule)
        elif self._opens(unit, paper):
            self.close()
            self.arxiv = paper
            title = re.sub(r"\\(?=\s)", "", plain(unit.text))
            self.fields = [self._field("title", title, unit, "title")]
            if paper:
                self.fields.append(self._field("arxiv", paper, unit, "link"))
        elif self.fields:
            self._within(unit, paper)
        else:
            self._before(unit)

    def _opens(self, unit: Unit, paper: str) -> bool:
        return bool(unit.level and paper) if self.listed else unit.level == 1 and not self.fields

    def _field(self, name: str, value: str, unit: Unit, label: str) -> Field:
        return Field(name, (value,), unit.first, unit.last, label)

    def _within(self, unit: Unit, paper: str) -> None:
        words = visible(plain(unit.text))
        dated = DATED.match(words)
        self.done = self.done or bool(not self.listed and unit.level and END.match(words))
        self.ready = self.ready or self.listed or _is_abstract(unit)
        if self.done:
            self._around(unit, "below the paper")
        elif len(words) >= SHORTEST and self._tells(unit, paper) and not any(f.name == "abstract" for f in self.fields):
            self.fields.append(self._field("abstract", plain(unit.text), unit, "abstract"))
        elif dated and (day := _day(*dated.groups())):
            self.fields.append(self._field("published", day, unit, "date"))
        else:
            self._small(unit, words)

    def _tells(self, unit: Unit, paper: str) -> bool:
        """Say whether a text may be this paper's: it links to it, or to nothing, and is no list."""
        ours = self.ready and (not unit.links or paper == self.arxiv or not self.listed)
        return ours and not unit.level and not re.match(r"\[?[-*] ", unit.text) and not furniture_of(words_of(unit))

    def _small(self, unit: Unit, words: str) -> None:
        links = [
            link.address
            for link in unit.links
            if re.match(r"https?://(www\.)?(arxiv\.org|github\.com|gitlab\.com)/", link.address)
        ]
        rule = furniture_of(words)
        if links:
            self.fields += [self._field("url", link, unit, "link") for link in links]
        elif rule or not words or unit.links or unit.level or len(words) < SHORTEST or not self.listed:
            self.fields.append(self._field("", "", unit, rule.name if rule else "of the page"))
        else:
            self._reject(unit, "a second text below one title", "keep one of the two, or give it a title")

    def _before(self, unit: Unit) -> None:
        words = visible(plain(unit.text))
        if len(words) < SHORTEST * 2 or unit.links or furniture_of(words):
            self._around(unit, "above the papers")
        else:
            self._reject(unit, ORPHAN, "write its title on the line above it, as `### [Title](address)`")

    def _around(self, unit: Unit, rule: str) -> None:
        self.stretches.append(Stretch(unit.first, unit.last, State.FURNITURE, rule))

    def _reject(self, unit: Unit, said: str, how: str) -> None:
        self.problems.append(error("text-without-title", Position(self.file, unit.first), said, how))
        self.stretches.append(Stretch(unit.first, unit.last, State.REJECTED, said))

    def close(self) -> None:
        """End the open record; the lines between its fields that were rejected are not its own."""
        if self.fields:
            first = self.fields[0].first
            self.records.append(Record(first, first, tuple(self.fields), called=f"the heading of line {first}"))
        self.fields, self.arxiv = [], ""


def words_of(unit: Unit) -> str:
    """Return what shows of a unit."""
    return visible(plain(unit.text))


def _day(month: str, day: str, year: str) -> str:
    for form in ("%b %d %Y", "%B %d %Y"):
        try:
            return datetime.strptime(f"{month.rstrip('.')[:9]} {day} {year}", form).date().isoformat()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return ""
