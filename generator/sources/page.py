"""Rows of a page and their parts in; papers as drafts, furniture, and what belongs to no paper, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.sources.parting import Part, part
from generator.sources.rows import ARXIV_LINK, FACTS, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.sources.parting import Parted

DOUBTFUL = 10  # tenths: below it another reading of a row is nearly as good
HYPHEN = re.compile(r"\w[-\u00ad]$")


@dataclass(slots=True)
class Draft:
    """A paper as it grows: rows of its title, of its text by paragraph, and of facts above or below its text."""

    title: list[Row]
    paragraphs: list[list[Row]] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    doubtful: Row | None = None

    def rows(self) -> Iterator[Row]:
        """Yield all rows but the facts'."""
        yield from self.title
        for paragraph in self.paragraphs:
            yield from paragraph

    def heading(self) -> str:
        """Return the title in one line, as it was saved."""
        return joined(self.title)

    def text(self) -> str | None:
        """Return the text, a line a paragraph, as it was saved."""
        return "\n".join(map(joined, self.paragraphs)) or None


@dataclass(slots=True)
class Page:
    """A page sorted. `orphans` are texts before any title, `loose` links may be of the paper above or below."""

    drafts: list[Draft] = field(default_factory=list)
    furniture: list[Row] = field(default_factory=list)
    orphans: list[Row] = field(default_factory=list)
    loose: list[Row] = field(default_factory=list)


def joined(rows: Sequence[Row]) -> str:
    """Join wrapped rows by a space, but a row that ends in a hyphen without one."""
    text = rows[0].raw
    for row in rows[1:]:
        text += row.raw if HYPHEN.search(text[-2:]) else f" {row.raw}"
    return text


def sort(rows: Sequence[Row]) -> Page:
    """Sort every row into exactly one place of the page."""
    page, above = Page(), []
    for row, found in zip(rows, part(rows), strict=True):
        if row.rule is ARXIV_LINK and not page.drafts:
            above.append(row)
        else:
            _place(page, row, found)
    _hand_out_links(page, above)
    return page


def _place(page: Page, row: Row, found: Parted) -> None:
    if found.part is Part.TITLE:
        page.drafts.append(Draft([row]))
    elif found.part is Part.ORPHAN:
        page.orphans.append(row)
    elif found.part in {Part.BETWEEN, Part.AROUND} and (row.rule not in FACTS or not page.drafts):
        page.furniture.append(row)
    else:
        _grow(page.drafts[-1], row, found.part)
    if found.margin < DOUBTFUL and page.drafts:
        page.drafts[-1].doubtful = page.drafts[-1].doubtful or row


def _grow(draft: Draft, row: Row, found: Part) -> None:
    if found is Part.TITLE_ON:
        draft.title.append(row)
    elif found in {Part.TEXT, Part.PARAGRAPH}:
        draft.paragraphs.append([row])
    elif found is Part.TEXT_ON:
        draft.paragraphs[-1].append(row)
    elif found is Part.BETWEEN:
        draft.facts.append(row)
    else:
        draft.below.append(row)


def _hand_out_links(page: Page, above: list[Row]) -> None:
    """Give links between papers to the paper above, or below where a link stands above the first title."""
    if not above:
        for draft in page.drafts:
            draft.facts += draft.below
        return
    for draft in page.drafts:
        if not draft.paragraphs:
            draft.facts, draft.below = [], draft.facts
    if not page.drafts or page.drafts[-1].below:
        page.loose += above + [row for draft in page.drafts for row in draft.below]
        return
    for draft in page.drafts:
        draft.facts += above
        above = draft.below
