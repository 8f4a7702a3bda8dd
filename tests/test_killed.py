"""A process killed at any of its changes to the disk: what is by hand, and the last good site, are whole.

The promise, file by file: what a curator wrote is as it was, to the byte. The site is wholly the old one or wholly the
new. Each page below `docs/` is the old one or the new, never half. A source that `add` brings is there whole, with
its sidecar, or it is not there. The next run, without anybody's help, ends as if none had been killed before it.
"""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest
from api import Api
from killing import changes, killed
from test_enrich import lanterns

from generator import atlas, commands, related, site
from generator.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LOADED = (atlas, commands, related, site)  # once, before processes are copied from this one
pytestmark = pytest.mark.usefixtures("few_names")
BUILT = ("docs", "site")
NOTE = "docs/notes/papers/shared-lanterns-one-paper-in-two-files.md"
SAVED = "title,abstract\nA New Lantern,We light BERT.\n"


def tree(folder: Path) -> dict[str, str]:
    """Return each file's digest by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def spread(count: int, wanted: int) -> set[int]:
    """Return numbers below the count, evenly spread, the first and the last among them."""
    return {at * (count - 1) // (wanted - 1) for at in range(wanted)}


@pytest.fixture
def small(toy: Path) -> Path:
    """Return a list of three papers, with a note."""
    for name in ("captured.txt", "captured.yml", "notes.txt", "notes.yml"):
        (toy / "sources" / name).unlink()
    settings = (toy / "mkdocs.yml").read_text("utf-8")
    (toy / "mkdocs.yml").write_text(settings.replace("social_cards: papers", "social_cards: none"), "utf-8")
    (toy / NOTE).parent.mkdir(parents=True)
    (toy / NOTE).write_text("Before.\n", "utf-8")
    return toy


class Kept:
    """A list as it was, to be put back before each kill."""

    def __init__(self, root: Path) -> None:
        self.root, self.place = root, root.parent / "kept"
        shutil.copytree(root, self.place)
        ours = commands.disk.generated(root / "docs")
        self.by_hand = {name: sum_ for name, sum_ in tree(root).items() if self._is_by_hand(name, ours)}

    @staticmethod
    def _is_by_hand(name: str, ours: Iterable[str]) -> bool:
        return not name.startswith("site/") and name.removeprefix("docs/") not in ours

    def restore(self) -> None:
        """Put everything back."""
        for path in self.root.iterdir():  # the folder itself stays: the test stands in it
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.place, self.root, dirs_exist_ok=True)


def assert_by_hand_is_whole(kept: Kept) -> None:
    now = tree(kept.root)
    assert {name: now.get(name) for name in kept.by_hand} == kept.by_hand


def test_build(small: Path):
    """Killed anywhere, a build leaves the old site or the new one; the next build is that of a list never disturbed."""
    assert main(["build"]) == 0
    (small / "sources/new.csv").write_text(SAVED, "utf-8")
    (small / NOTE).write_text("After.\n", "utf-8")
    kept = Kept(small)
    old, pages = tree(small / "site"), tree(small / "docs")
    steps = changes(["build"], small)
    whole = {name: tree(small / name) for name in BUILT}
    assert whole["site"] != old
    swapped = len(steps) - 1 - steps[::-1].index("os.chmod")  # the last thing before one site takes the other's place
    seen = set()
    for at in sorted(spread(len(steps), 20) | {1, 2, 3, swapped - 1, swapped, swapped + 1, swapped + 2}):
        kept.restore()
        killed(["build"], small, at)
        now = tree(small / "site")
        assert now in (old, whole["site"]), at
        seen.add(now == old)
        assert_by_hand_is_whole(kept)
        for name, sum_ in tree(small / "docs").items():
            assert name.rpartition("/")[2].startswith(".") or sum_ in {pages.get(name), whole["docs"].get(name)}, at
        assert main(["build"]) == 0
        assert {name: tree(small / name) for name in BUILT} == whole, at
        assert not [path.name for path in small.iterdir() if path.name.startswith(".")]
    assert seen == {True, False}


def test_a_first_build(small: Path):
    """Where no site was, a killed build leaves none or a whole one."""
    kept = Kept(small)
    steps = changes(["build"], small)
    whole = {name: tree(small / name) for name in BUILT}
    for at in sorted(spread(len(steps), 6) | {len(steps) - 2}):
        kept.restore()
        killed(["build"], small, at)
        assert tree(small / "site") in ({}, whole["site"]), at
        assert_by_hand_is_whole(kept)
        assert main(["build"]) == 0
        assert {name: tree(small / name) for name in BUILT} == whole, at


def test_add(small: Path):
    """Killed before any of its changes, `add` leaves all other sources as they were; run again, it does its work."""
    saved = small.parent / "saved.csv"
    saved.write_text(SAVED, "utf-8")
    add = ["add", saved, "--captured", "2026-01-31"]
    kept = Kept(small)
    steps = changes(add, small)
    whole = tree(small)
    for at in range(len(steps)):
        kept.restore()
        killed(add, small, at)
        assert_by_hand_is_whole(kept)
        now = tree(small)
        assert now.get("sources/saved.csv") in (None, whole["sources/saved.csv"]), at
        assert now.get("sources/saved.yml") in (None, whole["sources/saved.yml"]), at
        assert "sources/saved.csv" not in now or "sources/saved.yml" in now
        again = main([str(arg) for arg in add])
        assert again == int("sources/saved.csv" in now)  # it says that the list has this very file
        assert tree(small) == whole, at
    assert len(steps) > 5


def test_new_note(small: Path):
    """Killed before any of its changes, `new-note` leaves no half note."""
    new_note = ["new-note", "lanterns are not"]
    kept = Kept(small)
    steps = changes(new_note, small)
    whole = tree(small)
    for at in range(len(steps)):
        kept.restore()
        killed(new_note, small, at)
        assert {name: sum_ for name, sum_ in tree(small).items() if "/." not in name}.items() <= whole.items()
        main(new_note)
        assert tree(small) == whole


def test_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Killed before any of its changes, `new` begins a list that the same command finishes."""
    monkeypatch.chdir(tmp_path)
    steps = changes(["new", "mine"], tmp_path)
    whole = tree(tmp_path)
    for at in range(len(steps)):
        shutil.rmtree(tmp_path / "mine")
        killed(["new", "mine"], tmp_path, at)
        assert {
            name: sum_ for name, sum_ in tree(tmp_path).items() if "/.generating-" not in name
        }.items() <= whole.items()
        main(["new", "mine"])
        assert tree(tmp_path) == whole, at


