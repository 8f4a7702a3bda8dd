"""A folder in; a loopback server under a sub-path and a real Chromium to look at it out."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Return the browser that this machine has; `None` lets a test skip."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder under `prefix` and nothing elsewhere, as a host of project sites does."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, prefix: str, **options: object) -> None:
        self.prefix = prefix
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        """Take the prefix off; what lacks it is a file that cannot be there."""
        if not path.startswith(self.prefix):
            return super().translate_path("/.not-here")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, prefix: str = "/some/path/") -> Iterator[str]:
    """Serve a folder on a free loopback port; give the address of its root, which ends in a slash."""
    handler = partial(_Quiet, directory=str(folder), prefix=prefix)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium with everything off that talks to other hosts by itself."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=executable(), headless=True, args=list(FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()


def watched(context: BrowserContext, root: str) -> list[str]:
    """Return a list that fills with console errors, uncaught exceptions, dialogs and requests beyond `root`."""
    faults: list[str] = []
    host = "/".join(root.split("/")[:3])
    context.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
    context.on("weberror", lambda fault: faults.append(f"exception: {fault.error}"))
    context.on("dialog", lambda box: (faults.append(f"dialog: {box.message}"), box.dismiss()))
    local = (host, "data:", "blob:")
    context.on("request", lambda sent: None if sent.url.startswith(local) else faults.append(f"outside: {sent.url}"))
    return faults
