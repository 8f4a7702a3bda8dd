"""The only file that reads and writes a list's own files: sources in; pages, written only where they changed, out."""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.curation import WRITTEN, HandFile
from generator.model import OutputFile, SourceFile
from generator.problems import Position, Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MANIFEST = ".generated.json"
UNFINISHED = ".generating"  # names what a run is writing; when a run finds it, the one before was cut off
SCRATCH = ".generating-"  # begins the name of a file that is half written
AMONG_WRITTEN = "collections/index.md"  # the one page of ours that lies where curators write
MARK = b"---\ngenerated: true\n"  # how each page that the generator wrote begins
SIDECARS = (".yml", ".yaml")
BIGGEST = 256 * 1024 * 1024  # bytes; a bigger source is no list of papers, and reading it would fill the memory


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did below `docs/`: paths, sorted."""

    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_text(path: Path) -> str | Problem:
    """Return a configuration's text, or why it cannot be had."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        return error("not-utf8", Position(shown(path), line), "this is not UTF-8 text", "save it as UTF-8")
    except OSError as fault:
        return error(
            "unreadable",
            Position(shown(path)),
            f"cannot read this file: {_reason(fault)}",
            "check the path and its permissions",
        )


def read_bytes(path: Path) -> bytes | None:
    """Return a file's bytes; `None` where there is none, or where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def same_stem(path: Path) -> list[Path]:
    """Return the files beside a path, and at it, that one sidecar would describe together."""
    found = path.parent.glob(f"{_plain(path.stem)}.*")
    return sorted(other for other in found if other.stem == path.stem)


def write_whole(path: Path, data: bytes) -> None:
    """Write one file outside `docs/`, as a source or an answer kept: whoever is cut off leaves the old one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for scratch in path.parent.glob(f"{SCRATCH}*"):
        scratch.unlink(missing_ok=True)  # of a run that was cut off
    _replace(path, data)


def is_there(path: Path) -> bool:
    """Say whether a file or folder exists."""
    return path.exists()


def shown(path: Path) -> str:
    """Return a path as users know it: relative to where they are when it lies below, else as it was given."""
    try:
        name = path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, RuntimeError):  # it lies elsewhere, or is a symbolic link to itself
        name = path.as_posix()
    return os.fsencode(name).decode("utf-8", "replace")  # a name may hold bytes that no text can


