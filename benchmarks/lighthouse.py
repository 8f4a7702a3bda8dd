"""Lighthouse's scores (0 to 100, mobile) of a built site's home page, longest paper and longest tag page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.serving import host

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = Path("site")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
COMMAND = ("npx", "-y", "-p", "node@24", "-p", "lighthouse@13", "lighthouse")
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-quic"


def run() -> Iterator[str]:
    """Yield a line a page, and what kept it from a hundred; needs `npx`, and Chromium at `CHROME_PATH`."""
    if not (SITE / "index.html").exists() or not shutil.which("npx"):
        yield "lighthouse: build the site first (`make site`), and install Node.js"
        return
    with host(SITE) as root:
        yield f"lighthouse: {', '.join(CATEGORIES)}; {', '.join(METRICS)}; bytes sent"
        for address in ("", _longest("papers"), _longest("models")):
            yield from _line(root + address)


def _longest(folder: str) -> str:
    """Return the address of the folder's page that says most."""
    pages = sorted((SITE / folder).glob("[!p]*/index.html"), key=lambda path: -path.stat().st_size)
    return f"{pages[0].parent.relative_to(SITE).as_posix()}/"


def _line(url: str) -> Iterator[str]:
    found = _report(url)
    scores = [f"{100 * (found['categories'][name]['score'] or 0):4.0f}" for name in CATEGORIES]
    metrics = [found["audits"][name]["displayValue"] for name in METRICS]
    sent = found["audits"]["total-byte-weight"]["numericValue"]
    yield f"  {'/'.join(url.split('/')[3:]) or 'home':60.60}{''.join(scores)}  {' · '.join(metrics)}  {sent:,.0f}"
    for name in CATEGORIES:
        for one in found["categories"][name]["auditRefs"]:
            audit = found["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"    {name}: {audit['title']} ({audit.get('displayValue', audit['score'])})"


def _report(url: str) -> dict[str, Any]:
    """Return Lighthouse's report."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "report.json"
        wanted = ("--output=json", f"--output-path={path}", "--quiet", f"--chrome-flags={CHROME}")
        environment = {**os.environ, "CHROME_PATH": os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""}
        done = subprocess.run(
            [*COMMAND, url, *wanted], env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        if not path.exists():
            raise SystemExit(f"lighthouse did not run:\n{done.stderr[-2000:]}")
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found
