"""Papers in; the way along the list, citations, tags by weight and what came last, for a reader's pages, out."""

from __future__ import annotations

import html
import json
from itertools import pairwise

import pytest
from journeys import Page, flat, html_of, journey, toy_sources

from generator.model import Entry, Library, Link, Mention, Paper, Position, Role, SourceFile, TagKey, TagUse
from generator.pages.around import around
from generator.pages.cite import citation
from generator.pages.weight import by_weight

pytestmark = pytest.mark.usefixtures("few_names")
POSITION = Position("a.txt", 1)


def paper(**fields: object) -> Paper:
    """Return a paper that is its title alone, and these fields."""
    return Paper(**{"slug": "a", "title": "A Title", "entries": (Entry(POSITION, "A Title"),)} | fields)  # type: ignore[arg-type]


def words(text: str) -> str:
    """Return Markdown as a reader sees it."""
    return flat(html.unescape(Page(text).text))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({}, "A Title.", id="a title is enough"),
        pytest.param({"title": "Is It?"}, "Is It?", id="no full stop after a question"),
        pytest.param({"title": "“Why?”"}, "“Why?”", id="nor after one in quotation marks"),
        pytest.param({"authors": ("A. Author",), "year": 2024}, "A. Author. A Title. 2024.", id="an initial is no end"),
        pytest.param({"authors": ("A One", "B Two")}, "A One and B Two. A Title.", id="two authors"),
        pytest.param({"authors": ("A One", "B Two", "C Three")}, "A One, B Two, and C Three. A Title.", id="three"),
        pytest.param(
            {"authors": tuple(f"N {n}" for n in range(13))},
            "N 0, N 1, N 2, N 3, N 4, N 5, N 6, N 7, N 8, N 9 et al. A Title.",
            id="many",
        ),
        pytest.param({"venue": "Conf 2024", "year": 2024}, "A Title. Conf 2024.", id="the venue's year is said once"),
        pytest.param({"venue": "Conf 2024", "year": 2023}, "A Title. Conf 2024.", id="a preprint may be older"),
        pytest.param({"venue": "Letters", "year": 2024}, "A Title. Letters, 2024.", id="venue and year"),
        pytest.param({"arxiv": "2401.00001"}, "A Title. https://arxiv.org/abs/2401.00001", id="where it is found"),
        pytest.param({"doi": "10.1/x", "arxiv": "1"}, "A Title. https://doi.org/10.1/x", id="the DOI lasts longest"),
        pytest.param(
            {"links": (Link("code", "https://c.example/"), Link("web", "https://w.example/"))},
            "A Title. https://w.example/",
            id="a page, not its code",
        ),
        pytest.param({"title": '<b>*A* | [[B]]</b> "q"'}, '<b>*A* | [[B]]</b> "q".', id="hostile"),
    ],
)
def test_a_citation_says_what_is_known(fields: dict[str, object], said: str):
    """Who, what, where, when, how to find it: in one line, to the letter, without guesses."""
    assert words(citation(paper(**fields))) == said


def test_a_citation_cannot_act():
    """An address that would run something is text."""
    found = citation(paper(links=(Link("web", "javascript:alert(1)"),)))
    assert "<a" not in html_of(found)


def test_the_way_along_the_list_goes_both_ways(library: Library):
    """Each paper leads to the next and back; the ends lead nowhere, and say so."""
    ways = list(around(library.papers))
    assert [one for one, _ in ways] == list(library.papers)
    for (one, ahead), (other, behind) in pairwise(ways):
        assert f"({other.slug}.md)" in ahead.after
        assert f"({one.slug}.md)" in behind.before
        assert other.title in words(ahead.after_titled) or len(other.title) > 150
    assert "](" not in ways[0][1].before + ways[0][1].before_titled
    assert "](" not in ways[-1][1].after + ways[-1][1].after_titled


def test_one_more_paper_changes_its_neighbours_alone():
    """A paper at the list's end changes one other paper's way along the list: a build of what changed stays small."""
    some = [paper(slug=f"p{number}", title=f"Paper {number}") for number in range(6)]
    before, after = dict(around(some[:5])), dict(around(some))
    assert [one.slug for one in some[:5] if before[one] != after[one]] == ["p4"]


def test_a_list_of_one_paper_leads_nowhere():
    """The only paper has no neighbour; an empty list has no way at all."""
    ((_, ways),) = around([paper()])
    assert "](" not in ways.before + ways.after
    assert list(around([])) == []


def use(name: str, role: Role, *fields: str) -> TagUse:
    """Return a tag that a paper bears, named once in each of these fields."""
    key = TagKey("models", name)
    return TagUse(key, role, tuple(Mention(key, field, 0, 1, name, "name", name) for field in fields))


def test_tags_stand_by_weight():
    """First what the paper introduces, then what its title names, then by how often; equals keep their order."""
    uses = [
        use("once", Role.NAMES, "abstract"),
        use("also-once", Role.NAMES, "summary"),
        use("twice", Role.NAMES, "abstract", "summary"),
        use("titled", Role.NAMES, "title"),
        use("new", Role.INTRODUCES, "abstract"),
    ]
    assert [one.tag.slug for one in by_weight(uses)] == ["new", "titled", "twice", "once", "also-once"]


def test_arrivals_are_the_latest_first(files: dict[str, str], library: Library):
    """Each paper of a short list is there once, by date, with what a row of the reader's page shows."""
    found = json.loads(files["reading/arrivals.json"])
    assert found["schema"] == "arrivals.v1"
    dates = [one["added"] for one in found["papers"]]
    assert dates == sorted(dates, reverse=True)
    assert dates[0]
    known = {one.slug: (one.title, one.year) for one in library.papers}
    assert {one["slug"]: (one["title"], one["year"]) for one in found["papers"]} == known


def test_arrivals_of_a_long_list_are_few():
    """However long the list, two hundred papers are enough to tell what is new."""
    entries = "".join(f"@misc{{k{n},\n  title = {{Lantern Number {n} of a Long Row}}\n}}\n" for n in range(230))
    files = {file.path: file.text for file in journey(SourceFile("sources/many.bib", entries.encode()))[1]}
    assert len(json.loads(files["reading/arrivals.json"])["papers"]) == 200


def test_the_readers_page_says_where_marks_are_kept():
    """Without scripts, too: it needs them, the marks are in the browser only, and the list is elsewhere."""
    page = Page({file.path: file.text for file in journey(*toy_sources())[1]}["reading/index.md"])
    assert "kept there and nowhere else" in flat(page.text)
    assert page.hrefs == ["../papers/index.md"]
