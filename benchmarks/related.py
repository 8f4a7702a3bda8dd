"""Pairs judged by hand in; the share of good ones among related papers and among TF-IDF's, and seconds, out."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.invented import papers
from generator import commands
from generator.likeness import likeness
from generator.model import TEXT_FIELDS
from generator.nearest import nearest
from generator.related import LEAST, relate
from generator.tagging.shipped import shipped
from generator.tagging.tag import tag_papers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Library, Paper

TABLE = Path(__file__).parent / "related.csv"
TOP = 5
WORD = r"(?u)\b[^\W\d_][\w-]+\b"
SIZES = (1_000, 11_000)
PEER_SIZE = 11_000


def run() -> Iterator[str]:
    """Yield the lines of the report; a pair that nobody has judged counts as not good."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        judged = {(row["paper"], row["neighbour"]): row["good"] == "yes" for row in csv.DictReader(file)}
    library = commands.survey(commands.load()).library
    asked = sorted({paper for paper, _ in judged})
    ours = {slug: [near.slug for near in some][:TOP] for slug, some in relate(library).neighbours.items()}
    plain = _by_words(library.papers, TOP)
    nearest_five = _by_likeness(library)
    yield f"related: {len(asked)} papers judged by hand, {len(judged)} pairs; good ones among what each shows"
    for name, found in {
        f"related papers (likeness ≥ {LEAST})": ours,
        "peer: TF-IDF alone, as many for each": {slug: plain[slug][: len(ours[slug])] for slug in asked},
        "the five most alike, however little": nearest_five,
        "peer: TF-IDF alone, five": plain,
    }.items():
        pairs = [(slug, other) for slug in asked for other in found[slug]]
        good = sum(judged.get(pair, False) for pair in pairs)
        unknown = sum(pair not in judged for pair in pairs)
        yield f"  {name:40}{good:>5} of {len(pairs):>4}{good / max(1, len(pairs)):>8.0%}{unknown:>5} not judged"
    yield from _times()


def _by_words(some: tuple[Paper, ...], count: int) -> dict[str, list[str]]:
    """Return each paper's nearest by the cosine of plain TF-IDF weights: every pair is compared."""
    texts = [" ".join([paper.title, *(paper.text_of(name) for name in TEXT_FIELDS)]) for paper in some]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=WORD, max_df=0.3).fit_transform(texts)
    found = {}
    for start in range(0, len(some), 256):
        alike = (rows[start : start + 256] @ rows.T).toarray()
        for at, line in enumerate(alike, start):
            order = sorted(
                np.argsort(-line)[: count + 8], key=lambda one: (-round(float(line[one]), 4), some[one].slug)
            )
            found[some[at].slug] = [some[one].slug for one in order if one != at][:count]
    return found


def _by_likeness(library: Library) -> Mapping[str, list[str]]:
    order = sorted(range(len(library.papers)), key=lambda at: library.papers[at].slug)
    slugs = [library.papers[at].slug for at in order]
    found = nearest(likeness(library).rows[order], TOP)
    return {slug: [slugs[at] for at, _ in some] for slug, some in zip(slugs, found, strict=True)}


def _times() -> Iterator[str]:
    yield "related: seconds from tagged papers to related papers with reasons (invented texts)"
    for size in SIZES:
        some = tuple(papers(size))
        library = tag_papers(some, shipped()[0], ())
        started = time.process_time()
        relate(library)
        seconds = time.process_time() - started
        yield f"  {size:>8,} papers{seconds:>8.1f} s{seconds / size * 1000:>8.2f} ms a paper"
        if size == PEER_SIZE:
            started = time.process_time()
            _by_words(some, TOP)
            peer = time.process_time() - started
            yield f"  peer: TF-IDF, every pair compared, no tags, no reasons {peer:.1f} s ({peer / seconds:.1f} × ours)"
