"""A library in; the reader's own page, which scripts fill from the browser's store, and what came last, out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.markdown import link
from generator.model import OutputFile
from generator.pages.contract import Context, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator


PAGE = "reading/index.md"
ARRIVALS = "reading/arrivals.json"
MOST = 200  # as overrides/assets/javascripts/visits.js expects: 40 KB, read when a visit begins


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `reading/index.md` and `reading/arrivals.json`."""
    title = "My reading"
    meta = {
        "title": title,
        "description": "What you star, plan to read, read or hide, and your remarks: kept in your browser only.",
        "kind": "reading",
        "styles": ["reading"],
        "scripts": ["reading"],
    }
    yield context.render(PAGE, "reading.md", meta, title=title, papers=link("the list of papers", "../papers/index.md"))
    yield OutputFile(ARRIVALS, _arrivals(context))


def _arrivals(context: Context) -> str:
    """Return the papers that came last, the latest first; the order of the list decides between equals."""
    dated = sorted(
        ((context.catalogue.added(paper) or "", paper) for paper in context.library.papers), key=lambda one: one[0]
    )
    latest = [
        {"slug": paper.slug, "title": paper.title, "added": date, "year": paper.year}
        for date, paper in sorted(dated, key=lambda one: one[0], reverse=True)[:MOST]
    ]
    return json.dumps({"schema": "arrivals.v1", "papers": latest}, ensure_ascii=False, separators=(",", ":")) + "\n"


KIND = PageKind("reading", write)
