"""A library in; each list and paper in each format, and what programs find their way by, as files of the site, out."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from generator.exports import index_json, list_json, papers_json
from generator.exports.contract import Catalogue
from generator.exports.lists import WHOLE, lists_of
from generator.model import OutputFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.exports.contract import Export, Feed, Format
    from generator.model import Library, Paper
    from generator.settings import Configuration

ORDER = f"{WHOLE}.slugs.json"


def files_of(
    library: Library,
    configuration: Configuration,
    formats: Sequence[Format],
    feeds: Sequence[Feed],
    beside: Sequence[Export],
) -> Iterator[OutputFile]:
    """Yield the files, and last the index of those at the root."""
    catalogue = Catalogue(library, configuration)
    at_root: dict[str, tuple[int, str]] = {}
    for file in _files(catalogue, formats, feeds, beside):
        if "/" not in file.path:
            data = file.text.encode("utf-8", "replace")
            at_root[file.path] = len(data), hashlib.sha256(data).hexdigest()
        yield file
    yield from index_json.write(catalogue, formats, feeds, at_root)


def _files(
    catalogue: Catalogue, formats: Sequence[Format], feeds: Sequence[Feed], beside: Sequence[Export]
) -> Iterator[OutputFile]:
    """Yield a format after the other: no more than one format's texts are held at a time."""
    library, configuration = catalogue.library, catalogue.configuration
    lists = tuple(lists_of(library, configuration))
    for one in formats:
        entries = Entries(catalogue, one.entry)
        yield from (OutputFile(f"papers/{p.slug}.{one.ending}", one.alone(entries[p.slug])) for p in library.papers)
        short = Entries(catalogue.brief, (one.brief or one).entry)
        for papers in lists:
            if one.brief and papers.brief:
                text = one.brief.together(catalogue, papers, short)
            else:
                text = one.together(papers, short if papers.brief else entries)
            yield OutputFile(f"{papers.path}.{one.ending}", text)
    for feed in feeds:
        entries, short = Entries(catalogue, feed.entry), Entries(catalogue.brief, feed.entry)
        for papers in lists:
            text = feed.together(catalogue, papers, short if papers.brief else entries)
            yield OutputFile(f"{papers.path}.{feed.ending}", text)
    for export in beside:
        yield from export.write(library, configuration)
    yield OutputFile(ORDER, json.dumps([paper.slug for paper in library.papers], indent=0) + "\n")
    yield papers_json.schema()
    yield list_json.schema()
    yield index_json.schema()


class Entries(dict[str, str]):
    """Each paper's text in a format, by slug: made when it is first asked for, and kept."""

    def __init__(self, catalogue: Catalogue, entry: Callable[[Catalogue, Paper], str]) -> None:
        super().__init__()
        self._catalogue, self._entry = catalogue, entry

    def __missing__(self, slug: str) -> str:
        text = self[slug] = self._entry(self._catalogue, self._catalogue.papers[slug])
        return text
