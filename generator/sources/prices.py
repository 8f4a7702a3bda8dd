"""Rows of a page in; for each out: the price, in tenths, of every way to read it after the row before it.

A price says how odd a reading is: about ten for what one page in three has, NEVER for what none has. The figures were
set on saved pages and on the same pages wrapped, mixed and damaged; the cases of the tests hold them.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, NamedTuple

from generator.sources.looks import PERIOD, TAIL, Look, look
from generator.sources.rows import FACTS, LINK
from generator.sources.weak import key_of, weak_titles
from generator.sources.width import NO_WRAP, SHORT, widths_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.sources.rows import Row

NEVER = 100_000
AGAINST_LAYOUT = 60
ORPHAN = 150


class Layout(Enum):
    """What blank lines mean on a page."""

    BLOCKS = "a block between blank lines is one title or one paragraph"
    RECORDS = "a block between blank lines is a title and its text"
    FREE = "blank lines may stand anywhere, or nowhere"


class Step(IntEnum):
    """A way to read a row; its price stands at this index."""

    TITLE = 0
    TITLE_AFTER_TITLE = 1
    TITLE_AFTER_ROW = 2  # after a text of one row
    TITLE_AFTER_ROWS = 3
    TITLE_ON = 4
    TEXT = 5
    TEXT_AFTER_TITLE = 6
    TEXT_ON = 7
    PARAGRAPH = 8
    ORPHAN = 9
    ORPHAN_ON = 10
    FURNITURE = 11
    FURNITURE_AFTER_ROW = 12
    FURNITURE_AFTER_ROWS = 13


class Sight(NamedTuple):
    """A row with what was seen of it before its layout is known."""

    row: Row
    look: Look
    width: int | None
    weak: int  # the price of a furniture row as a title
    usual: bool  # this very furniture stands elsewhere too

    @property
    def wide(self) -> bool:
        """Say whether the row is wider than what stands around it, so that no line had room for it."""
        return self.width is not None and self.look.length > self.width

    @property
    def wrapped(self) -> bool:
        """Say whether the lines around were broken at a width."""
        return self.width is not None and self.width != NO_WRAP


class Prices:
    """The prices of a page's rows, under each layout."""

    def __init__(self, rows: Sequence[Row]) -> None:
        weak = weak_titles(rows)
        apart = [row for before, row in zip([None, *rows], rows, strict=False) if row.rule and _apart(row, before)]
        usual = Counter(map(key_of, apart))
        self.sights = [
            Sight(row, look(row.text), width, weak.get(at, NEVER), row.rule is not None and usual[key_of(row)] > 1)
            for at, (row, width) in enumerate(zip(rows, widths_of(rows), strict=True))
        ]
        self.only = 50 if any(sight.wrapped for sight in self.sights) else _title_without_text(rows)

    def steps(self, layout: Layout) -> Iterator[tuple[int, ...]]:
        """Yield the prices of each row's steps, in the order of `Step`."""
        before: Look | None = None
        for sight in self.sights:
            yield _steps(sight, before, layout, self.only)
            before = sight.look

    def closing(self) -> list[int]:
        """Return what it costs to end the page in each of the eight parts, in their order."""
        last = self.sights[-1]
        leave = _leave(last.look, wrapped=last.wrapped)
        return [self.only, self.only, _leave_row(last.look), leave, leave, 0, self.only, 0]


def _title_without_text(rows: Sequence[Row]) -> int:
    """Price a title without a text: rare on a page that has texts, and all there is on one that has none."""
    plain = (row.text for row in rows if row.rule is None)
    return (
        50 if any(len(text) > SHORT or (PERIOD.search(text[-TAIL:]) and text.count(" ") > 3) for text in plain) else 0
    )


def _apart(row: Row, before: Row | None) -> bool:
    """Say whether a furniture row can be no part of the row before it."""
    return row.blank or before is None or before.rule is not None


class Joint(NamedTuple):
    """What the break between a row and the row before it tells."""

    blank: bool
    forced: bool  # the first word of this row did not fit into the row before
    free: bool  # it did, so the break was meant
    goes_on: bool  # mid-sentence before, lower case after
    closed: bool
    opened: bool
    section: bool
    whole: bool  # the row before is longer than any wrapped line


def _joint(sight: Sight, before: Look | None) -> Joint:
    if before is None:
        return Joint(
            blank=True, forced=False, free=True, goes_on=False, closed=True, opened=False, section=False, whole=False
        )
    blank, now, width = sight.row.blank, sight.look, sight.width
    room = width is not None and before.length + 1 + now.first <= width
    unwrapped = width is not None and max(before.length, now.length) > width
    forced = not blank and width is not None and not room and not unwrapped
    whole = width is not None and before.length > min(width, SHORT if width == NO_WRAP else width)
    goes_on = now.lower and not before.closed
    return Joint(blank, forced, room or unwrapped, goes_on, before.closed, before.opened, before.section, whole)


