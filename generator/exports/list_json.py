"""A brief list of papers in; its JSON, which says what they are and where the rest is, and its schema out."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from generator.exports.contract import Listing
from generator.model import OutputFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.exports.contract import Catalogue, PaperList
    from generator.model import Paper

VERSION = "list.v1"
SCHEMA = "list.schema.json"


def schema() -> OutputFile:
    """Return the schema."""
    return OutputFile(SCHEMA, (resources.files("generator.exports") / SCHEMA).read_text(encoding="utf-8"))


def together(catalogue: Catalogue, papers: PaperList, entries: Mapping[str, str]) -> str:
    """Return the list's facts and a paper a line. In a tag's list each says whether it introduces or names the tag."""
    del catalogue
    facts: dict[str, Any] = {
        "schema": VERSION,
        "url": f"{papers.path}/",
        "title": papers.title,
        "description": papers.description,
        "count": len(papers.papers),
    }
    head = json.dumps(facts, ensure_ascii=False).removesuffix("}")
    rows = ",\n".join(f"{_role(papers, paper)}{entries[paper.slug]}" for paper in papers.papers)
    return f'{head}, "papers": [\n{rows}\n]}}\n'


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return a paper's small record on one line, without its first brace; addresses count from the site's root."""
    del catalogue
    said = {
        "slug": paper.slug,
        "title": paper.title,
        "authors": list(paper.authors),
        "year": paper.year,
        "venue": paper.venue,
        "url": f"papers/{paper.slug}/",
        "json": f"papers/{paper.slug}.json",
    }
    return json.dumps(said, ensure_ascii=False).removeprefix("{")


def _role(papers: PaperList, paper: Paper) -> str:
    role = papers.roles.get(paper.slug)
    return f'{{"role": {json.dumps(role)}, ' if role else "{"


LISTING = Listing(entry, together)
