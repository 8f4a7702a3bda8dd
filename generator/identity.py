"""Which entries are one paper: by arXiv id, DOI or folded title, and never by likeness alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from generator.markdown import fold
from generator.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Entry, Fact

# rapidfuzz's 0 to 100. A title with one more word scores about 92; so does "Attention Is Not All You Need" against the
# paper that it answers, which is why likeness only asks.
NEAR_TITLE = 90
CROWD = 40  # titles that share a rare word; more than this many share no rare word, and comparing them costs squares
SHORTEST = 4  # words; shorter titles are near too many others


def keys(entry: Entry, title: str, given: Sequence[Fact] = ()) -> tuple[str, ...]:
    """Return what identifies an entry; two entries with a key in common are one paper. `title` is the mended one.

    `given` are a note's facts: what it says of an id counts in place of the source's.
    """
    said = {fact.kind for fact in given}
    facts = (*given, *(fact for fact in entry.facts if fact.kind not in said))
    known = [
        f"{fact.kind}:{fact.values[0].casefold()}" for fact in facts if fact.kind in {FactKind.ARXIV, FactKind.DOI}
    ]
    return (*known, f"title:{fold(title)}")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a curator decided: pairs of entries that are one paper, and pairs of slugs that are two."""

    slugs: Sequence[str] = ()
    together: Sequence[tuple[int, int]] = ()
    apart: frozenset[frozenset[str]] = frozenset()


UNDECIDED = Decisions()


class _Groups:
    """Indices on their way to their groups; the first of a group leads it."""

    def __init__(self, count: int, decided: Decisions) -> None:
        self._leader = list(range(count))
        self._apart = decided.apart
        self._slugs = {index: {slug} for index, slug in enumerate(decided.slugs)} if decided.apart else {}

    def lead(self, index: int) -> int:
        while self._leader[index] != index:
            self._leader[index] = self._leader[self._leader[index]]
            index = self._leader[index]
        return index

    def join(self, first: int, second: int) -> None:
        """Make two groups one, unless a curator keeps some of their members apart."""
        low, high = sorted((self.lead(first), self.lead(second)))
        if low == high:
            return
        if self._apart:
            if any(frozenset((a, b)) in self._apart for a in self._slugs[low] for b in self._slugs[high]):
                return
            self._slugs[low] |= self._slugs[high]
        self._leader[high] = low


def groups(key_sets: Sequence[tuple[str, ...]], decided: Decisions = UNDECIDED) -> list[list[int]]:
    """Return the indices that belong together, each group and the groups in the order of their first member."""
    found = _Groups(len(key_sets), decided)
    for first, second in decided.together:
        found.join(first, second)
    owner: dict[str, int] = {}
    for index, names in enumerate(key_sets):
        for name in names:
            found.join(owner.setdefault(name, index), index)
    together: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(len(key_sets)):
        together[found.lead(index)].append(index)
    return list(together.values())


def near_titles(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of titles so alike that a curator should say whether they are one paper.

    Only titles that share one of their three rarest words are compared, so that the cost grows with the list, not with
    its square.
    """
    words = [fold(title).split() for title in titles]
    counts: defaultdict[str, int] = defaultdict(int)
    for row in words:
        for word in set(row):
            counts[word] += 1
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(words):
        for word in sorted(set(row), key=lambda w: (counts[w], w))[:3]:
            blocks[word].append(index)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for at, first in enumerate(block[:CROWD]):
            for second in block[at + 1 : CROWD]:
                pair = (first, second)
                if pair not in seen and _near(words[first], words[second]):
                    seen.add(pair)
                    yield pair


def _near(first: list[str], second: list[str]) -> bool:
    if "".join(first) == "".join(second):
        return True
    if min(len(first), len(second)) < SHORTEST:
        return False
    return fuzz.ratio(" ".join(first), " ".join(second)) >= NEAR_TITLE
