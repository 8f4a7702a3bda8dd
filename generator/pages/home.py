"""The front page: what this list is, what is in it as figures, what is new, and ways in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.markdown import Markdown, escape, link, relative
from generator.pages.collections import INDEX as COLLECTIONS
from generator.pages.compare import compare_path
from generator.pages.contract import Context, PageKind, chip, counted, imprint, row
from generator.pages.explore import PAGE as EXPLORE
from generator.pages.home_figures import bars, matrix
from generator.pages.map import PAGE as MAP
from generator.pages.map import picture as map_picture
from generator.pages.reading import PAGE as READING
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model import Facet, OutputFile, Paper

MOST = 7  # names of a facet that the front page shows beside the models' bars
NEWEST = 6
FEATURED = 6
# What a reader may do here, and what it is good for.
WAYS: tuple[tuple[str, str, str], ...] = (
    ("Explore", EXPLORE, "Words and tags joined with and, or, not; one address for each choice."),
    ("Compare", compare_path("tasks"), "Which models meet which tasks, datasets and methods, as one picture."),
    ("Map", MAP, "All papers in the plane: near each other lie those that are alike."),
    ("Collections", COLLECTIONS, "Reading paths in the curator’s words: what to read first, and what next."),
    ("My reading", READING, "What you star, read and remark. It stays in your browser."),
    ("Sources", "sources/index.md", "What became of every line that was read."),
)
# Pictures that may stand beside the list's name: what draws one, given the page's path; the stylesheet that it needs;
# what leads on from it, and where to. The first that is not empty is shown.
PICTURES: tuple[tuple[Callable[[Context, str], Markdown], str, str, str], ...] = (
    (map_picture, "map", "All papers on a map", MAP),
)


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `index.md`."""
    page = "index.md"
    configuration = context.configuration
    picture, styles = _picture(context, page)
    intro = configuration.reading_list.intro or escape(configuration.site_description)
    yield context.render(
        page,
        "home.md",
        {
            "title": configuration.site_name,
            "description": configuration.site_description,
            "kind": "home",
            "styles": [*styles, "home"],
        },
        title=configuration.site_name,
        intro=[Markdown(part) for part in intro.split("\n\n") if part.strip()],
        figures=_figures(context),
        picture=picture,
        bars=bars(context, page),
        matrix=matrix(context, page),
        most=[most for facet in FACETS[1:] if (most := _most(context, page, facet))[1]],
        ways=_ways(context, page),
        featured=[replace(row(context, page, one), meta=imprint(one)) for one in _featured(context)],
        newest=[row(context, page, paper) for paper in _newest(context)],
        everything=link(f"All {counted(len(context.library.papers), 'paper')}", relative(page, "papers/index.md")),
    )


def _picture(context: Context, page: str) -> tuple[list[Markdown], list[str]]:
    """Return a picture and the way on from it, and the stylesheets that it needs; nothing where there is none."""
    for draw, style, name, path in PICTURES:
        if drawn := draw(context, page):
            return [drawn, link(name, relative(page, path))], [style]
    return [], []


def _ways(context: Context, page: str) -> list[tuple[Markdown, str]]:
    """Return the ways that this list has, each with what it is good for."""
    empty = {MAP: not context.atlas.spots, COLLECTIONS: not context.library.collections}
    return [(link(name, relative(page, path), "way"), said) for name, path, said in WAYS if not empty.get(path)]


def _figures(context: Context) -> list[tuple[str, Markdown]]:
    """Return how many there are of each: papers, then the tags of each facet that has any."""
    counts = [(len(context.library.papers), "paper", "papers/index.md")]
    counts += [
        (sum(key.facet == facet.name for key in context.library.tags), facet.singular, f"{facet.name}/index.md")
        for facet in FACETS
    ]
    shown = [one for one in counts if one[0] or one[1] == "paper"]
    return [(f"{count:,}", link(counted(count, noun).split(" ", 1)[1], path)) for count, noun, path in shown]


def _most(context: Context, page: str, facet: Facet) -> tuple[Facet, list[tuple[Markdown, str]], Markdown]:
    """Return a facet, its most named tags with how many papers name each, and the way to all of them."""
    keys = [key for key in context.library.tags if key.facet == facet.name]
    items = [(chip(context, page, key), f"{len(context.library.bearers[key]):,}") for key in keys[:MOST]]
    return facet, items, link(f"All {len(keys):,} {facet.title.lower()}", relative(page, f"{facet.name}/index.md"))


def _featured(context: Context) -> list[Paper]:
    """Return the papers that the curator puts in front."""
    return [paper for paper in context.library.papers if _of_note(paper, "featured")][:FEATURED]


def _newest(context: Context) -> list[Paper]:
    """Return the papers that came last: as a note says or the first capture; without dates, of the latest years."""
    captured = {reading.file: reading.sidecar.captured or "" for reading in context.library.readings}

    def age(paper: Paper) -> tuple[str, int]:
        dates = (captured.get(entry.position.file, "") for entry in paper.entries)
        first = min(filter(None, dates), default="")
        return str(_of_note(paper, "added") or first), paper.year or 0

    return sorted(context.library.papers, key=age, reverse=True)[:NEWEST]


def _of_note(paper: Paper, name: str) -> object:
    """Return what a curator's note says of a paper; nothing where there is none."""
    return getattr(getattr(paper, "note", None), name, None)


KIND = PageKind("home", write)
