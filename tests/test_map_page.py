"""The map's page and data: whole without JavaScript, inert whatever titles hold, and small at ten thousand papers."""

from __future__ import annotations

import gzip
import json
import random
from itertools import accumulate

import pytest
from journeys import Page, configuration

from generator.model import Entry, Library, Paper, Role, Tag, TagKey, TagUse
from generator.pages import map as the_map
from generator.pages.contract import Context
from generator.plane import SIDE, Atlas, Region, Spot
from generator.problems import Position

WORDS = "vision language model image text transformer attention retrieval caption fusion learning robust sparse".split()  # noqa: SIM905 -- reads best as words
HOSTILE = ["<script>alert(1)</script>", "a | b [[c]] *d* `e`", 'x"y', "ملء النص", "🦉 owls", "w" * 5000, "&lt;b&gt;"]


def paper(at: int, title: str) -> Paper:
    """Return a paper of this title."""
    entry = Entry(Position("a.txt", at + 1), title)
    return Paper(f"p{at}", title, authors=("A. Author", "B. Author"), year=2020, entries=(entry,))


def context(titles: list[str], labels: tuple[str, ...] = ("Image retrieval",), tags: int = 3) -> Context:
    """Return what pages know of papers with these titles, scattered by chance over regions with these labels."""
    rng = random.Random(5)  # noqa: S311 -- no secret
    papers = tuple(paper(at, title) for at, title in enumerate(titles))
    keys = [TagKey("models", f"m{at}") for at in range(tags)]
    uses = {one.slug: (TagUse(rng.choice(keys), Role.NAMES, ()),) for one in papers}
    bearers = {key: tuple((one, uses[one.slug][0]) for one in papers if uses[one.slug][0].tag == key) for key in keys}
    found = {key: some for key, some in bearers.items() if some}
    each = -(-len(papers) // len(labels))
    spots = tuple(
        Spot(one.slug, rng.randrange(20, SIDE), rng.randrange(20, SIDE), at // each, at // each)
        for at, one in enumerate(papers)
    )
    sizes = [sum(spot.region == at for spot in spots) for at in range(len(labels))]
    regions = tuple(
        Region((words,) if words else (), (None,) if words else (), 500, 300 + 40 * at, sizes[at], 0)
        for at, words in enumerate(labels)
    )
    atlas = Atlas(spots, regions, regions, (((10, 10, 500, 10, 500, 500),),))
    library = Library(papers, {key: Tag(key, key.slug) for key in found}, uses, {one.slug: () for one in papers}, found)
    return Context(library, configuration(), atlas=atlas)


def written(some: Context) -> dict[str, str]:
    """Return the map's files by path."""
    return {file.path: file.text for file in the_map.write(some)}


def test_without_papers_there_is_no_map():
    """An empty list has no page, no data and no picture."""
    empty = Context(Library(()), configuration())
    assert written(empty) == {}
    assert the_map.picture(empty, "index.md") == ""
    assert the_map.link_of(empty, "models/bert.md", TagKey("models", "bert")) == ""


def test_one_paper_is_not_called_all():
    """What stands above the map says how many papers there are, of one as of more."""
    assert "One paper so far." in written(context(["A"]))["map/index.md"]
    assert "All 2 papers: near each other" in written(context(["A", "B"]))["map/index.md"]


def test_the_list_holds_every_paper_once_in_pages_of_a_hundred():
    """Without JavaScript each paper is one link under its region, on pages of at most a hundred."""
    files = written(context([f"On lanterns {at}" for at in range(250)], ("Lanterns", "", "Dusk")))
    pages = {path: Page(text) for path, text in files.items() if path.endswith(".md")}
    assert sorted(pages) == ["map/index.md", "map/page-2.md", "map/page-3.md"]
    links = [href for page in pages.values() for href in page.hrefs if "papers/" in href]
    assert sorted(links) == sorted(f"../papers/p{at}.md" for at in range(250))
    assert all(sum("papers/" in href for href in page.hrefs) <= 100 for page in pages.values())
    assert "Elsewhere 84 papers" in " ".join(pages["map/page-2.md"].text.split())


def test_the_data_gives_each_paper_its_place_title_and_tags():
    """Adding up differences gives the places and each tag's papers; titles and slugs stand in the same order."""
    some = context([f"On Lanterns: {at}" for at in range(300)])
    files = written(some)
    data = json.loads(files["map.json"])
    names = json.loads(files["map/names-0.json"]) + json.loads(files["map/names-1.json"])
    assert [*accumulate(data["x"])] == [spot.x for spot in some.atlas.spots]
    assert [*accumulate(data["y"])] == [spot.y for spot in some.atlas.spots]
    assert [name[0] for name in names] == [one.title for one in some.library.papers]
    assert [name[2] for name in names] == [one.slug for one in some.library.papers]
    assert names[0][1] == "A. Author and others · 2020"
    place = {spot.slug: at for at, spot in enumerate(some.atlas.spots)}
    for slug, _, papers in data["tags"]["models"]:
        bearers = some.library.bearers[TagKey("models", slug)]
        assert [*accumulate(papers)] == sorted(place[one.slug] for one, _ in bearers)


def test_a_slug_that_the_title_says_is_not_sent():
    """Of a plain title the browser makes the slug itself."""
    some = context(["On Lanterns: a study"])
    lone = Paper("on-lanterns-a-study", "On Lanterns: a study", entries=some.library.papers[0].entries)
    assert the_map._named(lone) == ["On Lanterns: a study", ""]
    assert the_map._named(paper(3, "Über"))[2] == "p3"


def test_ten_thousand_papers_take_forty_bytes_each():
    """The data that the page loads at first is at most 40 bytes a paper, gzipped."""
    rng = random.Random(1)  # noqa: S311 -- no secret
    files = written(context([f"{' '.join(rng.choices(WORDS, k=9))} {at}" for at in range(10_000)], tags=2000))
    assert len(gzip.compress(files["map.json"].encode())) <= 40 * 10_000
    assert len(gzip.compress(files["map/index.md"].encode())) <= 15_000


@pytest.mark.parametrize("words", HOSTILE)
def test_labels_and_titles_are_text(words: str):
    """Whatever a title or a region's words hold is text in the page and in the picture, and whole in the data."""
    files = written(context([words, "Plain"], (words,)))
    page = Page(files["map/index.md"])
    assert {tag for tag, _ in page.elements} <= {"h1", "h2", "h3", "p", "div", "ul", "li", "a", "span", "svg", "path"}
    assert " ".join(words.split()) in " ".join(page.text.split())
    assert json.loads(files["map/names-0.json"])[0][0] == words


def test_names_in_the_picture_never_overlap():
    """Of many regions in one place those are named that have room; on a phone fewer."""
    some = context([f"P{at}" for at in range(40)], tuple(f"A region {at}" for at in range(20)))
    picture = str(the_map.picture(some, "index.md"))
    wide = picture.count('class="sign"') + picture.count('class="sign roomy"')
    assert 1 <= picture.count('class="sign"') <= wide <= 20
    assert "roomy" in picture
