"""A file or pasted text in; what `add` says of it, what it writes, and what it refuses, out."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")

NEW = """title,abstract,authors,year,arxiv
Lanterns Are All You Need,,A. Author; B. Author,2024,2401.00001
Lanterns Are Not All You Need,,C. Author,2025,2501.00009
A New Lantern,We light it.,D. Author,2026,
,No title here.,,,
"""


def sources(toy: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((toy / "sources").iterdir())}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.csv"
    path.write_text(NEW, encoding="utf-8")
    return path


def paste(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_says_what_is_new_known_and_refused(toy: Path, run: object, saved: Path):
    """Each paper is new, or known with what it gains; refused lines are named, and all is written with a sidecar."""
    before = sources(toy)
    ran = run(
        "add", saved, "--url", "https://example.org/l?a=1", "--title", 'A "list": mine', "--captured", "2026-01-31"
    )
    assert ran.code == 1
    assert f"{saved}:5: the row of line 5 has no title" in ran.err
    assert "  known  Lanterns Are All You Need\n" in ran.err
    assert "  known  Lanterns Are Not All You Need (gains authors, year, arxiv, links)\n" in ran.err
    assert "  new    A New Lantern\n" in ran.err
    assert "CSV: 3 papers, 1 new, 2 known, 0 perhaps the same as one of the list; 1 line refused." in ran.err
    after = sources(toy)
    assert after.pop("saved.csv") == NEW.encode()
    assert after.pop("saved.yml").decode() == (
        'title: "A \\"list\\": mine"\nurl: "https://example.org/l?a=1"\ncaptured: "2026-01-31"\ntext: "abstracts"\n'
    )
    assert after == before
    assert "A New Lantern" in run("explain", "a new lantern").out


def test_dry_run_writes_nothing(toy: Path, run: object, saved: Path):
    """With `--dry-run` the same is said and nothing is written."""
    before = sources(toy)
    ran = run("add", saved, "--dry-run")
    assert "1 new, 2 known" in ran.err
    assert "it would be sources/saved.csv" in ran.err
    assert sources(toy) == before


@pytest.mark.parametrize("there", ["saved.csv", "saved.yml", "saved.txt"])
def test_nothing_is_overwritten(toy: Path, run: object, saved: Path, there: str):
    """A file of that name, its sidecar, or another that the sidecar would describe: add refuses, and says how."""
    (toy / "sources" / there).write_text("title: x\n", encoding="utf-8")
    before = sources(toy)
    ran = run("add", saved)
    assert ran.code == 1
    assert f"sources/{there}:1: this stands there already, and is not overwritten (choose another name" in ran.err
    assert sources(toy) == before
    assert run("add", saved, "--name", "other.csv").code == 1  # for its refused line only
    assert "other.csv" in sources(toy)


def test_pasted_text_gets_a_name(toy: Path, run: object, monkeypatch: pytest.MonkeyPatch):
    """Text on standard input is called by its first title, with its format's ending."""
    paste(monkeypatch, b"TY  - JOUR\nTI  - A New Lantern: of Glass\nAB  - It shines.\nER  - \n")
    assert run("add", "-").code == 0
    assert "a-new-lantern-of-glass.ris" in {name.partition("--")[0] for name in sources(toy)}


def test_the_same_file_is_not_added_twice(toy: Path, run: object):
    """A file that the list has under any name is refused."""
    ran = run("add", toy / "sources/facts.bib", "--name", "again.bib")
    assert ran.code == 1
    assert "sources/facts.bib:1: the list has this very file already" in ran.err


BAD = [
    pytest.param(b"", "this file is empty", id="nothing"),
    pytest.param(b"%PDF-1.7", "this is a PDF", id="a PDF"),
    pytest.param(b"hello", "no reader knows this file", id="no list"),
]


@pytest.mark.parametrize(("data", "why"), BAD)
def test_what_holds_no_paper_is_not_written(
    toy: Path, run: object, monkeypatch: pytest.MonkeyPatch, data: bytes, why: str
):
    """Without a paper nothing is written, and the reason is said."""
    before = sources(toy)
    paste(monkeypatch, data)
    ran = run("add", "-")
    assert ran.code == 1
    assert why in ran.err
    assert "nothing was written" in ran.err
    assert sources(toy) == before


def test_wrong_use(toy: Path, run: object, saved: Path):
    """A name that leads elsewhere, a sidecar's name, a folder, a missing file and wrong options are refused."""
    before = sources(toy)
    assert run("add", saved, "--name", "../x.csv").code == 2
    assert run("add", saved, "--name", "x.yml").code == 2
    assert run("add", toy / "sources/notes.yml").code == 2
    assert "this is a folder" in run("add", toy / "sources").err
    assert "there is no such file" in run("add", "gone.txt").err
    assert run("add", saved, "--captured", "2026-02-31").code == 2
    assert run("add", saved, "--url", "nowhere").code == 2
    assert sources(toy) == before


def test_a_run_cut_off_between_its_two_files_can_be_done_again(toy: Path, run: object, saved: Path):
    """The sidecar is written first; where only it stands, as of a run that was killed, add goes on."""
    run("add", saved, "--captured", "2026-01-31")
    whole = sources(toy)
    (toy / "sources/saved.csv").unlink()
    run("add", saved, "--captured", "2026-01-31")
    assert sources(toy) == whole


def test_a_run_cut_off_is_finished_on_another_day(toy: Path, run: object, saved: Path):
    """What a run left that was killed between its two files is no obstacle later; it keeps the day of the first."""
    run("add", saved, "--captured", "2026-01-31")
    whole = sources(toy)
    (toy / "sources/saved.csv").unlink()
    run("add", saved)
    assert sources(toy) == whole


def test_a_sidecar_by_hand_is_not_taken_for_one_left_behind(toy: Path, run: object, saved: Path):
    """A sidecar that says something else, or another day than the one asked for, is left alone."""
    (toy / "sources/saved.yml").write_text('captured: "2026-01-31"\ntext: "abstracts"\nurl: https://example.org\n')
    assert "this stands there already" in run("add", saved).err
    (toy / "sources/saved.yml").write_text('captured: "2026-01-31"\ntext: "abstracts"\n')
    assert "this stands there already" in run("add", saved, "--captured", "2026-02-01").err
    assert "saved.csv" not in sources(toy)


def test_a_hidden_name_is_refused(toy: Path, run: object, saved: Path):
    """A source that would not be read is not written as if it were."""
    before = sources(toy)
    ran = run("add", saved, "--name", ".saved.csv")
    assert ran.code == 2
    assert "hidden" in ran.err
    assert sources(toy) == before
