"""Which entries are one paper: by what they share, never by likeness, and in whatever order they come."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.identity import groups, keys, near_titles
from generator.model import Entry, Fact, FactKind
from generator.problems import Position

HERE = Position("a.txt", 1)


def entry(title: str, **facts: str) -> Entry:
    """Return an entry with one fact a keyword."""
    return Entry(HERE, title, facts=tuple(Fact(FactKind(kind), (value,), HERE) for kind, value in facts.items()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(entry("Lanterns"), entry("LANTERNS!"), id="case and punctuation"),
        pytest.param(entry("Fréchet lanterns"), entry("Frechet Lanterns"), id="accents"),
        pytest.param(entry("One", arxiv="2401.00001"), entry("Two", arxiv="2401.00001"), id="arXiv id"),
        pytest.param(entry("One", doi="10.1/AB"), entry("Two", doi="10.1/ab"), id="DOI in another case"),
        pytest.param(entry("One", arxiv="2401.00001", doi="10.1/a"), entry("Two", doi="10.1/a"), id="one of two ids"),
    ],
)
def test_one_thing_in_common_makes_one_paper(one: Entry, other: Entry):
    """An arXiv id, a DOI or a title that folds alike is enough."""
    assert groups([keys(one, one.title), keys(other, other.title)]) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(entry("Lanterns Are All You Need"), entry("Lanterns Are Not All You Need"), id="one word more"),
        pytest.param(entry("C++ for Lanterns"), entry("C for Lanterns"), id="a mark that means something"),
        pytest.param(entry("One", year="2024"), entry("Two", year="2024"), id="the same year"),
        pytest.param(entry("One", arxiv="10.1/a"), entry("Two", doi="10.1/a"), id="an id of another kind"),
        pytest.param(entry("One", url="https://a.b"), entry("Two", url="https://a.b"), id="an address"),
        pytest.param(entry("???"), entry("!!!"), id="titles of punctuation only"),
    ],
)
def test_nothing_less_makes_one_paper(one: Entry, other: Entry):
    """Likeness, and facts that many papers share, join nothing."""
    assert groups([keys(one, one.title), keys(other, other.title)]) == [[0], [1]]


KEY_SETS = st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=3).map(tuple), max_size=7)


@settings(max_examples=200)
@given(KEY_SETS, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(key_sets: list[tuple[str, ...]], random: object):
    """However entries are listed, the same ones belong together."""
    order = list(range(len(key_sets)))
    random.shuffle(order)
    straight = {frozenset(group) for group in groups(key_sets)}
    shuffled = {frozenset(order[at] for at in group) for group in groups([key_sets[at] for at in order])}
    assert straight == shuffled


@settings(max_examples=200)
@given(KEY_SETS)
def test_groups_part_the_entries(key_sets: list[tuple[str, ...]]):
    """Each entry is in one group; groups share no key; groups and their members are in order of appearance."""
    found = groups(key_sets)
    assert sorted(index for group in found for index in group) == list(range(len(key_sets)))
    assert [group[0] for group in found] == sorted(group[0] for group in found)
    assert all(group == sorted(group) for group in found)
    named = [{key for index in group for key in key_sets[index]} for group in found]
    assert all(not one & other for at, one in enumerate(named) for other in named[:at])


def test_a_chain_is_one_paper():
    """A shares its id with B, and B its title with C: all three are one, in every order."""
    chain = [("arxiv:1", "title:x"), ("arxiv:1", "title:y"), ("title:y",)]
    assert all(groups(list(order)) == [[0, 1, 2]] for order in permutations(chain))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lanterns Are All You Need", "Lanterns Are Not All You Need"),
        ("Reading Lanterns at Dusk with Care", "Reading Lanterns at Dusk with Care v2"),
        ("Multi Modal Lanterns in Fog", "Multimodal Lanterns in Fog"),
    ],
)
def test_near_titles_are_asked_about(one: str, other: str):
    """Titles that differ by a word, a version or a space: a curator should say."""
    titles = ["Something else entirely about lamps", one, "A third paper on another matter", other]
    assert list(near_titles(titles)) == [(1, 3)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lanterns at Dusk", "Lanterns at Dawn"),
        ("Reading Lanterns with One Eye Open", "Writing Lamps with Both Eyes Shut"),
        ("Lanterns", "Lantern"),
    ],
)
def test_short_and_different_titles_are_not(one: str, other: str):
    """A question for every pair of short titles would be read by nobody."""
    assert list(near_titles([one, other])) == []


WORDS = st.sampled_from(["all", "are", "lanterns", "need", "not", "one", "reading", "red", "two", "you"])
TITLES = st.lists(st.lists(WORDS, min_size=3).map(" ".join), max_size=6)


@settings(max_examples=100)
@given(TITLES, st.randoms(use_true_random=False))
def test_the_order_of_titles_does_not_matter(titles: list[str], random: object):
    """The same pairs are asked about in any order, each once."""
    order = list(range(len(titles)))
    random.shuffle(order)
    straight = list(near_titles(titles))
    shuffled = [tuple(sorted((order[a], order[b]))) for a, b in near_titles([titles[at] for at in order])]
    assert sorted(straight) == sorted(shuffled)
    assert len(set(straight)) == len(straight)
