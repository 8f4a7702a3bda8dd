"""What a source format promises: it knows its own text, and accounts for every line of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Reading, Sidecar


@dataclass(frozen=True, slots=True)
class Text:
    """A source's decoded text: `lines` without their ends, the first is line 1; invisible marks are still in it."""

    file: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A format that can be dropped into `sources/`.

    `sniff` says whether a text is its own, from the text alone. `read` gives the entries, the ledger's lines and the
    problems, and never raises: what it cannot read becomes a rejected line and a problem.
    """

    name: str
    sniff: Callable[[Text], bool]
    read: Callable[[Text, Sidecar], Reading]
