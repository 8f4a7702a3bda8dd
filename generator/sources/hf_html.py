"""A Hugging Face page of papers, saved as HTML, in; an entry a paper, and what became of every line, out."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from generator.model import State
from generator.problems import Position, error
from generator.sources.claims import Claim
from generator.sources.contract import SourceFormat, Text
from generator.sources.fields import Field, Record
from generator.sources.hf_json import DIALECT
from generator.sources.identifiers import NEW_ID
from generator.sources.json_records import read_tree
from generator.sources.markup import ENTITY
from generator.sources.places import Places
from generator.sources.records import Found, Stretch, account
from generator.sources.visible import folded, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Reading, Sidecar

NAME = "Hugging Face HTML"
LARGEST = 20_000_000  # characters: twenty times the largest page seen; a page is parsed as a browser would, in memory
PAGE = re.compile(r"<!doctype html|<html\b|<head\b|<body\b", re.IGNORECASE)
PAPER = re.compile(rf"(?:https?://(?:www\.)?huggingface\.co)?/papers/({NEW_ID})(?:v\d+)?/?$")
DATA = re.compile(r'data-props="([^"]*)"|data-props=\'([^\']*)\'')
AROUND = Claim(State.FURNITURE, "markup of the page")
CODE = "a[href^='https://github.com/']"
SHORTEST = 100  # characters of the shortest abstract; what is shorter is a label of the page


def sniff(text: Text) -> bool:
    """Say whether the text is HTML that names Hugging Face and has addresses of its papers."""
    head = "\n".join(line[:2000] for line in text.lines[:30])
    if not PAGE.search(head) or head.lstrip("\ufeff").lstrip()[:1] != "<":
        return False
    named = any("huggingface.co" in line or "Hugging Face" in line for line in text.lines)
    return named and any("/papers/" in line or "dailyPapers" in line for line in text.lines)


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each paper in the page's data, or in its articles where it carries none."""
    places = Places(text.lines)
    if len(places.text) > LARGEST:
        return account(NAME, text, sidecar, _too_large(text))
    found = list(_data(text, places))
    records = [record for one in found for record in one.records]
    problems = [problem for one in found for problem in one.problems if one.records or problem.level != "error"]
    shown = list(_articles(places))
    known = _lines_by_id(records)
    stretches = [stretch for record in shown for stretch in _repeats(record, known)]
    records += [record for record in shown if _id(record) not in known]
    return account(NAME, text, sidecar, Found(records, stretches, problems, AROUND))


FORMAT = SourceFormat(NAME, sniff, read)


def _too_large(text: Text) -> Found:
    said = f"this page has more than {LARGEST // 1_000_000} million characters"
    problem = error("too-large", Position(text.file), said, "save the pages of the list one by one")
    return Found((), (), (problem,), Claim(State.REJECTED, said))


def _data(text: Text, places: Places) -> Iterator[Found]:
    """Yield what the page's own data holds: JSON in attributes, from which the site's scripts draw the page."""
    for props in DATA.finditer(places.text):
        raw = props.group(1) or props.group(2) or ""
        if "title" not in raw:
            continue
        value = html.unescape(raw)
        inner = _Attribute(raw, places, props.start() + len('data-props="'))
        inner.text = value
        yield read_tree(text, inner, DIALECT)


class _Attribute(Places):
    """Places in an attribute's text, told as places in the page: entities are longer than what they stand for."""

    def __init__(self, raw: str, page: Places, start: int) -> None:
        super().__init__(())
        self.page, self.start = page, start
        entities = list(ENTITY.finditer(raw))
        lost = [len(one.group()) - len(html.unescape(one.group())) for one in entities]
        self.lost = [0, *accumulate(lost)]
        self.ends = [one.end() - gone for one, gone in zip(entities, self.lost[1:], strict=True)]

    def _outer(self, offset: int) -> int:
        return self.start + offset + self.lost[bisect_right(self.ends, offset)]

    def line(self, offset: int) -> int:
        """Return the page's line of an offset in the attribute."""
        return self.page.line(self._outer(offset))

    def column(self, offset: int) -> int:
        """Return the page's column of an offset in the attribute."""
        return self.page.column(self._outer(offset))


def _articles(places: Places) -> Iterator[Record]:
    """Yield what the page shows of each paper: a heading that links to it, the longest text, the code, the day."""
    from justhtml import JustHTML  # noqa: PLC0415 -- a fifth of a second that only such pages should cost

    page = JustHTML(places.text, sanitize=False, track_node_locations=True)
    for article in page.query("article"):
        heading = next((one for one in article.query("h1, h2, h3, h4") if _link(one)), None)
        if heading is None:
            continue
        fields = [_field(places, "title", heading), replace(_field(places, "arxiv", heading), values=(_link(heading),))]
        texts = [one for one in article.query("p") if len(visible(one.to_text())) >= SHORTEST]
        if texts:
            fields.append(_field(places, "abstract", max(texts, key=lambda one: len(one.to_text()))))
        for name, found, attribute in (("url", CODE, "href"), ("published", "time[datetime]", "datetime")):
            fields += [
                replace(_field(places, name, one), values=(_said(one, attribute),)) for one in article.query(found)
            ]
        first = int(article.origin_line or 1)
        last = max(field.last for field in fields)
        called = f"the article of line {first}"
        yield Record(first, last, tuple(fields), column=int(article.origin_col or 1), called=called)


def _link(heading: Any) -> str:  # noqa: ANN401 -- the library names no type for what a query gives
    found = (PAPER.match(_said(link, "href")) for link in heading.query("a[href]"))
    return next((one.group(1) for one in found if one), "")


def _said(node: Any, attribute: str) -> str:  # noqa: ANN401
    return str((node.attrs or {}).get(attribute) or "")


def _field(places: Places, name: str, node: Any) -> Field:  # noqa: ANN401
    """Return a node's words, with the lines from its opening tag to its closing one."""
    start = int(node.origin_offset or 0)
    end = places.text.find(f"</{node.name}", start)
    return Field(name, (visible(node.to_text()),), places.line(start), places.line(max(start, end)), name)


def _id(record: Record) -> str:
    return next((value for field in record.of("arxiv") for value in field.values), "")


def _lines_by_id(records: list[Record]) -> dict[str, Record]:
    return {_id(record): record for record in records}


def _repeats(shown: Record, known: dict[str, Record]) -> list[Stretch]:
    """Return the lines of an article that say again what the data said."""
    first = known.get(_id(shown))
    if first is None:
        return []
    titles = {folded(value) for field in first.of("title") for value in field.values}
    again = [field for field in shown.fields if field.name == "title" and folded(field.values[0]) in titles]
    return [Stretch(field.first, field.last, State.REPEAT, f"line {first.first}") for field in again]
