"""A library in; every list of papers that readers may take or subscribe to out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.contract import PaperList
from generator.notes.names import Names
from generator.notes.plain import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.curation import Collection
    from generator.model import Library, Paper
    from generator.settings import Configuration

WHOLE = "papers"


def lists_of(library: Library, configuration: Configuration) -> Iterator[PaperList]:
    """Yield the whole list, each tag, each collection and each year. A new kind of list is one more line here.

    Of tags and years the files are brief: a paper is in about ten of them, and once in the whole list.
    """
    name = configuration.site_name
    yield PaperList(WHOLE, name, configuration.site_description or f"All papers of {name}.", library.papers)
    yield from _tags(library, name)
    yield from _collections(library, name)
    yield from _years(library, name)


def _tags(library: Library, name: str) -> Iterator[PaperList]:
    for key, bearers in library.bearers.items():
        tag = library.tags[key].name
        said = f"Papers that name {tag}, from “{name}”."
        roles = {paper.slug: str(use.role) for paper, use in bearers}
        papers = tuple(paper for paper, _ in bearers)
        yield PaperList(f"{key.facet}/{key.slug}", tag, said, papers, brief=True, roles=roles)


def _collections(library: Library, name: str) -> Iterator[PaperList]:
    """Yield each collection in its own order; one that names no paper of the list has nothing to take away."""
    papers = {paper.slug: paper for paper in library.papers}
    names = Names(library) if library.collections else None
    for one in library.collections:
        if names and one.papers:
            said = one.summary or f"A collection of “{name}”."
            text = plain_text(one.body, names, f"collections/{one.name}/index.md")
            yield PaperList(collection_list(one), one.title, said, tuple(papers[slug] for slug in one.papers), text)


def collection_list(one: Collection) -> str:
    """Return the address of a collection's list."""
    return f"collections/{one.name}"


def _years(library: Library, name: str) -> Iterator[PaperList]:
    by_year: dict[int, list[Paper]] = {}
    for paper in library.papers:
        if paper.year:
            by_year.setdefault(paper.year, []).append(paper)
    for year, papers in sorted(by_year.items()):
        yield PaperList(year_list(year), str(year), f"Papers from {year}, of “{name}”.", tuple(papers), brief=True)


def year_list(year: int) -> str:
    """Return the address of a year's list."""
    return f"years/{year}"
