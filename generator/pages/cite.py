"""A paper in; its citation in words, and links to the files that hold it in other formats, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.markdown import Markdown, as_markdown, escape, link

if TYPE_CHECKING:
    from generator.model import Paper

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MANY = 12  # authors that are all named; of more, the first few


def citation(paper: Paper) -> Markdown:
    """Return who, what, where, when and how to find it; what is unknown is left out."""
    parts = [_ended(part) for part in (_names(paper.authors), paper.title, _imprint(paper)) if part]
    found = _address(paper)
    return Markdown(" ").join([*map(as_markdown, parts), *([link(found, found)] if found else [])])


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) > MANY:
        return ", ".join(authors[: MANY - 2]) + " et al."
    if len(authors) < 3:
        return " and ".join(authors)
    return ", ".join(authors[:-1]) + ", and " + authors[-1]


def _ended(part: str) -> Markdown:
    return escape(part if part.rstrip("”’\"')]")[-1:] in tuple(".?!…") else f"{part}.")


def _imprint(paper: Paper) -> str:
    """Return venue and year; a venue that names a year of its own stands alone, since a preprint may be older."""
    venue, year = paper.venue or "", str(paper.year or "")
    return ", ".join(part for part in (venue, "" if YEAR.search(venue) else year) if part)


def _address(paper: Paper) -> str | None:
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    return next((one.url for one in paper.links if one.kind == "web"), None)
