"""A page of the guide and a list in; its files written, its commands run in order, and what each printed, out.

What stands between fences is an example: `sh` is run in the list's folder; `text` right below it is what that prints;
`data-file` names the file that an example is, `data-part` the file of which it replaces the top-level keys. In
what is printed, `…` stands for any words, and for any lines where it stands alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide"
FENCED = re.compile(r"^(?P<fence>`{3,}) *(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)\n", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r'data-(?P<how>file|part)="(?P<file>[^"]+)"')
CLONE = re.compile(r"^git clone ADDRESS (\S+)$", re.MULTILINE)
HANDED_OVER = ("generator", "overrides", "docs", "sources", "mkdocs.yml", "labels.yml", "Makefile", "pyproject.toml")


@dataclass(frozen=True)
class Example:
    """What stands between two fences, and what is said to be printed by it."""

    kind: str
    text: str
    file: str = ""
    printed: str | None = None


def examples(page: Path) -> Iterator[Example]:
    """Yield the examples of a page in order; a fence that is none of ours is a fault of the page."""
    text = page.read_text(encoding="utf-8")
    found = list(FENCED.finditer(text))
    assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(found), page
    for at, match in enumerate(found):
        named = NAMED.search(match["info"])
        following = found[at + 1] if at + 1 < len(found) else None
        if named:
            yield Example(named["how"], match["text"], named["file"])
        elif match["info"] == "sh":
            below = following and following["info"] == "text" and not text[match.end() : following.start()].strip()
            yield Example("sh", match["text"], printed=following["text"] if following and below else None)
        else:
            assert match["info"] == "text", f"{page}: {match['info']}"
            assert text[: match.start()].rstrip().endswith("```"), f"{page}: printed by no command: {match['text']}"


def follow(page: Path, folder: Path) -> Path:
    """Do what a page says, beginning in this folder; return the folder in which that ends."""
    for example in examples(page):
        path = folder / example.file
        if example.kind == "sh":
            printed, folder = run(example.text, folder)
            if example.printed is not None:
                assert agrees(example.printed, printed), f"{page.name}: {example.text}\nprinted:\n{printed}"
        elif example.kind == "part":
            path.write_text(with_part(path.read_text(encoding="utf-8"), example.text), encoding="utf-8")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.text, encoding="utf-8")
    return folder


def run(commands: str, folder: Path) -> tuple[str, Path]:
    """Run an example in a folder; return what it printed, and the folder in which it leaves one.

    A last command may fail, as `check` does: what it prints is compared all the same.
    """
    for name in CLONE.findall(commands):
        hand_over(folder / name)
    end = folder / ".end"
    script = f"set -e\n{CLONE.sub('true', commands)}"
    outer = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    env = {**outer, "PATH": f"{folder / '.venv' / 'bin'}:{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-c", f"trap 'pwd > \"{end}\"' EXIT\n{script}"],
        cwd=folder,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=env,
    )
    printed = done.stdout.decode("utf-8")
    assert "Traceback" not in printed, printed
    assert "not found" not in printed, printed
    left = Path(end.read_text(encoding="utf-8").strip())
    end.unlink()
    return printed, left


def hand_over(folder: Path) -> None:
    """Make the folder that a clone is, with what `make` would install there leading to this interpreter."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *HANDED_OVER]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, words in (("python", ""), ("reading-list", " -m generator")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{words} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    (programs / "activate").write_text(f'PATH="{programs}:$PATH"\n', encoding="utf-8")
    (folder / ".venv" / ".installed").touch()


def agrees(said: str, printed: str) -> bool:
    """Say whether this was printed, `…` standing for what may differ."""
    lines = [r"(?:[^\n]*\n)*?" if line == "…" else f"{_line(line)}\n" for line in said.splitlines()]
    return re.fullmatch("".join(lines), printed) is not None


def _line(line: str) -> str:
    return "[^\n]*".join(re.escape(part) for part in line.split("…"))


def with_part(text: str, part: str) -> str:
    """Return a YAML text with these top-level keys in the place of its own."""
    for key in re.findall(r"^(\w+):", part, re.MULTILINE):
        own = re.search(rf"^{key}:.*?(?=^\S|\Z)", part, re.MULTILINE | re.DOTALL)
        there = re.search(rf"^{key}:.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert own
        text = text[: there.start()] + own.group() + "\n" + text[there.end() :] if there else f"{text}\n{own.group()}"
    return text
