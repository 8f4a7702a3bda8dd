"""A snapshot in; the site in it on this machine, or (with --check) whether each of its files is whole, out."""

from __future__ import annotations

import argparse
import hashlib
import mimetypes
import sys
import zipfile
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# This file is the archive's `__main__.py`: it runs where only Python is, and so uses nothing else.
SUMS, SITE = "SHA256SUMS", "site/"
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".md": "text/markdown"}


def reader(place: Path) -> Callable[[str], bytes]:
    """Return what reads a file of the snapshot, be it packed or unpacked."""
    if place.is_file():
        return zipfile.ZipFile(place).read
    return lambda name: (place / name).read_bytes()


def sums(read: Callable[[str], bytes]) -> Mapping[str, str]:
    """Return the SHA-256 of each file, as `sha256sum --check` reads them."""
    rows = (line.split("  ", 1) for line in read(SUMS).decode().splitlines())
    return {name: digest for digest, name in rows}


def check(read: Callable[[str], bytes]) -> list[str]:
    """Return the files that are gone or changed."""
    wrong = []
    for name, digest in sums(read).items():
        try:
            whole = hashlib.sha256(read(name)).hexdigest() == digest
        except (OSError, KeyError, zipfile.BadZipFile):
            whole = False
        if not whole:
            wrong.append(name)
    return wrong


class Handler(BaseHTTPRequestHandler):
    """Answers with the files that the checksums name, and nothing else of this machine."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, read: Callable[[str], bytes], names: frozenset[str]) -> None:
        self.read, self.names = read, names
        super().__init__(*args)  # type: ignore[arg-type]  # what the server gives

    def do_GET(self) -> None:
        """Send a file, a folder's page, or the page for what is not there."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        name = SITE + path + ("index.html" if not path or path.endswith("/") else "")
        if name in self.names:
            self._send(200, name)
        elif f"{name}/index.html" in self.names:
            self._send(301, None, quote(f"/{path}/"))
        else:
            self._send(404, f"{SITE}404.html" if f"{SITE}404.html" in self.names else None)

    do_HEAD = do_GET  # noqa: N815 -- the library's name

    def _send(self, code: int, name: str | None, there: str = "") -> None:
        data = self.read(name) if name else b""
        self.send_response(code)
        if there:
            self.send_header("Location", there)
        if name:
            ending = Path(name).suffix
            self.send_header("Content-Type", TYPES.get(ending) or mimetypes.guess_type(name)[0] or "text/plain")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Say nothing: who reads a page need not watch its files go by."""


def main(place: Path) -> int:
    """Serve or check the snapshot at this place; return the exit code."""
    options = argparse.ArgumentParser(prog=f"python3 {place.name}", description="Show the site in this snapshot.")
    options.add_argument("--port", type=int, default=8000, help="where it listens, on this machine only (8000)")
    options.add_argument("--check", action="store_true", help="hold each file against its checksum instead")
    given = options.parse_args()
    read = reader(place)
    if given.check:
        wrong = check(read)
        said = "\n".join(f"{name}: not as it was packed" for name in wrong)
        print(said or "Every file is as it was packed.")  # noqa: T201 -- a program of its own
        return int(bool(wrong))
    handler = partial(Handler, read=read, names=frozenset(sums(read)))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", given.port), handler)
    except OSError as fault:
        options.exit(2, f"port {given.port} cannot be used ({fault.strerror}): name another with --port\n")
    print(f"Open http://127.0.0.1:{server.server_port}/ in a browser; Ctrl-C ends it.", flush=True)  # noqa: T201
    with suppress(KeyboardInterrupt):
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
