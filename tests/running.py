"""Arguments of a command in; its exit code and what it printed out, checked for tracebacks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


class Ran:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in out + err


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
