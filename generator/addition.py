"""The list's readings and a new one in; what the new one brings, paper by paper, and the files to write, out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from generator.markdown import slug
from generator.merge import merge
from generator.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Paper, Reading
    from generator.problems import Problem

ENDINGS = {
    "BibTeX": ".bib",
    "RIS": ".ris",
    "CSV": ".csv",
    "JSON Lines": ".jsonl",
    "JSON": ".json",
    "CSL-JSON": ".json",
    "Hugging Face API JSON": ".json",
    "Hugging Face HTML": ".html",
    "Hugging Face Markdown": ".md",
    "arXiv Atom": ".xml",
}
LONGEST_NAME = 40  # characters of a title in a file's name


@dataclass(frozen=True, slots=True)
class Brought:
    """A paper that the new source names: `news` is what it adds to one that the list has; empty for a new paper."""

    title: str
    known: bool
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """What a new source brings; `problems` are its own, and those that its papers have with the list's."""

    brought: tuple[Brought, ...]
    problems: tuple[Problem, ...]

    @property
    def new(self) -> int:
        """Return how many papers the list has not had."""
        return sum(not one.known for one in self.brought)


def weigh(readings: Sequence[Reading], reading: Reading) -> Addition:
    """Say of each paper in a reading whether the list has it, and what it adds."""
    before, _ = merge(readings)
    earlier = {entry.position: paper for paper in before for entry in paper.entries}
    after, problems = merge([*readings, reading])
    ours = {entry.position for entry in reading.entries}
    brought = tuple(
        _brought(paper, next((earlier[one.position] for one in paper.entries if one.position in earlier), None))
        for paper in after
        if any(entry.position in ours for entry in paper.entries)
    )
    theirs = tuple(problem for problem in problems if problem.position.file == reading.file)
    return Addition(brought, (*reading.problems, *theirs))


def _brought(paper: Paper, known: Paper | None) -> Brought:
    return Brought(paper.title, known is not None, tuple(_news(paper, known)) if known else ())


def _news(paper: Paper, known: Paper) -> Iterator[str]:
    for name in ("abstract", "summary", *map(str, FactKind)):
        if name in {"url", "published"}:
            continue
        if getattr(paper, name) and not getattr(known, name):
            yield name
    if len(paper.links) > len(known.links):
        yield "links"


def name_of(reading: Reading) -> str:
    """Return a file's name for text that has none: its first title's words, and its format's ending."""
    stem = slug(reading.entries[0].title)[:LONGEST_NAME].strip("-") if reading.entries else "pasted"
    return f"{stem}{ENDINGS.get(reading.format, '.txt')}"


def sidecar_text(url: str | None, captured: str, title: str | None, text: str) -> str:
    """Return what `NAME.yml` says; a JSON string is a YAML one, whatever stands in it."""
    fields = {"title": title, "url": url, "captured": captured, "text": text}
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value)


def undated(sidecar: bytes) -> list[bytes]:
    """Return the lines of a sidecar without the day on which the source was saved."""
    return [line for line in sidecar.splitlines() if not line.startswith(b"captured:")]


def beside(name: str, ending: str = ".yml") -> str:
    """Return the name of a file's sidecar."""
    return str(PurePath(name).with_suffix(ending))
