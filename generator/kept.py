"""What takes long to make, and all that decides how it comes out, in; the same out, kept for next time."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WIDTH = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Return where programs keep for a user what they could make again (XDG's base directories); `None` without one."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reading-list"
    except RuntimeError:  # a user without a home
        return None


def kept(name: str, parts: Iterable[bytes], make: Callable[[], Any]) -> Any:  # noqa: ANN401 -- what `make` returns
    """Return what `make` returns, plain data, from an earlier run if one had the same `parts` and Python.

    What is kept bears their sum and its own: what is old, broken or half written is made again.
    """
    place = folder()
    sums = b"".join(hashlib.sha256(part).digest() for part in (sys.version.encode(), *parts))
    sign = hashlib.sha256(sums).digest()
    data = _read(place / name) if place else b""
    body = data[2 * WIDTH :]
    if body and data[: 2 * WIDTH] == sign + hashlib.sha256(body).digest():
        return marshal.loads(body)  # noqa: S302 -- what we wrote, by its sum
    made = make()
    if place and made is not None:
        body = marshal.dumps(made)
        _write(place / name, sign + hashlib.sha256(body).digest() + body)
    return made


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _write(path: Path, data: bytes) -> None:
    """Write a file whole; where that cannot be done it is made again next time."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for scratch in path.parent.glob(f".{path.name}-*"):
            scratch.unlink(missing_ok=True)  # of a run that was cut off
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
