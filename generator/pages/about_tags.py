"""How good the tags are, and the names that are nobody's yet: the page for those who mend the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown import Markdown, link, relative
from generator.pages.contract import Context, PageKind, counted, paper_path, shortened
from generator.tagging import BY_NAME, FACETS
from generator.tagging.candidates import Candidate, candidates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import OutputFile

PAGE = "about/tags.md"
SHOWN = 100  # candidates; `check` lists them all


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `about/tags.md`."""
    found = candidates(context.library)
    yield context.render(
        PAGE,
        "about_tags.md",
        {
            "title": "About the tags",
            "description": "How tags are found, how right they are, and which names are missing.",
            "kind": "about",
            "styles": ["ledger"],
        },
        up=link("About", relative(PAGE, "about.md")),
        facets=[(facet.title, sum(key.facet == facet.name for key in context.library.tags)) for facet in FACETS],
        figures=list(_figures(context)),
        labelled=context.labelled,
        candidates=[(one, BY_NAME[one.facet].name, _places(one)) for one in found[:SHOWN]],
        total=counted(len(found), "name"),
        more=max(0, len(found) - SHOWN),
    )


def _figures(context: Context) -> Iterator[tuple[str, str, str, int]]:
    for name, score in context.scores.items():
        precision = f"{score.precision:.3f}" if score.measures_precision else ""
        yield name, precision, f"{score.recall:.3f}", score.required


def _places(one: Candidate) -> Markdown:
    places = [link(shortened(paper.title, 60), relative(PAGE, paper_path(paper.slug))) for paper in one.papers[:3]]
    return Markdown("; ").join(places)


KIND = PageKind("about-tags", write)
