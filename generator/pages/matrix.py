"""A library in; which models its papers name together with tags of another facet, ordered so that blocks show, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import Library, Paper, TagKey

    Cells = Mapping[tuple[TagKey, TagKey], Sequence[Paper]]

ROWS, COLUMNS = 30, 20  # of one matrix: more than that is no picture any more
MATRICES = 5  # of one kind: the most named 150 tags; beyond them Explore is quicker
FEW = 2  # papers: a model named in one alone has nothing to compare, and stands on the first page at most
ROUNDS = 8  # after which the order hardly changes any more


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns, like ones side by side, and the papers that name both of a pair; no row or column is empty.

    `meeting` says how many tags there are of each facet that meet one of the other at all.
    """

    rows: tuple[TagKey, ...]
    columns: tuple[TagKey, ...]
    cells: Cells
    meeting: tuple[int, int]

    @property
    def highest(self) -> int:
        """Return the most papers of a cell."""
        return max(map(len, self.cells.values()), default=0)


def meetings(library: Library, rows: str, columns: str) -> Cells:
    """Return the papers that name both, for each tag of the one facet and each of the other that meet at all."""
    found: defaultdict[tuple[TagKey, TagKey], list[Paper]] = defaultdict(list)
    for paper in library.papers:
        tags = [use.tag for use in library.uses[paper.slug]]
        here = [[tag for tag in tags if tag.facet == facet] for facet in (rows, columns)]
        for pair in product(*here):
            found[pair[0], pair[1]].append(paper)
    return found


def matrices(library: Library, rows: str, columns: str) -> Iterator[Matrix]:
    """Yield the matrix of the most named tags, then further ones, as long as theirs are named in several papers."""
    cells = meetings(library, rows, columns)
    meets: defaultdict[TagKey, set[str]] = defaultdict(set)
    for (row, _), papers in cells.items():
        meets[row] |= {paper.slug for paper in papers}
    rank = {key: at for at, key in enumerate(library.tags)}
    most = sorted(meets, key=lambda key: (-len(meets[key]), rank[key]))
    for at in range(0, min(len(most), MATRICES * ROWS), ROWS):
        some = [key for key in most[at : at + ROWS] if at == 0 or len(meets[key]) >= FEW]
        if some:
            yield _matrix(some, cells, rank)


def _matrix(rows: Sequence[TagKey], cells: Cells, rank: Mapping[TagKey, int]) -> Matrix:
    """Return the matrix of these rows and the columns that they meet most; a row that meets none of these is out."""
    wanted = set(rows)
    met: Counter[TagKey] = Counter()
    for (row, column), papers in cells.items():
        if row in wanted:
            met[column] += len(papers)
    columns = sorted(met, key=lambda key: (-met[key], rank[key]))[:COLUMNS]
    shown = set(columns)
    own = {pair: papers for pair, papers in cells.items() if pair[0] in wanted and pair[1] in shown}
    kept = [row for row in rows if any((row, column) in own for column in columns)]
    counts = [[len(own.get((row, column), ())) for column in columns] for row in kept]
    order = side_by_side(counts)
    return Matrix(
        rows=tuple(kept[at] for at in order[0]),
        columns=tuple(columns[at] for at in order[1]),
        cells=own,
        meeting=(len({row for row, _ in cells}), len({column for _, column in cells})),
    )


def side_by_side(counts: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return an order of the rows and one of the columns in which like ones are neighbours; none may be empty.

    Rows go by the mean place of what they meet, columns by that of the rows, in turns: the barycentre heuristic of the
    reorderable matrix. It begins with the largest sums, which decide between equals.
    """
    turned = list(zip(*counts, strict=True))
    rows = sorted(range(len(counts)), key=lambda row: -sum(counts[row]))
    columns = sorted(range(len(turned)), key=lambda column: -sum(turned[column]))
    for _ in range(ROUNDS):
        rows.sort(key=_centres(counts, columns).__getitem__)
        columns.sort(key=_centres(turned, rows).__getitem__)
    return rows, columns


def _centres(lines: Sequence[Sequence[int]], order: Sequence[int]) -> list[Fraction]:
    """Return the mean place, in an order of the others, of what each line counts."""
    place = {other: at for at, other in enumerate(order)}
    return [Fraction(sum(place[at] * count for at, count in enumerate(line)), sum(line)) for line in lines]
