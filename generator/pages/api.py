"""The page for those who read the list by programs: what stands where, in which format, with examples that run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports import FEEDS, FORMATS
from generator.exports.feeds import NEWEST
from generator.pages.contract import Context, PageKind
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import OutputFile

PAGE = "api/index.md"
ANYWHERE = "https://example.org/"  # stands in the examples where the site's own address is not known


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `api/index.md`."""
    papers = context.library.papers
    bearers = context.library.bearers
    most = max(bearers, key=lambda key: len(bearers[key]), default=None)
    yield context.render(
        PAGE,
        "api.md",
        {
            "title": "For programs",
            "description": "Every list and paper of this site as files.",
            "kind": "about",
            "styles": ["ledger"],
        },
        site=context.catalogue.address() or ANYWHERE,
        formats=[(one.name, one.ending) for one in FORMATS],
        feeds=[(feed.name, feed.ending) for feed in FEEDS],
        newest=NEWEST,
        facets=FACETS,
        slug=papers[0].slug if papers else "",
        key=context.catalogue.keys[papers[0].slug] if papers else "",
        tag=f"{most.facet}/{most.slug}" if most else "",
        year=max(context.catalogue.years, default=None),
    )


KIND = PageKind("api", write)
