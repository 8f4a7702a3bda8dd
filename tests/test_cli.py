"""The command line: what each verb prints and where, its exit code, and the many ways to give it its sources."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import pages, run_apart

from generator.cli import spread

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")
PAPER = "Shared Lanterns: One Paper in Two Files"
SLUG = "shared-lanterns-one-paper-in-two-files"


def test_a_good_list_is_generated(toy: Path, run: object):
    """Ten papers are ten pages; doubts are said on standard error and fail nothing but `--strict`."""
    ran = run("generate")
    assert (ran.code, ran.out) == (0, "")
    assert len(pages(toy)) == 10
    assert "10 papers" in ran.err
    assert "warning: " in ran.err
    assert run("generate", "--strict").code == 1


def test_a_second_run_writes_nothing(toy: Path, run: object):
    """Nothing changed in the list: nothing is written, and the files are as they were."""
    run("generate")
    before = {path: path.stat().st_mtime_ns for path in (toy / "docs").rglob("*")}
    assert "0 pages written, 0 deleted" in run("generate").err
    assert {path: path.stat().st_mtime_ns for path in (toy / "docs").rglob("*")} == before


def test_check_writes_nothing(toy: Path, run: object):
    """It says all that is in doubt, with a hint how to mend each, and leaves the disk as it was."""
    before = sorted(toy.rglob("*"))
    ran = run("check")
    assert ran.code == 0
    assert sorted(toy.rglob("*")) == before
    for code in ("may be the same paper as", "year of “Shared Lanterns", "has no text below it"):
        assert code in ran.err
    assert re.search(r"10 papers, 0 errors, \d+ warnings", ran.err)


WRONG = [
    ["frobnicate"],
    ["generate", "--nope"],
    ["generate", "--format", "xml"],
    ["generate", "stray"],
    ["generate", "--sources"],
    ["ledger"],
    ["explain"],
    ["build", "--site-dir"],
    ["--nope"],
    ["serve", "--port", "http"],
    ["serve", "--sources", "sources"],
]


@pytest.mark.parametrize("args", WRONG, ids=" ".join)
def test_wrong_use_exits_with_two(toy: Path, run: object, args: list[str]):
    """Wrong use is said on standard error with how to use it, and nothing is written."""
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert not (toy / "docs/papers").exists()


@pytest.mark.parametrize("args", [["--help"], ["-h"], ["build", "--help"], ["--version"]], ids=" ".join)
def test_help_is_no_fault(toy: Path, run: object, args: list[str]):
    """Whoever asks how gets an answer on standard output."""
    assert toy.exists()
    ran = run(*args)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


CAPTURED, FACTS, NOTES = "sources/captured.txt", "sources/facts.bib", "sources/notes.txt"
ARGUMENTS = {
    "at the end": ["--strict", "--sources", CAPTURED, FACTS, NOTES],
    "before others": ["--sources", CAPTURED, FACTS, NOTES, "--strict"],
    "one each": ["--sources", CAPTURED, "--sources", FACTS, f"--sources={NOTES}"],
    "mixed": ["--sources", CAPTURED, FACTS, "--format", "text", "--sources", NOTES],
    "with sidecars": ["--sources", CAPTURED, "sources/captured.yml", FACTS, NOTES, "sources/notes.yml"],
    "a folder": ["--sources", "sources"],
    "twice": ["--sources", "sources", CAPTURED],
}


@pytest.mark.parametrize("how", ARGUMENTS)
def test_sources_may_be_given_as_a_shell_gives_them(toy: Path, run: object, how: str):
    """All of a glob's paths count, wherever the option stands, and the pages are those of the configured list."""
    run("generate")
    before = {path: path.read_bytes() for path in (toy / "docs").rglob("*") if path.is_file()}
    ran = run("generate", *ARGUMENTS[how])
    assert ran.code == int("--strict" in ARGUMENTS[how])
    assert {path: path.read_bytes() for path in (toy / "docs").rglob("*") if path.is_file()} == before


