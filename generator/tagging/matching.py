"""Terms in; a matcher out that finds where a text names them: whole names, the longest, and by each term's rules."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from generator.model import Mention
from generator.tagging.boundaries import begins, stop
from generator.tagging.names import commonness
from generator.tagging.surfaces import URL, Surface, lowered, searched, surfaces, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.tagging.vocabulary import Term

RELEASE = re.compile(r"/(\d(?:\.\d)?)(?![\w])")
SAMPLE = 80  # characters
COMMON = 3.6  # Zipf; in a title in capitals a word as common is that word
CAPITALS = 0.6  # a share of letters; above it a text is set in capitals, and a capital says nothing
TAILS = (" ", "s ")
SIZED_TAILS = (*TAILS, *"123456789")
Hit = tuple[int, int, int, Surface]  # start, end of the spelling, end of the mention, spelling


# What may stand around a name so that it is whole: the cases that need no closer look, which are nearly all.
OPENS = frozenset(" (\n“‘\"'")
SIZES = frozenset("0123456789bBlLsStTgGmMxXhHvVPFUNICOp")  # with what a size or release behind a space begins
CLOSELY, AT_SIGHT, BY_LETTERS, BY_JOINTS = range(4)
CLOSES = frozenset(' ,;:)\n”’"?!')


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
        self._looks = [self._look(some) for some in self._surfaces]
        endings = [
            (form, index, tail) for index, form in enumerate(found) for tail in self._tails(self._surfaces[index])
        ]
        self._patterns = [(index, len(tail), self._is_sized(self._surfaces[index])) for _, index, tail in endings]
        forms = [form + tail for form, _, tail in endings]
        self._automaton = AhoCorasick(forms, implementation=Implementation.ContiguousNFA) if forms else None

    def _look(self, some: list[Surface]) -> int:
        """Return how a spelling that stands whole is made sure of: most belong to one tag and have no marks."""
        only = some[0]
        if len(some) > 1 or only.term < 0 or only.ordinary or not only.form.replace(" ", "").isalnum():
            return CLOSELY
        if " " in only.form:
            return CLOSELY if only.cased or only.hyphened else BY_JOINTS
        return BY_LETTERS if only.cased else AT_SIGHT

    def _is_sized(self, some: list[Surface]) -> bool:
        return any(surface.term >= 0 and self._sized[surface.term] for surface in some)

    def _tails(self, some: list[Surface]) -> tuple[str, ...]:
        """Return what may follow a spelling, as it is searched: a mark, a plural's s, and a size set solid."""
        if len(some[0].form.rpartition(" ")[2]) == 1:  # "CLIP-I" has no plural: "CLIP is" would be one
            return TAILS[:1]
        return SIZED_TAILS if self._is_sized(some) and some[0].form[-1:].isalpha() else TAILS

    def mentions(
        self, texts: Mapping[str, str], paper: str = "", blocked: frozenset[str] = frozenset()
    ) -> list[Mention]:
        """Return the mentions in a paper's fields, in order.

        `paper` is its slug, for names that only it may use; `blocked` are spellings that it defines as something else.
        """
        found: list[Mention] = []
        holds = {-1: True}
        for field, text in texts.items():
            hits = []
            for hit in self._hits(text):
                surface = hit[3]
                term = surface.term
                if blocked and surface.alias in blocked and self.terms[term].only_in is None:
                    continue
                counted = holds.get(term)
                if counted is None:
                    counted = holds[term] = counts(self.terms[term], texts, paper)
                if counted:
                    hits.append(hit)
            for start, _, end, surface in _settled(text, hits) if hits else ():
                words = text[start:end]
                found.append(Mention(self.keys[surface.term], field, start, end, words, surface.rule, surface.alias))
        return found

    def find(self, text: str) -> list[Hit]:
        """Return where the terms are named, whatever their rules about the rest of the paper."""
        hits = self._hits(text)
        return _settled(text, hits) if hits else hits

    def _hits(self, text: str) -> list[Hit]:
        """Return every place where a spelling stands as a whole name, the shorter in the longer too."""
        if self._automaton is None:
            return []
        low = lowered(text)
        raw = self._automaton.find_matches_as_indexes(searched(low), overlapping=True)
        if not raw:
            return []
        as_lowered = written(low)
        patterns, looks, surfaces_of = self._patterns, self._looks, self._surfaces
        last = len(text)
        hits: list[Hit] = []
        closer: list[tuple[int, int, int]] = []
        # The searched text and each spelling begin with a space: a start needs no change, an end is one less.
        for pattern, start, behind in raw:
            index, tail, sized = patterns[pattern]
            end = behind - 1 - tail
            until = end + tail - 1
            look = looks[index]
            if look and (start == 0 or text[start - 1] in OPENS) and (until >= last or text[until] in CLOSES):
                if sized and text[until + 1 : until + 2] in SIZES and text[until : until + 1] == " ":
                    look = CLOSELY
                surface = surfaces_of[index][0]
                if (
                    look == AT_SIGHT
                    or (look == BY_LETTERS and text[start:end] == surface.form)
                    or (look == BY_JOINTS and as_lowered[start:end] == surface.form)
                ):
                    hits.append((start, end, until, surface))
                    continue
                if look:
                    continue
            closer.append((index, start, end))
        if closer:
            hits += self._closely(text, as_lowered, closer, raw)
        return hits

    def _closely(
        self, text: str, as_lowered: str, closer: list[tuple[int, int, int]], raw: list[tuple[int, int, int]]
    ) -> Iterator[Hit]:
        """Yield the hits that hold on a closer look at what stands around them."""
        starts = {start for _, start, _ in raw}
        ends = {behind - 1 - self._patterns[pattern][1] for pattern, _, behind in raw}
        as_written = written(text)
        for index, start, end in dict.fromkeys(closer):
            if start and not begins(text, start, ends):
                continue
            for surface in self._surfaces[index]:
                if surface.hyphened and text[start + 1] == " ":
                    continue
                if (as_written if surface.cased else as_lowered)[start:end] == surface.form:
                    until = stop(text, end, starts, sized=surface.term >= 0 and self._sized[surface.term])
                    if until > end and text[end] == "/" and surface.form[-1:].isdigit():
                        more = list(self._releases(text, end, surface))
                        yield from more
                        until = end if more else until
                    if until >= 0:
                        yield (start, end, until, surface)

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
    hits.sort(key=itemgetter(0))
    if "://" in text or "www." in text:
        urls = [match.span() for match in URL.finditer(text)]
        hits = [hit for hit in hits if not any(low <= hit[0] < high for low, high in urls)]
    if text[:SAMPLE].isupper() or _in_capitals(text):
        title = len(text) <= SAMPLE
        hits = [hit for hit in hits if not (hit[3].cased or hit[3].ordinary) or (title and not _is_common(hit[3]))]
    kept: list[Hit] = []
    if all(first[1] <= second[0] for first, second in pairwise(hits)):
        kept = hits
    else:
        for group in _overlapping(hits):
            kept += group if len(group) == 1 else _longest(group)
    return _apart([hit for hit in kept if hit[3].term >= 0])


def _apart(hits: list[Hit]) -> list[Hit]:
    """Return the hits with no size reaching into the next name: in `BERT-T5` the T is not BERT's."""
    for at, (first, second) in enumerate(pairwise(hits)):
        if first[2] > second[0]:
            hits[at] = (first[0], first[1], first[1], first[3])
    return hits


def _is_common(surface: Surface) -> bool:
    return commonness(surface.form.lower()) >= COMMON


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
    for hit in sorted(group, key=lambda hit: (hit[0] - hit[1], hit[0], hit[3].term < 0)):
        if all(hit[1] <= other[0] or hit[0] >= other[1] for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[0])


def _in_capitals(text: str) -> bool:
    sample = text[:SAMPLE]
    return len(text) > SAMPLE and sum(map(str.isupper, sample)) > CAPITALS * sum(map(str.isalpha, sample))


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
    if rule.with_ and not any(_stands(word.lower(), whole) for word in rule.with_):
        return False
    return not any(_stands(word.lower(), whole) for word in rule.without)


def _stands(word: str, whole: str) -> bool:
    """Say whether a word begins somewhere in a text."""
    at = whole.find(word)
    while at > 0 and whole[at - 1].isalnum():
        at = whole.find(word, at + 1)
    return at >= 0
