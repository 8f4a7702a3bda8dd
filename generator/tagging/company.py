"""Hits whose words of context are missing in; those that what stands beside them makes sure of all the same, out.

A size ("Falcon-40B") or a place in a list with a name of the same facet that does count ("Gato and Florence-2") says as
much as a word elsewhere in the paper.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.tagging.surfaces import PROPER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import Mention, TagKey
    from generator.tagging.settling import Hit
    from generator.tagging.surfaces import Surface
    from generator.tagging.text import Text

BETWEEN = re.compile(r"(?:[-\s]v?\d[\w.]*)?(?: \([^()]{0,60}\))?(?:, and |, or |, | and | or |/| vs\.? | versus )")
FAR = 90  # characters; what stands between two names of a list is shorter
A_SIZE = re.compile(r"\d|(?:base|large|small|tiny|huge|mini|instruct|chat)\b", re.IGNORECASE)
SIZED = "exact name, with its size"


def admitted(text: str, sure: Sequence[Hit], doubtful: Sequence[Hit], facets: Sequence[str]) -> list[Hit]:
    """Return the doubtful hits that count: `facets` gives each term's, and `sure` hits are known to count."""
    proper = [hit for hit in doubtful if facets[hit[3].term] in PROPER and not text[hit[0] : hit[1]].islower()]
    kept = [(*hit[:3], by_size(hit[3])) for hit in proper if _is_sized(text, hit[1], hit[2])]
    left = [hit for hit in proper if not _is_sized(text, hit[1], hit[2])]
    if left:
        every = [*sure, *kept, *left]
        beside = _beside(text, every, facets)
        reached = deque(range(len(every) - len(left)))
        waiting = set(range(len(every) - len(left), len(every)))
        while reached:
            at = reached.popleft()
            words = text[every[at][0] : every[at][1]]
            for other in filter(waiting.__contains__, beside[at]):
                hit = every[other]
                kept.append((*hit[:3], replace(hit[3], rule=f"{hit[3].rule}, in a list with {words}")))
                waiting.discard(other)
                reached.append(other)
    return kept


def _is_sized(text: str, end: int, until: int) -> bool:
    return until > end and A_SIZE.search(text, end, until) is not None


@lru_cache(maxsize=4096)
def by_size(surface: Surface) -> Surface:
    """Return the spelling with the rule that its size makes sure of it."""
    return replace(surface, rule=SIZED)


def as_datasets(mentions: list[Mention], texts: Mapping[str, Text], shared: Mapping[str, TagKey]) -> list[Mention]:
    """Return mentions, those as a dataset's that are one's name and stand in a list with a dataset: "VQA and NLVR2".

    `mentions` are in order, field by field; `shared` gives the datasets whose name something else bears too.
    """
    found: list[Mention] = []
    for at, mention in enumerate(mentions):
        key = shared.get(mention.text)
        if key and mention.tag.facet != key.facet:
            near = [*mentions[max(0, at - 1) : at], *mentions[at + 1 : at + 2]]
            beside = next((one for one in near if _is_beside(one, mention, texts[mention.field].words, key)), None)
            if beside:
                told = f"exact name, in a list with {beside.text}"
                found.append(mention._replace(tag=key, rule=told, alias=mention.text))
                continue
        found.append(mention)
    return found


def _is_beside(one: Mention, mention: Mention, text: str, key: TagKey) -> bool:
    """Say whether a mention of a dataset stands in a list with another mention."""
    return (
        one.tag.facet == key.facet
        and one.field == mention.field
        and one.text != mention.text
        and _in_list(text, (one.start, one.end), (mention.start, mention.end))
    )


def _in_list(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two places of a text stand in one list."""
    first, second = sorted((one, other))
    return first[1] < second[0] < first[1] + FAR and BETWEEN.fullmatch(text, first[1], second[0]) is not None


def _beside(text: str, hits: Sequence[Hit], facets: Sequence[str]) -> list[list[int]]:
    """Return for each hit which stand beside it in one list, of the same facet."""
    beside: list[list[int]] = [[] for _ in hits]
    order = sorted((at for at, hit in enumerate(hits) if hit[3].term >= 0), key=lambda at: hits[at][0])
    for rank, one in enumerate(order):
        end, facet = hits[one][2], facets[hits[one][3].term]
        for other in order[rank + 1 : rank + 1 + FAR]:  # each has a character at least
            start = hits[other][0]
            if start >= end + FAR:
                break
            if end < start and facets[hits[other][3].term] == facet and BETWEEN.fullmatch(text, end, start):
                beside[one].append(other)
                beside[other].append(one)
    return beside
