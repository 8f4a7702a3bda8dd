"""A library in; the site's icon, and the pictures that other places show beside a link to it or to a paper, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import OutputFile
from generator.pages.contract import Context, PageKind, counted, imprint
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Paper

TAGS = 5


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `icon.png`, then `card.png` and `cards/SLUG.png` for each paper, as the list asks for them."""
    from generator.pages.drawing import icon  # noqa: PLC0415 -- Pillow takes its time to load

    yield OutputFile("icon.png", data=icon())
    wanted = context.configuration.reading_list.social_cards
    if wanted == "none":
        return
    yield OutputFile("card.png", data=_of_list(context))
    if wanted == "papers":
        for paper in context.library.papers:
            yield OutputFile(card_path(paper.slug), data=_of_paper(context, paper))


def card_path(slug: str) -> str:
    """Return the file below `docs/` of a paper's picture."""
    return f"cards/{slug}.png"


def _of_list(context: Context) -> bytes:
    from generator.pages.drawing import card  # noqa: PLC0415 -- Pillow takes its time to load

    library, configuration = context.library, context.configuration
    counts = [(len(library.papers), "paper")]
    counts += [(sum(key.facet == facet.name for key in library.tags), facet.singular) for facet in FACETS]
    figures = [counted(count, noun) for count, noun in counts if count]
    return card(configuration.site_name, configuration.site_description, [(text, "ink") for text in figures])


def _of_paper(context: Context, paper: Paper) -> bytes:
    from generator.pages.drawing import card  # noqa: PLC0415 -- Pillow takes its time to load

    uses = context.library.uses[paper.slug][:TAGS]
    names = [(context.library.tags[use.tag].name, use.tag.facet) for use in uses]
    return card(paper.title, imprint(paper), names, context.configuration.site_name)


KIND = PageKind("cards", write)
