"""The seam of pages: one file a kind of page, in the order in which they are written."""

from generator.pages import (
    about_tags,
    api,
    cards,
    collections,
    compare,
    explore,
    facet,
    family,
    home,
    moved,
    paper,
    papers,
    reading,
    sources,
    tag,
    years,
)
from generator.pages import map as the_map
from generator.pages.contract import Context, PageKind

PAGES: tuple[PageKind, ...] = (
    home.KIND,
    explore.KIND,
    papers.KIND,
    paper.KIND,
    moved.KIND,
    facet.KIND,
    tag.KIND,
    family.KIND,
    collections.KIND,
    compare.KIND,
    years.KIND,
    the_map.KIND,
    sources.KIND,
    about_tags.KIND,
    reading.KIND,
    api.KIND,
    cards.KIND,
)

__all__ = ["PAGES", "Context", "PageKind"]
