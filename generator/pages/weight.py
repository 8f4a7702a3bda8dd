"""Tags of a paper in; the same, the weightiest first, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import TagUse

IN_TITLE = 3  # a name in the title counts as so many in the text


def by_weight(uses: Iterable[TagUse]) -> list[TagUse]:
    """Return what the paper introduces, then what it names most; between equals the order stays."""
    return sorted(uses, key=lambda use: (use.role is not Role.INTRODUCES, -_evidence(use)))


def _evidence(use: TagUse) -> int:
    return sum(IN_TITLE if mention.field == "title" else 1 for mention in use.mentions)
