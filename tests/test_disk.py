"""The disk: sources as they lie, pages written only where they changed, and nothing of anybody else's touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import disk
from generator.disk import write_files
from generator.model import OutputFile


def page(path: str, text: str = "words") -> OutputFile:
    """Return a page as every page of ours begins."""
    return OutputFile(path, f"---\ngenerated: true\n---\n\n{text}\n")


PAGES = (
    page("index.md"),
    page("papers/a.md"),
    page("papers/b.md"),
    page("models/bert/page-2.md"),
    OutputFile("papers.json", "{}\n"),
)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def expected(files: tuple[OutputFile, ...]) -> dict[str, bytes]:
    """Return what stands below `docs/` after a run: these files and the manifest."""
    names = sorted(file.path for file in files)
    manifest = (json.dumps(names, indent=0, ensure_ascii=False) + "\n").encode()
    return {file.path: file.text.encode() for file in files} | {disk.MANIFEST: manifest}


def test_a_first_run_writes_everything(tmp_path: Path):
    """Folders are made, files written, their names kept, and nothing else is left behind."""
    written = write_files(tmp_path / "list" / "docs", PAGES)
    assert written.changed == tuple(sorted(file.path for file in PAGES))
    assert written.deleted == written.problems == ()
    assert tree(tmp_path / "list" / "docs") == expected(PAGES)


def test_a_second_run_writes_nothing(tmp_path: Path):
    """The same pages again: no file is touched, so that a live preview does not build for ever."""
    write_files(tmp_path, PAGES)
    before = {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]}
    assert write_files(tmp_path, iter(PAGES)) == disk.Written((), ())
    assert {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]} == before


def test_only_what_changed_is_written(tmp_path: Path):
    """One page of five has new words: one is written."""
    write_files(tmp_path, PAGES)
    changed = (*PAGES[1:], page("index.md", "new"))
    assert write_files(tmp_path, changed).changed == ("index.md",)
    assert tree(tmp_path) == expected(changed)


def test_what_is_no_more_is_deleted(tmp_path: Path):
    """A page that this run does not write goes, and its folder with it when nothing else is in it."""
    write_files(tmp_path, PAGES)
    written = write_files(tmp_path, PAGES[:2])
    assert written.deleted == ("models/bert/page-2.md", "papers.json", "papers/b.md")
    assert tree(tmp_path) == expected(PAGES[:2])
    assert not (tmp_path / "models").exists()


def test_a_page_deleted_by_hand_comes_back(tmp_path: Path):
    """Whatever was lost of what we wrote, the next run makes it whole."""
    write_files(tmp_path, PAGES)
    (tmp_path / "papers/a.md").unlink()
    (tmp_path / "papers.json").unlink()
    assert write_files(tmp_path, PAGES).changed == ("papers.json", "papers/a.md")


HANDS = {
    "about.md": "# About\n",
    "papers/mine.md": "---\ntitle: mine\ngenerated: true\n---\n",
    "papers/quoted.md": "# How\n\n```yaml\n---\ngenerated: true\n---\n```\n",
    "notes/papers/a.md": "my own words\n",
    "assets/a.json": "{}",
    "models/bert/picture.png": "png",
    ".hidden": "",
}


def by_hand(docs: Path) -> None:
    """Put a curator's files among ours."""
    for name, text in HANDS.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text)


def test_files_by_hand_are_never_touched(tmp_path: Path):
    """Runs come and go, are cut off and lose their manifest: what others wrote stays to the letter."""
    by_hand(tmp_path)
    write_files(tmp_path, PAGES)
    write_files(tmp_path, PAGES[:1])
    (tmp_path / disk.UNFINISHED).touch()
    write_files(tmp_path, PAGES)
    (tmp_path / disk.MANIFEST).unlink()
    (tmp_path / disk.UNFINISHED).touch()
    write_files(tmp_path, PAGES)
    write_files(tmp_path, ())
    assert {name: (tmp_path / name).read_text() for name in HANDS} == HANDS
    assert set(tree(tmp_path)) == {*HANDS, disk.MANIFEST}


@pytest.mark.parametrize("name", ["papers/a.md", "papers.json"])
@pytest.mark.parametrize("cut_off", [False, True])
def test_a_file_by_hand_in_a_pages_place_is_a_problem(tmp_path: Path, name: str, cut_off: bool):  # noqa: FBT001
    """It stays, the build fails with its path, the other pages are written, and the next run says so again."""
    (tmp_path / "papers").mkdir()
    (tmp_path / name).write_text("mine")
    if cut_off:
        (tmp_path / disk.UNFINISHED).touch()
    for _ in range(2):
        (problem,) = write_files(tmp_path, PAGES).problems
        assert (problem.code, problem.level) == ("by-hand", "error")
        assert problem.position.file.endswith(name)
        assert (tmp_path / name).read_text() == "mine"
    assert set(tree(tmp_path)) == set(expected(PAGES))
    write_files(tmp_path, ())
    assert set(tree(tmp_path)) == {name, disk.MANIFEST}


