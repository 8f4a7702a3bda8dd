"""What an export promises: a library in, files for the site's root out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model import Library, OutputFile
    from generator.settings import Configuration


@dataclass(frozen=True, slots=True)
class Export:
    """A format and how its files are written."""

    name: str
    write: Callable[[Library, Configuration], Iterator[OutputFile]]
