"""Files that a pull request adds to sources/ in; what each brings to the list, as JSON for `comment.py`, out."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from generator import addition, commands
from generator.model import State
from generator.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Reading
    from generator.problems import Problem


def brought(files: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield what each file brings to the list without these files, and to those before it."""
    loaded = commands.load()
    problems = commands.examine(loaded).problems
    readings = [read_source(source) for source in loaded.inputs.sources]
    before = [reading for reading in readings if reading.file not in files]
    for reading in readings:
        if reading.file in files:
            mine = [one for one in (*loaded.problems, *problems) if one.position.file == reading.file]
            yield _told(reading, addition.weigh(before, reading), list(dict.fromkeys(mine)))
            before.append(reading)


def _told(reading: Reading, weighed: addition.Addition, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "file": reading.file,
        "format": reading.format,
        "papers": [{"title": one.title, "known": one.known, "gains": one.news} for one in weighed.brought],
        "refused": sum(line.state is State.REJECTED for line in reading.ledger()),
        "problems": [
            {
                "level": str(one.level),
                "code": one.code,
                "line": one.position.line,
                "message": one.message,
                "hint": one.hint,
            }
            for one in problems
        ],
    }


if __name__ == "__main__":
    number, *names = sys.argv[1:]
    json.dump({"number": int(number), "files": list(brought(names))}, sys.stdout, ensure_ascii=False)
