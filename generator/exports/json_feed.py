"""A list of papers in; its JSON Feed (version 1.1) out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.exports.contract import Feed
from generator.exports.feeds import day, identity, instant, newest, summary, title
from generator.exports.texts import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.exports.contract import Catalogue, PaperList
    from generator.model import Paper

VERSION = "https://jsonfeed.org/version/1.1"
ENDING = "feed.json"


def together(catalogue: Catalogue, papers: PaperList, entries: Mapping[str, str]) -> str:
    """Return the feed, an item a line."""
    name = catalogue.configuration.site_name
    feed = {
        "version": VERSION,
        "title": title(catalogue, papers),
        "description": clean(papers.description),
        "home_page_url": catalogue.address(f"{papers.path}/"),
        "feed_url": catalogue.address(f"{papers.path}.{ENDING}"),
        "authors": [{"name": clean(name)}],
    }
    head = json.dumps({key: value for key, value in feed.items() if value}, ensure_ascii=False).removesuffix("}")
    items = ",\n".join(entries[paper.slug] for paper in newest(catalogue, papers))
    return f'{head}, "items": [\n{items}\n]}}\n'


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return an item on one line. It must have a content: one without a text says its title once more."""
    said = {
        "id": identity(catalogue, f"papers/{paper.slug}"),
        "url": catalogue.page(paper),
        "external_url": catalogue.url(paper) if paper.links else None,
        "title": clean(paper.title),
        "content_text": summary(catalogue, paper) or clean(paper.title),
        "date_published": instant(day(catalogue, paper)),
        "authors": [{"name": clean(name)} for name in paper.authors],
        "tags": [clean(word) for word in catalogue.keywords(paper)],
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)


FEED = Feed(entry, together, "JSON Feed", ENDING, "application/feed+json")
