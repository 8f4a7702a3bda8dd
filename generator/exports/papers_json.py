"""`papers.json`, the machine's view of the list, and its JSON Schema."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from generator.exports.contract import Export
from generator.model import OutputFile
from generator.tagging import FACETS
from generator.tagging.names import as_papers_write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Entry, Library, Mention, Paper
    from generator.settings import Configuration

VERSION = "papers.v1"
SCHEMA = "papers.schema.json"
HEAD, TAIL = f'{{"schema": "{VERSION}", "papers": [\n', "\n]}\n"


def write(library: Library, configuration: Configuration) -> Iterator[OutputFile]:
    """Yield `papers.json`, a paper a line, and the schema beside it."""
    shows_abstracts = configuration.reading_list.publish_abstracts
    rows = [
        json.dumps(record(library, paper, shows_abstracts=shows_abstracts), ensure_ascii=False)
        for paper in library.papers
    ]
    body = ",\n".join(rows)
    yield OutputFile("papers.json", f"{HEAD}{body}{TAIL}")
    yield schema()


def schema() -> OutputFile:
    """Return the schema."""
    return OutputFile(SCHEMA, (resources.files("generator.exports") / SCHEMA).read_text(encoding="utf-8"))


def record(library: Library, paper: Paper, *, shows_abstracts: bool = True) -> dict[str, Any]:
    """Return one paper as the schema has it. Without abstracts, nothing of their text is in it but the names found."""
    hidden = () if shows_abstracts else ("abstract",)
    return {
        "slug": paper.slug,
        "url": f"papers/{paper.slug}/",
        "title": paper.title,
        "abstract": paper.abstract if shows_abstracts else None,
        "summary": paper.summary,
        "authors": list(paper.authors),
        "year": paper.year,
        "venue": paper.venue,
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "links": [{"kind": one.kind, "url": one.url} for one in paper.links],
        "introduces": [
            {"name": one.name, "short": one.short, "kind": one.kind, "evidence": _evidence(one.mentions)}
            for one in library.introductions[paper.slug]
        ],
        **{facet.name: _tags(library, paper, facet.name) for facet in FACETS},
        "sources": [_source(library, entry) for entry in paper.entries],
        "repairs": [
            {"field": one.field, "start": one.start, "found": one.found, "became": one.became, "rule": one.rule}
            for one in paper.repairs
            if one.field not in hidden
        ],
        "related": [
            {
                "slug": near.slug,
                "score": near.score,
                "shared": [as_papers_write(library.tags[key].name) for key in near.shared],
            }
            for near in library.neighbours.get(paper.slug, ())
        ],
        "note": paper.note.body if paper.note else None,
        "status": paper.note.status if paper.note else None,
    }


def _source(library: Library, entry: Entry) -> dict[str, Any]:
    """Return where an entry stands; the file as it is called in public, the same wherever the list was built."""
    name = next((reading.name for reading in library.readings if reading.file == entry.position.file), "")
    return {"file": name or entry.position.file, "line": entry.position.line}


def _tags(library: Library, paper: Paper, facet: str) -> list[dict[str, Any]]:
    return [
        {
            "name": as_papers_write(library.tags[use.tag].name),
            "slug": use.tag.slug,
            "role": str(use.role),
            "evidence": _evidence(use.mentions),
        }
        for use in library.uses[paper.slug]
        if use.tag.facet == facet
    ]


def _evidence(mentions: tuple[Mention, ...]) -> list[dict[str, Any]]:
    return [{"field": m.field, "start": m.start, "end": m.end, "text": m.text, "rule": m.rule} for m in mentions]


EXPORT = Export("papers.json", write)
