"""The map: the same papers give the same map, a new paper hardly moves the others, and labels say what is there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generator import commands
from generator.atlas import draw
from generator.contours import CELLS, shores
from generator.labels import Term, label
from generator.model import Entry, Library, Paper
from generator.plane import SIDE, Atlas
from generator.problems import Position

ROOT = Path(__file__).parent.parent
SUBJECTS = [
    [f"{stem}{ending}" for ending in ("ing", "ed", "ation", "ish", "ward", "most", "like", "craft")]
    for stem in ("lantern", "baker", "harbour", "violin", "glacier", "beetle")
]


def papers(count: int) -> tuple[Paper, ...]:
    """Return papers on six subjects, each with words of its own and some that all share."""
    found = []
    for at in range(count):
        rng = random.Random(at)  # noqa: S311 -- no secret
        words = rng.choices(SUBJECTS[at % 6], k=14) + rng.choices(SUBJECTS[rng.randrange(6)], k=5)
        text = " ".join(words)
        found.append(Paper(f"p{at}", f"{words[0]} {at}", text, entries=(Entry(Position("a.txt", at + 1), "x"),)))
    return tuple(found)


def library(some: tuple[Paper, ...]) -> Library:
    """Return a library of papers without tags."""
    return Library(some, uses={one.slug: () for one in some}, introductions={one.slug: () for one in some})


def places(atlas: Atlas) -> dict[str, tuple[int, int]]:
    """Return where each paper lies."""
    return {spot.slug: (spot.x, spot.y) for spot in atlas.spots}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 60])
def test_every_paper_has_its_place(count: int):
    """Each paper is on the map once, inside its edges, in a region that counts it; no two lie in one place."""
    atlas = draw(library(papers(count)))
    assert sorted(places(atlas)) == sorted(f"p{at}" for at in range(count))
    assert all(0 < value < SIDE for place in places(atlas).values() for value in place)
    assert len(set(places(atlas).values())) == count
    for regions, name in ((atlas.regions, "region"), (atlas.parts, "part")):
        counted = [sum(getattr(spot, name) == at for spot in atlas.spots) for at in range(len(regions))]
        assert counted == [region.papers for region in regions]
    assert all(atlas.parts[spot.part].within == spot.region for spot in atlas.spots)


def test_near_papers_are_alike():
    """Of a paper's five nearest on the map most are on its subject."""
    found = places(draw(library(papers(60))))
    good = 0
    for name, (x, y) in found.items():
        others = sorted((o for o in found if o != name), key=lambda o: (found[o][0] - x) ** 2 + (found[o][1] - y) ** 2)
        good += sum(int(other[1:]) % 6 == int(name[1:]) % 6 for other in others[:5])
    assert good > 0.7 * 5 * len(found)


def test_the_order_of_the_list_changes_nothing():
    """The map is that of the papers, in whatever order the sources list them."""
    some = papers(40)
    assert draw(library(some)) == draw(library(some[::-1]))


def test_threads_change_nothing():
    """However many threads the machine's algebra takes, the map is the same to the letter."""
    code = "import test_atlas as t; print(t.draw(t.library(t.papers(80))))"
    told = []
    for threads in ("1", "2", "4"):
        names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
        where = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]), "PYTHONHASHSEED": threads}
        environment = {**os.environ, **where, **dict.fromkeys(names, threads)}
        told.append(
            subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout
        )
    assert told[0] == told[1] == told[2]


@pytest.fixture(scope="module")
def shipped() -> Library:
    """Return the papers of the list that ships, with their tags."""
    loaded = commands.load(ROOT / "mkdocs.yml")
    return commands.survey(loaded).library


@pytest.mark.parametrize(("new", "most"), [(1, SIDE / 40), (5, SIDE / 12)])
def test_new_papers_hardly_move_the_others(shipped: Library, new: int, most: float):
    """Of the list that ships, half of the papers stay within a fortieth of the map's side when one paper is added."""
    after = places(draw(shipped))
    for seed in range(3):
        gone = {paper.slug for paper in random.Random(seed).sample(shipped.papers, new)}  # noqa: S311 -- no secret
        before = places(draw(without(shipped, gone)))
        moved = sorted(np.hypot(after[name][0] - x, after[name][1] - y) for name, (x, y) in before.items())
        assert moved[len(moved) // 2] <= most, seed


def without(some: Library, gone: set[str]) -> Library:
    """Return a library without some of its papers."""
    bearers = {key: tuple(one for one in bearing if one[0].slug not in gone) for key, bearing in some.bearers.items()}
    borne = {key: bearing for key, bearing in bearers.items() if bearing}
    return replace(
        some,
        papers=tuple(paper for paper in some.papers if paper.slug not in gone),
        bearers=borne,
        tags={key: some.tags[key] for key in borne},
    )


def test_papers_without_words_are_no_fault():
    """Empty texts, marks only and one text for all have places like any."""
    for text in ("", "∞ ∅", "the of and", "Lanterns at dusk."):
        some = tuple(replace(one, title=text or "∞", abstract=text) for one in papers(8))
        assert len(set(places(draw(library(some))).values())) == 8


def test_lines_close_around_what_lies_dense():
    """Each line goes around a place with papers, stays near them, and higher ground lies inside lower."""
    rng = np.random.default_rng(3)
    some = np.concatenate([rng.normal(300, 40, (60, 2)), rng.normal(700, 40, (60, 2))])
    low, _, high = shores(some, SIDE)
    assert len(low) == 2
    boxes = [(min(line[::2]), min(line[1::2]), max(line[::2]), max(line[1::2])) for line in low]
    assert all(box[2] - box[0] < SIDE / 2 for box in boxes)
    step = 2 * SIDE / CELLS
    for line in high:
        inside = [box for box in boxes if box[0] - step < min(line[::2]) and max(line[::2]) < box[2] + step]
        assert inside


def term(words: str, *some: int, weight: float = 1.0) -> Term:
    """Return a term that these papers have."""
    return Term(words, None, frozenset(some), weight)


def test_a_label_says_what_sets_a_group_apart():
    """What a group has and others lack names it; what all have names nothing; two terms speak for different papers."""
    groups = [range(10), range(10, 20), range(20, 30)]
    terms = [
        term("Image captioning", *range(6)),
        term("Sensor fusion", 6, 7, 8),
        term("Captioning of images", *range(5)),
        term("Deep networks", *range(30)),
        term("Object detection", *range(10, 16)),
    ]
    told = [[one.words for one in some] for some in label(groups, terms, 30)]
    assert told == [["Image captioning", "Sensor fusion"], ["Object detection"], []]


def test_no_two_groups_are_called_alike_and_parts_say_something_new():
    """A term names the group that it speaks for best; a part does not repeat what its whole is called."""
    shared = term("Image retrieval", 0, 1, 2, 3, 10, 11, 12)
    told = label([range(10), range(10, 18)], [shared], 60)
    assert [len(some) for some in told].count(1) == 1
    parts = label([range(5)], [shared, term("Hash codes", 0, 1, 2)], 60, [(shared,)])
    assert [one.words for one in parts[0]] == ["Hash codes"]
