"""A library in; each paper's nearest papers, by what their texts say and the tags that they share, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.likeness import likeness
from generator.model import Neighbour
from generator.nearest import nearest
from generator.reasons import Reasons

if TYPE_CHECKING:
    from generator.likeness import Likeness
    from generator.model import Library

SHOWN = 6
LEAST = 0.045  # below it, fewer than half of the pairs had a subject in common


def relate(library: Library, alike: Likeness | None = None) -> Library:
    """Return the library with up to six neighbours a paper, the nearest first; a lone paper has none.

    Among equals the one whose slug comes first is nearer, whatever the order of the list.
    """
    papers = library.papers
    if len(papers) < 2:
        return library
    alike = alike or likeness(library)
    order = sorted(range(len(papers)), key=lambda at: papers[at].slug)
    reasons = Reasons(library, alike)
    found = {}
    for at, near in zip(order, nearest(alike.rows[order], SHOWN), strict=True):
        found[papers[at].slug] = tuple(
            Neighbour(papers[other].slug, score, reasons.shared(at, other)[:4], reasons.of(at, other))
            for other, score in ((order[rank], score) for rank, score in near)
            if score >= LEAST
        )
    return library.with_neighbours({paper.slug: found[paper.slug] for paper in papers})
