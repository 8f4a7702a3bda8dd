"""A note that is changed, in a preview of the list that ships, in; the seconds until an open browser shows it out."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.serving import FLAGS, chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
EDITS = 9

PAINTED = """() => performance.timeOrigin
    + performance.getEntriesByName("first-contentful-paint").map((paint) => paint.startTime)[0]"""


def run() -> Iterator[str]:
    """Yield how long an edit of one note takes to be seen: the middle of some edits, and the longest."""
    browser = chromium()
    if browser is None:
        yield "editing: install Chromium"
        return
    with tempfile.TemporaryDirectory() as folder:
        _copy(Path(folder))
        note = min((Path(folder) / "docs/notes/papers").glob("*.md"))
        with _preview(Path(folder)) as root:
            seconds = _seen(browser, note, f"{root}papers/{note.stem}/")
    papers = len(list((ROOT / "docs/papers").glob("*.md"))) or "its"
    yield (
        f"editing: one note among {papers} pages, from the write to its first paint in an open browser:"
        f" {statistics.median(seconds):.2f} s in the middle of {EDITS}, {max(seconds):.2f} s at most"
    )


def _copy(folder: Path) -> None:
    """Copy what the list is made from, so that no note of ours is changed."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    with subprocess.Popen(command, cwd=folder, env=env, stderr=subprocess.PIPE, text=True) as process:
        said = ""
        while "Serving" not in said and process.stderr:
            said = process.stderr.readline()
            if not said:
                raise SystemExit("the preview ended")
        yield f"http://127.0.0.1:{port}/"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _seen(browser: str, note: Path, address: str) -> list[float]:
    seconds = []
    before = note.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = window.new_page()
        page.goto(address)
        for number in range(EDITS):
            time.sleep(6)  # what follows an edit, the rest of the list, has come to its end
            words = f"Edit number {number} of this note."
            began = time.time()
            note.write_text(f"{before}\n{words}\n", encoding="utf-8")
            page.get_by_text(words).wait_for(timeout=60_000)  # it looks every half second: the page knows better
            seconds.append(page.evaluate(PAINTED) / 1000 - began)
        window.close()
    return seconds