@given(st.lists(st.sampled_from(["--sources", "--strict", "--format", "a", "b", "c"]), max_size=7))
def test_spreading_keeps_every_argument(args: list[str]):
    """Only the option itself is added, each time right before a path."""
    spread_ = spread(["generate", *args], "--sources")
    added = Counter(spread_) - Counter(args) - Counter(["generate"])
    assert set(added) <= {"--sources"}
    assert [arg for arg in spread_ if arg != "--sources"] == ["generate", *(arg for arg in args if arg != "--sources")]


def test_problems_as_json(toy: Path, run: object):
    """A JSON object a line on standard output, with the same places as in the text."""
    (toy / "sources/bad.txt").write_bytes(b"")
    ran = run("check", "--format", "json")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert all(set(one) == {"level", "code", "file", "line", "column", "message", "hint"} for one in found)
    assert ("error", "empty", "sources/bad.txt") in {(one["level"], one["code"], one["file"]) for one in found}
    assert len(found) == len([line for line in run("check").err.splitlines() if re.match(r"\S+:\d+", line)])


def test_problems_as_annotations(toy: Path, run: object):
    """GitHub's commands: one line each, with file and line, whatever the title holds."""
    (toy / "sources/bad,x.txt").write_bytes(b"")
    lines = run("check", "--format", "github").out.splitlines()
    assert all(re.match(r"::(error|warning|notice) file=[^,:]+,line=\d+,title=[a-z-]+::.", line) for line in lines)
    assert any(line.startswith("::error file=sources/bad%2Cx.txt,line=1,title=empty::") for line in lines)


def test_titles_do_not_command_the_terminal(toy: Path, run: object):
    """Control characters of a capture, or of a file's name, are shown and not obeyed: a problem is one line."""
    text = "Lanterns \x07Red \\foo{and} Black in an Unending Night of Reading\n\n"
    text += "This text goes on and on about lanterns, so that a stray mark is one of many. " * 5
    (toy / "sources/bell.txt").write_text(text, encoding="utf-8")
    (toy / "sources/a\nb.txt").write_bytes(b"")
    ran = run("check")
    assert "\x07" not in ran.err
    assert "Lanterns \\x07Red" in ran.err
    assert "sources/a\\x0ab.txt:1: this file is empty" in ran.err


def test_the_ledger_adds_up(toy: Path, run: object):
    """A row a non-blank line of every file, each with its paper's slug, and sums by state that make the whole."""
    ran = run("ledger", "sources/captured.txt", "sources/facts.bib", "sources/notes.txt")
    assert ran.code == 0
    table, sums = ran.out.split("\n\n")
    rows = [line.split("\t") for line in table.splitlines()]
    counted = {line.split("  ", 1)[1]: int(line.split()[0]) for line in (row.strip() for row in sums.splitlines())}
    total = counted.pop("lines in all, each in one state")
    assert total == len(rows) == sum(counted.values())
    assert {state: count for state, count in counted.items() if count} == Counter(row[1] for row in rows)
    for path in ("captured.txt", "facts.bib", "notes.txt"):
        lines = (toy / "sources" / path).read_text("utf-8").split("\n")
        named = [row[0] for row in rows if row[0].startswith(f"sources/{path}:")]
        assert named == [f"sources/{path}:{at}" for at, line in enumerate(lines, 1) if line.strip()]


def test_the_ledger_as_json(toy: Path, run: object):
    """The same rows, an object a line; a line of a paper names it by its slug as pages do."""
    run("generate")
    objects = [
        json.loads(line)
        for line in run("ledger", "--json", "sources/captured.txt", "sources/facts.bib").out.splitlines()
    ]
    assert all(set(one) == {"file", "line", "state", "rule", "paper"} for one in objects)
    assert len(objects) == len(
        run("ledger", "sources/captured.txt", "sources/facts.bib").out.split("\n\n")[0].splitlines()
    )
    assert {one["paper"] for one in objects if one["paper"]} == pages(toy)
    assert all(one["paper"] for one in objects if one["state"] == "title")


