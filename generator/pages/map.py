"""The map of all papers: its page with a picture and the list region by region, and the data that the browser draws."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING

from generator.markdown import COMMON, Markdown, escape, link, relative
from generator.model import OutputFile
from generator.pages.contract import Context, PageKind, counted, imprint, paged, pages_nav, paper_path, tag_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Paper, TagKey
    from generator.plane import Atlas, Region, Spot

PAGE = "map/index.md"
CHUNK = 256  # papers whose titles one file holds; neighbours on the map stand together
DRAWN = 600  # spots in the picture at most: more would be a blot, and a large page
MARGIN = 30  # of the map around what lies outermost
ELSEWHERE = "Elsewhere"  # what a region without words of its own is called in the list
LETTER = 7.4  # pixels, and the two below: how wide and high labels come out, and the picture at its two sizes
LINE = 19
ROOMY, NARROW = (1000, 660), (320, 400)
SHORT = 18  # letters of a name that stands beside its spot


def write(context: Context) -> Iterator[OutputFile]:
    """Yield `map/index.md` and its further pages, `map.json` and `map/names-N.json`; nothing without papers."""
    atlas = context.atlas
    if not atlas.spots:
        return
    papers = {paper.slug: paper for paper in context.library.papers}
    yield from _pages(context, atlas, papers)
    yield OutputFile("map.json", _data(context, atlas))
    for number, start in enumerate(range(0, len(atlas.spots), CHUNK)):
        names = [_named(papers[spot.slug]) for spot in atlas.spots[start : start + CHUNK]]
        yield OutputFile(f"map/names-{number}.json", _json(names) + "\n")


def link_of(context: Context, page: str, key: TagKey) -> Markdown:
    """Return a link from a page to the map with a tag's papers lit; nothing where there is no map."""
    target = f"{relative(page, PAGE)}?tag={key.facet}/{key.slug}"
    return link("On the map", target) if context.atlas.spots else Markdown("")


def picture(context: Context, page: str) -> Markdown:
    """Return the map as a small drawing with its regions' names; `page` may wrap it in a link. Empty without papers."""
    del page  # the drawing has no links: they would be too small for a finger
    atlas = context.atlas
    if not atlas.spots:
        return Markdown("")
    left, top, right, bottom = _box(atlas)
    shores = "".join(
        f'<path class="shore-{level}" d="{"".join(_path(line) for line in lines)}"/>'
        for level, lines in enumerate(atlas.shores)
    )
    step = -(-len(atlas.spots) // DRAWN)
    dots = "".join(f"M{spot.x} {spot.y}h0" for spot in atlas.spots[::step])
    said = escape(f"Map of {counted(len(atlas.spots), 'paper')}; regions: {'; '.join(_labels(atlas))}")
    return Markdown(
        f'<div class="map-picture" role="img" aria-label="{said}">'
        f'<svg viewBox="{left} {top} {right - left} {bottom - top}" preserveAspectRatio="none" aria-hidden="true">'
        f'{shores}<path class="spots" d="{dots}"/></svg>{"".join(_signs(atlas))}</div>'
    )


def _box(atlas: Atlas) -> tuple[int, int, int, int]:
    """Return the part of the plane that is shown: left, top, right, bottom."""
    across = [spot.x for spot in atlas.spots] + [x for lines in atlas.shores for line in lines for x in line[::2]]
    down = [spot.y for spot in atlas.spots] + [y for lines in atlas.shores for line in lines for y in line[1::2]]
    return min(across) - MARGIN, min(down) - MARGIN, max(across) + MARGIN, max(down) + MARGIN


def _path(line: Sequence[int]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in zip(line[::2], line[1::2], strict=True)) + "Z"


def _labels(atlas: Atlas) -> list[str]:
    return [region.label for region in atlas.regions if region.words]


def _signs(atlas: Atlas) -> Iterator[str]:
    """Yield the names of regions where they have room; of those that have it on a wide screen only, marked so."""
    left, top, right, bottom = _box(atlas)
    taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {ROOMY: [], NARROW: []}
    for region in atlas.regions:
        if not region.words:
            continue
        x, y = (region.x - left) / (right - left), (region.y - top) / (bottom - top)
        fits = [_takes(taken[size], size, x, y, region.words[: 1 if size == NARROW else 2]) for size in (ROOMY, NARROW)]
        if fits[0]:
            lines = "".join(f"<span>{escape(words)}</span>" for words in region.words)
            roomy = "" if fits[1] else " roomy"
            letters = f"--long: {max(map(len, region.words))}; --short: {len(region.words[0])}"
            yield f'<span class="sign{roomy}" style="--x: {x:.1%}; --y: {y:.1%}; {letters}">{lines}</span>'


def _takes(
    taken: list[tuple[float, float, float, float]], size: tuple[int, int], x: float, y: float, words: Sequence[str]
) -> bool:
    """Say whether a label has room at a place, and take it."""
    wide, high = max(map(len, words)) * LETTER / 2 + 6, len(words) * LINE / 2 + 3
    middle = min(max(x * size[0], wide), size[0] - wide), y * size[1]
    box = (middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high)
    if 2 * wide > size[0] or any(
        box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in taken
    ):
        return False
    taken.append(box)
    return True


def _pages(context: Context, atlas: Atlas, papers: dict[str, Paper]) -> Iterator[OutputFile]:
    """Yield the map's page, with the list's first hundred papers, and a page for each hundred more."""
    chunks = paged(atlas.spots)
    paths = [PAGE, *(f"map/page-{number}.md" for number in range(2, len(chunks) + 1))]
    total = counted(len(atlas.spots), "paper")
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), 1):
        first = number == 1
        yield context.render(
            path,
            "map.md",
            {
                "title": "Map" if first else f"Map, page {number}",
                "description": f"{total} in the plane by what their texts say: near papers are alike.",
                "kind": "map",
                "styles": ["map"],
                "scripts": ["map"] if first else None,
            },
            title="Map" if first else f"Map, page {number}",
            picture=picture(context, path) if first else "",
            total=total,
            groups=[
                (_heading(context, path, atlas.regions[at]), at, [_entry(path, papers[spot.slug]) for spot in some])
                for at, some in groupby(chunk, lambda spot: spot.region)
            ],
            nav=pages_nav(path, paths),
        )


