"""Rows of a page in; for each out: title, text or furniture, found as the cheapest way to read the whole page.

Each row takes one of eight states, and each step from a state to the next has a price (tenths; what is odd is dear):
a title that ends in a full stop, a text that does not, a line that breaks before the page's width forces it. One pass
from the end (`rest`) and one from the start (`so_far`) give the cheapest whole, and how much dearer each other reading
of a row is: where that is little, the row is doubtful. Linear in the number of rows.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from generator.sources.furniture import COMMUNITY, NEWSLETTER
from generator.sources.prices import NEVER, Layout, Prices, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.sources.rows import Row


JUDGED = 2000  # rows that show a page's layout
LOOSE = 1.3  # a layout that allows anything must explain the page so much better than one that binds


class Part(IntEnum):
    """What a row is."""

    TITLE = 0
    TITLE_ON = 1  # the title goes on
    TEXT = 2
    TEXT_ON = 3  # the text goes on
    PARAGRAPH = 4  # the text goes on in a new paragraph
    ORPHAN = 5  # a text before any title
    BETWEEN = 6  # furniture after a title whose text may yet come
    AROUND = 7  # furniture elsewhere


TITLES = (Part.TITLE, Part.TITLE_ON)
TEXTS = (Part.TEXT_ON, Part.PARAGRAPH)
ARCS: tuple[tuple[int, int, int], ...] = (
    *((begin, Part.TITLE, Step.TITLE) for begin in (Part.ORPHAN, Part.AROUND)),
    *((begin, Part.TITLE, Step.TITLE_AFTER_TITLE) for begin in (*TITLES, Part.BETWEEN)),
    (Part.TEXT, Part.TITLE, Step.TITLE_AFTER_ROW),
    *((begin, Part.TITLE, Step.TITLE_AFTER_ROWS) for begin in TEXTS),
    *((begin, Part.TITLE_ON, Step.TITLE_ON) for begin in TITLES),
    *((begin, Part.TEXT, Step.TEXT_AFTER_TITLE) for begin in TITLES),
    (Part.BETWEEN, Part.TEXT, Step.TEXT),
    *((begin, Part.TEXT_ON, Step.TEXT_ON) for begin in (Part.TEXT, *TEXTS)),
    *((begin, Part.PARAGRAPH, Step.PARAGRAPH) for begin in (Part.TEXT, *TEXTS)),
    (Part.AROUND, Part.ORPHAN, Step.ORPHAN),
    (Part.ORPHAN, Part.ORPHAN, Step.ORPHAN_ON),
    *((begin, Part.BETWEEN, Step.FURNITURE) for begin in (*TITLES, Part.BETWEEN)),
    *((begin, Part.AROUND, Step.FURNITURE) for begin in (Part.AROUND, Part.ORPHAN)),
    (Part.TEXT, Part.AROUND, Step.FURNITURE_AFTER_ROW),
    *((begin, Part.AROUND, Step.FURNITURE_AFTER_ROWS) for begin in TEXTS),
)
STEPS = tuple((int(begin), int(to), int(step)) for begin, to, step in ARCS)  # plain numbers are looked up faster
STEPS_FROM = [[(to, step) for start, to, step in STEPS if start == begin] for begin in range(len(Part))]
# Readings that differ for a curator; where a text goes on matters only if it could be a title instead.
KIND_OF = "title", "title on", "text", "text", "text", "orphan", "furniture", "furniture"


class Parted(NamedTuple):
    """What a row was found to be, and by how much (tenths) the next best reading of it is worse."""

    part: Part
    margin: int


def part(rows: Sequence[Row]) -> list[Parted]:
    """Return the parts of all rows, in order; of pages pasted one below the other each is read by its own layout."""
    return [found for page in _pages(rows) for found in _part(page)]


def _pages(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Cut before each heading of a page, which may have several furniture rows."""
    start, run, heading = 0, 0, False
    for at, row in enumerate(rows):
        if row.rule is None:
            run, heading = at + 1, False
        elif row.rule in {NEWSLETTER, COMMUNITY} and not heading:
            heading = True
            if run > start:
                yield rows[start:run]
                start = run
    if start < len(rows):
        yield rows[start:]


def _part(rows: Sequence[Row]) -> list[Parted]:
    prices = Prices(rows)
    steps = list(prices.steps(_layout(rows)))
    rest = _rest(steps, prices.closing())[0]
    so_far, at, found = [NEVER] * len(Part), int(Part.AROUND), []
    so_far[Part.AROUND] = 0
    for price, after in zip(steps, rest, strict=True):
        at = min((price[step] + after[to], to) for to, step in STEPS_FROM[at])[1]
        so_far = _next(so_far, price)
        found.append(Parted(Part(at), _margin(so_far, after, at)))
    return found


def _layout(rows: Sequence[Row]) -> Layout:
    """Return the layout under which the page reads best; a long page is judged by its first rows and its last."""
    if len(rows) > 2 * JUDGED:
        first, last = _layout(rows[:JUDGED]), _layout(rows[-JUDGED:])
        return first if first is last else Layout.FREE
    blanks = sum(1 for row in rows[1:] if row.blank and row.rule is None)
    joints = sum(1 for row in rows[1:] if not row.blank and row.rule is None)
    if not blanks or not joints:
        return Layout.FREE
    prices = Prices(rows)
    wholes = {layout: _rest(list(prices.steps(layout)), prices.closing())[1] for layout in Layout}
    return min(wholes, key=lambda layout: wholes[layout] * (LOOSE if layout is Layout.FREE else 1))


def _rest(prices: Sequence[Sequence[int]], after: list[int]) -> tuple[list[list[int]], int]:
    """Return for each row and state the price of all that follows, less the cheapest state's; and the whole page's."""
    whole = 0
    rest: list[list[int]] = []
    for price in reversed(prices):
        rest.append(after)
        before = [NEVER] * len(Part)
        for begin, to, step in STEPS:
            cost = price[step] + after[to]
            if cost < before[begin]:  # noqa: PLR1730 -- min() takes twice the time in the innermost loop
                before[begin] = cost
        least = min(before)
        whole += least
        after = [min(cost - least, NEVER) for cost in before]
    rest.reverse()
    return rest, whole + after[Part.AROUND]


def _next(so_far: Sequence[int], price: Sequence[int]) -> list[int]:
    costs = [NEVER] * len(Part)
    for begin, to, step in STEPS:
        cost = so_far[begin] + price[step]
        if cost < costs[to]:  # noqa: PLR1730 -- as above
            costs[to] = cost
    least = min(costs)
    return [min(cost - least, NEVER) for cost in costs]


def _margin(so_far: Sequence[int], after: Sequence[int], at: int) -> int:
    """Return by how much the cheapest reading of another kind is dearer than the one that was found."""
    kind = KIND_OF[at]
    others = [here + rest for here, rest, other in zip(so_far, after, KIND_OF, strict=True) if other != kind]
    return min(others) - so_far[at] - after[at]
