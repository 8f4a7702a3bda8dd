"""What was built, and every problem, in; words for people on standard error, lines for programs on standard output."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from generator.model import State
from generator.problems import PRINTINGS, Level, ordered
from generator.sentences import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.commands import Built
    from generator.model import Line
    from generator.problems import Problem


def report(problems: Iterable[Problem], printing: str, *, strict: bool) -> int:
    """Print problems, for people on standard error and for machines on standard output; return the exit code."""
    listed = ordered(problems)
    for problem in listed:
        click.echo(PRINTINGS[printing](problem), err=printing == "text")
    failing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return int(any(problem.level in failing for problem in listed))


def print_ledger(lines: Sequence[Line]) -> None:
    """Print a row a line, then a sum a state."""
    for line in lines:
        click.echo(f"{line.position.file}:{line.position.line}\t{line.state}\t{line.rule}\t{line.paper or ''}")
    sums = Counter(line.state for line in lines)
    click.echo("")
    for state in State:
        click.echo(f"{sums[state]:>8}  {state}")
    click.echo(f"{len(lines):>8}  lines in all, each in one state")


def print_ledger_json(lines: Sequence[Line]) -> None:
    """Print one JSON object a line."""
    for line in lines:
        fields = {
            "file": line.position.file,
            "line": line.position.line,
            "state": str(line.state),
            "rule": line.rule,
            "paper": line.paper,
        }
        click.echo(json.dumps(fields, ensure_ascii=False))


def summary(built: Built) -> str:
    """Return what a run made and wrote, in a line."""
    changed = len(built.written.changed) if built.written else 0
    deleted = len(built.written.deleted) if built.written else 0
    library = built.library
    listed = f"{counted(len(library.papers), 'paper')}, {counted(len(library.tags), 'tag')}"
    errors = sum(problem.level is Level.ERROR for problem in built.problems)
    line = f"{listed}; {counted(changed, 'page')} written, {deleted} deleted, the rest unchanged."
    return f"{line} {counted(errors, 'error')} above: what they name is left out." if errors else line


def said(text: str) -> None:
    """Print for people, apart from what programs read; nothing under `--quiet`."""
    if not _asked("quiet"):
        click.echo(text, err=True)


@contextmanager
def working(text: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """Show on a terminal that something takes its time; elsewhere, and under `--quiet`, show nothing.

    Where it has so many parts in `total`, what is given is to be called after each.
    """
    began = time.monotonic()
    if sys.stderr.isatty() and not _asked("quiet"):
        with _shown(text, total) as advance:
            yield advance
    else:
        yield lambda: None
    if _asked("verbose"):
        said(f"{text} took {time.monotonic() - began:.1f} s.")


@contextmanager
def _shown(text: str, total: int | None) -> Iterator[Callable[[], None]]:
    from rich.console import Console  # noqa: PLC0415 -- a tenth of a second that only a terminal should cost
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    if total is None:
        with console.status(text):
            yield lambda: None
        return
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(text, total=total)
        yield lambda: progress.advance(task)


def _asked(volume: str) -> bool:
    """Say whether the user asked for this volume, before the verb."""
    context = click.get_current_context(silent=True)
    return bool(context and context.find_root().params.get(volume))


def failed(fault: Exception) -> int:
    """Say what went wrong outside the list itself: on the disk, or in the generator."""
    if isinstance(fault, OSError):
        where = fault.filename or "disk"
        said(f"{where}:1: {fault.strerror or fault} (check the path, its permissions and the free space)")
    else:
        said(f"this is a fault of the generator, not of your list: {type(fault).__name__}: {fault}")
        said("please report it, with what READING_LIST_DEBUG=1 before the same command prints")
    return 1
