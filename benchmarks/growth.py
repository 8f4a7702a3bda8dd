"""Seconds and megabytes of each stage from sources to the finished site, at one size and at eleven times that size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.invented import ROOT, empty_list, papers

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (110, 1210)
LARGE = (*SIZES, 11_000)
FEW = 500  # names: as many tags as a list of this size may well have; all that are known make 6,900 tags


def run(sizes: tuple[int, ...] = SIZES, names: int | None = None) -> Iterator[str]:
    """Yield the lines of the report; the peer of a size is the size before, which says how much it should cost."""
    yield f"growth: from sources to a searchable site; papers name {names or 'all known'} tags"
    yield f"  {'papers':>8}  {'stage':22}{'wall s':>8}{'CPU s':>8}{'× before':>10}{'papers ×':>10}{'peak MB':>9}"
    before: dict[str, float] = {}
    last = 0
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "list"
            _write(folder, size, names)
            now: dict[str, float] = {}
            for row in _stages(folder):
                name = row["stage"]
                now[name] = row["processor"]
                times = f"{now[name] / before[name]:>10.1f}{size / last:>10.1f}" if name in before else " " * 20
                yield f"  {size:>8,}  {name:22}{row['wall']:>8.1f}{now[name]:>8.1f}{times}{row['MB']:>9,.0f}"
            yield f"  {size:>8,}  the site: {_weight(folder / 'site')}; load of the machine {os.getloadavg()[0]:.1f}"
            before, last = now, size


def large() -> Iterator[str]:
    """Yield the report up to 11,000 papers, with some tags and with all, which takes its time."""
    yield from run(LARGE, FEW)
    yield from run(LARGE)


def _write(folder: Path, size: int, names: int | None) -> None:
    """Write a list of our own look with so many invented papers."""
    empty_list(folder)
    rows = [
        {"title": paper.title, "abstract": paper.abstract, "year": 2013 + number % 13}
        for number, paper in enumerate(papers(size, names=names))
    ]
    (folder / "sources/invented.json").write_text(json.dumps(rows, indent=0) + "\n", encoding="utf-8")


def _stages(folder: Path) -> list[dict[str, float]]:
    command = [sys.executable, str(ROOT / "benchmarks/stages.py")]
    own = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def _weight(site: Path) -> str:
    sizes = [(path.suffix, path.stat().st_size) for path in site.rglob("*") if path.is_file()]
    pages = sum(size for suffix, size in sizes if suffix == ".html")
    return f"{sum(size for _, size in sizes) / 1e6:,.1f} MB, of which pages {pages / 1e6:,.1f}, in {len(sizes):,} files"
