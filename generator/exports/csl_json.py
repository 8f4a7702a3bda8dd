"""A paper in; its CSL-JSON item, which citation processors read, out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.exports.contract import Format
from generator.exports.kinds import Kind, kind_of
from generator.exports.names import parts_of
from generator.exports.texts import clean, paragraphs

if TYPE_CHECKING:
    from generator.exports.contract import Catalogue
    from generator.model import Paper

TYPES = {
    Kind.PREPRINT: "article",  # CSL 1.0.2: "a self-contained work made widely available but not published in a journal"
    Kind.CONFERENCE: "paper-conference",
    Kind.JOURNAL: "article-journal",
    Kind.THESIS: "thesis",
}


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return the item on one line."""
    kept = {name: value for name, value in _item(catalogue, paper).items() if value}
    return json.dumps(kept, ensure_ascii=False)


def _item(catalogue: Catalogue, paper: Paper) -> dict[str, Any]:
    kind = kind_of(paper)
    venue = clean(paper.venue or "")
    arxiv = f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    preprint = kind is Kind.PREPRINT
    return {
        "id": catalogue.keys[paper.slug],
        "type": TYPES[kind],
        "title": clean(paper.title),
        "author": [_person(name) for name in paper.authors],
        "issued": {"date-parts": [[paper.year]]} if paper.year else None,
        "container-title": venue if kind in {Kind.CONFERENCE, Kind.JOURNAL} else "",
        "publisher": "arXiv" if preprint and arxiv else venue if kind is Kind.THESIS else "",
        "number": arxiv if preprint else "",
        "archive": "" if preprint or not arxiv else "arXiv",
        "archive_location": "" if preprint else arxiv,
        "DOI": paper.doi,
        "URL": catalogue.url(paper),
        "keyword": ", ".join(map(clean, catalogue.keywords(paper))),
        "abstract": "\n".join(paragraphs(catalogue.abstract(paper) or "")),
        "note": "\n".join(part for text in catalogue.remarks(paper) for part in paragraphs(text)),
    }


def _person(name: str) -> dict[str, str]:
    """Return a name. Particles stand before the family's name: pandoc parts them, and Zotero drops those elsewhere."""
    parts = parts_of(clean(name))
    if parts.literal:
        return {"literal": parts.family}
    said = {
        "family": f"{parts.particle} {parts.family}".strip(),
        "given": parts.given,
        "suffix": parts.suffix,
    }
    return {field: value for field, value in said.items() if value}


FORMAT = Format(
    "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", entry, "[\n", ",\n", "\n]\n", opening="[\n"
)
