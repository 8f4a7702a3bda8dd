"""A library in; each paper's nearest papers, by what their texts say and the tags that they share, out."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import NearestNeighbors

from generator.model import TEXT_FIELDS, Library, Neighbour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy.sparse import csr_matrix

    from generator.model import Paper, TagKey

SHOWN = 6
CANDIDATES = 40  # by text; shared tags then choose among them
TEXT_WEIGHT = 0.6
REASONS = 4
LEAST = 0.08  # below it two papers have the words of any two papers in common


def relate(library: Library) -> Library:
    """Return the library with up to six neighbours a paper, the nearest first; a lone paper has none."""
    papers = library.papers
    if len(papers) < 2:
        return library
    vectors, words = _vectors(papers)
    rarity = {key: log(1 + len(papers) / len(bearers)) for key, bearers in library.bearers.items()}
    tags = {paper.slug: {use.tag for use in library.uses[paper.slug]} for paper in papers}
    count = min(CANDIDATES + 1, len(papers))
    search = NearestNeighbors(n_neighbors=count, metric="cosine").fit(vectors)
    distances, indices = search.kneighbors(vectors)
    found = {}
    for at, paper in enumerate(papers):
        scored = []
        for distance, other in zip(distances[at], indices[at], strict=True):
            if other != at:
                shared = tags[paper.slug] & tags[papers[other].slug]
                score = TEXT_WEIGHT * (1 - float(distance)) + (1 - TEXT_WEIGHT) * _likeness(
                    tags[paper.slug], tags[papers[other].slug], rarity
                )
                scored.append((round(score, 4), int(other), shared))
        best = sorted(scored, key=lambda row: (-row[0], papers[row[1]].slug))[:SHOWN]
        found[paper.slug] = tuple(
            Neighbour(papers[other].slug, score, _rarest(shared, rarity), tuple(_common(vectors, words, at, other)))
            for score, other, shared in best
            if score >= LEAST
        )
    return library.with_neighbours(found)


def _vectors(papers: tuple[Paper, ...]) -> tuple[csr_matrix, np.ndarray]:
    """Return a row of TF-IDF weights a paper, and the words that its columns stand for; titles count twice."""
    texts = [" ".join([paper.title, *(paper.text_of(name) for name in TEXT_FIELDS)]) for paper in papers]
    vectorizer = TfidfVectorizer(
        sublinear_tf=True,
        stop_words="english",
        token_pattern=r"(?u)\b[^\W\d_][\w-]+\b",  # noqa: S106 -- no password
        max_df=max(0.3, 2 / len(papers)),
        dtype=np.float32,
    )
    try:
        rows = vectorizer.fit_transform(texts)
    except ValueError:  # no word at all: every text is of marks, or of words that all share
        vectorizer = TfidfVectorizer(analyzer="char", dtype=np.float32)
        rows = vectorizer.fit_transform(texts)
    return rows, vectorizer.get_feature_names_out()


def _likeness(first: set[TagKey], second: set[TagKey], rarity: dict[TagKey, float]) -> float:
    """Return how much of two papers' tags is the same, from 0 to 1, a rare tag counting more (weighted Jaccard)."""
    both = sum(sorted(rarity[key] for key in first & second))
    either = sum(sorted(rarity[key] for key in first | second))
    return both / either if either else 0.0


def _rarest(shared: set[TagKey], rarity: dict[TagKey, float]) -> tuple[TagKey, ...]:
    return tuple(sorted(shared, key=lambda key: (-rarity[key], key))[:REASONS])


def _common(vectors: csr_matrix, words: np.ndarray, first: int, second: int) -> Iterator[str]:
    """Yield the three words that bring two papers together most."""
    product = vectors[first].multiply(vectors[second]).tocsr()
    for column in sorted(product.indices, key=lambda c: (-product[0, c], words[c]))[:3]:
        yield str(words[column])
