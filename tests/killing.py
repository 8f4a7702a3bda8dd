"""A command and a number in; it run in a process of its own, and killed there before its n-th change to the disk."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Python's names (its table of audit events) for what changes a disk. Two folders are exchanged by a call through
# `ctypes`; the index is built by a process of its own.
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink")
CALLS = ("ctypes.call_function", "subprocess.Popen")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def changes(args: Sequence[object], root: Path) -> tuple[str, ...]:
    """Run a command to its end; return what changes it made below a folder, by their names and in order."""
    with tempfile.TemporaryFile() as told:

        def tell(event: str, _: Sequence[object]) -> None:
            os.write(told.fileno(), f"{event}\n".encode())

        assert _apart(args, root, tell) in {0, 1}
        told.seek(0)
        return tuple(told.read().decode().split())


def killed(args: Sequence[object], root: Path, at: int) -> None:
    """Run a command and kill it before the change of this number.

    A file that was to be opened is opened, so that its old text is gone, and nothing is in it yet.
    """
    seen = 0

    def stop(event: str, given: Sequence[object]) -> None:
        nonlocal seen
        seen += 1
        if seen > at:
            if event == "open":
                with suppress(OSError):  # a scratch file's opener names the folder first
                    os.open(given[0], given[2], 0o600)  # type: ignore[arg-type]
            os.kill(os.getpid(), signal.SIGKILL)

    assert _apart(args, root, stop) == -signal.SIGKILL


def _apart(args: Sequence[object], root: Path, then: Callable[[str, Sequence[object]], None]) -> int | None:
    process = multiprocessing.get_context("fork").Process(target=_run, args=(args, root, then))
    process.start()
    process.join()
    return process.exitcode


def _run(args: Sequence[object], root: Path, then: Callable[[str, Sequence[object]], None]) -> None:
    mine, within = os.getpid(), False

    def hear(event: str, given: Sequence[object]) -> None:
        nonlocal within
        if not within and os.getpid() == mine and _is_change(event, given, root):
            within = True
            then(event, given)
            within = False

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.addaudithook(hear)
    os._exit(main([str(arg) for arg in args]))


def _is_change(event: str, given: Sequence[object], root: Path) -> bool:
    if event in CALLS:
        return True
    if event not in CHANGES and not (event == "open" and isinstance(given[2], int) and given[2] & WRITES):
        return False
    path = given[0]
    # A path that counts from an open folder's descriptor is one of those that we are deleting.
    return isinstance(path, str | bytes | os.PathLike) and Path(os.fsdecode(path)).absolute().is_relative_to(root)
