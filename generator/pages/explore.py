"""The page that combines words and tags with and, or, not: what it says without JavaScript, and links into it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from generator.markdown import link, relative
from generator.pages.contract import Context, PageKind, counted
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import OutputFile

PAGE = "explore/index.md"
# As overrides/assets/javascripts/choice.js has them: one choice has one address, whoever writes it.
KEYS = ("models", "datasets", "tasks", "methods", "introduces", "has", "year", "venue", "reading")

Chosen = tuple[str, str]


def explore_link(
    context: Context,
    page: str,
    required: Iterable[Chosen] = (),
    *,
    either: Iterable[Chosen] = (),
    without: Iterable[Chosen] = (),
    words: str = "",
) -> str:
    """Return the address, seen from a page, of Explore with a choice made; `link(text, …)` makes a link of it.

    A choice is a facet (one of `KEYS`) and the name as readers see it. The grammar is one readable query string:
    `?q=words -word&models=BERT&models=ViT&any.tasks=VQA&any.tasks=OCR&not.methods=Prompting&sort=year`. A bare facet is
    required, of `any.` ones at least one must be there, of `not.` ones none; `-word` is a word that may not be there.
    """
    del context  # as every helper of pages is called
    parts = {"": list(required), "any.": list(either), "not.": list(without)}
    pairs = [("q", words)] if words else []
    for key in KEYS:
        pairs += [(mark + key, name) for mark, some in parts.items() for facet, name in some if facet == key]
    return relative(page, PAGE) + (f"?{urlencode(pairs)}" if pairs else "")


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `explore/index.md`."""
    yield context.render(
        PAGE,
        "explore.md",
        {
            "title": "Explore",
            "description": "Find papers by words, models, datasets, tasks, methods, year and venue, combined as you like.",
            "kind": "explore",
            "styles": ["explore"],
            "scripts": ["explore"],
        },
        total=counted(len(context.library.papers), "paper"),
        ways=[link(facet.title, relative(PAGE, f"{facet.name}/index.md"), "tag", facet.name) for facet in FACETS],
        everything=link("All papers", relative(PAGE, "papers/index.md")),
    )


KIND = PageKind("explore", write)
