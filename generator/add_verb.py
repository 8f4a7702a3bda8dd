"""Arguments of `add` in; what the file holds said, the source and its sidecar written, an exit code out."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import addition, commands, disk
from generator.curating import CONFIG, FORMAT, sources_folder
from generator.model import SourceFile, State
from generator.problems import Position, Problem, error
from generator.report import report, said, working
from generator.sentences import counted
from generator.sources import read_source

if TYPE_CHECKING:
    from generator.model import Reading

OPTIONS = "the options"  # stands for the sidecar that they make, before it has a path
MOST_TOLD = 30  # papers named one by one
ADD_EXAMPLES = """
\b
Examples:
  reading-list add ~/Downloads/page.html          a saved page
  xclip -o | reading-list add -                   what was copied
  reading-list add library.ris --dry-run          say what it would bring
"""


@click.command(epilog=ADD_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@CONFIG
@FORMAT
@click.option("--dry-run", is_flag=True, help="Say what the file would bring; write nothing.")
@click.option("--name", help="What it is called in sources/.  [default: its own name, or its first title]")
@click.option("--url", help="Where it is from.")
@click.option("--title", help="What the page is called.")
@click.option("--captured", help="The day on which it was saved, as 2026-01-31.  [default: today]")
@click.option("--text", type=click.Choice(["abstracts", "summaries"]), default="abstracts", show_default=True)
def add(  # noqa: PLR0913, PLR0917 -- click gives an argument an option
    file: Path,
    config_file: Path,
    printing: str,
    dry_run: bool,  # noqa: FBT001
    name: str | None,
    url: str | None,
    title: str | None,
    captured: str | None,
    text: str,
) -> int:
    """Bring a file, or text on standard input (`-`), into the list: say what it holds, and write it to sources/."""
    loaded = commands.load(config_file)
    if any(problem.position.file == disk.shown(config_file) for problem in loaded.problems):
        return report(loaded.problems, printing, strict=False)
    data = _data(file)
    if isinstance(data, Problem):
        return report([data], printing, strict=False)
    day = captured or datetime.now().astimezone().date().isoformat()
    sidecar = addition.sidecar_text(url, day, title, text).encode()
    with working("Reading the file and the list"):
        reading = _reading(file, data, sidecar)
        weighed = addition.weigh([read_source(one) for one in loaded.inputs.sources], reading)
    code = report(weighed.problems, printing, strict=False)
    if not reading.entries:
        said("No paper was found in it: nothing was written.")
        return code or 1
    _tell(reading, weighed)
    target = sources_folder(loaded) / (name or (addition.name_of(reading) if str(file) == "-" else file.name))
    sidecar = _begun(target, sidecar, dated=captured is not None)
    taken = _taken(target, data, sidecar, loaded)
    if taken:
        return report([taken], printing, strict=False)
    _write(target, data, sidecar, dry_run=dry_run, faulty=bool(code))
    return code


def _reading(file: Path, data: bytes, sidecar: bytes) -> Reading:
    reading = read_source(SourceFile(disk.shown(file), data, SourceFile(OPTIONS, sidecar)))
    wrong = next((problem for problem in reading.problems if problem.position.file == OPTIONS), None)
    if wrong:
        raise click.UsageError(f"{wrong.message} ({wrong.hint})")
    return reading


def _write(target: Path, data: bytes, sidecar: bytes, *, dry_run: bool, faulty: bool) -> None:
    """Write the sidecar, then the file: a file that lacks its sidecar would be read, and read wrong."""
    if dry_run:
        said(f"Nothing was written; it would be {disk.shown(target)}.")
        return
    disk.write_whole(Path(addition.beside(str(target))), sidecar)
    disk.write_whole(target, data)
    said(f"It is in {disk.shown(target)}, and what is known about it in {addition.beside(target.name)} beside it.")
    said("Mend the lines named above there, then: reading-list build" if faulty else "Next: reading-list build")


def _data(file: Path) -> bytes | Problem:
    """Return the bytes of the file or of standard input, or why they cannot be had."""
    if str(file) == "-":
        return sys.stdin.buffer.read()
    if file.suffix in disk.SIDECARS:
        raise click.UsageError(f"{file.name} would be a sidecar: files that end in .yml describe those beside them")
    files, problems = disk.read_sources([file]) if not file.is_dir() else ((), ())
    if files:
        return files[0].data
    how = "name a file, or `-` for standard input"
    return next(iter(problems), error("no-file", Position(disk.shown(file)), "this is a folder", how))


def _begun(target: Path, sidecar: bytes, *, dated: bool) -> bytes:
    """Return the sidecar that a run has left which was cut off before the source, if but for the day it is this one."""
    there = disk.read_bytes(Path(addition.beside(str(target))))
    return there if there and not dated and addition.undated(there) == addition.undated(sidecar) else sidecar


def _taken(target: Path, data: bytes, sidecar: bytes, loaded: commands.Loaded) -> Problem | None:
    """Return why a source cannot be written: nothing that stands there is overwritten, or described by this sidecar."""
    same = next((one for one in loaded.inputs.sources if one.data == data), None)
    if same:
        return error("same-file", Position(same.path), "the list has this very file already", "nothing is to be done")
    if target.name.startswith("."):
        raise click.UsageError(f"{target.name} would be a hidden file, which is not read: give another name by --name")
    if target.parent.resolve() != sources_folder(loaded).resolve() or target.suffix in disk.SIDECARS:
        raise click.UsageError("--name is a file's name, such as trending.html; .yml is for sidecars")
    beside = Path(addition.beside(str(target)))
    others = disk.same_stem(target)
    if disk.read_bytes(beside) == sidecar:  # of a run that was cut off between the two files
        others = [path for path in others if path != beside]
    if others:
        said_ = "this stands there already, and is not overwritten"
        return error("taken", Position(disk.shown(others[0])), said_, "choose another name with --name")
    return None


def _tell(reading: Reading, weighed: addition.Addition) -> None:
    """Print the papers: new ones, and known ones with what they gain."""
    for one in weighed.brought[:MOST_TOLD]:
        gains = f" (gains {', '.join(one.news)})" if one.news else ""
        said(f"  {'known' if one.known else 'new  '}  {one.title:.100}{gains}")
    if len(weighed.brought) > MOST_TOLD:
        said(f"  … and {len(weighed.brought) - MOST_TOLD} more")
    known = len(weighed.brought) - weighed.new
    maybe = sum(problem.code == "same-paper-maybe" for problem in weighed.problems)
    refused = sum(line.state is State.REJECTED for line in reading.ledger())
    said(
        f"{reading.format}: {counted(len(weighed.brought), 'paper')}, {weighed.new} new, {known} known,"
        f" {maybe} perhaps the same as one of the list; {counted(refused, 'line')} refused."
    )
