"""Sources as they lie on the disk: each file with its sidecar, odd names and all, and a place for what is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import disk
from generator.disk import public, read_by_hand, read_sources, read_text
from generator.problems import Problem


def sources(folder: Path, **files: str | bytes) -> Path:
    """Write sources; `__` in a name stands for a dot."""
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_gives_its_files_with_their_sidecars(here: Path):
    """Files come by name, each with the YAML beside it; hidden files and folders are no sources."""
    (here / "s/deep/.git").mkdir(parents=True)
    sources(here / "s", b__txt="b", a__txt="a", a__yml="text: summaries", __hidden="no", c__bib="c", c__yaml="url: x")
    sources(here / "s/deep", d__txt="d")
    sources(here / "s/deep/.git", e__txt="no")
    found, problems = read_sources([Path("s")])
    assert problems == ()
    assert [(one.path, one.data) for one in found] == [
        ("s/a.txt", b"a"),
        ("s/b.txt", b"b"),
        ("s/c.bib", b"c"),
        ("s/deep/d.txt", b"d"),
    ]
    assert [one.sidecar.path if one.sidecar else None for one in found] == ["s/a.yml", None, "s/c.yaml", None]


def test_a_file_named_twice_is_read_once(here: Path):
    """`--sources a.txt ./a.txt folder` names a file three times."""
    (here / "s").mkdir()
    sources(here / "s", a__txt="a")
    found, problems = read_sources([Path("s/a.txt"), Path("./s/../s/a.txt"), Path("s"), here / "s/a.txt"])
    assert [one.path for one in found] == ["s/a.txt"]
    assert problems == ()


@pytest.mark.parametrize(
    "stem",
    [
        "with space",
        "ünïcode-名前",
        "[brackets]",
        "star*",
        "what?",
        "a.b.c",
        "#hash",
        "%41",
        "quote'\"",
        "-dash",
        "{{ x }}",
        "new\nline",
    ],
)
def test_odd_names_find_their_sidecars(here: Path, stem: str):
    """Names that globs, shells and templates read otherwise are names."""
    (here / "s").mkdir()
    (here / "s" / f"{stem}.txt").write_text("a")
    (here / "s" / f"{stem}.yml").write_text("text: summaries")
    for paths in ([Path("s")], [Path("s") / f"{stem}.txt"], sorted(Path("s").iterdir())):
        (one,), problems = read_sources(paths)
        assert problems == ()
        assert one.path == f"s/{stem}.txt"
        assert one.sidecar is not None
    assert [problem.code for problem in read_sources([Path("s") / f"{stem}.yml"])[1]] == []


def test_a_name_that_is_no_text_can_be_shown(here: Path):
    """A file system may give a name that no encoding can hold: it is read, and its name printable."""
    (here / "s").mkdir()
    try:
        (here / os.fsdecode(b"s/\xff.txt")).write_text("a")
    except OSError:
        pytest.skip("this file system refuses such names")
    (one,), _ = read_sources([Path("s")])
    assert one.path.encode()
    assert one.data == b"a"


def test_a_sidecar_without_a_capture_is_an_error(here: Path):
    """A YAML file beside nothing is a slip of a name; one with a longer name's capture is too."""
    (here / "s").mkdir()
    sources(here / "s", a__txt="a", lost__yml="text: summaries", b__yml="x", b__old__txt="b")
    _, problems = read_sources([Path("s")])
    assert [(problem.code, str(problem.position)) for problem in problems] == [
        ("orphan-sidecar", "s/b.yml:1"),
        ("orphan-sidecar", "s/lost.yml:1"),
    ]


def test_what_is_not_there_is_an_error_and_the_rest_is_read(here: Path):
    """A missing file, a dead link and a file that is too big are named; the others are read."""
    sources(here, a__txt="a")
    (here / "dead.txt").symlink_to(here / "nowhere")
    with (here / "huge.txt").open("wb") as huge:
        huge.truncate(disk.BIGGEST + 1)
    found, problems = read_sources([Path("gone.txt"), Path("dead.txt"), Path("huge.txt"), Path("a.txt")])
    assert [one.path for one in found] == ["a.txt"]
    assert [problem.code for problem in problems] == ["missing", "missing", "too-big"]
    assert [str(problem.position) for problem in problems][::2] == ["gone.txt:1", "huge.txt:1"]
    assert all(problem.hint for problem in problems)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_an_error(here: Path):
    """Without permission a file is a problem at its path, with the system's reason."""
    sources(here, a__txt="a", b__txt="b")
    (here / "a.txt").chmod(0)
    found, (problem,) = read_sources([Path("a.txt"), Path("b.txt")])
    assert [one.path for one in found] == ["b.txt"]
    assert (problem.code, str(problem.position)) == ("unreadable", "a.txt:1")


def test_an_empty_folder_has_no_sources(here: Path):
    """Nothing in it is no fault of the folder's: whoever asked says what was missing."""
    (here / "s").mkdir()
    assert read_sources([Path("s")]) == ((), ())


@pytest.mark.parametrize(("data", "code"), [(b"a: \xff\n", "not-utf8"), (None, "unreadable")])
def test_a_configuration_that_cannot_be_read_is_a_problem(here: Path, data: bytes | None, code: str):
    """A broken or missing mkdocs.yml gives its path and line."""
    if data is not None:
        (here / "mkdocs.yml").write_bytes(b"x: 1\n" + data)
    problem = read_text(Path("mkdocs.yml"))
    assert isinstance(problem, Problem)
    assert (problem.code, str(problem.position)) == (code, "mkdocs.yml:2" if data else "mkdocs.yml:1")


def test_a_mark_of_order_is_no_part_of_a_configuration(here: Path):
    """Windows' editors put a mark before the text."""
    (here / "mkdocs.yml").write_bytes(b"\xef\xbb\xbfsite_name: A\n")
    assert read_text(Path("mkdocs.yml")) == "site_name: A\n"


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("list/sources/a.txt", "sources/a.txt"),
        ("list/./sources/../sources/a.txt", "sources/a.txt"),
        ("list/a.txt", "a.txt"),
        ("elsewhere/saved/a.txt", "saved/a.txt"),
    ],
)
def test_a_source_is_called_the_same_wherever_the_user_is(tmp_path: Path, where: str, shown: str):
    """In public a source counts from the list's folder; one outside shows no more of the machine than its folder."""
    assert public(tmp_path / where, tmp_path / "list") == shown


def test_a_note_that_began_as_a_copy_of_a_page_is_read(tmp_path: Path):
    """Only the page of all collections lies among what curators write; a copy of a page is theirs like any note."""
    ours = "---\ngenerated: true\n---\n\nText.\n"
    for name in ("notes/papers/copied.md", "collections/copied.md", "collections/index.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ours, "utf-8")
    texts, _, problems = read_by_hand(tmp_path)
    assert [one.path for one in texts] == ["collections/copied.md", "notes/papers/copied.md"]
    assert not problems
