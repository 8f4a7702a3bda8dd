"""Abstracts tagged a second on one core, beside one `re` alternation of the names, bare Aho-Corasick, and spaCy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from benchmarks.invented import papers
from benchmarks.timing import least, table
from generator.tagging.introductions import introduced
from generator.tagging.matching import Matcher
from generator.tagging.newcomers import Known
from generator.tagging.vocabulary import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COUNT = 300


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    terms = shipped()[0]
    texts = [{"title": paper.title, "abstract": paper.abstract or ""} for paper in papers(COUNT)]
    whole = [f"{one['title']}\n{one['abstract']}" for one in texts]
    names = sorted({name for term in terms for name in (term.rule.name, *term.rule.aliases)}, key=len, reverse=True)
    matcher, known = Matcher(terms), Known(terms)
    bare = AhoCorasick([name.lower() for name in names])
    alternation = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE)
    work: dict[str, Callable[[], object]] = {
        "mentions and introductions": lambda: [(matcher.mentions(one), introduced(one, known.facet)) for one in texts],
        "mentions": lambda: [matcher.mentions(one) for one in texts],
        "introductions": lambda: [introduced(one, known.facet) for one in texts],
        "peer: Aho-Corasick, names only": lambda: [bare.find_matches_as_indexes(one.lower()) for one in whole],
    }
    spacy_work = _spacy(names, whole)
    if spacy_work:
        work["peer: spaCy PhraseMatcher"] = spacy_work
    few = whole[:10]
    rate = least({"re": lambda: [alternation.findall(one) for one in few]}, turns=1)["re"] / len(few) * COUNT
    rows = {**least(work), "peer: one re alternation": rate}
    yield f"tagging: {COUNT} invented abstracts of 180 words, {len(terms):,} names with {len(names):,} spellings"
    yield from table(rows, COUNT, "abstracts", "peer: one re alternation")


def _spacy(names: list[str], texts: list[str]) -> Callable[[], object] | None:
    """Return spaCy's work where it is installed (`pip install spacy`); it is too large to install for one figure."""
    try:
        import spacy  # noqa: PLC0415
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415
    except ImportError:
        return None
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("name", list(language.tokenizer.pipe(names)))
    return lambda: [matcher(document) for document in language.tokenizer.pipe(texts)]