def test_enrich(toy: Path):
    """Killed anywhere, `enrich` leaves its source as it was or whole; run again, it ends as if never killed."""
    with Api(lanterns) as api:
        enrich = ["enrich", "--endpoint", api.url, "--pause", "0", "--cache", str(toy / "answers")]
        kept = Kept(toy)
        steps = changes(enrich, toy)
        whole = tree(toy)
        assert "sources/enriched.bib" in whole
        for at in sorted(spread(len(steps), 8) | set(range(len(steps) - 5, len(steps)))):
            kept.restore()
            killed(enrich, toy, at)
            assert_by_hand_is_whole(kept)
            assert tree(toy).get("sources/enriched.bib") in (None, whole["sources/enriched.bib"]), at
            asked = len(api.asked)
            assert main(enrich) == 0
            assert len(api.asked) - asked <= len([name for name in whole if name.startswith("answers/")])
            assert tree(toy) == whole, at


def test_what_stood_in_the_source_of_enrich(toy: Path):
    """What a curator wrote into `enriched.bib` is there, whole, after a kill at any of the last changes."""
    own = "% mine\n@misc{mine, title = {My Own Words}}\n"
    (toy / "sources/enriched.bib").write_text(own, "utf-8")
    with Api(lanterns) as api:
        enrich = ["enrich", "--endpoint", api.url, "--pause", "0", "--cache", str(toy / "answers")]
        kept = Kept(toy)
        steps = changes(enrich, toy)
        whole = (toy / "sources/enriched.bib").read_text("utf-8")
        assert whole.startswith(own)
        assert whole != own
        for at in range(len(steps) - 5, len(steps)):
            kept.restore()
            killed(enrich, toy, at)
            assert (toy / "sources/enriched.bib").read_text("utf-8") in (own, whole), at
