"""A library in; the front page's figures out: the models most named as bars, and which of them meet which tasks."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.markdown import Markdown, link, relative
from generator.pages.contract import chip, tag_path
from generator.pages.explore import explore_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import TagKey
    from generator.pages.contract import Context

BARS = 10
SIDE = 8  # rows and columns of the matrix at most
CANDIDATES = 40  # tags of a facet among which the matrix chooses
LEAST = 3  # rows and columns below which a matrix says no more than the lists do


@dataclass(frozen=True, slots=True)
class Bar:
    """A tag, how many papers bear it, and its length: a share of the longest, from 0 to 1."""

    tag: Markdown
    count: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many papers name both a row's tag and a column's; `None` where none does. Shades go from 0 to 1."""

    columns: tuple[Markdown, ...]
    rows: tuple[tuple[Markdown, tuple[tuple[Markdown, str] | None, ...]], ...]


def bars(context: Context, page: str, facet: str = "models") -> list[Bar]:
    """Return the tags of a facet that most papers bear, none for a list that names nothing twice."""
    keys = [key for key in context.library.tags if key.facet == facet][:BARS]
    counts = [len(context.library.bearers[key]) for key in keys]
    if not counts or counts[0] < 2:
        return []
    return [
        Bar(_styled(chip(context, page, key), f"--share:{count / counts[0]:.3f}"), f"{count:,}")
        for key, count in zip(keys, counts, strict=True)
    ]


def _styled(one: Markdown, style: str) -> Markdown:
    """Return a link that has attributes with one more: a custom property."""
    return Markdown(f'{one.removesuffix(" }")} style="{style}" }}')


def matrix(context: Context, page: str, across: str = "models", down: str = "tasks") -> Matrix | None:
    """Return which tags meet, those first that meet most; `None` where too few do for a picture."""
    met = _meetings(context, across, down)
    columns = _leading([(column, count) for (column, _), count in met.items()])
    rows = _leading([(row, count) for (column, row), count in met.items() if column in columns])
    columns = [column for column in columns if any((column, row) in met for row in rows)]
    if len(columns) < LEAST or len(rows) < LEAST:
        return None
    most = max(met[column, row] for column in columns for row in rows if (column, row) in met)

    def cell(column: TagKey, row: TagKey) -> tuple[Markdown, str] | None:
        count = met.get((column, row))  # whose root makes small numbers tell apart
        return (_number(context, page, (column, row), count), f"{math.sqrt(count / most):.2f}") if count else None

    return Matrix(
        tuple(link(context.library.tags[key].name, relative(page, tag_path(key))) for key in columns),
        tuple((chip(context, page, row), tuple(cell(column, row) for column in columns)) for row in rows),
    )


def _meetings(context: Context, across: str, down: str) -> Counter[tuple[TagKey, TagKey]]:
    """Return how many papers bear both, for the leading tags of two facets."""
    leading = {
        key
        for facet in (across, down)
        for key in [key for key in context.library.tags if key.facet == facet][:CANDIDATES]
    }
    met: Counter[tuple[TagKey, TagKey]] = Counter()
    for paper in context.library.papers:
        keys = [use.tag for use in context.library.uses[paper.slug] if use.tag in leading]
        met.update((one, other) for one in keys if one.facet == across for other in keys if other.facet == down)
    return met


def _leading(counts: Sequence[tuple[TagKey, int]]) -> list[TagKey]:
    """Return the tags with the largest sums, the largest first; of equals the first by name."""
    sums: Counter[TagKey] = Counter()
    for key, count in counts:
        sums[key] += count
    return sorted(sums, key=lambda key: (-sums[key], key))[:SIDE]


def _number(context: Context, page: str, both: Sequence[TagKey], count: int) -> Markdown:
    """Return how a cell says its number: as the way to the papers that name both."""
    chosen = [(key.facet, context.library.tags[key].name) for key in both]
    return link(f"{count:,}", explore_link(context, page, chosen))
