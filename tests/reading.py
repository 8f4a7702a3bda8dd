"""A browser's window in; marks put into its store as a reader would have left them, and what is kept there, out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

REFUSED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError") } })"""
FULL = 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }'
# What moves by less than a hairline, as glyphs do on a busy machine, is no jump.
SHIFTS = """() => new Promise(done => {
  const seen = []
  new PerformanceObserver(list => seen.push(...list.getEntries().map(one => one.value).filter(value => value > 5e-4)))
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(seen), 300)
})"""
NOTHING = {"state": None, "star": False, "hidden": False, "remark": "", "title": "", "year": None}


def key(root: str) -> str:
    """Return the name under which a list's marks are kept."""
    return f"reading-list.marks:{urlsplit(root).path}"


def kept(page: Page, root: str) -> dict[str, Any]:
    """Return what the browser keeps for a list."""
    text = page.evaluate("name => localStorage.getItem(name)", key(root))
    return json.loads(text) if text else {"papers": {}}


def put(page: Page, root: str, papers: dict[str, dict[str, Any]], visit: object = None) -> None:
    """Put marks into the browser's store, from a page of the list."""
    whole = {slug: NOTHING | mark for slug, mark in papers.items()}
    put_text(page, root, json.dumps({"version": 1, "papers": whole, "visit": visit}))


def put_text(page: Page, root: str, text: str) -> None:
    """Put any text where the marks are kept."""
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [key(root), text])


def full_store(papers: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return marks of each kind on the first papers of a list."""
    states = ("to read", "reading", "read", None)
    return {
        paper["slug"]: {
            "state": states[at % 4],
            "star": at % 3 == 0,
            "hidden": at % 5 == 1,
            "remark": "Compare with table 4.\n\nAsk about the data." if at % 4 == 3 else "",
            "title": paper["title"],
            "year": paper["year"],
        }
        for at, paper in enumerate(papers[:12])
    }


def visited(papers: list[dict[str, Any]], unseen: int) -> dict[str, Any]:
    """Return what a visit ten days ago left behind, before the last so many papers came."""
    known = {"slugs": [paper["slug"] for paper in papers[unseen:]], "from": ""}
    return {"at": 1_700_000_000_000, "since": None, "before": known, "now": known}
