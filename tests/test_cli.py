"""The command line: every fault has a place, an exit code and no traceback, and the rest of the list goes on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main, spread

pytestmark = pytest.mark.usefixtures("few_names")
ROOT = Path(__file__).parent.parent
PAPER = "Shared Lanterns: One Paper in Two Files"
SLUG = "shared-lanterns-one-paper-in-two-files"


class Ran:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in out + err


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> object:
    """Return a function that runs a verb in this process."""

    def run_(*args: object) -> Ran:
        capfd.readouterr()
        code = main([str(arg) for arg in args])
        return Ran(code, *capfd.readouterr())

    return run_


def run_apart(*args: str, **env: str) -> Ran:
    """Run a verb in a process of its own, where the toy list is the working folder."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *args],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def pages(toy: Path) -> set[str]:
    """Return the names of the paper pages."""
    return {path.stem for path in (toy / "docs/papers").glob("*.md")} - {"index"}


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


LONG_LINE = "word " * 1_000_000
BAD = {
    "not UTF-8": ("bad.txt", b"A caf\xe9\nof lanterns\n", "bad.txt:1:6"),
    "empty": ("bad.txt", b"", "bad.txt:1"),
    "white space": ("bad.txt", b" \n\n\t\n", "bad.txt:1"),
    "binary": ("bad.txt", bytes(range(256)) * 20, "bad.txt:3"),
    "a picture": ("bad.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "bad.txt:1"),
    "one endless line": ("bad.txt", LONG_LINE.encode(), "bad.txt:1"),
    "only furniture": ("bad.txt", b"Daily Papers\nSubscribe\n", "bad.txt:1"),
    "no reader knows it": ("bad.csv", b"a,b,c\n1,2,3\n4,5,6\n", "bad.csv:1"),
    "broken BibTeX": ("bad.bib", b"@article{key,\n  title = {Never closed\n\n", "bad.bib:1"),
    "BibTeX without a title": ("bad.bib", b"@misc{key,\n  year = {2024}\n}\n", "bad.bib:1"),
    "unreadable sidecar": ("notes.yml", b"text: [summaries\n", "notes.yml:2"),
    "unknown key in a sidecar": ("notes.yml", b"url: https://example.org\ntexts: summaries\n", "notes.yml:2"),
    "wrong value in a sidecar": ("notes.yml", b"\n\ntext: poems\n", "notes.yml:3"),
    "sidecar that is no mapping": ("notes.yml", b"- summaries\n", "notes.yml:1"),
    "sidecar that is not UTF-8": ("notes.yml", b"title: \xff\n", "notes.yml:1"),
    "sidecar of nothing": ("lost.yml", b"text: summaries\n", "lost.yml:1"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named_and_the_rest_goes_on(toy: Path, run: object, what: str):
    """`path:line: …` on standard error, how to mend it, exit 1; the ten other papers are written all the same."""
    name, data, place = BAD[what]
    (toy / "sources" / name).write_bytes(data)
    ran = run("generate")
    assert ran.code == 1
    said = [line for line in ran.err.splitlines() if line.startswith(f"sources/{place}")]
    assert said, ran.err
    assert all(re.match(r"\S+:\d+(:\d+)?: .+ \(.+\)$", line) for line in said)
    assert len(pages(toy)) == 10


def test_fifty_megabytes_on_one_line_are_refused_at_once(toy: Path, run: object):
    """A file that is no list does not fill the memory."""
    (toy / "sources/bad.txt").write_bytes(b"x" * 50_000_000)
    ran = run("check")
    assert ran.code == 1
    assert "sources/bad.txt:1: " in ran.err


@pytest.mark.parametrize("name", ["folder.txt", "gone.txt"])
def test_missing_files_and_folders_are_named(toy: Path, run: object, name: str):
    """A path that is not there is named; a folder that is called like a file is read as a folder, and is empty here."""
    (toy / "folder.txt").mkdir()
    ran = run("generate", "--sources", name)
    assert ran.code == 1
    assert f"{name}:1: " in ran.err
    assert "no paper was found" in run("build", "--sources", name).err
    assert not (toy / "docs/papers").exists()


def test_without_papers_nothing_is_written_or_deleted(toy: Path, run: object):
    """A slip of a path does not empty the site."""
    run("generate")
    before = sorted((toy / "docs").rglob("*"))
    assert run("generate", "--sources", "gone.txt").code == 1
    assert sorted((toy / "docs").rglob("*")) == before


CONFIGURATIONS = {
    "not YAML": ("site_name: [\n", "mkdocs.yml:2"),
    "a tab": ("extra:\n\treading_list: {}\n", "mkdocs.yml:2"),
    "no mapping": ("- a\n- b\n", "mkdocs.yml:1"),
    "nothing": ("", "mkdocs.yml:1"),
    "a key twice": ("site_name: A\nextra: {}\nsite_name: B\n", "mkdocs.yml:3"),
}


@pytest.mark.parametrize("verb", ["generate", "build", "check"])
@pytest.mark.parametrize("what", CONFIGURATIONS)
def test_a_broken_configuration_is_named_and_not_guessed_at(toy: Path, run: object, what: str, verb: str):
    """What mkdocs.yml wants cannot be known, so nothing is built by its defaults."""
    text, place = CONFIGURATIONS[what]
    (toy / "mkdocs.yml").write_text(text)
    ran = run(verb)
    assert ran.code == 1
    assert any(line.startswith(f"{place}:") for line in ran.err.splitlines())
    assert not (toy / "docs/papers").exists()


SETTINGS = {
    "unknown key": ("publish_abstract: false", "did you mean `publish_abstracts`?"),
    "no truth": ("publish_abstracts: nope", "publish_abstracts"),
    "names of another kind": ("vocabulary: {a: b}", "vocabulary"),
    "a number for a name": ("5: x", "5"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_a_wrong_setting_is_named_and_publishes_nothing_by_accident(toy: Path, run: object, what: str):
    """The list is generated with what is right in its settings; abstracts stay out until the settings are."""
    setting, hint = SETTINGS[what]
    text = (toy / "mkdocs.yml").read_text().replace("publish_abstracts: true", setting)
    (toy / "mkdocs.yml").write_text(text)
    ran = run("generate")
    assert ran.code == 1
    assert any(re.match(r"mkdocs\.yml:\d+:\d+: ", line) and hint in line for line in ran.err.splitlines())
    assert len(pages(toy)) == 10
    assert "We drop everything" not in (toy / "docs/papers/lanterns-are-all-you-need.md").read_text()
    assert "Every paper here is invented" in (toy / "docs/index.md").read_text()


def test_a_missing_configuration_says_what_to_do(run: object):
    """Run in the wrong folder, a verb says so."""
    ran = run("generate", "--config", "nope/mkdocs.yml")
    assert ran.code == 1
    assert ran.err.startswith("nope/mkdocs.yml:1: ")
    assert "--config" in ran.err


VOCABULARIES = {
    "two names": ("my-models.yml", "- {name: Lantern Reader}\n- {name: LanternReader}\n", "my-models.yml:2"),
    "unknown kin": ("my-models.yml", "- {name: Lantern Reader, parent: Nobody}\n", "my-models.yml:1"),
    "unknown key": ("my-models.yml", "- {name: Lantern Reader, alias: [x]}\n", "my-models.yml:1"),
    "not YAML": ("my-models.yml", "- {name\n", "my-models.yml:"),
    "no facet": ("my-lamps.yml", "- {name: Lantern Reader}\n", "my-lamps.yml:1"),
    "missing": ("gone-models.yml", None, "gone-models.yml:1"),
}


@pytest.mark.parametrize("what", VOCABULARIES)
def test_a_vocabulary_with_faults_is_left_out(toy: Path, run: object, what: str):
    """The list's own names are checked like ours; where they are wrong, papers keep the tags of the others."""
    name, text, place = VOCABULARIES[what]
    if text is not None:
        (toy / name).write_text(text)
    settings = (toy / "mkdocs.yml").read_text() + f"    vocabulary: {name}\n"
    (toy / "mkdocs.yml").write_text(settings)
    ran = run("generate")
    assert ran.code == 1
    assert any(line.startswith(place) for line in ran.err.splitlines()), ran.err
    assert (toy / "docs/models/bert.md").exists()


def test_a_lists_own_vocabulary_counts(toy: Path, run: object):
    """A name that only this list knows gets its page."""
    (toy / "my-datasets.yml").write_text("- {name: Lantern Signs, aliases: [lantern signs]}\n")
    (toy / "mkdocs.yml").write_text((toy / "mkdocs.yml").read_text() + "    vocabulary: my-datasets.yml\n")
    assert run("generate").code == 0
    assert "lantern signs" in (toy / "docs/datasets/lantern-signs.md").read_text()


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
    """Control characters of a capture, or of a file's name, are shown and not obeyed."""
    text = "Lanterns \x1b[31mRed\x1b[0m and “Black in an Unending Night of Reading\n\n"
    text += "This text goes on and on about lanterns, so that a stray mark is one of many. " * 5
    (toy / "sources/a\nb.txt").write_text(text, encoding="utf-8")
    ran = run("check")
    assert "\x1b" not in ran.err
    assert all(re.match(r"\S+:\d+|10 papers|11 papers", line) for line in ran.err.splitlines())


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


def test_no_site_replaces_the_last_good_one(toy: Path, run: object):
    """When `docs/` cannot be a site, that is said with its place, and the code is 1."""
    (toy / "docs/index.md").write_text("# By hand\n")
    ran = run("generate")
    assert ran.code == 1
    assert "docs/index.md:1: this was not written by the generator" in ran.err
    assert (toy / "docs/index.md").read_text() == "# By hand\n"


def test_a_file_for_the_docs_folder_is_named(toy: Path, run: object):
    """What the system refuses is a line with the path, not a traceback."""
    (toy / "mkdocs.yml").write_text((toy / "mkdocs.yml").read_text().replace("docs_dir: docs", "docs_dir: README.md"))
    ran = run("generate")
    assert ran.code == 1
    assert "README.md:1: " in ran.err


def test_the_module_runs(toy: Path):
    """`python -m generator` is the command, in any folder."""
    assert run_apart("check", "--config", str(toy / "mkdocs.yml")).code == 0
