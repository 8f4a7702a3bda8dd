"""A text's lines in; its non-blank rows out, each with what shows of it and the furniture that it fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.sources.furniture import (
    NEWSLETTER,
    ORGANISATION,
    SUBMITTED,
    SUBMITTER,
    Furniture,
    furniture_of,
)
from generator.sources.identifiers import address, arxiv_id
from generator.sources.visible import INVISIBLE, visible

LINK = Furniture("link", re.compile(r"\S+"))
ARXIV_LINK = Furniture("arXiv id", re.compile(r"\S+"))
FACTS = {LINK, ARXIV_LINK}
GLUE = re.compile(
    rf"(?:get trending papers in your email inbox(?: once a day)?[!.]?\s*)*subscribe({INVISIBLE.pattern})?",
    re.IGNORECASE,
)
NAME_OF_ONE_LINE = re.compile(r"submitted (and shared )?by", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank. `raw` keeps its invisible marks; `glued` is what was cut off its start."""

    number: int
    raw: str
    text: str
    blank: bool
    rule: Furniture | None = None
    glued: str = ""


def rows_of(lines: tuple[str, ...]) -> list[Row]:
    """Return the rows in order; a name after a bare "Submitted by" is marked, a glued "Subscribe" is cut off."""
    rows: list[Row] = []
    blank, fresh = True, True
    for number, line in enumerate(lines, 1):
        text = visible(line)
        if not text:
            blank = True
            continue
        row = _row(number, line, text, blank=blank)
        before = rows[-1] if rows else None
        if row.rule is None and (fresh or (before and before.rule is NEWSLETTER)):
            row = _unglued(row, after_newsletter=bool(before and before.rule is NEWSLETTER))
            fresh = False
        if before and _names_submitter(before, row):
            row = replace(row, rule=SUBMITTER)
        rows.append(row)
        blank = False
        if _dates_organisation(rows):
            rows[-3] = replace(rows[-3], rule=ORGANISATION)
    return rows


def _row(number: int, line: str, text: str, *, blank: bool) -> Row:
    rule = furniture_of(text)
    if (rule is None or rule.weak) and len(text) < 2000 and " " not in text.removeprefix("arXiv: "):
        if arxiv_id(text):
            rule = ARXIV_LINK
        elif address(text):
            rule = LINK
    return Row(number, line.strip(), text, blank, rule)


def _names_submitter(before: Row, row: Row) -> bool:
    alone = before.rule is SUBMITTED and bool(NAME_OF_ONE_LINE.fullmatch(before.text))
    return alone and row.rule is None and bool(SUBMITTER.pattern.fullmatch(row.text)) and row.text[-1] not in ".?!:"


def _dates_organisation(rows: list[Row]) -> bool:
    """Say whether the last three rows are an organisation, a `·` and a date, as they stand below a paper's text."""
    if len(rows) < 3 or rows[-2].text != "·" or rows[-3].rule is not None or len(rows) == 3:
        return False
    name, _, date = rows[-3:]
    dated = date.rule is not None and date.rule.name in {"date", "date with a count", "age"}
    return dated and ORGANISATION.pattern.fullmatch(name.text) is not None and name.text[-1] not in ".?!:"


def _unglued(row: Row, *, after_newsletter: bool) -> Row:
    """Cut "Subscribe" off where a title begins right after it: with a capital; under the newsletter also `iBOT`."""
    found = GLUE.match(row.raw)
    rest = row.raw[found.end() :] if found else ""
    if found and (rest[:1].isupper() or (after_newsletter and re.match(r"[^\W_]?[A-Z0-9]|[^\w\s]", rest))):
        return replace(row, raw=rest.strip(), text=visible(rest), glued=visible(found.group()))
    return row
