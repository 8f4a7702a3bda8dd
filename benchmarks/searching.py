"""Built sites in; the bytes that a reader's first searches fetch, beside Material's own search, out.

The sites are this list's and those that `SITES` names (folders with `docs/` beside `site/`, separated by spaces).
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.serving import FLAGS, chromium, host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
WORDS = ("fusion", "bert", "the")
QUIET = 1000  # milliseconds without an answer: the page has all that it asked for
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
STOCK = """\
site_name: Peer
theme: {name: material}
plugins: [search]
nav: [index.md]
not_in_nav: "*"
validation: {links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore, absolute_links: ignore}}
"""


def run() -> Iterator[str]:
    """Yield a line a journey: bytes and answers after the page had loaded."""
    found = chromium()
    if found is None or not (ROOT / "site/index.html").exists():
        yield "search: build the site first (`make site`), and install Chromium"
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for folder in (ROOT, *map(Path, os.environ.get("SITES", "").split())):
            count = json.loads((folder / "site/index.json").read_text(encoding="utf-8"))["counts"]["papers"]
            yield f"search: {count:,} papers; bytes packed, answers, after the page had loaded"
            yield from _ours(browser, folder / "site")
            yield from _peer(folder / "docs")
        browser.close()


def _ours(browser: Browser, site: Path) -> Iterator[str]:
    for word in WORDS:
        yield _journey(
            browser, site, "papers/", f"first word in the header, {word!r}", lambda page, word=word: _ask(page, word)
        )
    yield _journey(browser, site, "explore/", "Explore: all papers and the open filters", None)
    yield _journey(browser, site, "explore/", "Explore: all filters opened", _open_all)
    yield _journey(browser, site, "explore/?q=fusion", "Explore: a link with a word", None)


def _ask(page: Page, word: str) -> None:
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search papers and tags").fill(word)
    page.locator("#search-results a").first.wait_for()


def _open_all(page: Page) -> None:
    closed = page.locator("details.group:not([open]) > summary")
    while closed.count():
        closed.first.click()


def _journey(browser: Browser, site: Path, address: str, name: str, then: Callable[[Page], None] | None) -> str:
    """Return what a journey fetches; without `then`, what the page fetches by itself after it has loaded."""
    sent: list[int] = []
    with host(site, sent=sent) as root:
        page = browser.new_page()
        page.goto(root + address, wait_until="load" if then is None else "networkidle")
        before = len(sent)
        if then is not None:
            _rest(page, sent)
            before = len(sent)
            then(page)
        _rest(page, sent)
        page.close()
    return f"  {name:52}{sum(sent[before:]):>12,}{len(sent) - before:>6,}"


def _rest(page: Page, sent: list[int]) -> None:
    """Wait until nothing more is asked for."""
    last = -1
    while last != len(sent):
        last = len(sent)
        page.wait_for_timeout(QUIET)


def _peer(docs: Path) -> Iterator[str]:
    """Yield what Material's own search fetches before the first result: its whole index and its worker."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for page in docs.rglob("*.md"):
            copy = folder / "docs" / page.relative_to(docs)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(FRONT.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "-q"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])
        parts = [folder / "site/search/search_index.json", *folder.glob("site/assets/javascripts/workers/search.*.js")]
        packed = [len(gzip.compress(part.read_bytes(), mtime=0)) for part in parts]
    yield f"  {'Material’s own search, the same pages, any word':52}{sum(packed):>12,}{len(packed):>6,}"
