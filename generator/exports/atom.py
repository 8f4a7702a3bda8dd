"""A list of papers in; its Atom feed (RFC 4287) out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from generator.exports.contract import Feed
from generator.exports.feeds import NEVER, day, identity, instant, newest, summary, title
from generator.exports.texts import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.exports.contract import Catalogue, PaperList
    from generator.model import Paper

NAMESPACE = "http://www.w3.org/2005/Atom"
ENDING, TYPE = "atom", "application/atom+xml"


def together(catalogue: Catalogue, papers: PaperList, entries: Mapping[str, str]) -> str:
    """Return the feed. It is dated by its newest paper; its author is the site, each entry's are the paper's."""
    shown = newest(catalogue, papers)
    feed = ET.Element("feed", {"xmlns": NAMESPACE})
    _text(feed, "id", identity(catalogue, papers.path))
    _text(feed, "title", title(catalogue, papers))
    _text(feed, "subtitle", clean(papers.description))
    _text(feed, "updated", instant(max((day(catalogue, paper) for paper in shown), default=NEVER)))
    _person(feed, catalogue.configuration.site_name)
    for rel, kind, path in (("alternate", "text/html", f"{papers.path}/"), ("self", TYPE, f"{papers.path}.{ENDING}")):
        address = catalogue.address(path)
        if address:
            ET.SubElement(feed, "link", {"rel": rel, "type": kind, "href": address})
    ET.indent(feed)
    head = ET.tostring(feed, encoding="unicode").removesuffix("</feed>").rstrip()
    body = "\n".join([head, *(entries[paper.slug] for paper in shown)])
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n</feed>\n'


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return an entry. One without a text and a link would be invalid: it then says its title once more."""
    node = ET.Element("entry")
    added = instant(day(catalogue, paper))
    _text(node, "id", identity(catalogue, f"papers/{paper.slug}"))
    _text(node, "title", clean(paper.title))
    _text(node, "published", added)
    _text(node, "updated", added)
    for name in paper.authors:
        _person(node, name)
    address = catalogue.page(paper) or catalogue.url(paper)
    if address:
        ET.SubElement(node, "link", {"rel": "alternate", "href": address})
    for words in catalogue.keywords(paper):
        ET.SubElement(node, "category", {"term": clean(words)})
    said = summary(catalogue, paper)
    if said:
        _text(node, "summary", said)
    if not address:
        _text(node, "content", said or clean(paper.title))
    return ET.tostring(node, encoding="unicode")


def _person(parent: ET.Element, name: str) -> None:
    _text(ET.SubElement(parent, "author"), "name", clean(name))


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


FEED = Feed(entry, together, "Atom", ENDING, TYPE)
