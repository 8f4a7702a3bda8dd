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
    return replace(reading, problems=(*reading.problems, *text.problems, *faults))


def _way_out(what: str) -> str:
    if "JSON" in what:
        return "each paper is an object with a `title`"
    if "CSV" in what:
        return (
            "its first line names the columns: `title`, and at least one more such as `abstract`, `authors` or `year`"
        )
    if "HTML" in what or "Markdown" in what:
        return "open the page, select all, copy, and save the text as a .txt file"
    if "arXiv" in what:
        return "take the paper's BibTeX there, or save the answer of arXiv's API"
    return "save the page's text as a .txt file"


def _unknown(text: Text, sidecar: Sidecar, formats: tuple[SourceFormat, ...]) -> Reading:
    lines = tuple(
        Line(Position(text.file, number), State.REJECTED, "no reader knows this file")
        for number, line in enumerate(text.lines, 1)
        if visible(line)
    )
    what = foreign(text)
    readable = ", ".join(one.name for one in formats)
    if what:
        said = f"no reader knows this file: it looks like {what}"
        how = f"what is read here: {readable}; {_way_out(what)}"
    else:
        said = "no reader knows this file: no paper was recognised in it"
        how = "each paper needs a line with its title and below it its abstract; blank lines between them help"
    problem = error("unknown-format", Position(text.file), said, how)
    return Reading(text.file, UNKNOWN, sidecar, lines=lines, problems=(problem,))
