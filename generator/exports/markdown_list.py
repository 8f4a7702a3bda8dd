"""A paper in; what its page says, as Markdown that people and programs read without a site around it, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.contract import Format
from generator.exports.texts import clean, paragraphs
from generator.markdown import commonmark, safe_url
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exports.contract import Catalogue, PaperList
    from generator.model import Paper

LINK_NAMES = {"arxiv": "arXiv", "doi": "DOI", "code": "Code", "project": "Project"}


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return the paper from its title on; what stands before the title says how deep the heading is."""
    parts = [_title(catalogue, paper), *_facts(catalogue, paper)]
    for name, text in _texts(catalogue, paper):
        told = [commonmark(part) for part in paragraphs(text or "")]
        parts += [f"**{name}.** {told[0]}", *told[1:]] if told else []
    return "\n\n".join(parts)


def heading(papers: PaperList) -> str:
    """Return the head of a list, with what the curator wrote of it."""
    said = [clean(papers.description), *paragraphs(papers.text)]
    return "\n\n".join([f"# {commonmark(clean(papers.title))}", *map(commonmark, said)]) + "\n\n"


def _texts(catalogue: Catalogue, paper: Paper) -> Iterator[tuple[str, str | None]]:
    yield "Note", catalogue.note(paper)
    yield "Summary", catalogue.summary(paper)
    yield "Abstract", catalogue.abstract(paper)


def _title(catalogue: Catalogue, paper: Paper) -> str:
    title, address = commonmark(clean(paper.title)), catalogue.page(paper)
    return f"[{title}]({safe_url(address)})" if address else title


def _facts(catalogue: Catalogue, paper: Paper) -> Iterator[str]:
    if paper.authors:
        yield commonmark(clean(", ".join(paper.authors)))
    imprint = " · ".join(filter(None, [str(paper.year or ""), clean(paper.venue or "")]))
    if imprint:
        yield commonmark(imprint)
    rows = [f"{LINK_NAMES.get(link.kind, 'Web')}: <{url}>" for link in paper.links if (url := safe_url(link.url))]
    tags = catalogue.tags(paper)
    rows += [f"{facet.title}: {commonmark(', '.join(tags[facet.name]))}" for facet in FACETS if tags[facet.name]]
    rows.append(f"Key: {catalogue.keys[paper.slug]}")
    yield "\n".join(f"- {row}" for row in rows)


FORMAT = Format("Markdown", "md", "text/markdown", entry, "## ", "\n\n---\n\n## ", "\n", opening="# ", heading=heading)