def read_sources(paths: Iterable[Path], root: Path | None = None) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Return the files at these paths and below these folders, each with its sidecar; none is hidden.

    In public a file is called by its path below `root`, the list's folder; outside it, by its last folder and name.
    """
    problems: list[Problem] = []
    files: dict[Path, bool] = {}
    for path in paths:
        if not path.exists():
            problems.append(
                error(
                    "missing",
                    Position(shown(path)),
                    "there is no such file or folder",
                    "check the path; `sources:` in mkdocs.yml or `--sources` names it",
                )
            )
        elif path.is_dir():
            files.update(dict.fromkeys(_below(path), False))
        else:
            files[path] = True
    captures = [path for path in files if path.suffix not in SIDECARS]
    used: set[Path] = set()
    found: dict[str, SourceFile] = {}
    for path in captures:
        sidecar = next((path.with_suffix(end) for end in SIDECARS if path.with_suffix(end).exists()), None)
        used |= {sidecar} if sidecar else set()
        some = _read(path), _read(sidecar) if sidecar else None
        problems += [one for one in some if isinstance(one, Problem)]
        if isinstance(some[0], SourceFile):
            beside = some[1] if isinstance(some[1], SourceFile) else None
            found[some[0].path] = replace(some[0], sidecar=beside, name=public(path, root or Path.cwd()))
    problems += [
        _orphan(path) for path in files if path.suffix in SIDECARS and path not in used and not _has_capture(path)
    ]
    return tuple(found[name] for name in sorted(found)), tuple(problems)


def read_by_hand(docs: Path) -> tuple[tuple[HandFile, ...], frozenset[str], tuple[Problem, ...]]:
    """Return the notes and collections below `docs/`, and the paths there of all files that no run of ours wrote."""
    ours = _manifest(docs) | {MANIFEST, UNFINISHED}
    found = [path for path in _below(docs) if path.relative_to(docs).as_posix() not in ours] if docs.is_dir() else []
    texts: list[HandFile] = []
    problems: list[Problem] = []
    for path in found:
        name = path.relative_to(docs).as_posix()
        if not WRITTEN.fullmatch(name) or path.name == "README.md" or (name == AMONG_WRITTEN and _is_ours(path)):
            continue
        text = read_text(path)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts.append(HandFile(shown(path), os.fsencode(name).decode("utf-8", "replace"), text))
    return tuple(texts), frozenset(path.relative_to(docs).as_posix() for path in found), tuple(problems)


def _is_ours(path: Path) -> bool:
    """Say whether a page bears the mark of ours: a run that was cut off may have left it out of its list."""
    try:
        with path.open("rb") as page:
            return page.read(len(MARK)) == MARK
    except OSError:
        return False


def public(path: Path, root: Path) -> str:
    """Return how a source is called in public, the same wherever the user was."""
    whole = path.resolve()
    try:
        name = whole.relative_to(root.resolve()).as_posix()
    except ValueError:
        name = "/".join(whole.parts[-2:])
    return os.fsencode(name).decode("utf-8", "replace")


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield path


def _has_capture(sidecar: Path) -> bool:
    return any(
        other.is_file() and other.suffix not in SIDECARS and other.stem == sidecar.stem
        for other in sidecar.parent.glob(f"{_plain(sidecar.stem)}.*")
    )


def _plain(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _orphan(path: Path) -> Problem:
    return error(
        "orphan-sidecar",
        Position(shown(path)),
        "no capture stands beside this file",
        f"it describes `{path.stem}.txt`, `{path.stem}.bib` …: add that file, or rename or delete this one",
    )


def _read(path: Path) -> SourceFile | Problem:
    try:
        if path.stat().st_size > BIGGEST:
            return error(
                "too-big",
                Position(shown(path)),
                f"this file has more than {BIGGEST >> 20} MB",
                "split it, or check that it is the list you meant",
            )
        return SourceFile(shown(path), path.read_bytes())
    except OSError as fault:
        return error(
            "unreadable", Position(shown(path)), f"cannot read this file: {_reason(fault)}", "check its permissions"
        )


def _reason(fault: OSError) -> str:
    return (fault.strerror or str(fault)).lower()


def write_files(docs: Path, files: Iterable[OutputFile], *, whole: bool = True) -> Written:
    """Write what changed, delete what an earlier run wrote and this one did not, and leave all else alone.

    Files that are not the `whole` of what there is to write take the place of no other.

    A file that no run of ours wrote is never overwritten or deleted: it stays, and is a problem where a page should be.
    """
    docs.mkdir(parents=True, exist_ok=True)
    earlier = _manifest(docs) | _unfinished(docs)
    changed: list[str] = []
    problems: list[Problem] = []
    wanted: set[str] = set()
    for file in files:
        data = file.text.encode("utf-8", "replace") if file.data is None else file.data
        there = _there(docs, file.path, earlier, data)
        if isinstance(there, Problem):
            problems.append(there)
            continue
        wanted.add(file.path)
        if there != data:
            _note(docs, file.path)
            _replace(docs / file.path, data)
            changed.append(file.path)
    if not whole:
        _keep_manifest(docs, earlier | wanted)
        (docs / UNFINISHED).unlink(missing_ok=True)
        return Written(tuple(sorted(changed)), (), tuple(problems))
    gone = sorted(earlier - wanted)
    deleted = tuple(name for name in gone if isinstance(_there(docs, name, earlier), bytes) and _delete(docs, name))
    _keep_manifest(docs, wanted)
    (docs / UNFINISHED).unlink(missing_ok=True)
    return Written(tuple(sorted(changed)), deleted, tuple(problems))


def _there(docs: Path, name: str, earlier: set[str], data: bytes | None = None) -> bytes | Problem | None:
    """Return what stands at a page's place: `None` where nothing does, a problem where it is not ours to replace."""
    path = docs / name
    if not path.resolve().is_relative_to(docs.resolve()):
        said = "this path leads out of the folder of pages, and nothing is written there"
        return error("outside", Position(shown(path)), said, "put a folder in the place of the symbolic link")
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return None
    except (NotADirectoryError, IsADirectoryError):
        return _by_hand(path)
    ours = there.startswith(MARK) if path.suffix == ".md" else name in earlier
    return there if ours or there == data else _by_hand(path)


def _by_hand(path: Path) -> Problem:
    return error(
        "by-hand",
        Position(shown(path)),
        "this was not written by the generator, which would write here too",
        "move it to another name; it was left as it is",
    )


def _note(docs: Path, name: str) -> None:
    """Say on the disk that a file is ours before it is written: whoever finds it after a crash knows it."""
    with (docs / UNFINISHED).open("a", encoding="utf-8") as notes:
        notes.write(f"{name}\n")


def _unfinished(docs: Path) -> set[str]:
    """Return the files that a run wrote before it was cut off, and clear away what it left half written."""
    try:
        names = set((docs / UNFINISHED).read_text(encoding="utf-8", errors="replace").splitlines())
    except FileNotFoundError:
        return set()
    for scratch in docs.rglob(f"{SCRATCH}*"):
        scratch.unlink(missing_ok=True)
    return names


def _replace(path: Path, data: bytes) -> None:
    """Write a file in whole: a reader sees the old one or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=SCRATCH, delete=False) as scratch:
        scratch.write(data)
    Path(scratch.name).chmod(0o644)
    Path(scratch.name).replace(path)


def _delete(docs: Path, name: str) -> bool:
    path = docs / name
    path.unlink()
    for folder in path.parents:
        if folder == docs or any(os.scandir(folder)):
            break
        folder.rmdir()
    return True


def generated(docs: Path) -> set[str]:
    """Return the paths below `docs/` of what runs wrote."""
    return _manifest(docs) | {MANIFEST, UNFINISHED}


def _manifest(docs: Path) -> set[str]:
    try:
        names = json.loads((docs / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _keep_manifest(docs: Path, wanted: set[str]) -> None:
    if wanted != _manifest(docs) or not (docs / MANIFEST).exists():
        _replace(docs / MANIFEST, (json.dumps(sorted(wanted), indent=0, ensure_ascii=False) + "\n").encode())
