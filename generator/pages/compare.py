"""Pages that set models against tasks, datasets and methods: a table whose cells show how many papers name both."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log
from typing import TYPE_CHECKING

from generator.markdown import Markdown, href, link, relative
from generator.pages.contract import Context, PageKind, counted, pages_nav, paper_path, tag_path
from generator.pages.explore import explore_link
from generator.pages.matrix import matrices
from generator.tagging import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import OutputFile, Paper, TagKey
    from generator.pages.matrix import Matrix

ROWS = "models"
COLUMNS = ("tasks", "datasets", "methods")
SHADES = 5
LISTED = 300  # titles that a page may hold in all: with more, a cell leads to Explore instead of opening its list
LONGEST = 5  # titles of a cell; Explore has them all


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `compare/index.md`, `compare/datasets.md`, `compare/methods.md` and their further pages."""
    for columns in COLUMNS:
        found: list[Matrix | None] = [*matrices(context.library, ROWS, columns)] or [None]
        paths = [compare_path(columns, number) for number in range(1, len(found) + 1)]
        for path, matrix in zip(paths, found, strict=True):
            yield _page(context, path, columns, matrix, pages_nav(path, paths))


def compare_path(columns: str, number: int = 1) -> str:
    """Return the file of a comparison's page below `docs/`, or of one of its further pages."""
    name = "index" if columns == COLUMNS[0] else columns
    return f"compare/{name}.md" if number == 1 else f"compare/{columns}-{number}.md"


@dataclass(frozen=True, slots=True)
class Head:
    """A row's or column's tag: its address, and its place when the most named come first."""

    name: str
    url: Markdown
    rank: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many papers name both tags, how dark that is (1 to 5), where they are listed, and the newest of them."""

    row: str
    column: str
    count: int
    shade: int
    url: Markdown
    papers: list[tuple[str, Markdown, int | None]]


def _page(context: Context, page: str, columns: str, matrix: Matrix | None, nav: list[Markdown]) -> OutputFile:
    facet, rows = BY_NAME[columns], BY_NAME[ROWS]
    title = f"{rows.title} and {facet.title.lower()}"
    return context.render(
        page,
        "compare.md",
        {
            "title": title,
            "description": f"How many papers name both, for the most named {rows.name} and {facet.name}.",
            "kind": "compare",
            "styles": ["compare"],
            "scripts": ["compare"],
        },
        title=title,
        facet=facet,
        rows=rows,
        ways=[_way(page, columns, other) for other in COLUMNS],
        table=_table(context, page, matrix) if matrix else None,
        shown=_shown(matrix, columns) if matrix else "",
        nav=nav,
        directories=[link(f"All {one.title.lower()}", relative(page, f"{one.name}/index.md")) for one in (rows, facet)],
    )


def _way(page: str, here: str, other: str) -> Markdown:
    title = BY_NAME[other].title
    return Markdown(f"**{title}**") if here == other else link(title, relative(page, compare_path(other)))


def _shown(matrix: Matrix, columns: str) -> str:
    """Return how much of the whole is shown."""
    parts = [
        (len(matrix.rows), matrix.meeting[0], BY_NAME[ROWS].singular),
        (len(matrix.columns), matrix.meeting[1], BY_NAME[columns].singular),
    ]
    said = [f"{some} of {counted(all_, noun)}" if some < all_ else counted(all_, noun) for some, all_, noun in parts]
    return f"Shown here: {' and '.join(said)} that meet."


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix ready to be drawn: heads, each row's cells (`None`: no paper names both), and titles a cell may list."""

    heads: list[Head]
    rows: list[tuple[Head, list[Cell | None]]]
    listed: int


def _table(context: Context, page: str, matrix: Matrix) -> Table:
    listed = _listed([len(papers) for papers in matrix.cells.values()])

    def head(key: TagKey) -> Head:
        return Head(context.library.tags[key].name, href(page, tag_path(key)), context.rank[key])

    def cell(row: TagKey, column: TagKey) -> Cell | None:
        papers = matrix.cells.get((row, column))
        return _cell(context, page, (row, column), papers, matrix.highest) if papers else None

    return Table(
        heads=[head(key) for key in matrix.columns],
        rows=[(head(row), [cell(row, column) for column in matrix.columns]) for row in matrix.rows],
        listed=listed,
    )


def _listed(counts: Sequence[int]) -> int:
    """Return how many titles each cell may list, so that the page stays small whatever the list has: 5 to none."""
    fits = (most for most in range(LONGEST, 0, -1) if sum(min(count, most) for count in counts) <= LISTED)
    return next(fits, 0)


def _cell(context: Context, page: str, pair: tuple[TagKey, TagKey], papers: Sequence[Paper], highest: int) -> Cell:
    row, column = (context.library.tags[key].name for key in pair)
    where = explore_link(context, "index.md", [(pair[0].facet, row), (pair[1].facet, column)])
    newest = sorted(papers, key=lambda paper: -(paper.year or 0))[:LONGEST]
    return Cell(
        row=row,
        column=column,
        count=len(papers),
        shade=shade(len(papers), highest),
        url=href(page, where),
        papers=[(paper.title, href(page, paper_path(paper.slug)), paper.year) for paper in newest],
    )


def shade(count: int, highest: int) -> int:
    """Return how dark a count is drawn, from 1 to 5: by its logarithm, since few tags have most of the papers."""
    return min(SHADES, ceil(SHADES * log(1 + count) / log(1 + max(highest, SHADES))))  # rounding reaches beyond 1


KIND = PageKind("compare", write)
