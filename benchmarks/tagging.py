"""Abstracts tagged a second on one core by all rules, beside one `re` alternation, bare Aho-Corasick, and spaCy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from benchmarks.invented import papers
from benchmarks.timing import least, table
from generator.tagging.introductions import introduced
from generator.tagging.matching import Matcher
from generator.tagging.newcomers import Known
from generator.tagging.shipped import shipped
from generator.tagging.text import texts_of
from generator.tagging.written_out import redefined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.tagging.text import Text

COUNT = 300
ALL = "all rules"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    terms = shipped()[0]
    fields = [{"title": paper.title, "abstract": paper.abstract or ""} for paper in papers(COUNT)]
    whole = [f"{one['title']}\n{one['abstract']}" for one in fields]
    names = sorted({name for term in terms for name in (term.rule.name, *term.rule.aliases)}, key=len, reverse=True)
    matcher, known = Matcher(terms), Known(terms)
    bare = AhoCorasick([name.lower() for name in names])
    alternation = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE)
    work: dict[str, Callable[[], object]] = {  # each prepares its texts itself
        ALL: lambda: [tagged(texts_of(one), matcher, known) for one in fields],
        "mentions": lambda: [matcher.mentions(texts_of(one)) for one in fields],
        "introductions": lambda: [introduced(texts_of(one), known.facet) for one in fields],
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
    yield f"  {ALL}: {COUNT / rows[ALL]:,.0f} abstracts a second on one core, {rows[ALL] / COUNT * 1e6:.0f} µs each"


def tagged(texts: dict[str, Text], matcher: Matcher, known: Known) -> tuple[object, object]:
    """Return what a paper names and what it introduces, as the pipeline does, each text prepared once."""
    other = redefined(texts.values(), known.names)
    return introduced(texts, known.without(other).facet), matcher.mentions(texts, blocked=other)


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
