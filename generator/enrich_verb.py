"""Arguments of `enrich` in; arXiv asked, the BibTeX source written, an exit code out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from generator import commands, disk, enrich, kept
from generator.curating import CONFIG, FORMAT, sources_folder
from generator.report import report, said, working
from generator.sentences import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.arxiv_api import Client
    from generator.problems import Problem

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
    with working("Reading the list"):
        loaded = commands.load(config_file)
        library = commands.survey(loaded).library
    if not library.papers:
        return report(loaded.problems, printing, strict=False)
    client = Client(endpoint, pause)
    folder = cache or (kept.folder() or Path(".cache")) / "arxiv"
    with working("Asking arXiv", total=len(enrich.queries(library.papers))) as advance:
        found = enrich.look_up(library.papers, _kept(client, folder, advance, refresh=refresh))
    target = into or sources_folder(loaded) / "enriched.bib"
    problems, written = _write(found, target, dry_run=dry_run)
    stopped = [enrich.stopped_problem(found, endpoint)] if found.stopped else []
    code = report([*found.problems, *problems, *stopped], printing, strict=False)
    said(_sum(found, client, f"see {disk.shown(target)}" if written else "nothing was written"))
    return code


def _write(found: enrich.Found, target: Path, *, dry_run: bool) -> tuple[tuple[Problem, ...], bool]:
    """Add the findings to the source, below what stands there, or print them; say whether the source was written."""
    there = disk.read_bytes(target) or enrich.HEAD.encode()
    text, problems = enrich.as_bibtex(found, there.decode("utf-8", "replace"))
    if text and dry_run:
        click.echo(text, nl=False)
    elif text:
        gap = b"\n" * (2 - len(there[-2:]) + len(there[-2:].rstrip(b"\n")))
        disk.write_whole(target, there + gap + text.encode())
    return problems, bool(text) and not dry_run


def _kept(
    client: Client, folder: Path, then: Callable[[], None], *, refresh: bool
) -> Callable[[enrich.Query], bytes | enrich.Refused]:
    """Return a way to ask that keeps each answer on the disk; what lies there broken is asked for again."""

    def ask(query: enrich.Query) -> bytes | enrich.Refused:
        address = client.address(query)
        path = folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.xml"
        known = None if refresh else disk.read_bytes(path)
        if known is not None and enrich.entries_of(known) is not None:
            then()
            return known
        answer = client.ask(query)
        if isinstance(answer, bytes):
            disk.write_whole(path, answer)
        then()
        return answer

    return ask


def _sum(found: enrich.Found, client: Client, where: str) -> str:
    new = counted(len(found.findings), "paper")
    asked = counted(client.asked, "request")
    return f"{new} with new facts, {found.nothing} without; {asked} to arXiv; {where}."
