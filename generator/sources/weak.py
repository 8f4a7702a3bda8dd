"""Rows of a page in; which furniture rows may be titles after all, and at what price, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from statistics import median_low
from typing import TYPE_CHECKING

from generator.sources.looks import is_closed
from generator.sources.rows import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.sources.rows import Row

LIKELY, POSSIBLE, UNLIKELY = 15, 80, 300  # tenths: less, and more, than a text without any title


def weak_titles(rows: Sequence[Row]) -> dict[int, int]:
    """Price as a title each furniture row right above a text: low where no habit of the page explains it."""
    runs = list(_runs(rows))
    usual: dict[str, list[int]] = defaultdict(list)
    for start, end in runs:
        if start > 0 and end < len(rows) and not _text_like(rows[end]):
            for key, count in Counter(map(key_of, rows[start:end])).items():
                usual[key].append(count)
    found = {}
    for start, end in runs:
        rule = rows[end - 1].rule
        if rule is not None and rule.weak and rule not in FACTS:
            likely = LIKELY if end < len(rows) and _text_like(rows[end]) else POSSIBLE
            found[end - 1] = likely if _unexplained(rows[start:end], usual, top=start == 0) else UNLIKELY
    return found


def key_of(row: Row) -> str:
    """Return what counts as the same piece of furniture: the very word, or any number, date or name."""
    rule = row.rule
    return row.text.casefold() if rule is None or rule.word else rule.name


def _runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield where runs of furniture begin and end."""
    start = None
    for at, row in enumerate(chain(rows, [None])):
        inside = row is not None and row.rule is not None
        if inside and start is None:
            start = at
        if not inside and start is not None:
            yield start, at
            start = None


def _text_like(row: Row) -> bool:
    return len(row.text) > 200 or (is_closed(row.text) and row.text.count(" ") > 7)


def _unexplained(run: Sequence[Row], usual: Mapping[str, list[int]], *, top: bool) -> bool:
    """Say whether a run's last row is one more than the page has elsewhere, or, at its top, no part of its heading."""
    last = run[-1]
    if top:
        names = [row.rule.name for row in run if row.rule]
        return len(run) == 1 or (names[-1] not in names[:-1] and names[-1] != "date")
    count = sum(1 for row in run if key_of(row) == key_of(last))
    others = usual.get(key_of(last))
    return count > (median_low(others) if others else 0)
