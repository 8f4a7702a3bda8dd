"""A number in; as many invented papers out, with the words and names that abstracts have, the same at each run."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from generator.model import Entry, Paper
from generator.problems import Position
from generator.tagging.shipped import shipped

ROOT = Path(__file__).parent.parent

WORDS = """the a of and we for in to model with that on is image language learning by data from as representations task
vision training which are performance results our this method visual text large features tasks it an can show network
using between based not approach features attention different while across several strong existing simple""".split()  # noqa: SIM905 -- reads best as words


def empty_list(folder: Path) -> None:
    """Make a folder that has all of this list, the generator and its looks included, but its papers and its notes."""
    folder.mkdir()
    for name in ("mkdocs.yml", "generator", "overrides"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs/about.md", folder / "docs/about.md")
    for name in ("assets", "guide"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)
    (folder / "sources").mkdir()


def text(rng: random.Random, names: list[str], length: int = 180) -> str:
    """Return running text of about so many words, a name in every fifteen."""
    words = [rng.choice(names) if rng.random() < 1 / 15 else rng.choice(WORDS) for _ in range(length)]
    words[::22] = [f"{word}." for word in words[::22]]
    return "We introduce a new method. " + " ".join(words) + "."


def papers(count: int, seed: int = 7, names: int | None = None) -> list[Paper]:
    """Return invented papers with titles that differ, so that no two are one; `names` is how many tags they name."""
    return _papers(count, random.Random(seed), names)  # noqa: S311 -- nothing secret is drawn


def _papers(count: int, rng: random.Random, most: int | None) -> list[Paper]:
    names = [term.rule.name for term in shipped()[0]]
    names = rng.sample(names, most) if most else names
    found = []
    for number in range(count):
        title = f"On the {rng.choice(WORDS)} of {rng.choice(names)} {number}"
        entry = Entry(Position("invented.txt", 2 * number + 1), title)
        found.append(Paper(f"paper-{number}", title, abstract=text(rng, names), entries=(entry,)))
    return found
