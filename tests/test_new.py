"""`new`: a list that builds at once, with the looks of the generator that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import __version__
from generator.new_verb import FILES, requirement

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_list_has_nothing_wrong(tmp_path: Path, run: object, monkeypatch: pytest.MonkeyPatch):
    """Its name may hold anything; `check` finds neither error nor warning in it; a second one is not put upon it."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "mine", "--name", 'Mine: "quoted" # list').code == 0
    written = {path.relative_to(tmp_path / "mine").as_posix() for path in (tmp_path / "mine").rglob("*.*")}
    assert {*FILES, "requirements.txt"} <= written
    monkeypatch.chdir(tmp_path / "mine")
    assert "2 papers, 0 errors, 0 warnings" in run("check", "--strict").err
    monkeypatch.chdir(tmp_path)
    before = (tmp_path / "mine/mkdocs.yml").read_bytes()
    assert run("new", "mine").code == 2
    assert (tmp_path / "mine/mkdocs.yml").read_bytes() == before


def test_a_new_list_builds_with_the_shipped_looks(tmp_path: Path, run: object, monkeypatch: pytest.MonkeyPatch):
    """Its pages wear the generator's styles, of which it holds no copy."""
    monkeypatch.chdir(tmp_path)
    run("new", "mine")
    monkeypatch.chdir(tmp_path / "mine")
    assert run("build").code == 0
    assert (tmp_path / "mine/site/assets/stylesheets/base.css").exists()
    assert 'href="assets/stylesheets/base.css' in (tmp_path / "mine/site/index.html").read_text("utf-8")
    assert not list((tmp_path / "mine/docs").rglob("*.css"))


@pytest.mark.parametrize("at", range(len(FILES) + 1))
def test_a_run_cut_off_leaves_no_half_list(tmp_path: Path, run: object, monkeypatch: pytest.MonkeyPatch, at: int):
    """Wherever it is stopped, what is written is whole, and without mkdocs.yml the folder is no list."""
    monkeypatch.chdir(tmp_path)
    from generator import disk  # noqa: PLC0415

    write, left = disk.write_whole, [at]

    def stopping(path: Path, data: bytes) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write(path, data)

    monkeypatch.setattr(disk, "write_whole", stopping)
    assert run("new", "mine").code == 1
    assert not (tmp_path / "mine/mkdocs.yml").exists()
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert run("new", "mine").code == 0
    assert run("check", "--config", "mine/mkdocs.yml").code == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [("README.md", "Mine.\n"), ("sources/first.bib", ""), ("thesis.tex", "Mine."), (".git/config", "[core]\n")],
)
def test_what_somebody_wrote_is_left_alone(tmp_path: Path, run: object, name: str, text: str):
    """A folder in which one file is not as `new` writes it is refused, the file named, and nothing is written."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    ran = run("new", tmp_path)
    assert ran.code == 2
    assert f"holds {name}: name another folder" in ran.err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]


@pytest.mark.parametrize(
    ("noted", "wanted"),
    [
        (None, f"reading-list=={__version__}"),
        ('{"url": "file:///somewhere/reading-list", "dir_info": {}}', f"reading-list=={__version__}"),
        (
            '{"url": "https://example.org/list.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}',
            "reading-list @ git+https://example.org/list.git@c0ffee",
        ),
        (
            '{"url": "https://example.org/list-1.whl", "archive_info": {}}',
            "reading-list @ https://example.org/list-1.whl",
        ),
    ],
)
def test_what_is_required_is_where_the_package_is_from(noted: str | None, wanted: str):
    """A list deploys elsewhere with the generator that made it, from a repository too (PEP 610 says from which)."""
    assert requirement(noted) == wanted
