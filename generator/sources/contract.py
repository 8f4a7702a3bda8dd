"""What a source format promises: it knows its own text, and accounts for every line of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Reading, Sidecar
    from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Text:
    """A source's decoded text: `lines` without their ends, the first is line 1; invisible marks are still in it.

    `problems` are what a curator should know about how its bytes were taken for text.
    """

    file: str
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A format that can be dropped into `sources/`.

    `sniff` says whether a text is its own, from the text alone. `read` gives the entries, the ledger's lines and the
    problems, and never raises: what it cannot read becomes a rejected line and a problem. The ledger has a row for each
    non-blank line; where several records share a line, as in JSON, it has a row for each of them, told apart by column.
    """

    name: str
    sniff: Callable[[Text], bool]
    read: Callable[[Text, Sidecar], Reading]
