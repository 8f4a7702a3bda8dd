"""A library in; every list of papers that readers may take or subscribe to out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.contract import PaperList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Library, Paper
    from generator.settings import Configuration

WHOLE = "papers"


def lists_of(library: Library, configuration: Configuration) -> Iterator[PaperList]:
    """Yield the whole list, each tag and each year. A new kind of list is one more line here."""
    name = configuration.site_name
    yield PaperList(WHOLE, name, configuration.site_description or f"All papers of {name}.", library.papers)
    yield from _tags(library, name)
    yield from _years(library, name)


def _tags(library: Library, name: str) -> Iterator[PaperList]:
    for key, bearers in library.bearers.items():
        tag = library.tags[key].name
        said = f"Papers that name {tag}, from “{name}”."
        yield PaperList(f"{key.facet}/{key.slug}", tag, said, tuple(paper for paper, _ in bearers), key)


def _years(library: Library, name: str) -> Iterator[PaperList]:
    by_year: dict[int, list[Paper]] = {}
    for paper in library.papers:
        if paper.year:
            by_year.setdefault(paper.year, []).append(paper)
    for year, papers in sorted(by_year.items()):
        yield PaperList(f"years/{year}", str(year), f"Papers from {year}, of “{name}”.", tuple(papers))
