"""Papers and terms in; the library, with every tag's evidence, out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model import TEXT_FIELDS, Introduction, Library, Mention, Paper, Role, Tag, TagKey, TagUse
from generator.tagging import BY_NAME, FACETS, written_out
from generator.tagging.introductions import introduced
from generator.tagging.matching import Matcher
from generator.tagging.newcomers import Known, key_of, newcomers, surmised
from generator.tagging.surfaces import beginnings
from generator.tagging.text import texts_of
from generator.tagging.vocabulary import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Reading
    from generator.tagging.introductions import New
    from generator.tagging.vocabulary import Term

ORDER = {facet.name: rank for rank, facet in enumerate(FACETS)}


def tag_papers(papers: Sequence[Paper], terms: Sequence[Term], readings: Sequence[Reading] = ()) -> Library:
    """Return the library of the papers; names that papers introduce are tags beside those of the vocabulary."""
    known = Known(terms)
    texts = {paper.slug: texts_of({name: paper.text_of(name) for name in TEXT_FIELDS}) for paper in papers}
    begun = beginnings(text.words for some in texts.values() for text in some.values())
    base = Matcher(terms, begun)
    redefined = {slug: written_out.redefined(some.values(), known.names) for slug, some in texts.items()}
    news = {slug: introduced(some, known.without(redefined[slug]).facet) for slug, some in texts.items()}
    named = {slug: base.mentions(some, slug, redefined[slug]) for slug, some in texts.items()}
    fresh = list(newcomers(papers, texts, news, known, redefined))
    fresh += surmised(papers, texts, named, known, [term for term, _ in fresh])
    own = {(slug, spelling(term.rule.name, exact=True)): term.key for term, slugs in fresh for slug in slugs}
    every = (*terms, *(term for term, _ in fresh))
    matcher = Matcher([term for term, _ in fresh])
    uses: dict[str, tuple[TagUse, ...]] = {}
    introductions: dict[str, tuple[Introduction, ...]] = {}
    for paper in papers:
        keys = [(new, key_of(new, paper, own, known)) for new in news[paper.slug]]
        mentions = _combined(named[paper.slug], matcher.mentions(texts[paper.slug], paper.slug))
        introductions[paper.slug] = tuple(_introduction(new, key) for new, key in keys)
        found = {mention.tag for mention in mentions}
        # In a spelling by which nobody else is to be found: "XLS-R" for XLSR.
        lost = [m for one in introductions[paper.slug] if one.tag and one.tag not in found for m in one.mentions]
        mentions = _combined(lost, mentions) if lost else mentions
        uses[paper.slug] = _uses(mentions, {key for _, key in keys if key})
    library = _index(papers, every, uses, introductions, tuple(readings))
    return replace(library, known=known.spellings())


def _combined(first: Sequence[Mention], second: Sequence[Mention]) -> list[Mention]:
    """Return both matchers' mentions of one paper, field by field in order; of two that overlap the longer counts."""
    kept: list[Mention] = []
    for field in dict.fromkeys(mention.field for mention in (*first, *second)):
        some = sorted((m for m in (*first, *second) if m.field == field), key=lambda m: (m.start, m.start - m.end))
        reach: list[Mention] = []
        for mention in some:
            if reach and mention.start < reach[-1].end:
                if mention.end - mention.start > reach[-1].end - reach[-1].start:
                    reach[-1] = mention
            else:
                reach.append(mention)
        kept += reach
    return kept


def _introduction(new: New, key: TagKey | None) -> Introduction:
    mentions = tuple(
        Mention(key or TagKey("", ""), found.field, found.start, found.end, found.name, found.rule, new.name)
        for found in new.found
    )
    # A tag's facet is the vocabulary's word against a noun that the text happens to use.
    told = key is None or (new.noun and new.facet == key.facet)
    kind = new.kind if told or key is None else BY_NAME[key.facet].singular
    return Introduction(new.long or new.name, new.name if new.long else None, kind, mentions, key)


def _uses(mentions: Iterable[Mention], own: set[TagKey]) -> tuple[TagUse, ...]:
    """Return a paper's tags: by facet, what it introduces first, then what it names most and in its title."""
    by_tag: dict[TagKey, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_tag[mention.tag].append(mention)

    def weight(use: TagUse) -> tuple[int, bool, int]:
        titled = any(mention.field == "title" for mention in use.mentions)
        return ORDER[use.tag.facet], use.role is not Role.INTRODUCES, -(3 * titled + len(use.mentions))

    uses = [TagUse(key, Role.INTRODUCES if key in own else Role.NAMES, tuple(found)) for key, found in by_tag.items()]
    return tuple(sorted(uses, key=weight))


def _index(
    papers: Sequence[Paper],
    terms: Iterable[Term],
    uses: Mapping[str, tuple[TagUse, ...]],
    introductions: Mapping[str, tuple[Introduction, ...]],
    readings: tuple[Reading, ...],
) -> Library:
    bearers: dict[TagKey, list[tuple[Paper, TagUse]]] = defaultdict(list)
    for paper in papers:
        for use in uses[paper.slug]:
            bearers[use.tag].append((paper, use))
    tags: dict[TagKey, Tag] = {term.key: term.tag() for term in terms if term.key in bearers}
    most_first = sorted(bearers, key=lambda key: (ORDER[key.facet], -len(bearers[key]), tags[key].name.casefold()))
    return Library(
        papers=tuple(papers),
        tags={key: tags[key] for key in most_first},
        uses=uses,
        introductions=introductions,
        bearers={key: tuple(bearers[key]) for key in most_first},
        readings=readings,
    )
