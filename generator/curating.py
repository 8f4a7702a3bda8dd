"""Arguments of the verbs that bring something into a list in; the source that they write, and what it holds, out."""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from generator import addition, commands, disk, enrich
from generator.model import SourceFile, State
from generator.pages.contract import counted
from generator.problems import PRINTINGS, Position, Problem, error
from generator.report import report, said
from generator.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.arxiv_api import Client
    from generator.model import Reading

OPTIONS = "the options"  # stands for the sidecar that they make, before it has a path
MOST_TOLD = 30  # papers named one by one
CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=commands.CONFIGURATION,
    help="The list's configuration.",
    show_default=True,
)
FORMAT = click.option(
    "--format",
    "printing",
    type=click.Choice(list(PRINTINGS)),
    default="text",
    help="How problems are printed.",
    show_default=True,
)
ENRICH_EXAMPLES = """
\b
Examples:
  reading-list enrich --dry-run      print what would be written
  reading-list enrich                write it to sources/enriched.bib, to be looked through
"""


@click.command(name="enrich", epilog=ENRICH_EXAMPLES)
@CONFIG
@FORMAT
@click.option("--dry-run", is_flag=True, help="Ask arXiv, but print the BibTeX instead of writing it.")
@click.option("--into", type=click.Path(path_type=Path), help="The BibTeX source.  [default: sources/enriched.bib]")
@click.option("--endpoint", default=enrich.ENDPOINT, show_default=True, metavar="URL", help="Where arXiv's API is.")
@click.option("--pause", type=click.FloatRange(0), default=3.0, show_default=True, help="Seconds between requests.")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="Where answers are kept.  [default: ~/.cache/reading-list]"
)
@click.option("--refresh", is_flag=True, help="Ask again for what was asked before.")
def enrich_(  # noqa: PLR0913, PLR0917 -- click gives an argument an option
    config_file: Path,
    printing: str,
    dry_run: bool,  # noqa: FBT001
    into: Path | None,
    endpoint: str,
    pause: float,
    cache: Path | None,
    refresh: bool,  # noqa: FBT001
) -> int:
    """Look up missing authors, years, arXiv ids and DOIs at arXiv, and write them to a source to be looked through.

    A paper is found by its id, or by exactly its title. Nothing else is asked, and nothing is guessed. What is known
    already is not asked for; answers are kept, so that a run that was cut off goes on where it was.
    """
    from generator.arxiv_api import Client  # noqa: PLC0415 -- a client of the web, loaded only by who needs it

    if urlsplit(endpoint).scheme not in {"http", "https"} or not urlsplit(endpoint).netloc:
        raise click.UsageError("--endpoint is a web address: it begins with https:// or http://")
    loaded = commands.load(config_file)
    library = commands.survey(loaded).library
    if not library.papers:
        return report(loaded.problems, printing, strict=False)
    client = Client(endpoint, pause)
    folder = cache or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reading-list" / "arxiv"
    found = enrich.look_up(library.papers, _kept(client, folder, refresh=refresh))
    target = into or _sources_folder(loaded) / "enriched.bib"
    there = disk.read_bytes(target) or b""
    text, unwritten = enrich.as_bibtex(found, there.decode("utf-8", "replace"))
    problems = [*found.problems, *unwritten, *([enrich.stopped_problem(found, endpoint)] if found.stopped else [])]
    if text and dry_run:
        click.echo(text, nl=False)
    elif text:
        gap = b"" if not there or there.endswith(b"\n\n") else b"\n" if there.endswith(b"\n") else b"\n\n"
        disk.write_whole(target, (there or enrich.HEAD.encode()) + (gap or b"\n" * (not there)) + text.encode())
    code = report(problems, printing, strict=False)
    said(_sum(found, client, "nothing was written" if dry_run or not text else f"see {disk.shown(target)}"))
    return code


def _sources_folder(loaded: commands.Loaded) -> Path:
    """Return the first configured folder of sources, or the folder of the first source."""
    first = loaded.root / loaded.inputs.configuration.reading_list.sources[0]
    return first if not first.suffix else first.parent


def _kept(client: Client, folder: Path, *, refresh: bool) -> Callable[[enrich.Query], bytes | enrich.Refused]:
    """Return a way to ask that keeps each answer on the disk; what lies there broken is asked for again."""

    def ask(query: enrich.Query) -> bytes | enrich.Refused:
        address = client.address(query)
        path = folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.xml"
        known = None if refresh else disk.read_bytes(path)
        if known is not None and enrich.entries_of(known) is not None:
            return known
        if sys.stderr.isatty():
            said(f"asking arXiv ({client.asked + 1}) …")
        answer = client.ask(query)
        if isinstance(answer, bytes):
            disk.write_whole(path, answer)
        return answer

    return ask


def _sum(found: enrich.Found, client: Client, where: str) -> str:
    new = counted(len(found.findings), "paper")
    asked = counted(client.asked, "request")
    return f"{new} with new facts, {found.nothing} without; {asked} to arXiv; {where}."


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
    reading = read_source(SourceFile(disk.shown(file), data, SourceFile(OPTIONS, sidecar)))
    wrong = next((problem for problem in reading.problems if problem.position.file == OPTIONS), None)
    if wrong:
        raise click.UsageError(f"{wrong.message} ({wrong.hint})")
    weighed = addition.weigh([read_source(one) for one in loaded.inputs.sources], reading)
    code = report(weighed.problems, printing, strict=False)
    if not reading.entries:
        said("No paper was found in it: nothing was written.")
        return code or 1
    _tell(reading, weighed)
    target = _sources_folder(loaded) / (name or (addition.name_of(reading) if str(file) == "-" else file.name))
    taken = _taken(target, data, sidecar, loaded)
    if taken:
        return report([taken], printing, strict=False) or 1
    if dry_run:
        said(f"Nothing was written; it would be {disk.shown(target)}.")
        return code
    disk.write_whole(Path(addition.beside(str(target))), sidecar)
    disk.write_whole(target, data)
    said(f"It is in {disk.shown(target)}, and what is known about it in {addition.beside(target.name)} beside it.")
    said("Mend the lines named above there, then: reading-list build" if code else "Next: reading-list build")
    return code


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


def _taken(target: Path, data: bytes, sidecar: bytes, loaded: commands.Loaded) -> Problem | None:
    """Return why a source cannot be written: nothing that stands there is overwritten, or described by this sidecar."""
    same = next((one for one in loaded.inputs.sources if one.data == data), None)
    if same:
        return error("same-file", Position(same.path), "the list has this very file already", "nothing is to be done")
    if target.parent.resolve() != _sources_folder(loaded).resolve() or target.suffix in disk.SIDECARS:
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


VERBS = (enrich_, add)
