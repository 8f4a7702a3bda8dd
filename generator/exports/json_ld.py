"""A paper, a tag or a list in; what schema.org's vocabulary says of it, for search engines, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.exports.kinds import Kind, kind_of
from generator.exports.names import parts_of
from generator.exports.texts import clean
from generator.tagging import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.exports.contract import Catalogue
    from generator.model import Paper, Tag

CONTEXT = "https://schema.org"
CONTAINERS = {Kind.CONFERENCE: "PublicationVolume", Kind.JOURNAL: "Periodical", Kind.THESIS: "CreativeWork"}


def article(catalogue: Catalogue, paper: Paper) -> dict[str, Any]:
    """Return a paper as a ScholarlyArticle."""
    uses = catalogue.library.uses[paper.slug]
    return _kept(
        {
            "@context": CONTEXT,
            "@type": "Thesis" if kind_of(paper) is Kind.THESIS else "ScholarlyArticle",
            "name": clean(paper.title),
            "url": catalogue.page(paper),
            "author": [_person(name) for name in paper.authors],
            "datePublished": str(paper.year or ""),
            "isPartOf": _container(paper),
            "identifier": [f"https://doi.org/{paper.doi}"] * bool(paper.doi)
            + [f"arXiv:{paper.arxiv}"] * bool(paper.arxiv),
            "sameAs": [link.url for link in paper.links if link.kind != "code"],
            "keywords": list(paper.keywords),
            "about": [_term(catalogue, catalogue.library.tags[use.tag]) for use in uses],
        }
    )


def tag(catalogue: Catalogue, one: Tag, rows: Sequence[Paper], first: int = 1) -> dict[str, Any]:
    """Return a tag as a DefinedTerm, and the rows of a page of its as an ItemList."""
    term = _term(catalogue, one) | _kept({"alternateName": list(one.aliases)})
    return {"@context": CONTEXT, "@graph": [term, _items(catalogue, f"Papers that name {one.name}", rows, first)]}


def item_list(catalogue: Catalogue, name: str, rows: Sequence[Paper], first: int = 1) -> dict[str, Any]:
    """Return the rows of a list's page as an ItemList; the first has this place in the whole list."""
    return {"@context": CONTEXT, **_items(catalogue, name, rows, first)}


def _items(catalogue: Catalogue, name: str, rows: Sequence[Paper], first: int) -> dict[str, Any]:
    items = [
        _kept({"@type": "ListItem", "position": at, "name": clean(paper.title), "url": catalogue.page(paper)})
        for at, paper in enumerate(rows, first)
    ]
    return {"@type": "ItemList", "name": clean(name), "numberOfItems": len(items), "itemListElement": items}


def _term(catalogue: Catalogue, one: Tag) -> dict[str, Any]:
    facet = BY_NAME[one.key.facet]
    whole = {"@type": "DefinedTermSet", "name": facet.title, "url": catalogue.address(f"{facet.name}/")}
    return _kept(
        {
            "@type": "DefinedTerm",
            "name": one.name,
            "termCode": one.key.slug,
            "url": catalogue.address(f"{one.key.facet}/{one.key.slug}/"),
            "inDefinedTermSet": _kept(whole),
        }
    )


def _container(paper: Paper) -> dict[str, str] | None:
    kind = kind_of(paper)
    return {"@type": CONTAINERS[kind], "name": clean(paper.venue or "")} if kind in CONTAINERS else None


def _person(name: str) -> dict[str, str]:
    """Return a person; who signs with one name of several words is an organization."""
    parts = parts_of(clean(name))
    if parts.literal:
        return {"@type": "Organization" if " " in parts.family else "Person", "name": parts.family}
    last = f"{parts.particle} {parts.family}".strip()
    said = {"@type": "Person", "name": clean(name), "givenName": parts.given, "familyName": last}
    return said | ({"honorificSuffix": parts.suffix} if parts.suffix else {})


def _kept(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}
