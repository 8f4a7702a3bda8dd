"""A built site in; its search index beside it out, by Pagefind, with the same bytes for the same pages."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import cbor2

from generator.problems import Position, Problem, error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUNDLE = "pagefind"
# What a page says around its text: rows of other papers and words that all pages share would match everything. Authors,
# venue and tags are indexed from what the theme writes behind the text.
LEFT_OUT = (
    ".of-paper h2",
    ".of-tag h2",
    "nav",
    ".byline",
    ".imprint",
    "p.introduces",
    ".links",
    ".tags",
    ".rows",
    ".fold",
    ".in-collections",
    ".ways-on",
    ".cite",
    ".my-marks",
    ".news",
    ".eyebrow",
    ".kin",
    ".tag-index",
    ".together",
    ".years",
    ".hint",
)
# Pagefind's own search boxes: ours speaks to its engine directly.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
SIGNATURE = b"pagefind_dcd"


def build_index(site: Path) -> tuple[Problem, ...]:
    """Index a finished site anew; a fault of the indexer is one problem at the site's folder."""
    shutil.rmtree(site / BUNDLE, ignore_errors=True)
    run = subprocess.run(_command(site), capture_output=True, text=True, check=False)  # noqa: S603 -- our own words only
    if run.returncode:
        said = (run.stderr.strip() or run.stdout.strip() or f"exit code {run.returncode}").splitlines()[0]
        how = "run `python -m pagefind --version`: if that fails too, install the requirements again"
        return (error("search-index", Position(str(site)), f"the search index could not be built: {said}", how),)
    try:
        put_in_order(site / BUNDLE)
    except (OSError, EOFError, ValueError, LookupError, cbor2.CBORDecodeError) as fault:
        how = "pin `pagefind[bin]` to a 1.5 release: another release may write its index differently"
        said = f"the search index reads otherwise than expected: {fault}"
        return (error("search-index", Position(str(site)), said, how),)
    return ()


def _command(site: Path) -> list[str]:
    options = ["--site", str(site), "--output-subdir", BUNDLE, "--exclude-selectors", ", ".join(LEFT_OUT), "--quiet"]
    return [sys.executable, "-m", "pagefind", *options]


def put_in_order(bundle: Path) -> None:
    """Rewrite what Pagefind writes in random order, sorted, under names that follow from the new content.

    Each language's `.pf_meta` names the filter files, and `pagefind-entry.json` names the `.pf_meta`.
    """
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        language["hash"] = _reorder_language(bundle, language["hash"])
    entry["languages"] = dict(sorted(entry["languages"].items()))
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    for pattern in UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()


def _reorder_language(bundle: Path, name: str) -> str:
    """Put a language's filters and sorts in order; return the new name of its meta file."""

    def in_order(meta: list[Any]) -> list[Any]:
        version, pages, chunks, filters, sorts, *rest = meta
        renamed = [[facet, rewrite(file)] for facet, file in sorted(filters)]
        return [version, pages, chunks, renamed, sorted(sorts), *rest]

    def rewrite(file: str) -> str:
        return _rewrite(bundle / "filter", file, ".pf_filter", _filter_in_order)

    return _rewrite(bundle, f"pagefind.{name}", ".pf_meta", in_order).removeprefix("pagefind.")


def _filter_in_order(content: list[Any]) -> list[Any]:
    facet, values = content
    return [facet, sorted([value, sorted(pages)] for value, pages in values)]


def _rewrite(folder: Path, name: str, suffix: str, change: Callable[[list[Any]], list[Any]]) -> str:
    """Change a packed file's content and rename it by its hash, as long as the old one; return the new name."""
    old = folder / (name + suffix)
    raw = gzip.decompress(old.read_bytes())
    if not raw.startswith(SIGNATURE):
        raise ValueError(f"{old.name} lacks the mark `{SIGNATURE.decode()}`")
    packed = SIGNATURE + cbor2.dumps(change(cbor2.loads(raw[len(SIGNATURE) :])))
    stem, _, digest = name.rpartition("_")
    new = f"{stem}_{hashlib.sha256(packed).hexdigest()[: len(digest)]}"
    old.unlink()
    (folder / (new + suffix)).write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))
    return new
