"""A library in; a row of weights a paper, from its words and its tags, whose products say how alike papers are, out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer

from generator.model import TEXT_FIELDS, Library, Role, TagKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Paper, TagUse

# Chosen on the papers of the default list that benchmarks/related.csv does not judge.
OF_TAGS = 0.2  # of a likeness from 0 to 1, what tags give at most
CENTRAL = 2.0  # a tag that a paper introduces or has in its title counts so many times
INHERITED = 0.5  # a paper on ViLBERT is as much on BERT
LITTLE = 0.25  # a share of the papers, those whose tags say least
BY_FACET = {"tasks": 1.5, "methods": 1.2, "models": 0.7, "datasets": 0.7}
TOO_COMMON = 0.3  # words in a larger share of the papers say nothing
MANY = 2000  # papers; from here on a word of a single paper is left out, which halves the memory
# Words of any abstract, beside those that any English text has.
OF_PAPERS = frozenset(
    """author paper work study approach method methods result propose proposed present introduce introduces show shows
    reported report existing previous recent novel new experiment demonstrate achieve achieves performance
    state-of-the-art sota outperform outperforms surpass surpasses evaluate evaluation improve improves improvement
    based using used use different various several including include compared comparable strong available code
    github extensive finding find effective effectively significantly challenge address""".split()  # noqa: SIM905 -- reads best as words
)
TOKEN = re.compile(r"(?u)\b[^\W\d_][\w-]+\b")
KEPT = ("ss", "us", "is", "as", "series", "species")


@dataclass(frozen=True)
class Likeness:
    """A row a paper, of length 1 (0 where a paper says nothing); the first columns are `words`, the rest `tags`."""

    rows: csr_matrix
    words: tuple[str, ...]
    tags: tuple[TagKey, ...]
    surfaces: Mapping[str, str]

    def shown(self, words: str) -> str:
        """Return stems as texts have them."""
        return " ".join(self.surfaces.get(part, part) for part in words.split())

    @cached_property
    def of_words(self) -> csr_matrix:
        """Return the columns that stand for words."""
        return self.rows[:, : len(self.words)]


def likeness(library: Library) -> Likeness:
    """Weigh the words and pairs of words of each paper, and its tags."""
    surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counted, words = _counts(library.papers, surfaces)
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counted) if words else counted
    tags = tuple(library.tags)
    rows = hstack([np.sqrt(1 - OF_TAGS) * weighted, np.sqrt(OF_TAGS) * _of_tags(library, tags)], format="csr")
    rows.sort_indices()
    usual = {stem: min(some, key=lambda word: (-some[word], word)) for stem, some in surfaces.items()}
    return Likeness(rows, words, tags, usual)


def _counts(papers: tuple[Paper, ...], surfaces: defaultdict[str, Counter[str]]) -> tuple[csr_matrix, tuple[str, ...]]:
    count = len(papers)
    vectorizer = CountVectorizer(
        analyzer=lambda paper: terms(paper, surfaces),
        max_df=max(TOO_COMMON, 2 / count) if count else 1.0,
        min_df=2 if count >= MANY else 1,
        dtype=np.float64,
    )
    try:
        rows = vectorizer.fit_transform(papers)
    except ValueError:  # no word at all: every text is of marks, or of words that all share
        return csr_matrix((count, 0)), ()
    return rows, tuple(map(str, vectorizer.get_feature_names_out()))


def terms(paper: Paper, surfaces: defaultdict[str, Counter[str]]) -> Iterator[str]:
    """Yield what a paper's words stand for; its title counts twice."""
    for text in (paper.title, *(paper.text_of(name) for name in TEXT_FIELDS)):
        yield from stems(text, surfaces)


def stems(text: str, surfaces: defaultdict[str, Counter[str]] | None = None) -> Iterator[str]:
    """Yield the stems of a text's words and each two that follow each other; count in `surfaces` how they look."""
    last = ""
    for word in TOKEN.findall(text.lower()):
        stem = _stem(word)
        if word in ENGLISH_STOP_WORDS or stem in OF_PAPERS:
            continue
        if surfaces is not None:
            surfaces[stem][word] += 1
        yield stem
        if last:
            yield f"{last} {stem}"
        last = stem


@cache
def _stem(word: str) -> str:
    """Return a word without its plural's ending."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(KEPT):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _of_tags(library: Library, tags: tuple[TagKey, ...]) -> csr_matrix:
    """Return a row a paper: its tags and what they descend from, a rare one counting more."""
    column = {key: at for at, key in enumerate(tags)}
    named = {tag.name: key for key, tag in library.tags.items()}
    parents = {
        key: [named[name] for name in (tag.parent, *tag.derived_from) if name in named and named[name] != key]
        for key, tag in library.tags.items()
    }
    cells: dict[tuple[int, int], float] = {}
    for at, paper in enumerate(library.papers):
        for use in library.uses[paper.slug]:
            weight = BY_FACET.get(use.tag.facet, 1.0) * (CENTRAL if _is_central(use) else 1.0)
            for key, part in ((use.tag, weight), *((kin, weight * INHERITED) for kin in parents[use.tag])):
                place = at, column[key]
                cells[place] = max(part, cells.get(place, 0.0))
    across, down = zip(*cells, strict=True) if cells else ((), ())
    rows = csr_matrix((list(cells.values()), (across, down)), shape=(len(library.papers), len(tags)))
    bearers = np.bincount(rows.indices, minlength=len(tags))
    return _shortened(rows @ diags(np.log(1 + len(library.papers) / np.maximum(1, bearers))))


def _shortened(rows: csr_matrix) -> csr_matrix:
    """Return rows of at most length 1; one that says little, of a common tag only, stays shorter."""
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    usual = np.quantile(lengths[lengths > 0], LITTLE) if lengths.any() else 1.0
    return diags(1 / np.maximum(lengths, usual)) @ rows


def _is_central(use: TagUse) -> bool:
    return use.role is Role.INTRODUCES or any(mention.field == "title" for mention in use.mentions)
