"""What is kept between two runs: it is what would be made anew, or it is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.kept import kept
from generator.tagging import shipped

if TYPE_CHECKING:
    from pathlib import Path

MADE = [("models", ("BERT", None, ("bert",)), 1, 3)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a value called `x` is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "reading-list" / "x"


def never() -> object:
    """Fail: what is kept is not made again."""
    raise AssertionError


def test_it_is_made_once(place: Path):
    """The second time the value is there, the same; other parts make another."""
    assert kept("x", [b"a", b"b"], lambda: MADE) == MADE
    assert kept("x", [b"a", b"b"], never) == MADE
    assert kept("x", [b"ab", b""], lambda: "another") == "another"
    assert [path.name for path in place.parent.iterdir()] == ["x"]


def test_what_is_broken_is_made_again(place: Path):
    """Cut at any place, or with any byte changed, what is kept is not believed, nor loaded."""
    kept("x", [b"a"], lambda: MADE)
    whole = place.read_bytes()
    broken = [whole[:at] for at in range(len(whole))]
    broken += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for data in broken:
        place.write_bytes(data)
        assert kept("x", [b"a"], lambda: "anew") == "anew"


def test_a_place_that_cannot_be_written_is_no_fault(place: Path, monkeypatch: pytest.MonkeyPatch):
    """Where a file stands in the folder's place, or there is no home, the value is made each time."""
    place.parent.write_text("", "utf-8")
    assert kept("x", [b"a"], lambda: MADE) == MADE
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr("generator.kept.Path.home", lambda: (_ for _ in ()).throw(RuntimeError))
    assert kept("x", [b"a"], lambda: MADE) == MADE


def test_nothing_is_kept_of_a_run_cut_off(place: Path, monkeypatch: pytest.MonkeyPatch):
    """Stopped before the last step there is nothing to believe, and the next run clears away what was left."""
    monkeypatch.setattr("generator.kept.Path.replace", never)
    with pytest.raises(TypeError):
        kept("x", [b"a"], lambda: MADE)
    assert not place.exists()
    assert len(list(place.parent.iterdir())) == 1
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(place.parent.parent))
    kept("x", [b"a"], lambda: MADE)
    assert [path.name for path in place.parent.iterdir()] == ["x"]


def test_the_kept_vocabulary_is_the_vocabulary(place: Path):
    """Terms that were kept are those read from the files, in every field."""
    assert not place.exists()
    read, kept_ = shipped.shipped.__wrapped__(), shipped.shipped.__wrapped__()
    assert (place.parent / "vocabulary").exists()
    assert read == kept_
    assert [(term.key, term.rule.name) for term in read[0]] == [(term.key, term.rule.name) for term in kept_[0]]
    anew = shipped._read(
        {
            facet.name: (shipped.resources.files("generator.tagging") / "vocabulary" / f"{facet.name}.yml").read_bytes()
            for facet in shipped.FACETS
        }
    )
    assert [(t.key, t.rule._replace(slug=None), t.position) for t in anew[0]] == [
        (t.key, t.rule._replace(slug=None), t.position) for t in kept_[0]
    ]
