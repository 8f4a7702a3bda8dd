"""A query in; arXiv's answer out, asked for politely: the only file that touches the network."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import httpx

from generator import __version__
from generator.enrich import Refused, entries_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.enrich import Query

PAUSE = 3.0  # seconds between requests: what arXiv's terms of use for its API ask for
TRIES = 4
LONGEST_WAIT = 120.0  # seconds; a server that wants more is asked again on another day
TIMEOUT = 60.0  # seconds for a whole answer; arXiv takes up to 20 on a bad day
LARGEST = 20_000_000  # bytes: a hundred times the answer to the largest query that is asked
AGENT = f"reading-list/{__version__} (curated reading lists; asks once per 3 s)"
PASSING = {408, 425, 429, 500, 502, 503, 504}  # what a server says when asking again may help


@dataclass(slots=True)
class Again(Exception):  # noqa: N818 -- it never leaves this module
    """The answer is worth asking for again; `after` is how many seconds the server wants to be left alone."""

    said: str
    after: float = 0.0


@dataclass(slots=True)
class Client:
    """Asks one question at a time; `sleep` and `clock` count in seconds."""

    endpoint: str
    pause: float = PAUSE
    timeout: float = TIMEOUT
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    asked: int = 0
    last: float = field(default=float("-inf"))

    def ask(self, query: Query) -> bytes | Refused:
        """Return the answer, whole and of the right kind; after a passing fault try again, each time later."""
        said = ""
        for attempt in range(TRIES):
            try:
                return self._once(self.address(query))
            except Again as again:
                said = again.said
                if again.after > LONGEST_WAIT:
                    return Refused(f"{said}; it asks to wait for {again.after:.0f} seconds")
                if attempt < TRIES - 1:
                    self.sleep(max(again.after, self.pause * 2**attempt))
        return Refused(f"{said} ({TRIES} tries)")

    def address(self, query: Query) -> str:
        """Return the address that a query is asked at."""
        return f"{self.endpoint}?{urlencode(query.parameters)}"

    def _once(self, address: str) -> bytes | Refused:
        self._wait()
        try:
            with (
                httpx.Client(timeout=self.timeout, headers={"User-Agent": AGENT}, follow_redirects=False) as client,
                client.stream("GET", address) as response,
            ):
                refused = self._refusal(response)
                return refused or self._body(response)
        except (httpx.HTTPError, httpx.StreamError, OSError) as fault:
            raise Again(f"{type(fault).__name__}: {fault}"[:200]) from fault
        except (httpx.InvalidURL, UnicodeError) as fault:
            return Refused(f"the address is wrong: {fault}"[:200])
        finally:
            self.last = self.clock()

    def _wait(self) -> None:
        left = self.last + self.pause - self.clock()
        if left > 0:
            self.sleep(left)
        self.asked += 1

    def _refusal(self, response: httpx.Response) -> Refused | None:
        status = response.status_code
        if status in PASSING:
            raise Again(f"status {status}", _seconds(response.headers.get("Retry-After", "")))
        if response.is_redirect:
            there = urlsplit(response.headers.get("Location", "")).netloc or "another place"
            return Refused(f"it sends us to {there}, and only {urlsplit(self.endpoint).netloc} is asked")
        if status != httpx.codes.OK:
            return Refused(f"status {status}", of_query=status in {400, 414, 422})
        return None

    def _body(self, response: httpx.Response) -> bytes | Refused:
        """Read the answer piece by piece, so that neither its size nor its slowness has no end."""
        started, parts, size = self.clock(), [], 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                return Refused(f"its answer has more than {LARGEST // 1_000_000} MB")
            if self.clock() - started > self.timeout:
                raise Again(f"its answer takes more than {self.timeout:.0f} seconds")
        whole = b"".join(parts)
        if entries_of(whole) is None:
            raise Again("its answer is not a whole Atom feed")
        return whole


def _seconds(written: str) -> float:
    """Return what `Retry-After` says in seconds; a date, which arXiv never sends, counts as nothing."""
    return float(written) if written.strip().isdecimal() and len(written) < 9 else 0.0
