"""A folder in; a loopback server under a sub-path and a real Chromium to look at it out."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LEFT = "net::ERR_ABORTED"  # what the browser calls off because one has gone on to another page
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
    return next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *NAMES))), None)


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

    def send_error(self, code: int, *said: str) -> None:
        """Answer with the folder's page for what is not there, where it has one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, *said)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

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


@contextmanager
def opened(
    chromium: Browser, root: str, width: int = 1440, scheme: str = "light", *, java_script_enabled: bool = True
) -> Iterator[Page]:
    """Give a window of its own, without cookies and cache; at its end nothing may have gone wrong in it."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=java_script_enabled
    )
    faults = watched(context, root)
    try:
        yield context.new_page()
        assert faults == [], faults  # before it closes: that fails the requests which are under way
    finally:
        context.close()


def watched(context: BrowserContext, root: str) -> list[str]:
    """Return a list that fills with console errors, uncaught exceptions, dialogs, failed requests and others' hosts."""
    faults: list[str] = []
    host = "/".join(root.split("/")[:3])
    context.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
    context.on("weberror", lambda fault: faults.append(f"exception: {fault.error}"))
    context.on("dialog", lambda box: (faults.append(f"dialog: {box.message}"), box.dismiss()))
    context.on(
        "requestfailed", lambda sent: sent.failure == LEFT or faults.append(f"failed: {sent.url} {sent.failure}")
    )
    local = (host, "data:", "blob:")
    context.on("request", lambda sent: None if sent.url.startswith(local) else faults.append(f"outside: {sent.url}"))
    return faults
