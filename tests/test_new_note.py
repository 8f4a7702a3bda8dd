"""`new-note`: which paper or tag is meant, what is written, and what is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("few_names")
SLUG = "shared-lanterns-one-paper-in-two-files"
NOTE = f"docs/notes/papers/{SLUG}.md"


@pytest.mark.parametrize("what", [SLUG, f"papers/{SLUG}", "shared lanterns", "ONE PAPER in two"])
def test_a_part_of_a_title_is_enough(toy: Path, run: object, what: str):
    """A note on the paper is begun, `check` finds nothing wrong with it, and a second one is refused."""
    before = run("check").err
    ran = run("new-note", what)
    assert (ran.code, ran.out) == (0, "")
    text = (toy / NOTE).read_text("utf-8")
    assert text.startswith("---\nstatus: to read\n---\n")
    assert run("check").err == before
    (toy / NOTE).write_text("mine", "utf-8")
    assert run("new-note", what).code == 1
    assert (toy / NOTE).read_text("utf-8") == "mine"


@pytest.mark.parametrize("what", ["BERT", "bert", "models/bert"])
def test_a_tag_has_notes_too(toy: Path, run: object, what: str):
    """A tag's name, in any case, or its address begins a note on the tag."""
    assert run("new-note", what).code == 0
    assert (toy / "docs/notes/models/bert.md").exists()


@pytest.mark.parametrize("what", ["a", "no such paper at all"])
def test_what_is_not_one_thing_writes_nothing(toy: Path, run: object, what: str):
    """Several candidates, or the nearest titles, are listed by the address that would be understood."""
    ran = run("new-note", what)
    assert ran.code == 1
    assert len(re.findall(r"^  [a-z]+/", ran.err, re.MULTILINE)) >= 3
    assert not (toy / "docs/notes").exists()


@pytest.mark.parametrize(("typo", "meant"), [("MarkEatr", "papers/script-alert-1"), ("models/brt", "models/bert")])
def test_a_slip_in_a_short_name_finds_it(toy: Path, run: object, typo: str, meant: str):
    """What a paper introduces and what tags are called count among the nearest, not titles alone."""
    assert toy.exists()
    assert f"  {meant}" in run("new-note", typo).err.splitlines()[1]


def test_a_dry_run_prints_the_note(toy: Path, run: object):
    """It prints what would be written, and nothing else on standard output."""
    ran = run("new-note", SLUG, "--dry-run")
    assert ran.code == 0
    assert not (toy / "docs/notes").exists()
    run("new-note", SLUG)
    assert (toy / NOTE).read_text("utf-8") == ran.out


def test_a_run_cut_off_leaves_no_half_note(toy: Path, run: object, monkeypatch: pytest.MonkeyPatch):
    """Stopped before the last step there is no note, and the next run begins it."""
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", stopped)
        assert run("new-note", SLUG).code == 1
    assert not (toy / NOTE).exists()
    assert run("new-note", SLUG).code == 0
    assert [path.name for path in (toy / NOTE).parent.iterdir()] == [f"{SLUG}.md"]


def stopped(*_: object) -> None:
    """Be the user who stops the run."""
    raise KeyboardInterrupt
