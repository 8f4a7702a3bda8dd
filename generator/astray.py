"""A list's folders in; what somebody meant to be read there, and would be left out without a word, as problems, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.disk import shown
from generator.problems import Position, Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TEXTS = (".md", ".txt", ".markdown", ".mdown", ".mkd")  # endings by which somebody may call a note


def astray(sources: Iterable[Path], docs: Path) -> Iterator[Problem]:
    """Yield an error for each link to nothing among sources and notes, and each thing that looks like a note."""
    by_hand = (docs / "notes", docs / "collections")
    for folder in (*sources, *by_hand):
        yield from _links_to_nothing(folder)
    for folder in by_hand:
        yield from _no_notes(folder)


def _links_to_nothing(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not path.exists():
            said = "this symbolic link leads to no file"
            yield error("unreadable", Position(shown(path)), said, "let it lead to a file, or delete it")


def _no_notes(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        name = path.name.lower()
        if path.is_dir() and name.endswith(".md"):
            said = "this is a folder, and its name is that of a note"
            yield error("unreadable", Position(shown(path)), said, "rename it; a note is a file")
        elif path.is_file() and path.suffix != ".md" and name.endswith(TEXTS) and not name.startswith("."):
            said = f"this is not read: its name ends in {path.suffix}"
            yield error("note-ending", Position(shown(path)), said, f"call it {path.stem}.md")