def _steps(sight: Sight, before: Look | None, layout: Layout, only: int) -> tuple[int, ...]:
    row, now, _, weak, _ = sight
    joint = _joint(sight, before)
    plain = 0 if row.rule is None else NEVER
    title = 10 + now.title + (0 if row.rule is None else weak)
    text = 10 + now.text // 2 + plain + (0 if only else 30)
    text_on, paragraph = _text_on(sight, joint, layout), _paragraph(sight, joint, layout)
    furniture = _furniture(sight, joint, layout)
    leave_row, leave = (_leave_row(before), _leave(before, wrapped=sight.wrapped)) if before else (0, 0)
    hard = _against(joint, layout) + (20 if joint.forced and layout is not Layout.RECORDS else 0)
    return (
        title,
        title + only + _against(joint, layout),
        title + leave_row + hard,
        title + leave + hard,
        _title_on(sight, joint, layout),
        text,
        text + _text_after_title(now, joint, layout),
        text_on,
        paragraph,
        ORPHAN + plain,
        min(text_on, paragraph) + plain,
        furniture,
        furniture + leave_row,
        furniture + leave,
    )


def _against(joint: Joint, layout: Layout) -> int:
    return AGAINST_LAYOUT if layout is not Layout.FREE and not joint.blank else 0


def _leave(before: Look, *, wrapped: bool) -> int:
    """Price the end of a text: it ends as a sentence does, and not with a heading or what may be a title."""
    if not before.closed:
        return 30 + 60 * before.section + (80 if before.length < 150 and not wrapped else 0)
    return 15 * before.opened + 60 * before.section


def _leave_row(before: Look) -> int:
    """Price the end of a text of one row: it is long, or at least a sentence."""
    return _leave(before, wrapped=False) + (max(0, 100 - before.length) * 4 // 10 if before.closed else 0)


def _title_on(sight: Sight, joint: Joint, layout: Layout) -> int:
    row, now = sight.row, sight.look
    if joint.blank or (row.rule is not None and not _may_end_title(sight, joint, layout)):
        return NEVER
    if layout is Layout.BLOCKS:
        return now.title + 3 - 15 * now.lower  # what is small in a title's first row is plain in its second
    if joint.forced:
        return now.title + (25 if joint.closed else 5) + 40 * now.named
    if now.lower or joint.opened:
        return now.title + (30 if joint.free else 15)
    return now.title + (90 if joint.free else 80)


def _may_end_title(sight: Sight, joint: Joint, layout: Layout) -> bool:
    """Say whether a furniture word may be the last of a wrapped title: it did not fit above, or stands in one block."""
    rule = sight.row.rule
    bound = joint.forced or (layout is Layout.BLOCKS and not joint.blank)
    return rule is not None and rule.word and bound and not sight.usual


def _text_after_title(now: Look, joint: Joint, layout: Layout) -> int:
    lower = 10 if joint.blank else 30
    price = lower * now.lower + (15 if joint.opened and not joint.free else 0)
    if joint.blank:
        return price + (30 if layout is Layout.RECORDS else 0)
    if layout is Layout.RECORDS:
        return price
    return price + (AGAINST_LAYOUT if layout is Layout.BLOCKS else 0) + 20 * joint.forced


def _text_on(sight: Sight, joint: Joint, layout: Layout) -> int:
    """Price a row that was broken off the row before."""
    if sight.row.rule is not None:
        return _rule_in_text(sight, joint)
    if joint.blank:
        return NEVER
    text, anew = sight.look.text, joint.closed and not sight.look.lower
    if joint.forced:
        return text * 5 // 4 + 25 if anew else text // 2 + 10 * (not sight.look.lower)
    return _ragged(sight, joint, layout)


def _ragged(sight: Sight, joint: Joint, layout: Layout) -> int:
    """Price a row that goes on though the row before had room for its first word, or may have had."""
    if joint.goes_on:
        return 12 if joint.free else 3
    if layout is Layout.BLOCKS:
        return 20
    if not joint.free:
        return sight.look.text + (30 if joint.closed and not sight.look.lower else 20)
    if joint.closed or joint.whole or not sight.wrapped:
        return sight.look.text + 90
    return sight.look.text + (25 if joint.opened else 60)


def _paragraph(sight: Sight, joint: Joint, layout: Layout) -> int:
    if sight.row.rule is not None or joint.forced:
        return NEVER
    if joint.section or sight.look.section or (joint.blank and joint.goes_on):
        return 20
    if joint.blank:
        return (70 if joint.closed else 90) + (20 if layout is Layout.RECORDS else 0)
    if layout is Layout.BLOCKS and joint.free:
        return 25
    if joint.free and joint.closed and sight.wrapped:
        return 60 + sight.look.text
    return 85 if joint.closed else 105


def _rule_in_text(sight: Sight, joint: Joint) -> int:
    """Price furniture as a part of a wrapped text: the last word of it, or an address that it ends with."""
    row = sight.row
    if joint.blank or row.rule is None:
        return NEVER
    if row.rule in FACTS and joint.opened:
        return 5
    if row.rule is LINK and (joint.forced or sight.wide or not joint.closed):
        return 5
    return 5 if row.rule.weak and joint.forced and not joint.closed else NEVER


def _furniture(sight: Sight, joint: Joint, layout: Layout) -> int:
    """Price a row as furniture: a word that did not fit on the line above it belongs there, if it is rare here."""
    rule = sight.row.rule
    if rule is None:
        return NEVER
    if rule is LINK and (joint.forced or sight.wide):
        return 15
    return 15 if _may_end_title(sight, joint, layout) and not joint.closed else 0
