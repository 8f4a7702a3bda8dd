"""The files at a site's root in; `index.json`, which says to programs what there is and what it must be, out."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.exports.feeds import NEVER
from generator.model import OutputFile
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.exports.contract import Catalogue, Feed, Format

SCHEMA = "index.schema.json"


def write(
    catalogue: Catalogue, formats: Sequence[Format], feeds: Sequence[Feed], files: Mapping[str, tuple[int, str]]
) -> Iterator[OutputFile]:
    """Yield `index.json` and its schema; `files` gives bytes and SHA-256 of each file at the root."""
    offers = [(one.name, one.ending, one.type, True) for one in formats]
    offers += [(feed.name, feed.ending, feed.type, False) for feed in feeds]
    facets = [f"{facet.name}/{{slug}}" for facet in FACETS]
    said: dict[str, Any] = {
        "schema": "index.v1",
        "$schema": SCHEMA,
        "name": catalogue.configuration.site_name,
        "description": catalogue.configuration.site_description,
        "address": catalogue.address(),
        "captured": _captured(catalogue),
        "generator": {"name": "reading-list", "version": __version__},
        "counts": _counts(catalogue),
        "formats": [dict(zip(("name", "ending", "type", "papers"), offer, strict=True)) for offer in offers],
        "lists": ["papers", *facets, "collections/{name}", "years/{year}"],
        "brief": [*facets, "years/{year}"],
        "files": [{"path": path, "bytes": size, "sha256": digest} for path, (size, digest) in sorted(files.items())],
    }
    yield OutputFile("index.json", json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def schema() -> OutputFile:
    """Return the schema of `index.json`."""
    return OutputFile(SCHEMA, (resources.files("generator.exports") / SCHEMA).read_text(encoding="utf-8"))


def _captured(catalogue: Catalogue) -> str | None:
    """Return the day of the latest capture."""
    days = [reading.sidecar.captured or NEVER for reading in catalogue.library.readings]
    latest = max(days, default=NEVER)
    return latest if latest != NEVER else None


def _counts(catalogue: Catalogue) -> dict[str, Any]:
    by_facet = Counter(key.facet for key in catalogue.library.tags)
    return {
        "papers": len(catalogue.library.papers),
        **{facet.name: by_facet[facet.name] for facet in FACETS},
        "years": {str(year): count for year, count in sorted(catalogue.years.items())},
    }
