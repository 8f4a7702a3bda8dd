"""A library's tags in; who is whose child, and each tag's whole family, out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Library, TagKey


def children(library: Library) -> Mapping[TagKey, tuple[TagKey, ...]]:
    """Return the tags of the list that each tag is the family of, or that are derived from it, the most named first."""
    named = {tag.name: key for key, tag in library.tags.items()}
    found: defaultdict[TagKey, list[TagKey]] = defaultdict(list)
    for key, tag in library.tags.items():
        for kin in dict.fromkeys((tag.parent, *tag.derived_from)):
            if kin in named and named[kin] != key:
                found[named[kin]].append(key)
    return {key: tuple(some) for key, some in found.items()}


def family(key: TagKey, born: Mapping[TagKey, tuple[TagKey, ...]]) -> tuple[TagKey, ...]:
    """Return a tag and all its descendants, each once, nearer ones first."""
    found = {key: None}
    waiting = [key]
    while waiting:
        waiting = [child for one in waiting for child in born.get(one, ()) if child not in found]
        found.update(dict.fromkeys(waiting))
    return tuple(found)
