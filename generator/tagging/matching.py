"""Terms in; a matcher out that finds where a text names them: whole names, the longest, and by each term's rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from generator.model import Mention
from generator.tagging.boundaries import begins, stop
from generator.tagging.surfaces import URL, Surface, lowered, searched, surfaces, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.tagging.vocabulary import Term

RELEASE = re.compile(r"/(\d(?:\.\d)?)(?![\w])")
CAPITALS = 0.6  # a share of letters; above it a text is set in capitals, and a capital says nothing
GOES_WITH = "sebmBMexX"  # letters that may follow a name and leave it that name: plurals and sizes
Hit = tuple[int, int, int, Surface]  # start, end of the spelling, end of the mention, spelling


class Matcher:
    """Finds every mention of its terms; built once a list."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self.keys = tuple(term.key for term in self.terms)
        self._sized = tuple(term.facet == "models" for term in self.terms)
        found: dict[str, list[Surface]] = {}
        for index, term in enumerate(self.terms):
            for form, surface in surfaces(index, term):
                found.setdefault(form, []).append(surface)
        self._surfaces = list(found.values())
        self._by_form = {some[0].form: some for some in self._surfaces}
        self._automaton = AhoCorasick(list(found), implementation=Implementation.ContiguousNFA)

    def mentions(
        self, texts: Mapping[str, str], paper: str = "", blocked: frozenset[str] = frozenset()
    ) -> list[Mention]:
        """Return the mentions in a paper's fields, in order.

        `paper` is its slug, for names that only it may use; `blocked` are spellings that it defines as something else.
        """
        found: list[Mention] = []
        holds: dict[int, bool] = {}
        for field, text in texts.items():
            done = 0
            for start, _, end, surface in self.find(text):
                term = surface.term
                if start < done:  # another term of the same spelling has it
                    continue
                if surface.alias in blocked and self.terms[term].only_in is None:
                    continue
                if term not in holds:
                    holds[term] = counts(self.terms[term], texts, paper)
                if holds[term]:
                    done = end
                    found.append(
                        Mention(self.keys[term], field, start, end, text[start:end], surface.rule, surface.alias)
                    )
        return found

    def find(self, text: str) -> list[Hit]:
        """Return where the terms are named, whatever their rules about the rest of the paper."""
        low = lowered(text)
        raw = self._automaton.find_matches_as_indexes(searched(low), overlapping=True)
        if not raw:
            return []
        # The searched text and each spelling begin with a space: a start needs no change, an end is one less.
        last = len(text)
        starts = {start for _, start, behind in raw if behind > last or not text[behind - 1].isalnum()}
        ends = {end - 1 for _, _, end in raw}
        as_written = written(text)
        as_lowered = as_written if low is text else written(low)
        hits: list[Hit] = []
        for index, start, behind in raw:
            end = behind - 1
            if end < last and text[end].isalpha() and text[end] not in GOES_WITH:
                continue
            if start and not begins(text, start, ends):
                continue
            for surface in self._surfaces[index]:
                if (as_written if surface.cased else as_lowered)[start:end] == surface.form:
                    until = stop(text, end, starts, sized=surface.term >= 0 and self._sized[surface.term])
                    if until > end and text[end] == "/" and surface.form[-1:].isdigit():
                        more = list(self._releases(text, end, surface))
                        hits += more
                        until = end if more else until
                    if until >= 0:
                        hits.append((start, end, until, surface))
        return _settled(text, hits) if hits else hits

    def _releases(self, text: str, end: int, surface: Surface) -> Iterator[Hit]:
        """Yield the further releases of a list: in "GPT-2/3" the 3 is GPT-3."""
        stem = surface.form.rstrip("0123456789.")
        for match in RELEASE.finditer(text, end):
            if match.start() != end:
                return
            end = match.end()
            for other in self._by_form.get(f"{stem}{match[1]}", ()):
                yield match.start(1), end, end, other


def _settled(text: str, hits: list[Hit]) -> list[Hit]:
    """Return the hits that count, in order: of two that overlap the longer, none in an address, no word in capitals."""
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    if "://" in text or "www." in text:
        urls = [match.span() for match in URL.finditer(text)]
        hits = [hit for hit in hits if not any(low <= hit[0] < high for low, high in urls)]
    if _in_capitals(text):
        hits = [hit for hit in hits if not (hit[3].cased or hit[3].ordinary)]
    kept: list[Hit] = []
    for group in _overlapping(hits):
        kept += group if len(group) == 1 else _longest(group)
    return [hit for hit in kept if hit[3].term >= 0]


def _overlapping(hits: list[Hit]) -> Iterator[list[Hit]]:
    group: list[Hit] = []
    reach = 0
    for hit in hits:
        if group and hit[0] >= reach:
            yield group
            group = []
        group.append(hit)
        reach = max(reach, hit[1]) if len(group) > 1 else hit[1]
    if group:
        yield group


def _longest(group: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(group, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(hit[1] <= other[0] or hit[0] >= other[1] or hit[:2] == other[:2] for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[0])


def _in_capitals(text: str) -> bool:
    sample = text[:400]
    capitals = sum(map(str.isupper, sample))
    return capitals > 40 and capitals > CAPITALS * sum(map(str.isalpha, sample))


def combined(first: Sequence[Mention], second: Sequence[Mention]) -> list[Mention]:
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


def counts(term: Term, texts: Mapping[str, str], paper: str) -> bool:
    """Say whether a term's rules about the rest of the paper hold."""
    if term.only_in is not None and paper not in term.only_in:
        return False
    rule = term.rule
    if not rule.with_ and not rule.without:
        return True
    whole = "\n".join(texts.values()).lower()
    if rule.with_ and not any(_stands(word, whole) for word in rule.with_):
        return False
    return not any(_stands(word, whole) for word in rule.without)


def _stands(word: str, whole: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(word.lower())}", whole) is not None
