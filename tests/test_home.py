"""A list in; its front page, complete with no paper, with one, and with many, out."""

from __future__ import annotations

import re

import pytest
from conftest import few_terms
from journeys import Page, assert_inert, configuration, flat, journey, replace_setting, toy_sources

from generator.model import Entry, Library, Paper, Reading, Sidecar
from generator.pages.contract import Context
from generator.pages.home import NEWEST, write
from generator.pages.home_figures import BARS, SIDE, bars, matrix
from generator.problems import Position
from generator.tagging.tag import tag_papers

pytestmark = pytest.mark.usefixtures("few_names")
TASKS = ("Image classification", "Object detection", "Image captioning")


def paper(number: int, text: str, file: str = "a.txt", year: int | None = None) -> Paper:
    """Return a paper whose abstract names what its text names."""
    entry = Entry(Position(file, number), f"Paper {number}", text)
    return Paper(f"paper-{number}", entry.title, abstract=text, year=year, entries=(entry,))


def context(*papers: Paper, readings: tuple[Reading, ...] = ()) -> Context:
    """Return the context of these papers."""
    from generator.tagging.shipped import shipped  # noqa: PLC0415 -- a second, and one test needs it

    tasks = [term for term in shipped()[0] if term.facet == "tasks" and term.rule.name in TASKS]
    return Context(tag_papers(papers, (*few_terms(), *tasks), readings), configuration())


def home(of: Context) -> Page:
    """Return the front page."""
    [file] = write(of)
    page = Page(file.text)
    assert_inert(file.path, page)
    return page


def headings(page: Page) -> list[str]:
    """Return which elements are headings."""
    return [tag for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]


def test_the_front_page_of_the_toy_list():
    """It says what the list is in the curator's words, how much it holds, and leads to papers, tags and sources."""
    page = home(Context(journey(*toy_sources())[0], configuration()))
    assert "Every paper here is invented." in flat(page.text)
    assert page.text.index("A toy list") < page.text.index("Every paper here is invented.")
    assert {"papers/index.md", "models/index.md", "sources/index.md"} <= set(page.hrefs)
    assert headings(page)[0] == "h1"
    assert headings(page).count("h1") == 1


@pytest.mark.parametrize("papers", [(), (paper(1, "We read."),)], ids=["none", "one"])
def test_a_small_list_has_no_empty_parts(papers: tuple[Paper, ...]):
    """Without names there are no figures about names; without papers no rows."""
    page = home(context(*papers))
    assert "What the papers name" not in page.text
    assert re.search(r"\b0\s+(models|datasets|tasks|methods)", page.text) is None
    assert ("Latest papers" in page.text) == bool(papers)
    assert "table" not in [tag for tag, _ in page.elements]


def test_without_an_introduction_the_description_speaks():
    """A list that has said nothing about itself shows its description, to the letter."""
    own = replace_setting(configuration(), intro="").model_copy(
        update={"site_description": "A *list* of <b>papers</b>"}
    )
    page = home(Context(Library((), readings=()), own))
    assert "A *list* of <b>papers</b>" in page.text


def test_bars_are_as_long_as_they_say():
    """The model that most papers name comes first at full length, the others in their share of it."""
    found = bars(
        context(
            paper(1, "We use BERT and ViT."), paper(2, "We use BERT."), paper(3, "BERT, ViT, CLIP."), paper(4, "BERT.")
        ),
        "index.md",
    )
    assert [one.count for one in found] == ["4", "2", "1"]
    assert [re.search(r"--share:([\d.]+)", one.tag)[1] for one in found] == ["1.000", "0.500", "0.250"]
    assert bars(context(paper(1, "We use BERT.")), "index.md") == []
    assert len(found) <= BARS


def shown(cell: tuple[str, str]) -> tuple[str, str]:
    """Return a cell's number, which leads to Explore, and its shade."""
    number = re.fullmatch(r"\[(\d+)\]\(explore/index\.md\?.+\)", cell[0])
    assert number
    return number[1], cell[1]


def test_the_matrix_counts_papers_that_name_both():
    """A square says how many papers name its row's task and its column's model; who meets nobody has no column."""
    papers = [
        paper(1, "We use BERT for image classification, object detection and image captioning."),
        paper(2, "We use BERT and ViT for image classification."),
        paper(3, "We use CLIP and ViT for object detection."),
        paper(4, "We use Swin."),
    ]
    of = context(*papers)
    found = matrix(of, "index.md")
    assert found is not None
    names = [re.search(r"\[(.*?)\]", name)[1] for name in found.columns]
    rows = {re.search(r"\[(.*?)\]", name)[1]: dict(zip(names, cells, strict=True)) for name, cells in found.rows}
    assert set(names) == {"BERT", "ViT", "CLIP"}
    assert set(rows) == set(TASKS)
    assert shown(rows["Image classification"]["BERT"]) == ("2", "1.00")
    assert rows["Image classification"]["CLIP"] is None
    assert shown(rows["Object detection"]["CLIP"]) == ("1", "0.71")
    assert max(len(names), len(rows)) <= SIDE
    assert matrix(context(*papers[1:2]), "index.md") is None


def test_the_latest_are_those_captured_last():
    """A paper's age is its first capture; within a day, and without dates, the later year comes first."""
    papers = [
        paper(1, "Old.", "old.txt"),
        paper(2, "New.", "new.txt", 2020),
        paper(3, "New.", "new.txt", 2024),
        *(paper(number, "Undated.", "undated.txt") for number in range(4, 20)),
    ]
    days = {"old.txt": "2025-01-01", "new.txt": "2026-01-01", "undated.txt": None}
    readings = tuple(Reading(file, "text", Sidecar(captured=day)) for file, day in days.items())
    page = home(context(*papers, readings=readings))
    shown = [href for href in page.hrefs if href.startswith("papers/paper-")]
    assert shown[:3] == ["papers/paper-3.md", "papers/paper-2.md", "papers/paper-1.md"]
    assert len(shown) == NEWEST


def test_a_long_list_has_a_short_front_page():
    """Twelve hundred papers show as many rows as ten, and their numbers are parted in thousands."""
    papers = [paper(number, "We use BERT.") for number in range(1, 1201)]
    page = home(context(*papers))
    assert len([href for href in page.hrefs if href.startswith("papers/paper-")]) == NEWEST
    assert "1,200" in page.text
