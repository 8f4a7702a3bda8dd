"""Answers, or a function of the query, in; a server on this machine that gives them as arXiv's would, out."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <title>arXiv Query</title>
  <opensearch:totalResults>{count}</opensearch:totalResults>
{entries}</feed>
"""
ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{arxiv}v2</id>
    <title>{title}</title>
    <summary>Some words about lanterns.</summary>
    <published>{year}-03-25T17:42:32Z</published>
{authors}{doi}    <link href="https://arxiv.org/abs/{arxiv}v2" rel="alternate" type="text/html"/>
  </entry>
"""


def feed(*papers: tuple[str, str, str, tuple[str, ...], str]) -> bytes:
    """Return an Atom answer of papers: id, title, year, authors, DOI (or empty)."""
    entries = "".join(
        ENTRY.format(
            arxiv=arxiv,
            title=escape(title),
            year=year,
            authors="".join(f"    <author>\n      <name>{escape(name)}</name>\n    </author>\n" for name in authors),
            doi=f"    <arxiv:doi>{doi}</arxiv:doi>\n" if doi else "",
        )
        for arxiv, title, year, authors, doi in papers
    )
    return FEED.format(count=len(papers), entries=entries).encode()


@dataclass(frozen=True)
class Answer:
    """What the server sends: a status, headers, a body, and how long it waits before each of its `pieces`."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    claims: int | None = None  # the length that it promises, where that is not the body's
    endless: bool = False


@dataclass
class Api:
    """A server that answers by script, or by a function of the query; `asked` holds the queries that came."""

    answers: list[Answer] | Callable[[dict[str, str]], Answer]
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
                api.asked.append(query)
                api.agents.append(self.headers["User-Agent"])
                answer = api.answers(query) if callable(api.answers) else api.answers.pop(0)
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                if not answer.endless:
                    self.send_header(
                        "Content-Length", str(len(answer.body) if answer.claims is None else answer.claims)
                    )
                self.end_headers()
                try:
                    for piece in pieces(answer):
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:
                    return  # the client has had enough

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        """Return where the server is to be asked."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/api/query"


def pieces(answer: Answer) -> Iterator[bytes]:
    """Yield the body whole, slowly byte by byte, or without an end."""
    if answer.endless:
        while True:
            yield b" " * 1_000_000
    if not answer.delay:
        yield answer.body
        return
    for at in range(len(answer.body)):
        time.sleep(answer.delay)
        yield answer.body[at : at + 1]
