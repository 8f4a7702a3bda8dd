"""Who meets whom: a cell has the papers that name both, like rows and columns are neighbours, none is empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Library, Paper, Role, Tag, TagKey, TagUse
from generator.pages.compare import LISTED, LONGEST, SHADES, _listed, shade
from generator.pages.matrix import COLUMNS, MATRICES, ROWS, matrices, meetings, side_by_side

COUNTS = st.integers(1, 7).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width).filter(any), min_size=1, max_size=7
    ).filter(lambda rows: all(map(any, zip(*rows, strict=True))))
)


def key(name: str) -> TagKey:
    """Return a tag's key: capitals are models, small letters tasks."""
    return TagKey("models" if name.isupper() else "tasks", name.lower() + "-" + name)


def library(*papers: str) -> Library:
    """Return a library; a word a paper, a letter a tag."""
    names = sorted({name for paper in papers for name in paper})
    uses = {f"p{at}": tuple(TagUse(key(name), Role.NAMES, ()) for name in paper) for at, paper in enumerate(papers)}
    found = tuple(Paper(f"p{at}", paper) for at, paper in enumerate(papers))
    return Library(papers=found, tags={key(name): Tag(key(name), name) for name in names}, uses=uses)


def test_a_cell_has_the_papers_that_name_both():
    """Two tags meet in each paper that names both, and nowhere else."""
    cells = meetings(library("Aa", "ABa", "Bb", "A"), "models", "tasks")
    assert {
        (row.slug[-1], column.slug[-1]): [paper.slug for paper in some] for (row, column), some in cells.items()
    } == {
        ("A", "a"): ["p0", "p1"],
        ("B", "a"): ["p1"],
        ("B", "b"): ["p2"],
    }


def test_blocks_show():
    """Two groups that have little in common come apart, however they are mixed: no row of one stands in the other."""
    (matrix,) = matrices(library("ABCabc", "DEFdef", "ABab", "EFef", "ACac", "DFdf"), "models", "tasks")
    assert {frozenset(row.slug[-1] for row in matrix.rows[at : at + 3]) for at in (0, 3)} == {
        frozenset("ABC"),
        frozenset("DEF"),
    }
    assert {frozenset(one.slug[-1] for one in matrix.columns[at : at + 3]) for at in (0, 3)} == {
        frozenset("abc"),
        frozenset("def"),
    }


def test_a_long_list_has_several_matrices_of_those_named_again():
    """What one matrix has no room for has one of its own, unless a single paper names it; no tag stands in two."""
    many = [f"{chr(0x400 + number)}x" for number in range(2 * ROWS)]
    found = list(matrices(library(*many, *many[: ROWS + 5], "Zz"), "models", "tasks"))
    assert [len(matrix.rows) for matrix in found] == [ROWS, 5]
    rows = [row for matrix in found for row in matrix.rows]
    assert len(set(rows)) == len(rows)


def test_there_are_five_matrices_at_most():
    """However many models a list has, nobody has to leaf through all of them."""
    capitals = [chr(number) for number in range(0x10000) if chr(number).isupper()][: 7 * ROWS]
    found = list(matrices(library(*(f"{one}x" for one in capitals * 2)), "models", "tasks"))
    assert len(found) == MATRICES


def test_no_tag_meets_nobody():
    """Without papers that name both there is no matrix."""
    assert list(matrices(library("A", "b"), "models", "tasks")) == []


@given(COUNTS)
def test_each_row_and_column_stands_once(counts: list[list[int]]):
    """An order has all rows and all columns, and the same table gives the same one."""
    rows, columns = side_by_side(counts)
    assert sorted(rows) == list(range(len(counts)))
    assert sorted(columns) == list(range(len(counts[0])))
    assert side_by_side([list(row) for row in counts]) == (rows, columns)


@given(st.lists(st.text("ABCDEFabcdef", min_size=1, max_size=6), max_size=30))
def test_no_row_and_no_column_is_empty(papers: list[str]):
    """Each row and column that is drawn has a cell with papers, and no cell lies outside of them."""
    for matrix in matrices(library(*papers), "models", "tasks"):
        assert {row for row, _ in matrix.cells} == set(matrix.rows)
        assert {column for _, column in matrix.cells} == set(matrix.columns)
        assert len(matrix.columns) <= COLUMNS
        assert matrix.highest == max(map(len, matrix.cells.values()))


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_more_is_never_lighter(count: int, highest: int):
    """Shades go from 1 to 5 with the count; one paper among many is the lightest."""
    count = min(count, highest)
    assert 1 <= shade(count, highest) <= SHADES
    assert shade(count, highest) >= shade(max(1, count - 1), highest)
    assert shade(1, 1000) == 1
    assert shade(highest, max(highest, SHADES)) == shade(highest, highest)


@given(st.lists(st.integers(1, 400), max_size=600))
def test_a_page_lists_so_many_titles_at_most(counts: list[int]):
    """However full a matrix is, its page has at most 300 titles, five a cell; what fits is listed."""
    most = _listed(counts)
    assert 0 <= most <= LONGEST
    assert sum(min(count, most) for count in counts) <= LISTED
    assert most == LONGEST or sum(min(count, most + 1) for count in counts) > LISTED
