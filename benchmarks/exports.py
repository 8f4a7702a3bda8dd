"""Seconds and megabytes of the files that readers take away, beside those of the whole build that writes them."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.growth import FEW
from benchmarks.invented import empty_list, papers
from generator import commands, pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import OutputFile, Paper

SIZES = (110, 1100)
COLUMNS = f"  {'papers':>8}{'build':>9}{'exports':>9}{'share':>8}{'lists':>8}{'papers':>8}{'others':>8}{'MB':>8}"


def run() -> Iterator[str]:
    """Yield the lines of the report; the peer of the exports is the whole build, of which they are to be a tenth."""
    yield "exports: processor seconds of the whole `build`, and of making and writing what readers take away, within it"
    yield f"papers name {FEW} tags"
    yield f"{COLUMNS}   (files of lists, of papers, others)"
    for size in map(int, os.environ.get("SIZES", "").split() or SIZES):
        yield _row(size)


def _row(size: int) -> str:
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        folder = Path(scratch) / "list"
        _write_list(folder, size)
        config = folder / commands.CONFIGURATION
        started = _seconds()
        loaded = commands.load(config)
        built = commands.build(config, loaded)
        if built.site is None:
            sys.exit("\n".join(map(str, built.problems[:5])))
        whole = _seconds() - started
        counts, bytes_, seconds = _exports(pipeline.downloads(built.library, loaded.inputs), Path(scratch) / "taken")
    files = "".join(f"{count:>8,}" for count in counts)
    return f"  {size:>8,}{whole:>9.1f}{seconds:>9.2f}{seconds / whole:>8.1%}{files}{bytes_ / 1e6:>8.1f}"


def _write_list(folder: Path, size: int) -> None:
    """Write a list of so many invented papers, with the facts that exports have, and the real look."""
    empty_list(folder)
    (folder / "sources/invented.bib").write_text(
        "\n".join(map(_entry, range(size), papers(size, names=FEW))), encoding="utf-8"
    )


def _entry(number: int, paper: Paper) -> str:
    authors = " and ".join(f"{first} Author" for first in "ABCDE")
    year, arxiv = 2010 + number % 15, f"{2001 + number // 9000}.{number % 9000:05}"
    facts = f"year={{{year}}}, author={{{authors}}}, eprint={{{arxiv}}}, archiveprefix={{arXiv}}"
    return f"@misc{{p{number}, title={{{paper.title}}}, {facts}, abstract={{{paper.abstract}}}}}\n"


def _exports(files: Iterator[OutputFile], into: Path) -> tuple[tuple[int, int, int], int, float]:
    """Write the files as a build does; return how many are of lists, of papers and others, their bytes, and seconds."""
    started = _seconds()
    lists = papers = others = bytes_ = 0
    for file in files:
        place = into / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        bytes_ += place.write_bytes(file.text.encode("utf-8", "replace"))
        folder = file.path.rpartition("/")[0]
        papers, lists = papers + (folder == "papers"), lists + (folder not in {"", "papers"})
        others += not folder
    return (lists, papers, others), bytes_, _seconds() - started


def _seconds() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
