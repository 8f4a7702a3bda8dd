"""Rows of weights in; for each row the rows most like it out, with memory that a longer list does not use up."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

EXACT = 3000  # rows; up to here every product is taken
HEAVIEST = 40  # beyond, two rows are compared if they share one of their heaviest columns: 98 of 100 are found so
MORE = 6  # times as many candidates as are asked for are then compared in whole
CHUNK = 256
DIGITS = 4  # products are rounded, so that the order in which a machine adds up does not choose among equals


def nearest(rows: csr_matrix, count: int) -> Iterator[list[tuple[int, float]]]:
    """Yield for each row up to `count` other rows with their product, the largest first, then in the rows' order."""
    total = rows.shape[0]
    drawn = rows if total <= EXACT else _heaviest(rows)
    against = drawn.T.tocsr()
    for start in range(0, total, CHUNK):
        found = (drawn[start : start + CHUNK] @ against).tocsr()
        firsts, others, products = _candidates(found, start, MORE * count if total > EXACT else count)
        if total > EXACT:
            products = np.asarray(rows[firsts + start].multiply(rows[others]).sum(axis=1)).ravel()
        scores = np.round(products.astype(np.float64), DIGITS)
        best = np.lexsort((others, -scores, firsts))
        bounds = np.searchsorted(firsts[best], np.arange(found.shape[0] + 1))
        for low, high in pairwise(bounds.tolist()):
            some = best[low : min(high, low + count)]
            yield [(int(others[one]), float(scores[one])) for one in some if scores[one] > 0]


def _heaviest(rows: csr_matrix) -> csr_matrix:
    """Return the rows with their heaviest columns only."""
    kept = np.zeros(rows.nnz, dtype=bool)
    shared = np.bincount(rows.indices, minlength=rows.shape[1]) > 1
    weights = np.where(shared[rows.indices], rows.data, 0)
    for low, high in pairwise(rows.indptr.tolist()):
        order = np.lexsort((rows.indices[low:high], -weights[low:high]))
        kept[low + order[:HEAVIEST]] = True
    kept &= weights > 0
    indptr = np.concatenate(([0], np.cumsum(kept)))[rows.indptr]
    return csr_matrix((rows.data[kept], rows.indices[kept], indptr), shape=rows.shape)


def _candidates(found: csr_matrix, start: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return, of a chunk, the cells with the largest products, at least `count` of each row: row, column, product."""
    parts = []
    for row in range(found.shape[0]):
        cells = slice(found.indptr[row], found.indptr[row + 1])
        columns, products = found.indices[cells], found.data[cells]
        rounded = np.round(products, DIGITS)
        least = np.partition(rounded, -count - 1)[-count - 1] if rounded.size > count + 1 else -np.inf
        kept = (rounded >= least) & (columns != start + row)
        parts.append((np.full(kept.sum(), row), columns[kept], products[kept]))
    firsts, others, products = zip(*parts, strict=True)
    return np.concatenate(firsts), np.concatenate(others), np.concatenate(products)