def test_a_page_that_a_curator_took_over_is_theirs(tmp_path: Path):
    """A generated page whose mark was taken out is somebody's own: it is neither overwritten nor deleted."""
    write_files(tmp_path, PAGES)
    (tmp_path / "papers/a.md").write_text("# My own page\n")
    assert [problem.code for problem in write_files(tmp_path, PAGES).problems] == ["by-hand"]
    assert write_files(tmp_path, PAGES[:1]).deleted == ("models/bert/page-2.md", "papers.json", "papers/b.md")
    assert (tmp_path / "papers/a.md").read_text() == "# My own page\n"


@pytest.mark.parametrize(
    ("stands", "path"), [("papers/a.md/x.txt", "papers/a.md"), ("papers", "papers/"), ("models", "models/bert")]
)
def test_a_folder_in_a_files_place_is_a_problem(tmp_path: Path, stands: str, path: str):
    """A folder where a page should be, or a file where its folder should be: the others are written."""
    (tmp_path / stands).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / stands).write_text("mine")
    written = write_files(tmp_path, PAGES)
    assert written.problems
    assert all(problem.code == "by-hand" and path in problem.position.file for problem in written.problems)
    assert (tmp_path / stands).read_text() == "mine"
    assert "index.md" in written.changed


@pytest.mark.parametrize("name", ["../out.md", "papers/../../out.md", "/no-such-place/x.md", "papers/./../../out.md"])
def test_no_name_leads_out(tmp_path: Path, name: str):
    """A name that leads out of `docs/` is refused, whatever made it; its neighbours are written."""
    written = write_files(tmp_path / "docs", [page(name), page("index.md")])
    assert [problem.code for problem in written.problems] == ["outside"]
    assert set(tree(tmp_path)) == {"docs/index.md", f"docs/{disk.MANIFEST}"}
    assert not Path("/no-such-place").exists()


@pytest.mark.parametrize("link", ["docs/papers", "docs/papers/a.md"])
def test_no_symbolic_link_leads_out(tmp_path: Path, link: str):
    """A link out of `docs/` is not followed, neither to write nor to delete, even if it led inside before."""
    (tmp_path / "docs/papers").mkdir(parents=True)
    write_files(tmp_path / "docs", PAGES)
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" if link == "docs/papers" else tmp_path / "out/a.md"
    for name in ("a.md", "b.md"):
        (tmp_path / "out" / name).write_text(page("", "theirs").text)
    for path in (tmp_path / "docs/papers").iterdir():
        if link == "docs/papers" or path.name == "a.md":
            path.unlink()
    if link == "docs/papers":
        (tmp_path / link).rmdir()
    (tmp_path / link).symlink_to(target)
    for files in (PAGES, PAGES[:1]):
        write_files(tmp_path / "docs", files)
        assert (tmp_path / "out/a.md").read_text() == page("", "theirs").text
        assert {path.name for path in (tmp_path / "out").iterdir()} == {"a.md", "b.md"}
    codes = {problem.code for problem in write_files(tmp_path / "docs", PAGES).problems}
    assert codes == {"outside"}


def test_a_linked_docs_folder_is_fine(tmp_path: Path):
    """`docs/` itself may be a link: pages go where it leads."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs").symlink_to(tmp_path / "elsewhere")
    assert write_files(tmp_path / "docs", PAGES).problems == ()
    assert tree(tmp_path / "elsewhere") == expected(PAGES)


@pytest.mark.parametrize("manifest", ["", "{", "5", '{"a": 1}', '["../out.md", "about.md", 5, null, ["x"]]', "\xff"])
def test_a_broken_manifest_does_no_harm(tmp_path: Path, manifest: str):
    """Whatever stands in the manifest, nothing of others is deleted, and the run makes it right."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "out.md").write_text(page("", "theirs").text)
    (docs / "about.md").write_text("mine")
    (docs / disk.MANIFEST).write_bytes(manifest.encode("latin-1"))
    write_files(docs, PAGES)
    assert tree(docs) == expected(PAGES) | {"about.md": b"mine"}
    assert (tmp_path / "out.md").exists()


