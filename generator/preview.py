"""A built site in; a server on this machine that shows it, and tells open pages what is new and what is wrong, out."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EVENTS, SCRIPT = "/.preview/events", "/.preview/reload.js"
TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
STILL_THERE = 15.0  # seconds between two signs of life, so that connections of closed pages are noticed


@dataclass
class News:
    """What open pages are told: how often the site has changed, and the faults in the list as it is now."""

    version: int = 0
    faults: tuple[str, ...] = ()
    ended: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, faults: Sequence[str], *, newer: bool) -> None:
        """Tell every open page; where the site is `newer` they load themselves again."""
        with self.changed:
            self.version += newer
            self.faults = tuple(faults)
            self.changed.notify_all()

    def end(self) -> None:
        """Let every page go."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def said(self) -> bytes:
        """Return what is to be told, as an event of the stream (HTML standard, "server-sent events")."""
        return f"data: {json.dumps({'version': self.version, 'faults': self.faults})}\n\n".encode()


class Handler(SimpleHTTPRequestHandler):
    """Shows a site's files, and puts into each page the script that loads it again."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, news: News, **named: object) -> None:
        self.news = news
        super().__init__(*args, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the stream of news, the script, a page, or a file as it is."""
        path = self.path.partition("?")[0]
        if path == EVENTS:
            self._stream()
        elif path == SCRIPT:
            script = resources.files("generator") / "preview.js"
            self._send(200, "text/javascript; charset=utf-8", script.read_bytes())
        else:
            self._show(path)

    def _show(self, path: str) -> None:
        place = Path(self.translate_path(path))
        if place.is_dir() and path.endswith("/"):
            place /= "index.html"
        page = place if place.suffix == ".html" and place.is_file() else None
        if page is None and not place.exists():
            page = Path(self.directory) / "404.html"
        if page is None or not page.is_file():
            super().do_GET()
            return
        before, mark, after = page.read_bytes().rpartition(b"</body>")
        self._send(200 if page == place else 404, "text/html; charset=utf-8", before + TAG + mark + after)

    def end_headers(self) -> None:
        """Keep nothing in the browser: the next look must show the next state."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _send(self, code: int, kind: str, data: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        told = None
        while not self.news.ended:
            with self.news.changed:
                now = self.news.said()
                if now == told:
                    self.news.changed.wait(STILL_THERE)
            try:
                self.wfile.write(now if now != told else b": still there\n\n")
                self.wfile.flush()
            except OSError:  # the page was closed
                return
            told = now

    def log_message(self, *_: object) -> None:
        """Say nothing: what a browser asks for is no news."""


class Server(ThreadingHTTPServer):
    """Shows the site in a folder to this machine only."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Path, port: int, news: News) -> None:
        super().__init__(("127.0.0.1", port), partial(Handler, directory=str(site), news=news))

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that leaves in the middle of an answer is no fault."""
