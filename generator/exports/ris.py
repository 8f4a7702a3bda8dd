"""A paper in; its RIS record, in the tags that reference managers read, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rispy.writer import RisWriter

from generator.exports.contract import Format
from generator.exports.kinds import Kind, kind_of
from generator.exports.names import parts_of
from generator.exports.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exports.contract import Catalogue
    from generator.model import Paper

END = "\r\n"
TYPES = {Kind.PREPRINT: "UNPB", Kind.CONFERENCE: "CPAPER", Kind.JOURNAL: "JOUR", Kind.THESIS: "THES"}
VENUES = {Kind.CONFERENCE: "secondary_title", Kind.JOURNAL: "secondary_title"}


class _Writer(RisWriter):  # type: ignore[misc]  # rispy has no types
    """rispy's writer without its number above each record: `TY` must be the first line."""

    NEWLINE = END

    def set_header(self, count: int) -> str:
        """Return nothing."""
        del count
        return ""


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return the record with its `ER`, without the line end behind it: no line of a record is blank."""
    record = {"type_of_reference": TYPES[kind_of(paper)], **dict(_tags(catalogue, paper))}
    return str(_Writer().formats([record])).removesuffix(END)


def _tags(catalogue: Catalogue, paper: Paper) -> Iterator[tuple[str, str | list[str]]]:
    """Yield tags under rispy's names, none empty."""
    links = [clean(link.url) for link in paper.links] or list(filter(None, [catalogue.page(paper)]))
    said: list[tuple[str, str | list[str]]] = [
        ("title", clean(paper.title)),
        ("authors", [parts_of(clean(name)).sorted for name in paper.authors]),
        ("year", str(paper.year or "")),
        (VENUES.get(kind_of(paper), "publisher"), clean(paper.venue or ("arXiv" if paper.arxiv else ""))),
        ("accession_number", f"arXiv:{paper.arxiv}" if paper.arxiv else ""),
        ("doi", clean(paper.doi or "")),
        ("urls", links),
        ("file_attachments1", f"https://arxiv.org/pdf/{paper.arxiv}" if paper.arxiv else ""),
        ("keywords", [clean(word) for word in catalogue.keywords(paper)]),
        ("abstract", clean(catalogue.abstract(paper) or "")),
        ("notes", [clean(text) for text in catalogue.remarks(paper)]),
        ("id", catalogue.keys[paper.slug]),
    ]
    yield from ((name, value) for name, value in said if value)


FORMAT = Format("RIS", "ris", "application/x-research-info-systems", entry, between=END * 2, tail=END)