def test_text_that_utf8_cannot_hold_does_not_stop_a_run(tmp_path: Path):
    """Half a character, which only a broken file name can bring, is written as a question mark."""
    write_files(tmp_path, [page("index.md", "a\ud800b")])
    assert b"a?b" in (tmp_path / "index.md").read_bytes()


NEW = (page("index.md", "new"), page("papers/a.md"), page("papers/c.md"), OutputFile("papers.json", "[1]\n"))


class CutOffError(Exception):
    """What stands for a plug that was pulled."""


def run_until(docs: Path, files: tuple[OutputFile, ...], steps: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run and stop before the given step that changes the disk; say whether the run got to its end."""
    left = iter(range(steps))

    def counted(name: str) -> None:
        real = getattr(Path, name)

        def step(self: Path, *args: object, **kwargs: object) -> object:
            if next(left, None) is None:
                raise CutOffError
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Path, name, step)

    with monkeypatch.context():
        for name in ("replace", "unlink", "rmdir", "open", "chmod", "mkdir"):
            counted(name)
        try:
            write_files(docs, files)
        except CutOffError:
            return False
        finally:
            monkeypatch.undo()
    return True


def test_a_run_cut_off_anywhere_is_made_good_by_the_next(tmp_path: Path):
    """Stopped before any single step: every file is an old or a new one in whole, and the next run ends as if alone."""
    for steps in range(200):
        docs = tmp_path / str(steps)
        by_hand(docs)
        write_files(docs, PAGES)
        with pytest.MonkeyPatch.context() as monkeypatch:
            ended = run_until(docs, NEW, steps, monkeypatch)
        whole = {text for files in (PAGES, NEW) for text in expected(files).values()}
        assert all(
            data in whole
            for name, data in tree(docs).items()
            if name not in HANDS and not name.startswith(".") and "/." not in name
        )
        assert write_files(docs, NEW).problems == ()
        assert tree(docs) == expected(NEW) | {name: text.encode() for name, text in HANDS.items()}
        if ended:
            break
    else:
        pytest.fail("the run has more steps than were tried")
    assert steps > 10


def test_a_first_run_cut_off_anywhere_leaves_no_orphan(tmp_path: Path):
    """What a first run wrote before it was stopped is known as ours, even when the next run wants other pages."""
    for steps in range(200):
        docs = tmp_path / str(steps)
        with pytest.MonkeyPatch.context() as monkeypatch:
            ended = run_until(docs, PAGES, steps, monkeypatch)
        assert write_files(docs, NEW).problems == ()
        assert tree(docs) == expected(NEW)
        if ended:
            break


def test_an_iterator_that_raises_is_a_run_cut_off(tmp_path: Path):
    """A fault while pages are made leaves those already written, and the next run is right."""

    def broken() -> object:
        yield from NEW[:2]
        raise CutOffError

    write_files(tmp_path, PAGES)
    with pytest.raises(CutOffError):
        write_files(tmp_path, broken())
    write_files(tmp_path, NEW)
    assert tree(tmp_path) == expected(NEW)


KILLED = """
import os, sys
from pathlib import Path
from generator.disk import write_files
from generator.model import OutputFile
def files():
    for number in range(40):
        if number == int(sys.argv[2]):
            os._exit(9)
        yield OutputFile(f"papers/{number}.md", "---\\ngenerated: true\\n---\\n" + "words " * number)
    yield OutputFile("papers.json", "{}")
write_files(Path(sys.argv[1]), files())
"""


@pytest.mark.parametrize("at", [0, 1, 17, 39])
def test_a_process_killed_in_the_middle_does_no_harm(tmp_path: Path, at: int):
    """The real thing: the process dies between two pages, and the next run, with fewer pages, is right."""
    root = Path(__file__).parent.parent
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(at)],
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert killed.returncode == 9
    assert write_files(tmp_path, PAGES).problems == ()
    assert tree(tmp_path) == expected(PAGES)


NAMES = st.sampled_from(["index.md", "papers/a.md", "papers/b.md", "papers/b/page-2.md", "papers.json", "x/y/z.md"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(NAMES, st.sampled_from(["one", "two"]), max_size=5), min_size=1, max_size=4))
def test_any_runs_end_as_the_last_alone(tmp_path_factory: pytest.TempPathFactory, runs: list[dict[str, str]]):
    """After any series of runs `docs/` holds what the last one wrote, by hand files, and nothing more."""
    docs = tmp_path_factory.mktemp("docs")
    by_hand(docs)
    for run in runs:
        files = tuple(page(name, text) for name, text in run.items())
        write_files(docs, files)
    assert tree(docs) == expected(files) | {name: text.encode() for name, text in HANDS.items()}
