"""How much a run says: on a terminal what takes its time, elsewhere what it made, under `--quiet` problems alone."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from api import Api
from running import ROOT
from test_enrich import lanterns

if TYPE_CHECKING:
    from pathlib import Path

SAVED = "title,abstract\nA New Lantern,We light BERT.\n"


def on_a_terminal(*args: str) -> str:
    """Run a verb whose standard error is a terminal; return all that it was sent."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    with subprocess.Popen([sys.executable, "-m", "generator", *args], stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
        os.close(ours)
    assert process.returncode == 0, shown.decode()
    return shown.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux's way to say that nobody is left at the other end
        return b""


@pytest.fixture
def saved(tmp_path: Path) -> str:
    (tmp_path / "saved.csv").write_text(SAVED, "utf-8")
    return str(tmp_path / "saved.csv")


@pytest.mark.usefixtures("few_names")
def test_quiet_leaves_out_all_but_problems(toy: Path, run: object, saved: str):
    """Under `--quiet` the same problems are said, and no sum, no way on and no time."""
    del toy
    for args in (["generate"], ["check"], ["add", saved, "--dry-run"], ["enrich", "--endpoint", "http://127.0.0.1:9"]):
        plain, quiet = run(*args), run("--quiet", *args)
        assert quiet.code == plain.code
        assert plain.err != quiet.err
        problems = [line for line in plain.err.splitlines() if re.match(r"\S+:\d+(:\d+)?: ", line)]
        assert quiet.err.splitlines() == problems


@pytest.mark.usefixtures("few_names")
def test_verbose_adds_how_long_each_step_took(toy: Path, run: object, saved: str):
    """Under `--verbose` each step is named with its seconds; what else is said is the same."""
    del toy
    for args, steps in (
        (["generate"], ["Reading the list", "Writing the pages"]),
        (["check"], ["Checking the list"]),
        (["add", saved, "--dry-run"], ["Reading the file and the list"]),
        (["enrich", "--endpoint", "http://127.0.0.1:9", "--pause", "0"], ["Reading the list", "Asking arXiv"]),
    ):
        run(*args)
        plain, verbose = run(*args).err.splitlines(), run("-v", *args).err.splitlines()
        more = [line for line in verbose if line not in plain]
        assert [line.partition(" took ")[0] for line in more] == steps
        assert all(line.endswith(" s.") for line in more)
        assert [line for line in verbose if line in plain] == plain


def test_both_volumes_are_wrong_use(toy: Path, run: object):
    """Nobody can be quiet and verbose."""
    del toy
    assert run("-q", "-v", "check").code == 2


def test_a_terminal_shows_what_takes_its_time(toy: Path, saved: str):
    """A step is named while it lasts, and wiped off again; `--quiet` shows nothing of it."""
    del toy
    shown = on_a_terminal("build")
    assert [shown.index(step) for step in ("Reading the list", "Writing the pages", "Building the site")]
    assert shown.count("\x1b[2K") > 3  # the line is cleared
    assert "Reading the file and the list" in on_a_terminal("add", saved, "--dry-run")
    quiet = on_a_terminal("-q", "add", saved, "--dry-run")
    assert "\x1b[" not in quiet
    assert "Reading" not in quiet


def test_a_terminal_shows_how_far_enrich_is(toy: Path):
    """While arXiv is asked, a bar counts the questions that are answered of all."""
    with Api(lanterns) as api:
        shown = on_a_terminal("enrich", "--endpoint", api.url, "--pause", "0.1", "--cache", str(toy / "kept"))
    assert "Asking arXiv" in shown
    assert "8/8" in shown
