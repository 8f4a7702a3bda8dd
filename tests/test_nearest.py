"""Rows alike: the same as when every pair is compared, whatever the shortcuts, and ties always broken alike."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random

from generator import nearest as module
from generator.nearest import DIGITS, nearest


def rows(count: int, columns: int = 60, seed: int = 1) -> csr_matrix:
    """Return rows of length 1, most cells empty."""
    found = random(count, columns, density=0.15, format="csr", rng=np.random.default_rng(seed))
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    return csr_matrix(found.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))


def by_hand(some: csr_matrix, count: int) -> list[list[int]]:
    """Compare every pair, one by one."""
    alike = np.round((some @ some.T).toarray(), DIGITS)
    return [
        sorted((at for at in range(len(line)) if at != here and line[at] > 0), key=lambda at: (-line[at], at))[:count]
        for here, line in enumerate(alike)
    ]


def test_it_finds_what_comparing_every_pair_finds():
    """Over several chunks, each row's nearest are those that comparing every pair gives, in the same order."""
    some = rows(300)
    assert [[at for at, _ in found] for found in nearest(some, 5)] == by_hand(some, 5)


def test_the_shortcut_for_long_lists_finds_nearly_all(monkeypatch: pytest.MonkeyPatch):
    """Where only rows that share a heavy column are compared, nine of ten of the nearest are found."""
    some = rows(300, columns=400)
    monkeypatch.setattr(module, "EXACT", 0)
    monkeypatch.setattr(module, "HEAVIEST", 40)
    pairs = list(zip(by_hand(some, 5), nearest(some, 5), strict=True))
    found = sum(len({at for at, _ in ours} & set(theirs)) for theirs, ours in pairs)
    assert found >= 0.9 * sum(len(theirs) for theirs, _ in pairs)


@pytest.mark.parametrize("exact", [0, 1000])
def test_equals_come_in_the_order_of_the_rows(monkeypatch: pytest.MonkeyPatch, exact: int):
    """Of many rows that are the same, the first ones are taken, and never the row itself."""
    monkeypatch.setattr(module, "EXACT", exact)
    same = csr_matrix(np.ones((20, 1)))
    found = [[at for at, _ in some] for some in nearest(same, 3)]
    assert found == [[at for at in range(4) if at != here][:3] for here in range(20)]


def test_rows_that_say_nothing_are_near_nothing():
    """An empty row has no neighbour and is none."""
    some = csr_matrix(np.array([[1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]))
    assert [[at for at, _ in found] for found in nearest(some, 2)] == [[2], [], [0]]
