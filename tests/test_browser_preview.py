"""The live preview in a real browser: an edit appears, a fault is shown in the page and goes when it is mended."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from running import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SLUG = "shared-lanterns-one-paper-in-two-files"
SOON = 60_000  # milliseconds; a busy machine builds slowly


@pytest.fixture
def address(toy: Path) -> Iterator[str]:
    """Yield where a preview of the toy list is."""
    note = toy / f"docs/notes/papers/{SLUG}.md"
    note.parent.mkdir(parents=True)
    note.write_text("Before.\n", "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process:
        said = ""
        while "Serving" not in said and process.stderr:
            said = process.stderr.readline()
            assert said, "the preview ended"
        yield f"http://127.0.0.1:{port}/papers/{SLUG}/"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0
        assert f"{SLUG}.md:2:1: unknown key `statsu`" in said  # in the terminal, too


def test_an_edit_appears_and_a_fault_is_shown(chromium: Browser, toy: Path, address: str):
    """The open page shows a note's new text by itself; a fault is shown on it and does not end the preview."""
    note = toy / f"docs/notes/papers/{SLUG}.md"
    page = chromium.new_page()
    page.goto(address)
    expect(page.get_by_text("Before.").first).to_be_visible()
    note.write_text("After.\n", "utf-8")
    expect(page.get_by_text("After.").first).to_be_visible(timeout=SOON)
    note.write_text("---\nstatsu: read\n---\nAfter.\n", "utf-8")
    fault = page.locator("#preview-faults")
    expect(fault).to_contain_text(re.compile(r"papers/.*md:2:1: unknown key `statsu`"), timeout=SOON)
    note.write_text("Mended.\n", "utf-8")
    expect(page.get_by_text("Mended.").first).to_be_visible(timeout=SOON)
    expect(fault).to_have_count(0, timeout=SOON)
    page.close()
