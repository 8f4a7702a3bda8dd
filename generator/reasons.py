"""Two papers in; why one is related to the other, from roles, families, shared tags and shared words, out.

The kinds, the best first: `introduces` (it introduces what this paper names), `names` (it names what this paper
introduces), `builds on` and `built on` (of two tags that the two introduce, one derives from the other), `siblings`
(both introduce something that derives from the same), `both introduce` (the same kind of thing),
`shares` (tags that few papers bear), `speaks of` (words), `shares common` (tags that many papers bear).
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from math import log
from typing import TYPE_CHECKING

import numpy as np

from generator.model import Reason, Role, TagKey
from generator.tagging.names import commonness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.likeness import Likeness
    from generator.model import Library

MOST = 2  # reasons for one pair
TAGS = 3
WORDS = 3
COMMON = 0.1  # a tag on a larger share of the papers is no reason
FEW = 4  # papers; on so many a tag is not common, however short the list
EVERYDAY = 4.7  # Zipf: from here on words are as common as "features" or "separate"
FAINT = 0.004  # a word that adds less to a likeness is no reason
ANYTHING = frozenset({"model", "method", "framework", "architecture", "tool"})  # most papers introduce one


class Reasons:
    """The reasons that a library holds; papers are called by their place in it."""

    def __init__(self, library: Library, alike: Likeness) -> None:
        self._library, self._alike = library, alike
        count = len(library.papers)
        self._rarity = {key: log(1 + count / len(some)) for key, some in library.bearers.items()}
        self._common = {key for key, some in library.bearers.items() if len(some) > max(FEW, COMMON * count)}
        self._uses = [{use.tag: use.role for use in library.uses[paper.slug]} for paper in library.papers]
        named = {tag.name: key for key, tag in library.tags.items()}
        self._parents = {
            key: {named[name] for name in (tag.parent, *tag.derived_from) if name in named} - {key}
            for key, tag in library.tags.items()
        }

    def shared(self, here: int, there: int) -> tuple[TagKey, ...]:
        """Return the tags that two papers bear, the rarest first."""
        both = self._uses[here].keys() & self._uses[there].keys()
        return tuple(sorted(both, key=lambda key: (-self._rarity[key], key)))

    def of(self, here: int, there: int) -> tuple[Reason, ...]:
        """Return the best reasons why `there` is related to `here`."""
        found: list[Reason] = []
        for reason in self._all(here, there):
            told = {key for one in found for key in one.tags}
            if not told or not told & set(reason.tags):
                found.append(reason)
            if len(found) == MOST:
                break
        return tuple(found)

    def _all(self, here: int, there: int) -> Iterator[Reason]:
        shared = self.shared(here, there)
        own = {key for key, role in self._uses[here].items() if role is Role.INTRODUCES}
        its = {key for key, role in self._uses[there].items() if role is Role.INTRODUCES}
        for key in shared:
            if key in its and key not in own:
                yield Reason("introduces", (key,))
            elif key in own and key not in its:
                yield Reason("names", (key,))
        yield from self._kin(own, its)
        rare = tuple(key for key in shared if key not in self._common and key not in own | its)
        yield from self._same_kind(here, there, rare)
        if rare:
            yield Reason("shares", rare[:TAGS])
        words = tuple(islice(self._words(here, there, shared), WORDS))
        if words:
            yield Reason("speaks of", (), words)
        common = tuple(key for key in shared if key in self._common)
        if common and not rare:
            yield Reason("shares common", common[:TAGS])

    def _kin(self, own: set[TagKey], its: set[TagKey]) -> Iterator[Reason]:
        for mine in sorted(own):
            for other in sorted(its - {mine}):
                if mine in self._parents[other]:
                    yield Reason("builds on", (other, mine))
                elif other in self._parents[mine]:
                    yield Reason("built on", (mine, other))
                for parent in sorted((self._parents[mine] & self._parents[other]) - self._common):
                    yield Reason("siblings", (mine, other, parent))

    def _same_kind(self, here: int, there: int, rare: tuple[TagKey, ...]) -> Iterator[Reason]:
        """Yield that both introduce, for instance, a benchmark; and a task that both name, where there is one."""
        kinds = [
            {one.kind for one in self._library.introductions[self._library.papers[at].slug]} for at in (here, there)
        ]
        tasks = tuple(key for key in rare if key.facet == "tasks")[:1]
        for kind in sorted((kinds[0] & kinds[1]) - ANYTHING):
            yield Reason("both introduce", tasks, (kind,))

    def _words(self, here: int, there: int, shared: tuple[TagKey, ...]) -> Iterator[str]:
        """Yield the words that bring two papers together most, but none of the names that they share."""
        first, second = self._cells(here), self._cells(there)
        _, mine, its = np.intersect1d(first[0], second[0], assume_unique=True, return_indices=True)
        named = {word for key in shared for word in self._library.tags[key].name.lower().replace("-", " ").split()}
        cells = zip(first[0][mine].tolist(), (first[1][mine] * second[1][its]).tolist(), strict=True)
        weights = {self._alike.words[column]: -weight for column, weight in cells if weight >= FAINT}
        told: set[str] = set()
        for words in sorted(weights, key=lambda words: (weights[words], words)):
            parts = set(words.split())
            if not parts & told and not parts <= named and all(map(_says_something, parts)):
                told |= parts
                yield self._alike.shown(words)

    def _cells(self, at: int) -> tuple[np.ndarray, np.ndarray]:
        """Return a paper's words, by column, and their weights."""
        rows = self._alike.of_words
        cells = slice(rows.indptr[at], rows.indptr[at + 1])
        return rows.indices[cells], rows.data[cells]


@cache
def _says_something(word: str) -> bool:
    """Say whether a word is rarer than those of everyday talk."""
    return commonness(word) < EVERYDAY
