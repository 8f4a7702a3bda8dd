"""How alike papers are in; a place in the plane for each out, near papers near, the same each time.

Like t-SNE (van der Maaten and Hinton, 2008), which keeps neighbours together better than any projection; but where
t-SNE starts by chance or from principal axes, which swap and turn when a paper is added, this starts from directions
that are a pure function of each word, smoothed over alike papers, and a spring holds each paper near its start.
Beyond `LANDMARKS` papers, those with the lowest hashes are laid out, and the rest go where their like are.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Array = NDArray[np.float64]

LANDMARKS = 800
PERPLEXITY = 15.0  # how many neighbours a paper is to have, as t-SNE counts them
STEPS = 300
SPRING = 2.0
SMOOTHING = 10  # times that a start is averaged over alike papers
SALT = "a"  # of four that were tried, the one that kept subjects together best
LIKE = 8  # landmarks that say where another paper goes
APART = 0.33  # of the side of a square that each paper had for itself, how near two papers may come


def laid_out(rows: csr_matrix, terms: Sequence[str], names: Sequence[str]) -> Array:
    """Return a place for each row; `terms` say what its columns are, `names` are unique and decide between equals."""
    chosen = landmarks(names)
    rest = np.setdiff1d(np.arange(len(names)), chosen)
    begin = rows @ directions(terms) + 0.01 * directions(names)
    places = np.zeros((len(names), 2))
    alike = (rows[chosen] @ rows[chosen].T).toarray().astype(np.float64)
    places[chosen] = _settled(alike, begin[chosen])
    if rest.size:
        places[rest] = _among(places[chosen], rows[chosen], rows[rest]) + 0.002 * begin[rest]
    return _spread(places)


def landmarks(names: Sequence[str]) -> NDArray[np.int64]:
    """Return the places of the names that stand for all, in order: by hash, so that a new name replaces one at most."""
    order = sorted(range(len(names)), key=lambda at: _digest(names[at]))
    return np.array(sorted(order[:LANDMARKS]), dtype=np.int64)


def _digest(name: str) -> bytes:
    return hashlib.sha256(f"{SALT}{name}".encode("utf-8", "surrogatepass")).digest()


def directions(names: Iterable[str]) -> Array:
    """Return a direction for each name, a pure function of the name."""
    turns = np.array([int.from_bytes(_digest(name)[:8]) / 2**64 for name in names])
    return np.column_stack([np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)]).reshape(-1, 2)


def _settled(alike: Array, begin: Array) -> Array:
    """Lay papers out by their likeness, a square matrix; places have 0 for a middle and 1 for a usual distance."""
    count = len(begin)
    if count < 3:
        return np.array([[0.0, 0.0], [1.0, 0.0]])[:count]
    start = _smoothed(alike, begin) / 2
    wanted = _affinities(np.maximum(0, 1 - alike), min(PERPLEXITY, max(1.2, (count - 1) / 3)))
    places, speed = start.copy(), np.zeros_like(start)
    for _ in range(STEPS):
        squares = (places**2).sum(axis=1)
        near = 1 / (1 + np.maximum(0, squares[:, None] + squares[None] - 2 * places @ places.T))
        np.fill_diagonal(near, 0)
        pull = (wanted - near / near.sum()) * near
        slope = 4 * (pull.sum(axis=1)[:, None] * places - pull @ places) + SPRING * (places - start) / count
        speed = speed / 2 - slope * count / 4
        places = places + speed
    return _scaled(places)


def _scaled(places: Array) -> Array:
    places = places - places.mean(axis=0)
    usual = float(np.sqrt((places**2).sum(axis=1).mean()))
    return np.asarray(places / (usual or 1.0))


def _smoothed(alike: Array, begin: Array) -> Array:
    """Average the starts over alike papers, and make them as wide as high without turning them."""
    places = begin - begin.mean(axis=0)
    for _ in range(SMOOTHING):
        places = alike @ places + 1e-6 * begin
        places = _scaled(places)
    values, vectors = np.linalg.eigh(places.T @ places / len(places))
    return np.asarray(places @ vectors @ np.diag(np.maximum(values, 1e-6) ** -0.5) @ vectors.T)


def _affinities(far: Array, perplexity: float) -> Array:
    """Return how likely each pair is to be neighbours, so that each paper has as many as `perplexity` says."""
    count = len(far)
    np.fill_diagonal(far, np.inf)
    far = far - far.min(axis=1, keepdims=True)
    finite = np.where(np.isinf(far), 0, far)
    low, high, sharp = np.zeros(count), np.full(count, np.inf), np.ones(count)
    for _ in range(50):
        chances = np.exp(-far * sharp[:, None])
        total = chances.sum(axis=1)
        too_even = np.log(total) + sharp * (finite * chances).sum(axis=1) / total > np.log(perplexity)
        low, high = np.where(too_even, sharp, low), np.where(too_even, high, sharp)
        sharp = np.minimum(np.where(np.isinf(high), sharp * 2, (low + high) / 2), 1e6)
    chances /= chances.sum(axis=1, keepdims=True)
    return (chances + chances.T) / (2 * count)


def _among(places: Array, landmarks: csr_matrix, rows: csr_matrix) -> Array:
    """Return places among the landmarks that are most alike; what is like none goes to the middle."""
    found = np.zeros((rows.shape[0], 2))
    against = landmarks.T.tocsr()
    for start in range(0, rows.shape[0], 256):
        alike = (rows[start : start + 256] @ against).toarray()
        best = np.argsort(-np.round(alike, 6), axis=1, kind="stable")[:, :LIKE]
        weights = np.take_along_axis(alike, best, axis=1).astype(np.float64) ** 4 + 1e-30
        weights /= weights.sum(axis=1, keepdims=True)
        found[start : start + 256] = (places[best] * weights[:, :, None]).sum(axis=1)
    return found


def _spread(places: Array) -> Array:
    """Push apart what lies on top of each other, a little at a time."""
    least = APART * 3 / np.sqrt(max(1, len(places)))
    for _ in range(30):
        pairs = cKDTree(places).query_pairs(least, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        gap = places[pairs[:, 0]] - places[pairs[:, 1]]
        length = np.sqrt((gap**2).sum(axis=1, keepdims=True))
        push = 0.25 * (least - length) * gap / np.maximum(length, 1e-9)
        places = places.copy()
        np.add.at(places, pairs[:, 0], push)
        np.add.at(places, pairs[:, 1], -push)
    return places
