"""A list of papers in; what both formats of feeds say of it, its newest papers first, out."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from generator.exports.lists import WHOLE
from generator.exports.texts import clean, paragraphs
from generator.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.exports.contract import Catalogue, PaperList
    from generator.model import Paper

NEWEST = 50  # entries: a feed says what is new, and programs fetch all of it each time
NEVER = "1970-01-01"


def title(catalogue: Catalogue, papers: PaperList) -> str:
    """Return how a feed is called among those of other sites: any list but the whole one names its site."""
    site = catalogue.configuration.site_name
    return clean(papers.title if papers.path == WHOLE else f"{papers.title} – {site}")


def newest(catalogue: Catalogue, papers: PaperList) -> Sequence[Paper]:
    """Return the papers that the list had last, those of one day in the list's order."""
    return sorted(papers.papers, key=lambda paper: day(catalogue, paper), reverse=True)[:NEWEST]


def day(catalogue: Catalogue, paper: Paper) -> str:
    """Return the day on which the list first had a paper, as an ISO date.

    Where no source says when it was saved, the paper's year begins; no clock is ever asked.
    """
    return catalogue.added(paper) or (f"{paper.year:04}-01-01" if paper.year else NEVER)


def instant(date: str) -> str:
    """Return the beginning of a day in the form of RFC 3339."""
    return f"{date}T00:00:00Z"


def identity(catalogue: Catalogue, path: str) -> str:
    """Return the id of something on this site, the same at each build and wherever the site is put.

    It follows from the site's name and the path, not from its address, which a first build does not know yet (RFC 4151
    and 4287: an id must never change).
    """
    site = uuid.uuid5(uuid.NAMESPACE_URL, catalogue.configuration.site_name)
    return uuid.uuid5(site, path).urn


def summary(catalogue: Catalogue, paper: Paper) -> str:
    """Return what a feed says of a paper: the list's own words, else the abstract, else nothing; briefly, a line."""
    whole = catalogue.whole or catalogue
    text = "\n".join(whole.remarks(paper)) or whole.abstract(paper) or ""
    return shortened(clean(text)) if catalogue.whole else "\n\n".join(paragraphs(text))
