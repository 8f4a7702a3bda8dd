"""Papers in their order; for each the links to the one before and the one after, which work without scripts, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.markdown import Markdown, escape, link, relative
from generator.pages.contract import paper_path, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Paper

LONGEST = 160  # characters of a neighbour's title


@dataclass(frozen=True, slots=True)
class Around:
    """The ways on from a paper's page: short links for its head, links with titles for its end, and the whole list."""

    before: Markdown
    after: Markdown
    before_titled: Markdown
    after_titled: Markdown
    whole: Markdown


def around(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Around]]:
    """Yield each paper with the ways to its neighbours in the list.

    How many papers there are, and which number this one has, is not said: each new paper would change every page.
    """
    for at, paper in enumerate(papers):
        before = papers[at - 1] if at else None
        after = papers[at + 1] if at + 1 < len(papers) else None
        page = paper_path(paper.slug)
        yield (
            paper,
            Around(
                before=_way(page, before, "before", Markdown("Previous")),
                after=_way(page, after, "after", Markdown("Next")),
                before_titled=_way(page, before, "before", _titled("Previous", before)),
                after_titled=_way(page, after, "after", _titled("Next", after)),
                whole=link("All papers", relative(page, "papers/index.md"), "whole"),
            ),
        )


def _way(page: str, paper: Paper | None, name: str, text: Markdown) -> Markdown:
    if paper is None:
        return Markdown(f'<span class="{name}">{text}</span>')
    return link(text, relative(page, paper_path(paper.slug)), name)


def _titled(way: str, paper: Paper | None) -> Markdown:
    title = escape(shortened(paper.title, LONGEST)) if paper else "–"
    return Markdown(f'<span class="way">{way}</span> <span class="title">{title}</span>')
