"""Terms in; a matcher out that finds where a text names them: whole names, the longest, and by each term's rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from generator.model import Mention
from generator.tagging.boundaries import EDITIONS, SIZES, begins, stop
from generator.tagging.company import admitted
from generator.tagging.context import is_another, is_free, lacks, whole_of
from generator.tagging.settling import Hit, settled
from generator.tagging.surfaces import RELEASED, Surface, lowered, surfaces, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.tagging.text import Text
    from generator.tagging.vocabulary import Term

RELEASE = re.compile(r"/(\d{1,3}(?:\.\d)?)(?![\w])")
TAILS = (b" ", b"s ")
SIZED_TAILS = (*TAILS, *(b"%d" % digit for digit in range(1, 10)))
YOLO_TAILS = (*TAILS, *(b"%c " % size for size in b"nmlxbtc"))  # YOLO alone sets its sizes solid: YOLOv8n
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
    it is where one of `unless` stands next.
    """

    names: tuple[tuple[int, Surface], ...] | None
    unless: frozenset[str] = frozenset()


CLOSER = Seen(None)


class Matcher:
    """Finds every mention of its terms; built once a list.

    With `begun` it need find them only in texts whose `beginnings` these are, and is built in a third of the time.
    """

    def __init__(self, terms: Sequence[Term], begun: frozenset[bytes] | None = None) -> None:
        self.terms = tuple(terms)
        self.keys = tuple(term.key for term in self.terms)
        self._sized = tuple(term.facet == "models" for term in self.terms)
        self._facets = tuple(term.facet for term in self.terms)
        self._bound = frozenset(index for index, term in enumerate(self.terms) if not is_free(term))
        found: dict[bytes, list[Surface]] = {}
        for index, term in enumerate(self.terms):
            for form, surface in surfaces(index, term, begun):
                some = found.setdefault(form, [])
                if all((one.term, one.form, one.cased) != (index, surface.form, surface.cased) for one in some):
                    some.append(surface)
        self._surfaces = list(found.values())
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
            hits = self._hits(text)
            if not hits:
                continue
            words = text.words
            bound = self._bound.intersection([hit[3].term for hit in hits])
            if bound or blocked:
                whole = whole or whole_of(texts)
                hits, doubtful = self._counting(hits, bound, whole, paper, blocked)
                if doubtful:
                    hits += admitted(words, settled(words, list(hits)), doubtful, self._facets)
            for start, _, end, surface in settled(words, hits):
                at = words[start:end]
                found.append(Mention(keys[surface.term], field, start, end, at, surface.rule, surface.alias))
        return found

    def _counting(
        self, hits: list[Hit], bound: frozenset[int], whole: str, paper: str, blocked: frozenset[str]
    ) -> tuple[list[Hit], list[Hit]]:
        """Return the hits whose terms' rules about the rest of the paper hold, and those that lack a needed word."""
        wrong = {term for term in bound if is_another(self.terms[term], whole, paper)}
        lacking = {term for term in bound - wrong if lacks(self.terms[term], whole)}
        if not wrong and not lacking and not blocked:
            return hits, []
        free = [
            hit for hit in hits if hit[3].term < 0 or not (hit[3].term in wrong or self._is_blocked(hit[3], blocked))
        ]
        return (
            [hit for hit in free if hit[3].term not in lacking],
            [hit for hit in free if hit[3].term in lacking],
        )

    def _is_blocked(self, surface: Surface, blocked: frozenset[str]) -> bool:
        return surface.term >= 0 and surface.alias in blocked and self.terms[surface.term].only_in is None

    def _hits(self, text: Text) -> list[Hit]:
        """Return every place where a spelling stands as a whole name, the shorter in the longer too."""
        if self._automaton is None:
            return []
        words, seen = text.words, self._seen
        raw = self._automaton.find_matches_as_indexes(text.searched, overlapping=True)
        hits: list[Hit] = []
        closer: list[tuple[int, int, int]] = []
        # As it is searched, so that a place in the one is a place in the other; a space more, to look behind the last.
        around = f" {words}   "
        for pattern, start, behind in raw:
            window = around[start:behind]
            names, unless = seen.get(window) or self._look(pattern, window)
            if names is None or (around[behind] in unless and _may_go_on(around[behind : behind + 2])):
                closer.append((pattern, start, behind))
            else:
                for back, surface in names:
                    hits.append((start, behind - back, behind - 2, surface))
        if closer:
            hits += self._closely(words, closer, raw)
        return hits

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
            ]
            found = Seen(tuple(names), DIGITS if after == "." else SIZED if sized else frozenset())
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
        """Yield the hits that hold on a closer look at what stands around them."""
        patterns = self._patterns

        def starts(at: int) -> bool:
            return any(start == at for _, start, _ in raw)

        def ends(at: int) -> bool:
            return any(behind - one.back == at for pattern, _, behind in raw for one in patterns[pattern])

        done: set[tuple[int, int, int]] = set()
        for pattern, start, behind in closer:
            for back, index, _, seen in patterns[pattern]:
                end = behind - back
                if (index, start, end) in done or (start and not begins(text, start, ends)):
                    continue
                done.add((index, start, end))
                for surface in self._whose(index, text[start:end], seen):
                    yield from self._reaching(text, surface, start, end, starts)

    def _reaching(
        self, text: str, surface: Surface, start: int, end: int, begun: Callable[[int], bool]
    ) -> Iterator[Hit]:
        """Yield the hit of a spelling if its name ends with it, and the further releases of a list that it begins."""
        until = stop(text, end, begun, sized=surface.term >= 0 and self._sized[surface.term])
        if text[end : end + 1] == "/" and surface.form[-1:].isdigit():
            more = list(self._releases(text, end, surface))
            yield from more
            until = end if more else until
        if until >= 0:
            yield (start, end, until, surface)

    def _releases(self, text: str, end: int, surface: Surface) -> Iterator[Hit]:
        """Yield the further releases of a list: in "GPT-2/3" the 3 is GPT-3."""
        stem = surface.form.rstrip(RELEASED)
        for match in RELEASE.finditer(text, end):
            if match.start() != end:
                return
            end = match.end()
            for other in self._by_form.get(f"{stem}{match[1]}", ()):
                yield match.start(1), end, end, other


def _may_go_on(behind: str) -> bool:
    """Say whether what stands behind a name and a mark may belong to it, by its first two characters."""
    return not behind.isalpha() or behind.lower() in SPELT


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
