"""The seam of pages: one file a kind of page, in the order in which they are written."""

from generator.pages import about_tags, cards, facet, family, home, paper, papers, sources, tag
from generator.pages.contract import Context, PageKind

PAGES: tuple[PageKind, ...] = (
    home.KIND,
    papers.KIND,
    paper.KIND,
    facet.KIND,
    tag.KIND,
    family.KIND,
    sources.KIND,
    about_tags.KIND,
    cards.KIND,
)

__all__ = ["PAGES", "Context", "PageKind"]
