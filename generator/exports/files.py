"""A library in; each list and each paper in each format, as files of the finished site, out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.exports.contract import Catalogue
from generator.exports.lists import WHOLE, lists_of
from generator.model import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.exports.contract import Feed, Format
    from generator.model import Library
    from generator.settings import Configuration

ORDER = f"{WHOLE}.slugs.json"
ELSEWHERE = {"papers.json"}  # an export of its own, which lies below docs/ already


def files_of(
    library: Library, configuration: Configuration, formats: Sequence[Format], feeds: Sequence[Feed]
) -> Iterator[OutputFile]:
    """Yield the files, a format after the other: no more than one format's texts are held at a time."""
    catalogue = Catalogue(library, configuration)
    lists = tuple(lists_of(library, configuration))
    for one in formats:
        entries = {paper.slug: one.entry(catalogue, paper) for paper in library.papers}
        for slug, text in entries.items():
            yield OutputFile(f"papers/{slug}.{one.ending}", one.alone(text))
        for papers in lists:
            path = f"{papers.path}.{one.ending}"
            if path not in ELSEWHERE:
                yield OutputFile(path, one.together(papers, entries))
    for feed in feeds:
        yield from (OutputFile(f"{papers.path}.{feed.ending}", feed.write(catalogue, papers)) for papers in lists)
    yield OutputFile(ORDER, json.dumps([paper.slug for paper in library.papers], indent=0) + "\n")
