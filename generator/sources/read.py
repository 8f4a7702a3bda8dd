"""A source file in; all that one of the formats reads in it out: what goes wrong is a problem, no line is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model import Line, Reading, Sidecar, State
from generator.problems import Position, Problem, error
from generator.sources.decode import decode
from generator.sources.foreign import foreign
from generator.sources.sidecar import read_sidecar
from generator.sources.visible import visible

if TYPE_CHECKING:
    from generator.model import SourceFile
    from generator.sources.contract import SourceFormat, Text

UNKNOWN = "unknown"


def read_with(formats: tuple[SourceFormat, ...], file: SourceFile) -> Reading:
    """Ask each format in turn whether the text is its own, and return what the first that says so reads."""
    sidecar, faults = read_sidecar(file.sidecar)
    text = decode(file)
    if isinstance(text, Problem):
        return Reading(file.path, UNKNOWN, sidecar, problems=(text, *faults))
    known = next((one for one in formats if one.sniff(text)), None)
    reading = known.read(text, sidecar) if known else _unknown(text, sidecar, formats)
    return replace(reading, problems=(*reading.problems, *faults))


def _unknown(text: Text, sidecar: Sidecar, formats: tuple[SourceFormat, ...]) -> Reading:
    lines = tuple(
        Line(Position(text.file, number), State.REJECTED, "no reader knows this file")
        for number, line in enumerate(text.lines, 1)
        if visible(line)
    )
    what = foreign(text)
    looks = f" (it looks like {what})" if what else ""
    readable = " and ".join(one.name for one in formats)
    problem = error(
        "unknown-format", Position(text.file), f"no reader knows this file{looks}", f"what is read here: {readable}"
    )
    return Reading(text.file, UNKNOWN, sidecar, lines=lines, problems=(problem,))
