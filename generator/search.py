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
ORDERS = "order.json"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 4  # digits of a page's number: 1.6 million pages


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

    Each language's `.pf_meta` names the filter files, and `pagefind-entry.json` names the `.pf_meta`, which every
    search loads: pages have short names there; the order by title, and years, for Explore alone, have their own file.
    """
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    orders: dict[str, dict[str, list[int]]] = {}
    for language in entry["languages"].values():
        language["hash"] = _reorder_language(bundle, language["hash"], orders)
    (bundle / ORDERS).write_text(json.dumps(dict(sorted(orders.items())), separators=(",", ":")), encoding="utf-8")
    entry["languages"] = dict(sorted(entry["languages"].items()))
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    for pattern in UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()


def _reorder_language(bundle: Path, name: str, orders: dict[str, dict[str, list[int]]]) -> str:
    """Order a language's filters, give its pages short names, set their order aside; return its meta's new name."""
    years: dict[int, int] = {}

    def in_order(meta: list[Any]) -> list[Any]:
        version, pages, chunks, filters, sorts, *rest = meta
        renamed = [
            [facet, _rewrite(bundle / "filter", file, ".pf_filter", filtered)] for facet, file in sorted(filters)
        ]
        begin, short = _short_names(bundle / "fragment", pages)
        titles = dict(sorts).get("title", [])
        orders[begin] = {"title": titles, "year": [years.get(page, 0) for page in titles]}
        return [version, short, chunks, renamed, [], *rest]

    def filtered(content: list[Any]) -> list[Any]:
        facet, values = content
        if facet == "year":
            years.update((page, int(year)) for year, pages in values for page in pages)
        return [facet, sorted([value, sorted(pages)] for value, pages in values)]

    return _rewrite(bundle, f"pagefind.{name}", ".pf_meta", in_order).removeprefix("pagefind.")


def _short_names(folder: Path, pages: list[Any]) -> tuple[str, list[Any]]:
    """Rename each page's fragment by the page's number; return what all names begin with, and the pages as renamed.

    Hashes cannot be packed: they would be two thirds of the meta file, which every first search loads. What the names
    begin with follows from all pages' content: no browser takes an earlier index's fragment for one of this.
    """
    language = pages[0][0].rpartition("_")[0]
    begin = f"{language}_{hashlib.sha256(cbor2.dumps(pages)).hexdigest()[:6]}"
    renamed = [[begin + _digits(number), *rest] for number, (_, *rest) in enumerate(pages)]
    for (old, *_), (new, *_) in zip(pages, renamed, strict=True):
        (folder / f"{old}.pf_fragment").rename(folder / f"{new}.pf_fragment")
    return begin, renamed


def _digits(number: int) -> str:
    """Return a number to the base 36, as wide as all others."""
    found = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, len(DIGITS))
        found = DIGITS[digit] + found
    return found


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
