"""Hits that stand whole in; those that count out: of those that overlap the longest, none in an address."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.tagging.names import commonness
from generator.tagging.surfaces import URL, Surface

if TYPE_CHECKING:
    from generator.tagging.text import Text

Hit = tuple[int, int, int, Surface]  # start, end of the spelling, end of the mention, spelling
_START = itemgetter(0)

SAMPLE = 80  # characters
COMMON = 3.6  # Zipf; in a title in capitals a word as common is that word
CAPITALS = 0.6  # a share of letters; above it a text is set in capitals, and a capital says nothing
SMALL = frozenset(
    {"THE", "OF", "AND", "TO", "IN", "FOR", "WITH", "IS", "ARE", "WE", "ON", "BY", "THIS", "THAT", "FROM"}
)
FEW = 12  # capitals in the sample; with fewer nobody shouts
CAPITAL_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def settled(text: Text, hits: list[Hit]) -> list[Hit]:
    """Return the hits that count, in order: of two that overlap the longer, none in an address, no word in capitals."""
    hits.sort(key=_START)
    words = text.words
    if urls := _addresses(words):
        if len(urls) == 1:
            low, high = urls[0]
            hits = [hit for hit in hits if not low <= hit[0] < high]
        else:
            starts = [low for low, _ in urls]
            hits = [hit for hit in hits if not ((at := bisect_right(starts, hit[0])) and hit[0] < urls[at - 1][1])]
    if is_shouted(text):
        title = len(words) <= SAMPLE
        hits = [hit for hit in hits if not (hit[3].cased or hit[3].ordinary) or (title and not _is_common(hit[3]))]
    return _nested(hits)


def _addresses(words: str) -> list[tuple[int, int]]:
    """Return where addresses stand; the engine need not read what stands before the first."""
    slashes = words.find("://") if "/" in words else -1
    marks = [at for at in (slashes, words.find("www.")) if at >= 0]
    return [found.span() for found in URL.finditer(words, max(0, min(marks) - len("https")))] if marks else []


def _nested(hits: list[Hit]) -> list[Hit]:
    """Return the hits that lie in no other, if somebody's name; where some cross, those of `_uncrossed`."""
    kept: list[Hit] = []
    low = reach = 0
    nobodys = sized = False
    for hit in hits:
        start, end, until, surface = hit
        if start >= reach:
            kept.append(hit)
        elif start == low and (end > reach or (end == reach and kept[-1][3].term < 0)):
            kept[-1] = hit
        elif end > reach:
            return _apart(_uncrossed(hits))
        else:
            continue
        low, reach = start, end
        if surface.term < 0:
            nobodys = True
        if until > end:
            sized = True
    if nobodys:
        kept = [hit for hit in kept if hit[3].term >= 0]
    return _apart(kept) if sized else kept


def _uncrossed(hits: list[Hit]) -> list[Hit]:
    """Return of each group of hits that overlap the longest, and those that it leaves room for, if somebody's name."""
    kept: list[Hit] = []
    at, count = 0, len(hits)
    while at < count:
        first, best = at, hits[at]
        reach = best[1]
        at += 1
        if at == count or hits[at][0] >= reach:  # mostly
            if best[3].term >= 0:
                kept.append(best)
            continue
        while at < count and hits[at][0] < reach:
            hit = hits[at]
            longer = hit[1] - hit[0] - best[1] + best[0]
            if longer > 0 or (longer == 0 and hit[0] == best[0] and best[3].term < 0):
                best = hit
            reach = max(reach, hit[1])
            at += 1
        alone = best[1] == reach and best[0] == hits[first][0]  # all others lie in it
        kept += [hit for hit in ([best] if alone else _longest(hits[first:at])) if hit[3].term >= 0]
    return kept


def is_shouted(text: Text) -> bool:
    """Say whether a text is set in capitals."""
    whole = len(text.words) <= SAMPLE
    if text.marks.count(b"N", 0, SAMPLE) < FEW:  # each capital is one
        return whole and _has_only_capitals(text.words)
    return in_capitals(text.words[:SAMPLE], whole=whole)


def in_capitals(sample: str, *, whole: bool) -> bool:
    """Say whether a text is set in capitals, by its first characters; `whole` where there are no more."""
    if len(sample) - len(sample.encode("latin-1", "replace").translate(None, CAPITAL_LETTERS)) < FEW:
        return whole and _has_only_capitals(sample)
    return _has_only_capitals(sample) or (not whole and _mostly(sample) and not SMALL.isdisjoint(sample.split()))


def _has_only_capitals(text: str) -> bool:
    """Say whether a text is in capitals; a name in letters that have none ("使用BERT") says nothing."""
    return text.isupper() and _mostly(text)


def _mostly(text: str) -> bool:
    return sum(map(str.isupper, text)) > CAPITALS * sum(map(str.isalpha, text))


def _apart(hits: list[Hit]) -> list[Hit]:
    """Return the hits with no size reaching into the next name: in `BERT-T5` the T is not BERT's."""
    reach = 0
    for at, hit in enumerate(hits):
        if reach > hit[0]:
            start, end, _, surface = hits[at - 1]
            hits[at - 1] = (start, end, end, surface)
        reach = hit[2]
    return hits


def _is_common(surface: Surface) -> bool:
    return commonness(surface.form.lower()) >= COMMON


def _longest(group: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(group, key=lambda hit: (hit[0] - hit[1], hit[0], hit[3].term < 0)):
        if all(hit[1] <= other[0] or hit[0] >= other[1] for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[0])
