"""Ten thousand notes, half with a fault, in; how long they take, and whether each fault is told once, out."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from generator import pipeline
from generator.curation import HandFile
from generator.model import SourceFile
from generator.settings import Configuration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.problems import Problem

FAULTS = (
    ("---\nstaus: read\n---\nWords.\n", 2, "unknown-key"),
    ("---\nstatus: done\n---\nWords.\n", 2, "bad-value"),
    ("---\nyear: 2024\ncorrections:\n  - {find: not there at all, replace: x}\n---\nWords.\n", 4, "correction-stale"),
    ("---\ntags: {models: [+Nobody Knows]}\n---\nWords.\n", 2, "unknown-tag"),
    ("---\nstatus: [read\n---\nWords.\n", 3, "yaml"),
    ("First line.\n\nSee [[Nobody at All]].\n", 3, "unknown-link"),
    ("First line.\n\nSee\n![gone](gone.png).\n", 4, "broken-link"),
    ("---\nsame_as: nobody-at-all\n---\nWords.\n", 2, "unknown-paper"),
    ("---\naccept: [yaml]\n---\nWords.\n", 2, "accept-unknown"),
)
GOOD = (
    "---\nstatus: read\nadded: 2026-01-01\ntags: {{models: [+BERT]}}\n---\n"
    "See [[Paper {next} of the Long List]] and *more*.\n"
)
ENTRY = (
    "@misc{{k{n},\n title = {{{title}}},\n abstract = {{We read lanterns with BERT, {n} at a time, at night.}}\n}}\n"
)


def inputs(count: int) -> tuple[pipeline.Inputs, Counter[tuple[str, int, str]]]:
    """Return a list of so many papers, a note on each, every second with a fault; and the faults."""
    titles = [f"Paper {number} of the Long List" for number in range(count)]
    text = "".join(ENTRY.format(n=n, title=title) for n, title in enumerate(titles))
    files: list[HandFile] = []
    faults: Counter[tuple[str, int, str]] = Counter()
    for number in range(count):
        path = f"notes/papers/paper-{number}-of-the-long-list.md"
        if number % 20 == 1:
            path = f"notes/papers/paper-{number}-of-the-lost-list.md"
            faults[f"docs/{path}", 1, "note-orphan"] += 1
            body = "This text is nobody's.\n"
        elif number % 2:
            body, line, code = FAULTS[number // 2 % len(FAULTS)]
            faults[f"docs/{path}", line, code] += 1
        else:
            body = GOOD.format(next=(number + 1) % count)
        files.append(HandFile(f"docs/{path}", path, body))
    source = SourceFile("sources/long.bib", text.encode(), name="sources/long.bib")
    return pipeline.Inputs(Configuration(), (source,), written=tuple(files)), faults


def told(problems: Iterable[Problem]) -> Counter[tuple[str, int, str]]:
    """Return how often each fault is told, by file, line and code."""
    return Counter((p.position.file, p.position.line, p.code) for p in problems if p.position.file.startswith("docs/"))


def run(count: int = 10_000) -> Iterator[str]:
    """Yield the time with notes and without, and the faults that were missed or told twice."""
    with_notes, wanted = inputs(count)
    bare = pipeline.Inputs(with_notes.configuration, with_notes.sources)
    seconds = []
    for one in (bare, with_notes):
        started = time.process_time()
        library, problems = pipeline.build_library(one)
        seconds.append(time.process_time() - started)
    found = told(problems)
    yield f"{count:,} papers in {seconds[0]:.1f} s; with a note on each, half with a fault, in {seconds[1]:.1f} s (CPU)"
    yield f"{sum(wanted.values()):,} faults; {len(wanted - found)} missed, {len(found - wanted)} told besides"
    yield f"{sum(paper.note is not None for paper in library.papers):,} notes stand on their papers"
