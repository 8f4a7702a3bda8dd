"""Seconds and megabytes from papers to pages, and to the finished site, at one size and at eleven times that size."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.invented import papers

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SIZES = (110, 1210)


def run() -> Iterator[str]:
    """Yield the lines of the report; the peer of the larger size is the smaller, which it should cost eleven times."""
    yield "growth: `build` from sources to a searchable site (wall seconds of the whole command, peak memory of it)"
    yield f"  {'papers':>8}{'seconds':>10}{'× the smaller':>16}{'MB':>8}{'site MB':>10}"
    first = 0.0
    for size in SIZES:
        seconds, site = _build(size)
        first = first or seconds
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield f"  {size:>8,}{seconds:>10.1f}{seconds / first:>16.1f}{memory:>8,.0f}{site / 1e6:>10.1f}"


def _build(size: int) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "list"
        folder.mkdir()
        for name in ("mkdocs.yml", "generator", "overrides"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
        (folder / "docs").mkdir()
        shutil.copy(ROOT / "docs/about.md", folder / "docs/about.md")
        shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
        (folder / "sources").mkdir()
        rows = "\n\n".join(f"{paper.title}\n\n{paper.abstract}" for paper in papers(size))
        (folder / "sources/invented.txt").write_text(rows + "\n", encoding="utf-8")
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "generator", "build"], cwd=folder, capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - started
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])
        return seconds, sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
