"""A built site in; a loopback server that packs text and lets browsers keep files, as hosts of pages do, out.

What it has sent is counted: a browser's own counts leave out what its workers fetch.
"""

from __future__ import annotations

import gzip
import io
import shutil
import threading
import time
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md"}

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")  # of a browser


def chromium() -> str | None:
    """Return the browser that this machine has."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@lru_cache(maxsize=1000)
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


class _Host(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, delay: float, sent: list[int], **options: object) -> None:
        self.delay = delay
        self.sent = sent
        super().__init__(*args, **options)  # type: ignore[arg-type] -- what the server hands on

    def send_head(self) -> io.BytesIO | None:
        """Answer with the file, the index of a folder, or the page for what is not there."""
        time.sleep(self.delay)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        packs = path.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", "")
        data = _packed(path) if packs else path.read_bytes()
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.sent.append(len(data))
        return io.BytesIO(data)

    def handle(self) -> None:
        """Answer until the browser leaves, which it may in the middle."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def host(folder: Path, delay: float = 0.0, sent: list[int] | None = None) -> Iterator[str]:
    """Serve a folder, each answer so many seconds late; give the address of its root, which ends in a slash.

    `sent` takes the bytes of each answer, packed, without its headers.
    """
    handler = partial(_Host, directory=str(folder), delay=delay, sent=[] if sent is None else sent)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
