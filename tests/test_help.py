"""What `--help` ends with, and what a shell is told: each example and each name is understood."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from running import ROOT

from generator.cli import verbs

if TYPE_CHECKING:
    from pathlib import Path

    import click

SHELLS = ("bash", "zsh", "fish")
AS_INSTALLED = "import sys; sys.argv[0] = 'reading-list'; from generator.cli import main; sys.exit(main())"


def examples(command: click.Command) -> list[str]:
    """Return the commands of ours among the examples with which a help text ends."""
    lines = [line.strip() for line in (command.epilog or "").splitlines()]
    code = [re.split(r" {2,}", line)[0] for line in lines]
    parts = [part for line in code for part in re.split(r" (?:\||&&) ", line)]
    return [part for part in parts if part.startswith("reading-list ")]


def parsed(line: str) -> str:
    """Read a command as a shell and click would, and run nothing; return its verb."""
    context = verbs.make_context("reading-list", shlex.split(line)[1:])
    name, verb, args = verbs.resolve_command(context, [*context._protected_args, *context.args])
    assert verb is not None
    verb.make_context(name, args, parent=context)
    return str(name)


@pytest.mark.parametrize("name", sorted(verbs.commands))
def test_each_verb_ends_with_examples(name: str):
    """Each verb's help ends with examples, all of them of that verb or another of ours, and each is understood."""
    found = examples(verbs.commands[name])
    assert found
    assert name in {parsed(line) for line in found}


def test_the_first_help_has_an_example_of_most_verbs():
    """Whoever asks without a verb sees what to begin with; nothing is in it that is not understood."""
    assert len({parsed(line) for line in examples(verbs)}) >= 9


def told(toy: Path, how: str, **words: str) -> str:
    """Return what the command tells a shell."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "_READING_LIST_COMPLETE": how, **words}
    done = subprocess.run([sys.executable, "-c", AS_INSTALLED], cwd=toy, env=env, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    return done.stdout.decode()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_gets_its_script(toy: Path, shell: str):
    """Each shell gets a script that it can read, which asks the command itself."""
    script = told(toy, f"{shell}_source")
    assert f"_READING_LIST_COMPLETE={shell}_complete" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script.encode(), check=True)


def completed(toy: Path, line: str) -> list[str]:
    """Return how bash may go on with a line."""
    count = str(len(line.split(" ")) - 1)
    lines = told(toy, "bash_complete", COMP_WORDS=line, COMP_CWORD=count).splitlines()
    return [one.partition(",")[2] for one in lines if one]


@pytest.mark.usefixtures("few_names")
def test_verbs_options_and_papers_are_completed(toy: Path, run: object):
    """A verb, an option, and, once there are pages, the paper or the tag that is meant."""
    assert completed(toy, "reading-list ne") == ["new", "new-note"]
    assert "--strict" in completed(toy, "reading-list check --s")
    assert completed(toy, "reading-list new-note lanterns-are-n") == []
    run("generate")
    assert completed(toy, "reading-list new-note lanterns-are-n") == ["lanterns-are-not-all-you-need"]
    assert completed(toy, "reading-list explain lanterns-are-n") == ["lanterns-are-not-all-you-need"]
    assert completed(toy, "reading-list new-note models/be") == ["models/bert"]
    assert completed(toy, "reading-list explain models/be") == []
