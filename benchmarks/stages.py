"""The folder of a list in; seconds and peak memory of each stage of its build, a JSON line each, out."""

from __future__ import annotations

import json
import resource
import sys
import time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import commands, disk, pipeline, site

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

STAGES = (
    ("read, merge, tag", pipeline, "build_library"),
    ("relate, draw", pipeline, "set_out"),
    ("write pages", pipeline, "render"),
    ("to docs/", disk, "write_files"),
    ("MkDocs", site, "build_pages"),
    ("downloads and search", site, "finish"),
    ("of that, search", site, "build_index"),
)


def main() -> None:
    """Build the list that this is started in; what fails is said and ends the run."""
    for name, module, function in STAGES:
        setattr(module, function, _timed(name, module, function))
    started = time.perf_counter(), _processor()
    built = commands.build(Path("mkdocs.yml"), commands.load())
    if built.site is None:
        raise SystemExit("\n".join(str(problem) for problem in built.problems if problem.level == "error"))
    _say("all", *started)


def _timed(name: str, module: ModuleType, function: str) -> Callable[..., Any]:
    whole = getattr(module, function)

    @wraps(whole)
    def timed(*args: Any, **options: Any) -> Any:  # noqa: ANN401 -- whatever the stage takes and gives
        started = time.perf_counter(), _processor()
        result = whole(*args, **options)
        _say(name, *started)
        return result

    return timed


def _processor() -> float:
    """Return the seconds of processor time of this process and those it has waited for."""
    mine, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime


def _say(name: str, wall: float, processor: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = {"stage": name, "wall": time.perf_counter() - wall, "processor": _processor() - processor, "MB": memory}
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
