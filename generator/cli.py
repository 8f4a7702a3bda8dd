"""Arguments in; verbs run, problems printed, an exit code out: 0 fine, 1 the list has errors, 2 wrong use."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__, commands, disk, examples, explain, pipeline
from generator.add_verb import add
from generator.curating import CONFIG, FORMAT, known_papers
from generator.enrich_verb import enrich_
from generator.new_note_verb import new_note
from generator.new_verb import new
from generator.problems import PRINTINGS, Level
from generator.report import failed, print_ledger, print_ledger_json, report, said, summary, working
from generator.sentences import counted
from generator.serve_verb import serve
from generator.snapshot_verb import snapshot
from generator.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.commands import Loaded


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every verb takes."""
    for option in (
        CONFIG,
        click.option(
            "--sources",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="PATH…",
            help="Files or folders to read instead of the configured ones.",
        ),
        FORMAT,
        click.option("--strict", is_flag=True, help="Fail on warnings too."),
    ):
        command = option(command)
    return command


class Verbs(click.Group):
    """The command; `--sources` takes every path up to the next option, as a shell's `*` gives them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat `--sources` before each further path that follows it."""
        return super().parse_args(ctx, spread(args, "--sources"))


def spread(args: Sequence[str], option: str) -> list[str]:
    """Return the arguments with the option repeated before each of its further values."""
    result: list[str] = []
    within = False
    fresh = False
    for at, arg in enumerate(args):
        if arg.startswith("-"):
            within, fresh = arg == option, True
        elif within and not fresh and args[at - 1] != option:
            result.append(option)
        else:
            fresh = False
        result.append(arg)
    return result


@click.group(
    cls=Verbs, epilog=examples.ALL, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="reading-list")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("-v", "--verbose", is_flag=True, help="Say how long each step took.")
def verbs(quiet: bool, verbose: bool) -> None:  # noqa: FBT001
    """Turn saved pages that list papers into a searchable static site."""
    if quiet and verbose:
        raise click.UsageError("--quiet or --verbose, not both")


@verbs.command(epilog=examples.BUILD)
@shared
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes.  [default: site]")
@click.option("--site-url", metavar="URL", help="Where the site will be served, for links that must be whole.")
def build(  # noqa: PLR0913, PLR0917 -- click gives an argument an option
    config_file: Path,
    sources: tuple[Path, ...],
    printing: str,
    strict: bool,  # noqa: FBT001
    site_dir: Path | None,
    site_url: str | None,
) -> int:
    """Build the whole site: sources to pages to a finished, searchable site."""
    built = commands.build(config_file, commands.load(config_file, sources), site_dir, site_url, working)
    code = report(built.problems, printing, strict=strict)
    if built.site:
        said(summary(built))
        said(
            f"The site is in {disk.shown(built.site)}. To look at it:"
            f" python3 -m http.server -d {disk.shown(built.site)} 8000, then open http://localhost:8000/"
        )
    elif not built.library.papers:
        said("Nothing was built: no paper was found. What was there before stays as it was.")
    else:
        said("The site was not built; the last good one stays.")
    return code or int(built.site is None)


@verbs.command(epilog=examples.GENERATE)
@shared
def generate(config_file: Path, sources: tuple[Path, ...], printing: str, strict: bool) -> int:  # noqa: FBT001
    """Write the Markdown pages below docs/ and stop there."""
    built = commands.generate(commands.load(config_file, sources), working)
    code = report(built.problems, printing, strict=strict)
    if built.written:
        said(summary(built))
    return code or int(built.written is None)


@verbs.command(epilog=examples.CHECK)
@shared
def check(config_file: Path, sources: tuple[Path, ...], printing: str, strict: bool) -> int:  # noqa: FBT001
    """Say everything that is wrong or doubtful, and how to mend it; write nothing."""
    with working("Checking the list"):
        built = commands.examine(commands.load(config_file, sources))
    code = report(built.problems, printing, strict=strict)
    levels = Counter(str(problem.level) for problem in built.problems)
    counts = ", ".join(counted(levels[level], level) for level in Level)
    said(f"{counted(len(built.library.papers), 'paper')}, {counts}.")
    return code


@verbs.command(epilog=examples.LEDGER)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: file, line, state, rule, paper.")
@click.option(
    "--format",
    "printing",
    type=click.Choice(list(PRINTINGS)),
    default="text",
    help="How problems are printed.",
    show_default=True,
)
def ledger(files: tuple[Path, ...], as_json: bool, printing: str) -> int:  # noqa: FBT001
    """Say what became of every line of these sources: a table with its sums, or JSON Lines."""
    found, missing = disk.read_sources(files)
    with working("Reading the files"):
        readings = [read_source(file) for file in found]
        lines = pipeline.ledger(readings, commands.written_here())
    print_ledger_json(lines) if as_json else print_ledger(lines)
    return report(
        [*missing, *(problem for reading in readings for problem in reading.problems)], printing, strict=False
    )


@verbs.command(name="explain", epilog=examples.EXPLAIN)
@click.argument("paper", shell_complete=known_papers)
@shared
def explain_(config_file: Path, sources: tuple[Path, ...], printing: str, strict: bool, paper: str) -> int:  # noqa: FBT001
    """Say where a paper came from, what was repaired, and why it has each tag.

    PAPER is a slug, a name that the paper introduces, or any part of its title.
    """
    del strict
    if not paper.strip():
        raise click.UsageError("say which paper: a slug, a name that it introduces, or a part of its title")
    with working("Reading the list"):
        loaded: Loaded = commands.load(config_file, sources)
        built = commands.survey(loaded)
    found = pipeline.find(built.library, paper)
    if len(found) == 1:
        click.echo(explain.explained(built.library, found[0], built.problems))
        return 0
    if loaded.problems and not found:
        return report(loaded.problems, printing, strict=False)
    said(f"“{paper}” fits {len(found)} papers:" if found else f"No paper fits “{paper}”. The nearest:")
    for one in found or explain.nearest(built.library, paper):
        said(f"  {one.slug}  {one.title}")
    return 1


@verbs.command(epilog=examples.EVALUATE)
@shared
@click.option("--labels", type=click.Path(path_type=Path), help="Labels by hand.  [default: labels.yml]")
@click.option("--papers", type=click.Path(path_type=Path), help="A papers.json to score instead of this list's papers.")
def evaluate(  # noqa: PLR0913, PLR0917 -- click gives an argument an option
    config_file: Path,
    sources: tuple[Path, ...],
    printing: str,
    strict: bool,  # noqa: FBT001
    labels: Path | None,
    papers: Path | None,
) -> int:
    """Score the tags against labels made by hand: precision, recall, and every miss, facet by facet."""
    with working("Scoring the tags"):
        scored = commands.evaluate(commands.load(config_file, sources), labels, papers)
    code = report(scored.problems, printing, strict=strict)
    for line in scored.lines:
        click.echo(line)
    return code


verbs.add_command(add)
verbs.add_command(enrich_)
verbs.add_command(new)
verbs.add_command(new_note)
verbs.add_command(serve)
verbs.add_command(snapshot)


def main(args: Sequence[str] | None = None) -> int:
    """Run a verb; wrong use exits with 2, a list's errors with 1, and no traceback reaches a user."""
    # A list is read into frozen nouns, in which there is nothing to collect: by default that takes a third of the time.
    gc.set_threshold(200_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that is not UTF-8 has no “quotation marks”
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(verbs.main(args=list(args) if args is not None else None, standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as fault:
        fault.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        said("stopped")
        return 1
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        if os.environ.get("READING_LIST_DEBUG"):
            raise
        return failed(fault)
