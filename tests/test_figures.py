"""Papers a year: every known year stands in one column, unknown ones are said, and nothing outgrows the drawing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markdown import Markdown
from generator.model import Paper
from generator.pages.figures import ABOVE, HEIGHT, MOST, WIDTH, Years, span, undated, years_figure

YEARS = st.lists(st.none() | st.integers(1000, 2100), max_size=60)
COUNTS = st.dictionaries(st.integers(1950, 2100), st.integers(1, 400), min_size=2, max_size=12)


def papers(*years: int | None) -> list[Paper]:
    """Return a paper of each year."""
    return [Paper(f"p{at}", f"P {at}", year=year) for at, year in enumerate(years)]


def drawn(*years: int | None) -> Years | None:
    """Return the drawing; a column's address is the years in it."""
    some = papers(*years)
    whole = Counter(paper.year for paper in some if paper.year)
    return years_figure(some, whole, lambda own: Markdown(",".join(map(str, own))))


def test_years_between_have_columns_too():
    """From the first year to the last each has its place, without papers as well; that one leads nowhere."""
    figure = drawn(2019, 2021, 2021, None)
    assert [(one.name, one.count, one.url) for one in figure.columns] == [
        ("2019", 1, "2019"),
        ("2020", 0, ""),
        ("2021", 2, "2021"),
    ]
    assert figure.unknown == 1
    assert [one.height for one in figure.columns] == [HEIGHT / 2, 0, HEIGHT]


@pytest.mark.parametrize("years", [(), (None,), (2020,), (2020, 2020, None)])
def test_a_single_year_is_no_drawing(years: tuple[int | None, ...]):
    """Where there is nothing to compare a sentence says it."""
    assert drawn(*years) is None


def test_long_times_are_counted_in_decades():
    """More years than can be told apart are decades, whose links name the years that have papers."""
    figure = drawn(1957, 1958, 2003, 2025)
    assert [one.name for one in figure.columns] == [f"{year}s" for year in range(1950, 2030, 10)]
    assert figure.columns[0].url == "1957,1958"
    assert [one.count for one in figure.columns] == [2, 0, 0, 0, 0, 1, 0, 1]


@given(YEARS)
def test_every_known_year_is_drawn_once(years: list[int | None]):
    """Columns and unknown papers add up to all; columns stay within the drawing, apart from each other."""
    figure = drawn(*years)
    if figure is None:
        assert len({year for year in years if year is not None}) < 2
        return
    assert sum(one.count for one in figure.columns) + figure.unknown == len(years)
    assert all(one.count <= one.of for one in figure.columns)
    assert len(figure.columns) <= MOST + 1
    assert figure.width <= WIDTH + 0.1
    edges = [edge for one in figure.columns for edge in (one.left, one.left + one.width)]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= figure.width
    assert all(ABOVE <= one.top <= figure.base for one in figure.columns)


@given(COUNTS)
def test_labels_do_not_touch(counts: dict[int, int]):
    """The last year is named, and between two names there is room for one; the highest column has its number."""
    figure = drawn(*(year for year, count in counts.items() for _ in range(count)))
    named = [one.middle for one in figure.columns if one.named]
    assert figure.columns[-1].named
    assert all(right - left >= 33 for left, right in pairwise(named))
    highest = max(figure.columns, key=lambda one: one.count)
    assert highest.numbered


@pytest.mark.parametrize(
    ("years", "from_to", "unknown"),
    [
        pytest.param([2020], ", of 2020", "", id="one"),
        pytest.param([2020, 2018], ", 2018 to 2020", "", id="two"),
        pytest.param([None], "", "Its year is not known.", id="unknown"),
        pytest.param([None, None], "", "Their years are not known.", id="all-unknown"),
        pytest.param([2020, None], ", of 2020", "The year of 1 of them is not known.", id="some-unknown"),
    ],
)
def test_years_in_words(years: list[int | None], from_to: str, unknown: str):
    """What is not known is said, and never guessed from the others."""
    assert span(papers(*years)) == from_to
    assert undated(papers(*years)) == unknown
    assert not re.search(r"\d{4}", unknown)
