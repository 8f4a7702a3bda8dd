"""A library in; its papers' places in the plane, and the regions with their words, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial import cKDTree

from generator.contours import shores
from generator.labels import label, terms_of
from generator.layout import laid_out, landmarks
from generator.likeness import likeness
from generator.plane import SIDE, Atlas, Region, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from generator.labels import Term
    from generator.likeness import Likeness
    from generator.model import Library

EACH = 10  # papers that a region of a short list has
REGIONS = 12  # at most
PARTS = 4  # times as many parts as regions
REACH = 1.9  # usual distances from the middle that the map's edge is away; what lies farther stays at the edge


def draw(library: Library, alike: Likeness | None = None) -> Atlas:
    """Return the map of a library: the same papers give the same map, whatever their order."""
    order = sorted(range(len(library.papers)), key=lambda at: library.papers[at].slug)
    if not order:
        return Atlas()
    alike = alike or likeness(library)
    slugs = [library.papers[at].slug for at in order]
    terms = [*alike.words, *(f"{key.facet}/{key.slug}" for key in alike.tags)]
    places = _on_paper(laid_out(alike.rows[order], terms, slugs))
    told = terms_of(library, alike)
    wide = _clusters(places, slugs, min(REGIONS, round(len(order) / EACH)))
    fine = _clusters(places, slugs, min(REGIONS * PARTS, round(len(order) * 2 / EACH)))
    spots = tuple(
        Spot(slug, int(x), int(y), int(region), int(part))
        for slug, (x, y), region, part in zip(slugs, places, wide, fine, strict=True)
    )
    groups = [[order[at] for at in np.flatnonzero(wide == one)] for one in range(int(wide.max()) + 1)]
    words = label(groups, told, len(order))
    regions = tuple(map(_region, words, (places[wide == one] for one in range(len(groups)))))
    smaller = [[order[at] for at in np.flatnonzero(fine == one)] for one in range(int(fine.max()) + 1)]
    wholes = [int(wide[np.argmax(fine == one)]) for one in range(len(smaller))]
    words = label(smaller, told, len(order), [words[whole] for whole in wholes])
    parts = tuple(map(_region, words, (places[fine == one] for one in range(len(smaller))), wholes))
    by_place = sorted(spots, key=lambda spot: (spot.region, spot.part, _along(spot), spot.slug))
    return Atlas(tuple(by_place), regions, parts, shores(places.astype(float), SIDE))


def _clusters(places: NDArray[np.int64], names: Sequence[str], count: int) -> NDArray[np.int64]:
    """Return a cluster for each place, the largest first: Ward's method, which joins what lies together."""
    if count < 2:
        return np.zeros(len(places), dtype=np.int64)
    chosen = landmarks(names)
    joined = fcluster(linkage(places[chosen].astype(float), method="ward"), count, criterion="maxclust")
    _, nearest = cKDTree(places[chosen]).query(places)
    found = joined[nearest]
    sizes = np.bincount(found)
    order = sorted(set(found.tolist()), key=lambda one: (-sizes[one], names[int(np.argmax(found == one))]))
    number = {one: at for at, one in enumerate(order)}
    return np.array([number[one] for one in found.tolist()], dtype=np.int64)


def _region(terms: tuple[Term, ...], places: NDArray[np.int64], within: int | None = None) -> Region:
    x, y = np.round(np.median(places, axis=0)).astype(int).tolist()
    return Region(tuple(term.words for term in terms), tuple(term.tag for term in terms), x, y, len(places), within)


def _along(spot: Spot) -> int:
    """Return how far along a line that winds through the plane a spot lies, so that near spots stand together."""
    return sum(((spot.x >> bit & 1) << 2 * bit) | ((spot.y >> bit & 1) << 2 * bit + 1) for bit in range(10))


def _on_paper(places: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return places as whole numbers on the map, y growing downwards."""
    scaled = SIDE / 2 * (1 + places / REACH)
    return np.round(np.clip(scaled, 0.01 * SIDE, 0.99 * SIDE)).astype(np.int64)
