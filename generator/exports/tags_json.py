"""A library in; `tags.json`, every tag with its papers, and its JSON Schema out."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from generator.exports.contract import Export
from generator.model import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Library, TagKey
    from generator.settings import Configuration

SCHEMA = "tags.schema.json"


def write(library: Library, configuration: Configuration) -> Iterator[OutputFile]:
    """Yield `tags.json`, a tag a line, and the schema beside it."""
    del configuration
    rows = ",\n".join(json.dumps(_record(library, key), ensure_ascii=False) for key in library.tags)
    yield OutputFile("tags.json", f'{{"schema": "tags.v1", "$schema": "{SCHEMA}", "tags": [\n{rows}\n]}}\n')
    schema = resources.files("generator.exports") / SCHEMA
    yield OutputFile(SCHEMA, schema.read_text(encoding="utf-8"))


def _record(library: Library, key: TagKey) -> dict[str, Any]:
    tag = library.tags[key]
    bearers = library.bearers.get(key, ())
    return {
        "facet": key.facet,
        "slug": key.slug,
        "url": f"{key.facet}/{key.slug}/",
        "name": tag.name,
        "aliases": list(tag.aliases),
        "parent": tag.parent,
        "derived_from": list(tag.derived_from),
        "known": tag.known,
        "count": len(bearers),
        "papers": [{"slug": paper.slug, "role": str(use.role)} for paper, use in bearers],
    }


EXPORT = Export("tags.json", write)