def _heading(context: Context, page: str, region: Region) -> tuple[Markdown, str]:
    """Return a region's words, those that have a page as links, and how many papers it has in all."""
    parts = [
        link(words, relative(page, tag_path(key))) if key in context.library.tags and key else escape(words)
        for words, key in zip(region.words, region.tags, strict=True)
    ]
    return Markdown(", ").join(parts or [ELSEWHERE]), counted(region.papers, "paper")


def _entry(page: str, paper: Paper) -> tuple[Markdown, str]:
    return link(paper.title, relative(page, paper_path(paper.slug))), imprint(paper)


def _data(context: Context, atlas: Atlas) -> str:
    """Return what is drawn, a line a part; all lists follow the order of the spots.

    `x` and `y` are differences to the spot before, a tag's `papers` differences to the paper before.
    """
    place = {spot.slug: at for at, spot in enumerate(atlas.spots)}
    parts = {
        "map": 1,
        "papers": len(atlas.spots),
        "chunk": CHUNK,
        "box": _box(atlas),
        "x": _differences([spot.x for spot in atlas.spots]),
        "y": _differences([spot.y for spot in atlas.spots]),
        "names": [_short(context, spot) for spot in atlas.spots],
        "regions": [[list(one.words), one.x, one.y, one.papers] for one in atlas.regions],
        "parts": [[list(one.words), one.x, one.y, one.papers] for one in atlas.parts if one.words],
        "shores": atlas.shores,
        "tags": {
            facet: [
                [key.slug, context.library.tags[key].name, _differences(sorted(place[one.slug] for one, _ in bearers))]
                for key, bearers in sorted(some, key=lambda item: (-len(item[1]), item[0]))
            ]
            for facet, some in groupby(
                sorted(context.library.bearers.items(), key=lambda item: item[0].facet), lambda item: item[0].facet
            )
        },
    }
    return "{" + ",\n".join(f'"{name}": {_json(value)}' for name, value in parts.items()) + "}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _differences(numbers: Sequence[int]) -> list[int]:
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


def _short(context: Context, spot: Spot) -> str:
    """Return the name by which readers know a paper, the one that it introduces, where it has one that is short."""
    names = [one.short or one.name for one in context.library.introductions[spot.slug]]
    return next((name for name in names if len(name) <= SHORT), "")


def _named(paper: Paper) -> list[str]:
    """Return title, first author and year, and the slug where the title does not say it."""
    first = f"{paper.authors[0]}{' and others' if len(paper.authors) > 1 else ''}" if paper.authors else ""
    meta = " · ".join(part for part in (first, str(paper.year or "")) if part)
    plain = COMMON.sub(" ", paper.title.lower()).strip().replace(" ", "-")
    said = paper.title.isascii() and re.fullmatch(r"[a-z0-9-]+", plain) and plain == paper.slug
    return [paper.title, meta, *([] if said else [paper.slug])]


KIND = PageKind("map", write)
