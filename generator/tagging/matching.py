"""Terms in; a matcher out that finds where a text names them: whole names, the longest, and by each term's rules."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from generator.model import Mention
from generator.tagging.boundaries import EDITIONS, SIZES, begins, stop
from generator.tagging.company import admitted, as_datasets
from generator.tagging.context import confirmed, is_another, is_foreign, lacks, whole_of
from generator.tagging.names import as_papers_write, commonness
from generator.tagging.settling import Hit, settled
from generator.tagging.surfaces import PROPER, RELEASED, Surface, lowered, surfaces, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.tagging.text import Text
    from generator.tagging.vocabulary import Term

RELEASE = re.compile(r"/[vV]?(\d{1,3}(?:\.\d)?)(?![\w])")
TAILS = (b" ", b"s ")
SIZED_TAILS = (*TAILS, *(b"%d" % digit for digit in range(1, 10)))
YOLO_TAILS = (*TAILS, *(b"%c " % size for size in b"nmlxbtc"))  # YOLO alone sets its sizes solid: YOLOv8n
A_WORD = 2.5  # Zipf; "aligns" is above it, "GANs" below
DIGITS = frozenset("0123456789")

# What may stand around a name so that it is whole: the cases that need no closer look, which are nearly all.
OPENS = frozenset(" (\n“‘\"'")
CLOSES = frozenset(' ,;:)\n”’"?!.')
SIZED = frozenset("0123456789bBlLsStTgGmMxXhHvVPFUNICOp")  # with what a size or release behind a space begins …
SPELT = frozenset(word[:2].lower() for word in f"{SIZES}|{EDITIONS}".split("|"))  # … so, if it is a word


class Pattern(NamedTuple):
    """What is searched for: a spelling with what stands behind it.

    `back` is how many bytes of what was searched for stand behind the spelling, `spelling` is its number, and
    `seen` holds, for the words found in its place so far, whose names they are.
    """

    back: int
    spelling: int
    sized: bool
    seen: dict[str, tuple[Surface, ...]]


class Seen(NamedTuple):
    """What is known of words with the characters around them: whose names they are, if they stand whole there.

    `names` come with how many characters stand behind the name. They are `None` where only a closer look tells, and so
    it is where one of `unless` stands next. `bound` are their terms that have rules about the rest of the paper.
    """

    names: tuple[tuple[int, Surface], ...] | None
    unless: frozenset[str] = frozenset()
    bound: frozenset[int] = frozenset()


CLOSER = Seen(None)
_mention = partial(tuple.__new__, Mention)  # a name for each of its parts takes three times as long


class Matcher:
    """Finds every mention of its terms; built once a list.

    With `begun` it need find them only in texts whose `beginnings` these are, and is built in a third of the time.
    """

    def __init__(self, terms: Sequence[Term], begun: frozenset[bytes] | None = None) -> None:
        self.terms = tuple(terms)
        self.keys = tuple(term.key for term in self.terms)
        self._sized = tuple(term.facet == "models" for term in self.terms)
        self._facets = tuple(term.facet for term in self.terms)
        found: dict[bytes, list[Surface]] = {}
        for index, term in enumerate(self.terms):
            for form, surface in surfaces(index, term, begun):
                some = found.setdefault(form, [])
                if all((one.term, one.form, one.cased) != (index, surface.form, surface.cased) for one in some):
                    some.append(surface)
        # Datasets that share their name with something else, from which a word in brackets tells them.
        self._shared = {
            as_papers_write(term.rule.name): term.key
            for term in self.terms
            if term.facet == "datasets" and term.rule.name != as_papers_write(term.rule.name)
        }
        self._surfaces = list(found.values())
        words = {one.term for some in self._surfaces for one in some if one.ordinary and one.term >= 0}
        # Names that are words, and that need no word beside them to count.
        self._words = frozenset(term for term in words if not self.terms[term].rule.with_)
        every = list(enumerate(self.terms))
        self._needing = frozenset(index for index, term in every if term.rule.with_)
        self._excluded = frozenset(index for index, term in every if term.only_in is not None or term.rule.without)
        self._judged = self._words | self._needing | self._excluded
        self._by_form = {some[0].form: some for some in self._surfaces}
        endings = [
            (form, index, tail) for index, form in enumerate(found) for tail in self._tails(self._surfaces[index])
        ]
        spellings: list[tuple[int, bool, dict[str, tuple[Surface, ...]]]] = [
            (index, self._is_sized(some), {}) for index, some in enumerate(self._surfaces)
        ]
        # The searched text and each spelling begin with a space: a start needs no change, an end is one less.
        # "tree of thought" with an s behind it and "tree of thoughts" are searched as one.
        patterns: dict[bytes, list[Pattern]] = {}
        for form, index, tail in endings:
            patterns.setdefault(form + tail, []).append(Pattern(len(tail) + 1, *spellings[index]))
        self._patterns = list(patterns.values())
        self._seen: dict[str, Seen] = {}
        forms = list(patterns)
        self._automaton = BytesAhoCorasick(forms, implementation=Implementation.ContiguousNFA) if forms else None

    def _is_sized(self, some: list[Surface]) -> bool:
        return any(surface.term >= 0 and self._sized[surface.term] for surface in some)

    def _tails(self, some: list[Surface]) -> tuple[bytes, ...]:
        """Return what may follow a spelling, as it is searched: a mark, a plural's s, and a size set solid."""
        form = some[0].form
        if len(form.rpartition(" ")[2]) == 1:  # "CLIP-I" has no plural: "CLIP is" would be one
            return TAILS[:1]
        if form[-1:].isdigit() and form.lower().startswith("yolo"):
            return YOLO_TAILS
        return SIZED_TAILS if self._is_sized(some) and form[-1:].isalpha() else TAILS

    def mentions(
        self, texts: Mapping[str, Text], paper: str = "", blocked: frozenset[str] = frozenset()
    ) -> list[Mention]:
        """Return the mentions in a paper's fields, in order.

        `paper` is its slug, for names that only it may use; `blocked` are spellings that it defines as something else.
        """
        found: list[Mention] = []
        keys, whole = self.keys, ""
        for field, text in texts.items():
            hits, bound = self._hits(text)
            if not hits:
                continue
            words = text.words
            if bound or blocked:
                whole = whole or whole_of(texts)
                hits, doubtful = self._counting(hits, bound, whole, paper, blocked)
                if doubtful:
                    hits += admitted(words, settled(text, list(hits)), doubtful, self._facets)
            rows = [
                (keys[surface.term], field, start, end, words[start:end], surface.rule, surface.alias)
                for start, until, end, surface in settled(text, hits)
                if words[until : until + 2] != " (" or not self._ends_a_longer(text, start, until, surface)
            ]
            found += map(_mention, rows)
        if not self._shared.keys().isdisjoint([mention.text for mention in found]):
            found = as_datasets(found, texts, self._shared)
        return confirmed(found, texts["title"].words) if len(texts) > 1 and "title" in texts else found

    def _ends_a_longer(self, text: Text, start: int, end: int, surface: Surface) -> bool:
        """Say whether a model's name ends what stands for another's: "bi-directional feature pyramid network (BiFPN)".

        So may names in small letters only: in capitals the first is meant too ("a Masked Vision Transformer").
        """
        if self._facets[surface.term] not in PROPER or not text.words[start:end].islower():
            return False
        pairs = (text.brackets.pair(*one) for one in text.brackets.shorts(end + 1, end + 3))
        return any(pair and pair.start < start for pair in pairs)

    def _counting(
        self, hits: list[Hit], bound: set[int], whole: str, paper: str, blocked: frozenset[str]
    ) -> tuple[list[Hit], list[Hit]]:
        """Return the hits whose terms' rules about the rest of the paper hold, and those that lack a needed word."""
        terms = self.terms
        wrong = {term for term in bound & self._excluded if is_another(terms[term], whole, paper)}
        lacking = {term for term in bound & self._needing if term not in wrong and lacks(terms[term], whole)}
        if not bound.isdisjoint(self._words) and is_foreign(whole):
            lacking |= self._mere_words(hits)
        if not wrong and not lacking and not blocked:
            return hits, []
        if blocked:
            hits = [hit for hit in hits if not self._is_blocked(hit[3], blocked)]
        doubtful = [hit for hit in hits if hit[3].term in lacking] if lacking else []
        wrong |= lacking
        return ([hit for hit in hits if hit[3].term not in wrong] if wrong else hits), doubtful

    def _mere_words(self, hits: list[Hit]) -> set[int]:
        """Return the terms whose names may be words in another science: beside a sure model "Llama" may, "BERT" not."""
        sure = any(hit[3].term >= 0 and hit[3].term not in self._words and self._sized[hit[3].term] for hit in hits)
        words = [hit[3] for hit in hits if hit[3].term in self._words]
        return {surface.term for surface in words if not sure or surface.form[1:].islower()}

    def _is_blocked(self, surface: Surface, blocked: frozenset[str]) -> bool:
        return surface.term >= 0 and surface.alias in blocked and self.terms[surface.term].only_in is None

    def _hits(self, text: Text) -> tuple[list[Hit], set[int]]:
        """Return where spellings stand as whole names, the shorter in the longer too, and which terms are bound."""
        if self._automaton is None:
            return [], set()
        words, seen = text.words, self._seen
        raw = self._automaton.find_matches_as_indexes(text.searched, overlapping=True)
        hits: list[Hit] = []
        bound: set[int] = set()
        closer: list[tuple[int, int, int]] = []
        # As it is searched, so that a place in the one is a place in the other; a space more, to look behind the last.
        around = f" {words}   "
        for pattern, start, behind in raw:
            window = around[start:behind]
            names, unless, binding = seen.get(window) or self._look(pattern, window)
            if names is None or (unless and around[behind] in unless and _may_go_on(around[behind : behind + 2])):
                closer.append((pattern, start, behind))
            else:
                for back, surface in names:
                    hits.append((start, behind - back, behind - 2, surface))
                if binding:
                    bound |= binding
        if closer:
            more = list(self._closely(words, closer, raw))
            bound |= self._judged.intersection([hit[3].term for hit in more])
            hits += more
        return hits, bound

    def _look(self, pattern: int, window: str) -> Seen:
        """Return whose names words are, by the characters before and behind them in a window, and note it."""
        found = CLOSER
        after = window[-1]
        if window[0] in OPENS and after in CLOSES:
            some = self._patterns[pattern]
            sized = after == " " and any(one.sized for one in some)
            names = [
                (back, surface)
                for back, index, _, seen in some
                for surface in self._whose(index, window[1 : len(window) + 1 - back], seen)
                if not (surface.cased and back > len(TAILS[1]) and _is_a_word_in_capitals(window[1:-1]))
            ]
            unless = DIGITS if after == "." else SIZED if sized else frozenset()
            found = Seen(tuple(names), unless, self._judged.intersection([surface.term for _, surface in names]))
        self._seen[window] = found
        return found

    def _whose(self, index: int, found: str, seen: dict[str, tuple[Surface, ...]]) -> tuple[Surface, ...]:
        """Return whose names words are that are spelled in this way, and note it: one spelling of a term is enough."""
        if found in seen:
            return seen[found]
        as_written = written(found)
        as_lowered = lowered(as_written)
        terms: dict[int, Surface] = {}
        for one in self._surfaces[index]:
            if (as_written if one.cased else as_lowered) == one.form and not (one.hyphened and found[1] == " "):
                terms.setdefault(one.term, one)
        seen[found] = tuple(terms.values())
        return seen[found]

    def _closely(self, text: str, closer: list[tuple[int, int, int]], raw: list[tuple[int, int, int]]) -> Iterator[Hit]:
        """Yield the hits that hold on a closer look at what stands around them, and the further releases of a list."""
        patterns = self._patterns
        begun: set[int] = set()  # filled when first asked
        ended: set[int] = set()

        def starts(at: int) -> bool:
            if not begun:
                begun.update([start for _, start, _ in raw])
            return at in begun

        def ends(at: int) -> bool:
            if not ended:
                ended.update([behind - one.back for pattern, _, behind in raw for one in patterns[pattern]])
            return at in ended

        done: set[tuple[int, int, int]] = set()
        for pattern, start, behind in closer:
            for back, index, _, seen in patterns[pattern]:
                end = behind - back
                if (index, start, end) in done or (start and not begins(text, start, ends)):
                    continue
                done.add((index, start, end))
                for surface in self._whose(index, text[start:end], seen):
                    until = stop(text, end, starts, sized=surface.term >= 0 and self._sized[surface.term])
                    more = self._releases(text, end, surface) if text[end : end + 1] == "/" else []
                    yield from more
                    if until >= 0 or more:
                        yield (start, end, end if more else until, surface)

    def _releases(self, text: str, end: int, surface: Surface) -> list[Hit]:
        """Return the further releases of a list: in "GPT-2/3" the 3 is GPT-3."""
        stem = surface.form.rstrip(RELEASED)
        found: list[Hit] = []
        while stem != surface.form and (match := RELEASE.match(text, end)):
            end = match.end()
            found += [(match.start(1), end, end, other) for other in self._by_form.get(f"{stem}{match[1]}", ())]
        return found


def _is_a_word_in_capitals(plural: str) -> bool:
    """Say whether a plural is a word that only capitals make look like a name's: "IT ALIGNS THEM"."""
    return plural[-1] == "S" and commonness(plural.lower()) >= A_WORD


def _may_go_on(behind: str) -> bool:
    """Say whether what stands behind a name and a mark may belong to it, by its first two characters."""
    return not behind.isalpha() or behind.lower() in SPELT
