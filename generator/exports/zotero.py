"""A paper in; what its page, or its row in a list, tells Zotero and those that read the same marks, out.

The marks are Highwire's (`citation_…`, which Google Scholar documents) on a page, and COinS (OpenURL 1.0) in a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.exports.kinds import Kind, kind_of
from generator.exports.names import parts_of
from generator.exports.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exports.contract import Catalogue
    from generator.model import Paper

TYPES = {
    Kind.PREPRINT: "preprint",
    Kind.CONFERENCE: "conferencePaper",
    Kind.JOURNAL: "journalArticle",
    Kind.THESIS: "thesis",
}
CONTAINERS = {
    Kind.CONFERENCE: "citation_conference_title",
    Kind.JOURNAL: "citation_journal_title",
    Kind.THESIS: "citation_dissertation_institution",
}
DUBLIN_CORE = "info:ofi/fmt:kev:mtx:dc"


def head_marks(catalogue: Catalogue, paper: Paper) -> list[tuple[str, str]]:
    """Return names and contents of a page's marks; what is unknown has none, and there is one container at most."""
    kind = kind_of(paper)
    said = [
        ("z:itemType", TYPES[kind]),
        ("DC.type", "preprint" if kind is Kind.PREPRINT else ""),
        ("citation_title", paper.title),
        *(("citation_author", _author(name)) for name in paper.authors),
        ("citation_publication_date", str(paper.year or "")),
        (CONTAINERS.get(kind, ""), paper.venue or ""),
        ("citation_doi", paper.doi or ""),
        ("citation_arxiv_id", paper.arxiv or ""),
        ("citation_public_url", catalogue.url(paper) or ""),
        ("citation_pdf_url", f"https://arxiv.org/pdf/{paper.arxiv}" if paper.arxiv else ""),
        # Without one, Zotero takes the page's description for it, which is the beginning of the summary.
        ("citation_abstract", catalogue.abstract(paper) or paper.summary or ""),
        *(("citation_keywords", word.replace(";", " ")) for word in catalogue.keywords(paper)),
    ]
    told = [(name, content if name == "citation_author" else clean(content)) for name, content in said if name]
    return [(name, content) for name, content in told if content]


def signposts(paper: Paper) -> list[tuple[str, str]]:
    """Return typed links by which programs go on from a page: what it is cited as, its PDF, and what it is about.

    The relations are those of FAIR Signposting; what describes the paper stands beside the page and is linked there.
    """
    said = [
        ("cite-as", f"https://doi.org/{paper.doi}" if paper.doi else ""),
        ("cite-as", f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv and not paper.doi else ""),
        ("item", f"https://arxiv.org/pdf/{paper.arxiv}" if paper.arxiv else ""),
        ("type", "https://schema.org/ScholarlyArticle"),
    ]
    return [(rel, clean(address)) for rel, address in said if address]


def _author(name: str) -> str:
    """Return a name as "Last, First".

    Zotero takes a comma between two names of several words for one between two persons, and the last word of what has
    no comma for a family name: hard spaces keep such names whole.
    """
    parts = parts_of(clean(name))
    if parts.literal:
        return parts.family.replace(" ", "\N{NO-BREAK SPACE}")
    last = f"{parts.particle} {parts.family}".strip()
    hard = last.replace(" ", "\N{NO-BREAK SPACE}") if " " in parts.given else last
    return ", ".join(filter(None, [hard, parts.given, parts.suffix]))


def _in_row(name: str) -> str:
    """Return a name for a row, where the last word of one that is whole would be a family name."""
    parts = parts_of(clean(name))
    return parts.family.replace(" ", "\N{NO-BREAK SPACE}") if parts.literal else parts.sorted


def context_object(catalogue: Catalogue, paper: Paper) -> str:
    """Return a row's COinS: keys and values of a query, percent-encoded, for a span's title.

    Zotero reads key by key. Once the type is a paper in proceedings or a journal, a title is that of the container: so
    the type comes last, and until then all is Dublin Core's, in which a title is the title.
    """
    said = ((key, value if key == "rft.au" else clean(value)) for key, value in _context(catalogue, paper))
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in said if value)


def _context(catalogue: Catalogue, paper: Paper) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", DUBLIN_CORE
    kind = kind_of(paper)
    yield "rft.title", paper.title
    yield from (("rft.au", _in_row(name)) for name in paper.authors)
    yield "rft.date", str(paper.year or "")
    yield "rft.publisher" if kind is Kind.THESIS else "rft.source", paper.venue or ""
    yield "rft_id", f"info:doi/{paper.doi}" if paper.doi else ""
    yield "rft_id", f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""
    if not paper.arxiv:
        yield "rft_id", catalogue.url(paper) or ""
    yield "rft.type", TYPES[kind]
