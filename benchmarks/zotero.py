"""A built site in; which facts of its papers Zotero's own translators save, from pages, rows and files, out."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SITE = Path("site")
SCRIPT = Path(__file__).with_suffix(".js")
TRANSLATORS = "zotero-translators@0.0.2"  # of May 2019, the only ones that npm has; they know no preprints yet
NEEDED = ("jsdom@13", "request@2", "iconv-lite@0.4", "xregexp@4")
# It wants a fork that is in no registry, of what jsdom can do by itself.
XPATH = "module.exports = { install() {}, XPathResultType: { ANY_TYPE: 0, ORDERED_NODE_ITERATOR_TYPE: 5 } }\n"
FILES = ("papers.bib", "papers.ris", "papers.csl.json")
LISTS = ("papers/", "years/2022/", "models/bert/")
VENUES = ("publicationTitle", "proceedingsTitle", "conferenceName", "university", "publisher")


def run() -> Iterator[str]:
    """Yield a line for all papers' pages, and one a list and a file; needs `npm`, which fetches the translators."""
    if not (SITE / "papers.json").exists() or not shutil.which("npm"):
        yield "zotero: build the site first (`make site`), and install Node.js"
        return
    papers = {one["slug"]: one for one in json.loads((SITE / "papers.json").read_text(encoding="utf-8"))["papers"]}
    pages = [f"papers/{slug}/" for slug in papers]
    lists = [path for path in LISTS if (SITE / path / "index.html").exists()]
    found = _saved([*pages, *lists, *FILES])
    yield "zotero: papers saved by its translators, the facts that were lost, and one of them"
    saved = [(papers[page.split("/")[1]], item) for page in pages for item in found[page]["items"]]
    yield _line("each paper's page", saved, ("pdf", "abstract"))
    by_title = {one["title"]: one for one in papers.values()}
    for path in lists:
        yield _line(path, [(by_title.get(item.get("title"), {}), item) for item in found[path]["items"]])
    for path in FILES:
        items = [item for item in found[path]["items"] if item["itemType"] != "note"]
        yield _line(path, [(by_title.get(item.get("title"), {}), item) for item in items])


def _line(name: str, saved: Iterable[tuple[dict[str, Any], dict[str, Any]]], more: tuple[str, ...] = ()) -> str:
    """Return how many items there are, and each fact that some lack."""
    lost: Counter[str] = Counter()
    examples: list[str] = []
    saved = list(saved)
    for paper, item in saved:
        wanted, read = _wanted(paper), _read(item)
        for fact in ("title", "authors", "date", "doi", "venue", *more):
            if wanted.get(fact) != read.get(fact) and (wanted.get(fact) or not paper):
                lost[fact] += 1
                examples.append(f"{fact}: {read.get(fact)} for {wanted.get(fact)}")
    said = ", ".join(f"{fact} {count}" for fact, count in lost.items()) or "nothing lost"
    return f"  {name:20}{len(saved):>5}  {said}  {examples[0][:200] if examples else ''}".rstrip()


def _wanted(paper: dict[str, Any]) -> dict[str, Any]:
    if not paper:
        return {}
    pdf = f"https://arxiv.org/pdf/{paper['arxiv']}" if paper["arxiv"] else None
    text = paper["abstract"] or paper["summary"] or ""
    return {
        "title": paper["title"],
        "authors": [_bare(name) for name in paper["authors"]],
        "date": str(paper["year"] or ""),
        "doi": paper["doi"],
        "venue": paper["venue"],
        "pdf": pdf,
        "abstract": " ".join(text.split()),
    }


def _read(item: dict[str, Any]) -> dict[str, Any]:
    people = [one.get("name") or f"{one.get('firstName', '')} {one.get('lastName', '')}" for one in item["creators"]]
    files = [one["url"] for one in item.get("attachments", ()) if one.get("mimeType") == "application/pdf"]
    extra = item.get("extra") or ""
    return {
        "title": item.get("title"),
        "authors": [_bare(name) for name in people],
        "date": item.get("date") or "",
        "doi": item.get("DOI") or (extra.removeprefix("DOI: ") if extra.startswith("DOI: ") else None),
        "venue": next((item[name] for name in VENUES if item.get(name)), None),
        "pdf": next(iter(files), None),
        "abstract": " ".join((item.get("abstractNote") or "").split()),
    }


def _bare(name: str) -> str:
    """Return a name as Zotero might have it: it sets and drops the dots of initials as it likes, and commas."""
    return " ".join(name.replace(".", "").replace(",", "").split())


def _saved(paths: list[str]) -> dict[str, Any]:
    """Return what the script says of each path."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _command(folder, "npm", "pack", "--silent", TRANSLATORS)
        _command(folder, "tar", "xzf", *(path.name for path in folder.glob("*.tgz")))
        _command(folder, "npm", "install", "--no-audit", "--no-fund", "--silent", "--no-save", *NEEDED)
        stub = folder / "node_modules/wicked-good-xpath"
        stub.mkdir()
        (stub / "index.js").write_text(XPATH, encoding="utf-8")
        shutil.copy(SCRIPT, folder / SCRIPT.name)
        _command(folder, "node", SCRIPT.name, str(SITE.resolve()), *paths)
        found: dict[str, Any] = json.loads((folder / "saved.json").read_text(encoding="utf-8"))
        return found


def _command(folder: Path, *words: str) -> None:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        raise SystemExit(f"{' '.join(words[:3])} did not run:\n{done.stderr[-2000:]}")