def test_the_ledger_of_a_bad_file_is_a_problem(toy: Path, run: object):
    """What cannot be read is named, and the other files' lines are there."""
    (toy / "bad.txt").write_bytes(b"\xff\xff")
    ran = run("ledger", "bad.txt", "gone.txt", "sources/notes.txt")
    assert ran.code == 1
    assert "bad.txt:1:1: " in ran.err
    assert "gone.txt:1: " in ran.err
    assert "sources/notes.txt:1\ttitle" in ran.out


@pytest.mark.parametrize("wanted", [SLUG, PAPER, "shared lanterns", "one-paper-in-two", "SHARED"])
def test_explain_finds_a_paper(toy: Path, run: object, wanted: str):
    """By slug, by its whole title or a part, in any case: where it came from, its tags, and what is in doubt."""
    assert toy.exists()
    ran = run("explain", wanted)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{PAPER}\npapers/{SLUG}/\n")
    for words in (
        "sources/notes.txt:1",
        "sources/facts.bib:13",
        "sources/captured.txt:26",
        "BERT (models, names)",
        "year of",
    ):
        assert words in ran.out


def test_explain_finds_a_paper_by_what_it_introduces(toy: Path, run: object):
    """A name in any case leads to the paper that brings it in."""
    assert toy.exists()
    for wanted in ("MarkEater", "markeater"):
        ran = run("explain", wanted)
        assert ran.code == 0
        assert ran.out.startswith("<script>alert(1)</script>")
        assert "'&amp;' became '&'" in ran.out


def test_explain_says_when_it_cannot_tell(toy: Path, run: object):
    """Words that fit several papers list them; words that fit none list the nearest."""
    assert toy.exists()
    ran = run("explain", "lanterns are")
    assert (ran.code, ran.out) == (1, "")
    assert "fits 2 papers" in ran.err
    assert "lanterns-are-not-all-you-need" in ran.err
    ran = run("explain", "Lantrens Are Al You Ned")
    assert (ran.code, ran.out) == (1, "")
    assert "lanterns-are-all-you-need" in ran.err
    assert "<script>alert(1)</script>" in run("explain", "MarkEatr").err.splitlines()[1]


def test_explain_says_why_there_is_no_paper(toy: Path, run: object):
    """With a broken list the fault is said, not that no paper fits."""
    (toy / "mkdocs.yml").write_text("site_name: [\n")
    ran = run("explain", "lanterns")
    assert ran.code == 1
    assert ran.err.startswith("mkdocs.yml:")


@pytest.mark.parametrize(("encoding", "args"), [("latin-1", ["explain", SLUG]), ("ascii", ["check"])])
def test_any_terminal_will_do(toy: Path, encoding: str, args: list[str]):
    """Where a terminal has no curly quotation marks they are written otherwise, and nothing fails."""
    assert toy.exists()
    assert run_apart(*args, PYTHONIOENCODING=encoding).code == 0


LABELS = "- title: Lanterns Are All You Need\n  datasets: {required: [ImageNet]}\n"


def test_evaluate_scores_the_list(toy: Path, run: object):
    """With labels beside mkdocs.yml their papers are scored; without, that is a fault at the path."""
    ran = run("evaluate")
    assert ran.code == 1
    assert ran.err.startswith("labels.yml:1: ")
    (toy / "labels.yml").write_text(LABELS)
    ran = run("evaluate")
    assert ran.code == 0
    assert "datasets" in ran.out


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "5", "{}", '{"papers": 5}', '{"papers": [{}]}', '{"papers": [5]}', "\xff"]
)
def test_evaluate_refuses_what_is_no_list_of_papers(toy: Path, run: object, text: str):
    """Another program's JSON is named with its path."""
    (toy / "labels.yml").write_text(LABELS)
    (toy / "other.json").write_bytes(text.encode("latin-1"))
    ran = run("evaluate", "--papers", "other.json")
    assert ran.code == 1
    assert ran.err.startswith("other.json:1: ")


def test_the_module_runs(toy: Path):
    """`python -m generator` is the command, in any folder."""
    assert run_apart("check", "--config", str(toy / "mkdocs.yml")).code == 0
