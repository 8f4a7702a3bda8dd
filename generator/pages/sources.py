"""The ledger as pages: what became of every line of every source, in sums and line by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.markdown import Markdown, link, relative
from generator.model import State
from generator.pages.contract import Context, PageKind, counted, paged, pages_nav, paper_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Line, OutputFile, Reading


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that stand together and went the same way."""

    lines: str
    states: str
    rule: str
    paper: Markdown


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `sources/index.md`, and a ledger for each source."""
    page = "sources/index.md"
    states = [*State]
    table = []
    for reading in context.library.readings:
        sums = Counter(line.state for line in reading.ledger())
        name = link(context.source_name(reading.file), relative(page, context.source_path(reading.file)))
        table.append((name, reading, [sums[state] for state in states], sum(sums.values())))
    totals = [sum(row[2][at] for row in table) for at in range(len(states))]
    yield context.render(
        page,
        "sources.md",
        {
            "title": "Sources",
            "description": "What became of every line that this list was made from.",
            "kind": "sources",
            "styles": ["ledger"],
        },
        states=states,
        table=table,
        totals=totals,
        total=sum(totals),
        papers=counted(len(context.library.papers), "paper"),
    )
    for reading in context.library.readings:
        yield from _ledger(context, reading)


def _ledger(context: Context, reading: Reading) -> Iterator[OutputFile]:
    titles = {paper.slug: paper.title for paper in context.library.papers}
    runs = list(_runs(reading.ledger()))
    chunks = paged(runs)
    paths = [context.source_path(reading.file, number) for number in range(1, len(chunks) + 1)]
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        name = context.source_name(reading.file)
        title = name if number == 1 else f"{name}, page {number}"
        rows = [_run(path, run, titles) for run in chunk]
        description = f"What became of every line of {name}."
        meta = {"title": title, "description": description, "kind": "ledger", "styles": ["ledger"]}
        yield context.render(
            path,
            "ledger.md",
            meta,
            title=title,
            reading=reading,
            rows=rows,
            nav=pages_nav(path, paths),
            up=link("Sources", relative(path, "sources/index.md")),
        )


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines in runs: all of one entry are one run, and so are neighbours of the same state and rule."""
    for _, run in groupby(lines, key=lambda line: (line.paper or line.state, "" if line.paper else line.rule)):
        yield list(run)


def _run(page: str, run: list[Line], titles: dict[str, str]) -> Run:
    first, last = run[0].position.line, run[-1].position.line
    sums = Counter(str(line.state) for line in run)
    rules = dict.fromkeys(line.rule for line in run if line.rule)
    slug = run[0].paper
    return Run(
        lines=_place(run[0]) if first == last else f"{first}–{last}",
        states=", ".join(f"{state} ×{count}" if count > 1 else state for state, count in sums.items()),
        rule=", ".join(rules),
        paper=link(titles[slug], relative(page, paper_path(slug))) if slug in titles else Markdown(""),
    )


def _place(line: Line) -> str:
    """Return a line's number, with the column where several records share the line."""
    position = line.position
    return f"{position.line}:{position.column}" if position.column else str(position.line)


KIND = PageKind("sources", write)
