"""The page that combines words and tags with and, or, not: what it says without JavaScript, and links into it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from generator.markdown import link, relative
from generator.pages.contract import Context, PageKind, counted
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Library, OutputFile, Paper

PAGE = "explore/index.md"
# As overrides/assets/javascripts/choice.js has them: one choice has one address, whoever writes it.
KEYS = ("models", "datasets", "tasks", "methods", "introduces", "has", "year", "venue", "reading")

Chosen = tuple[str, str]
HAS = {"code": "code", "project": "project page", "arxiv": "arXiv id", "doi": "DOI"}  # by the kind of a link
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BRINGS = "something"  # what every paper introduces that introduces anything


def explore_link(  # noqa: PLR0913 -- one name for each part of a choice
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


def choices(library: Library, paper: Paper) -> dict[str, object]:
    """Return what a paper's front matter says for Explore alone: what it has and brings in, its mark's key."""
    kinds = sorted({one.kind for one in library.introductions[paper.slug]})
    return {
        "has": [said for kind, said in HAS.items() if any(one.kind == kind for one in paper.links)],
        "brings": [BRINGS, *kinds] if kinds else [],
        "mark": mark_key(paper.slug),
    }


def mark_key(name: str) -> str:
    """Return seven letters for a paper's slug by which the index finds what a reader has marked (FNV-1a, base 36).

    Seven letters a paper weigh a tenth of its slug; in 11,000 papers two have the same once in seventy lists.
    """
    number = 0x811C9DC5
    for byte in name.encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    letters = ""
    for _ in range(7):
        number, rest = divmod(number, 36)
        letters = DIGITS[rest] + letters
    return letters


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `explore/index.md`."""
    yield context.render(
        PAGE,
        "explore.md",
        {
            "title": "Explore",
            "description": "Find papers by words, tags, year and venue, combined with and, or, not.",
            "kind": "explore",
            "styles": ["facets", "explore"],
            "scripts": ["explore"],
        },
        total=counted(len(context.library.papers), "paper"),
        ways=[link(facet.title, relative(PAGE, f"{facet.name}/index.md"), "tag", facet.name) for facet in FACETS],
        everything=link("All papers", relative(PAGE, "papers/index.md")),
    )


KIND = PageKind("explore", write)
