"""Pages: every link leads somewhere, every word stands to the letter, lists are paged, runs give the same bytes."""

from __future__ import annotations

import posixpath
import random
import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import Page, assert_inert, assert_links_lead_somewhere, flat, journey, pages_of, records, toy_sources

from generator.markdown import slug
from generator.model import Library, SourceFile
from generator.pages.contract import PAGE_OF_ROWS, pages_nav

pytestmark = pytest.mark.usefixtures("few_names")


def test_every_link_leads_somewhere(files: dict[str, str]):
    """Each relative link of each page is a file of this run (or by hand), and each anchor is on its page."""
    assert_links_lead_somewhere(files)


def test_every_page_can_be_reached(files: dict[str, str]):
    """From the front page, by links alone, a reader comes to every page."""
    pages = pages_of(files)
    found, left = {"index.md"}, ["index.md"]
    # The theme's menu names what mkdocs.yml's nav has; the page about the list, written by hand, links some.
    menu = ("sources/index.md", "collections/index.md", "about/tags.md", "api/index.md", "map/index.md")
    left += [path for path in menu if path in pages]
    while left:
        path = left.pop()
        found.add(path)
        for href in pages[path].hrefs:
            there = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), re.split("[?#]", href)[0] or posixpath.basename(path))
            )
            if there in pages and there not in found:
                left.append(there)
    assert found == set(pages)


def test_paths_are_safe_and_told_apart(files: dict[str, str]):
    """No file leads out, none is written twice, and every name is plain."""
    _, written = journey(*toy_sources())
    assert len({file.path for file in written}) == len(written)
    assert all(re.fullmatch(r"([a-z0-9-]+/)*[a-z0-9-]+(\.schema)?\.(md|json|png)", path) for path in files)


@pytest.mark.parametrize("publish_abstracts", [True, False])
def test_no_text_of_the_list_acts(publish_abstracts: bool):  # noqa: FBT001
    """Hostile titles and texts make no element, no attribute and no address on any page."""
    _, written = journey(*toy_sources(), publish_abstracts=publish_abstracts)
    for file in written:
        if file.path.endswith(".md"):
            assert_inert(file.path, Page(file.text))


def test_titles_stand_to_the_letter(files: dict[str, str], library: Library):
    """On its page, in the list and in the front matter a title is what the source says."""
    listed = Page(files["papers/index.md"])
    for paper in library.papers:
        page = Page(files[f"papers/{paper.slug}.md"])
        assert page.meta["title"] == paper.title
        assert flat(page.text).startswith(flat(paper.title))
        assert flat(paper.title) in flat(listed.text)
    for title in ("∞", "../../x"):
        assert title in {paper.title for paper in library.papers}


def test_texts_stand_to_the_letter(files: dict[str, str], library: Library):
    """Marking names and addresses neither drops nor doubles a letter, paragraph by paragraph."""
    for paper in library.papers:
        page = Page(files[f"papers/{paper.slug}.md"])
        for field in ("abstract", "summary"):
            parts = [flat(part) for part in paper.text_of(field).split("\n") if part.strip()]
            assert [flat(part) for part in page.paragraphs.get(f"reading {field}", [])] == parts


def test_a_text_of_several_paragraphs_keeps_them(library: Library, files: dict[str, str]):
    """Three paragraphs of the source are three on the page."""
    (paper,) = [paper for paper in library.papers if paper.title.startswith("Paragraphs of Light")]
    assert len(Page(files[f"papers/{paper.slug}.md"]).paragraphs["reading abstract"]) == 3


def test_chips_lead_to_words(files: dict[str, str], library: Library):
    """Each tag of a paper is a chip that leads to its words, and each mention in its texts links to the tag's page.

    The words of a tag that only the title names are marked there.
    """
    for paper in library.papers:
        page = Page(files[f"papers/{paper.slug}.md"])
        chips = [
            attrs["href"] for tag, attrs in page.elements if tag == "a" and "tag" in attrs.get("class", "").split()
        ]
        marks = [attrs for tag, attrs in page.elements if tag == "a" and "mention" in attrs.get("class", "").split()]
        for use in library.uses[paper.slug]:
            assert f"../{use.tag.facet}/{use.tag.slug}.md" in chips
        fields = [[mention.field for mention in use.mentions] for use in library.uses[paper.slug]]
        texts = [[field for field in some if field != "title"] or some for some in fields]
        assert len(marks) == sum(map(len, texts))
        assert len({attrs["id"] for attrs in marks}) == len(marks)
        leads = [attrs["href"] for tag, attrs in page.elements if tag == "a" and attrs.get("class") == "to-words"]
        assert len(leads) == len(texts)
        assert {lead.removeprefix("#") for lead in leads} <= {attrs["id"] for attrs in marks}


def test_a_tags_page_shows_the_sentence(files: dict[str, str]):
    """Each paper on a tag's page stands with the words that name the tag, in bold."""
    page = files["models/bert.md"]
    assert "bidirectional" not in page.split("## Named in")[1].lower()
    assert "We read lantern signs in two directions with a **BERT**&#45;based tagger on COCO." in page
    assert "compares GPT-2 with **BERT** on signs" in page


def runs(text: str, length: int = 5) -> set[tuple[str, ...]]:
    """Return every run of so many words in a text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_without_abstracts_none_is_in_any_file():
    """`publish_abstracts: false`: no five words in a row of any abstract are in any page, nor in papers.json."""
    library, written = journey(*toy_sources(), publish_abstracts=False)
    public_ = set().union(*(runs(f"{paper.title} | {paper.summary or ''}") for paper in library.papers))
    secret = set().union(*(runs(paper.abstract or "") for paper in library.papers)) - public_
    assert len(secret) > 200
    for file in written:
        shown = file.text if file.path.endswith(".json") else f"{Page(file.text).text} {Page(file.text).meta}"
        assert not runs(shown) & secret, file.path
    by_path = {file.path: file.text for file in written}
    hidden = records(by_path)
    assert all(paper["abstract"] is None for paper in hidden)
    assert not [repair for paper in hidden for repair in paper["repairs"] if repair["field"] == "abstract"]
    assert "not published on this site" in by_path["papers/lanterns-are-all-you-need.md"]
    assert_links_lead_somewhere(by_path)


def test_two_runs_give_the_same_bytes():
    """Nothing depends on the clock, on chance or on the order of a set."""
    assert journey(*toy_sources()) == journey(*toy_sources())


def test_the_order_of_sources_does_not_matter(files: dict[str, str]):
    """However the disk lists them, the same files make the same pages, to the byte."""
    for seed in range(4):
        sources = list(toy_sources())
        random.Random(seed).shuffle(sources)  # noqa: S311 -- no secret
        assert {file.path: file.text for file in journey(*sources)[1]} == files


ODD = (
    "a b.txt",
    "a-b.txt",
    "a.b.txt",
    "A-B.txt",
    "ünï.txt",
    "{{ 7*7 }}.txt",
    "](x).txt",
    "<b>.txt",
    "index.txt",
    "日本.txt",
    "|.txt",
)


def test_odd_source_names_have_pages_of_their_own():
    """Sources whose names differ by a mark or a folder only: each has its ledger, and links lead to it."""
    files = [SourceFile(f"sources/{name}", text_of_paper(number)) for number, name in enumerate(ODD)]
    files += [SourceFile(f"/one/list/{name}", text_of_paper(20 + number)) for number, name in enumerate(ODD[:2])]
    files += [SourceFile(f"/two/list/{name}", text_of_paper(30 + number)) for number, name in enumerate(ODD[:2])]
    _, written = journey(*files)
    assert len({file.path for file in written}) == len(written)
    by_path = {file.path: file.text for file in written}
    assert_links_lead_somewhere(by_path)
    ledgers = [path for path in by_path if re.fullmatch(r"sources/(?!index).*\.md", path)]
    assert len(ledgers) == len(files)
    listed = flat(Page(by_path["sources/index.md"]).text)
    assert all(name in listed for name in ODD)


def text_of_paper(number: int) -> bytes:
    """Return a source of one paper."""
    words = "Every paper of this list is invented, and this one names BERT and ImageNet once, as number"
    return f"Lantern Number {number} of a Long Row of Lanterns\n\n{words} {number} of many.\n".encode()


@cache
def many(count: int) -> dict[str, str]:
    """Return the files of a list of so many papers."""
    entries = "".join(
        f"@misc{{k{number},\n  title = {{Lantern Number {number} of a Long Row}},\n"
        f"  abstract = {{This one reads {number} lanterns with BERT on ImageNet.}}\n}}\n"
        for number in range(count)
    )
    return {file.path: file.text for file in journey(SourceFile("sources/many.bib", entries.encode()))[1]}


@pytest.mark.parametrize(("count", "pages"), [(99, 1), (100, 1), (101, 2), (250, 3)])
def test_lists_are_paged_at_a_hundred(count: int, pages: int):
    """A list page has at most a hundred rows; all rows are there once, and each page leads to the others."""
    files = many(count)
    assert PAGE_OF_ROWS == 100
    for folder, first in (("papers", "papers/index.md"), ("models/bert", "models/bert.md")):
        paths = [first, *(f"{folder}/page-{number}.md" for number in range(2, pages + 1))]
        assert f"{folder}/page-{pages + 1}.md" not in files
        rows = [
            re.findall(r"^###? \[(Lantern Number \d+ of a Long Row)\]", files[path], re.MULTILINE) for path in paths
        ]
        assert [len(some) for some in rows] == [100] * (pages - 1) + [count - 100 * (pages - 1)]
        assert len({title for some in rows for title in some}) == count
        titles = [Page(files[path]).meta["title"] for path in paths]
        assert len(set(titles)) == pages


def test_every_link_of_a_long_list_leads_somewhere():
    """Pages of pages, tags of tags: with 250 papers too no link is broken."""
    assert_links_lead_somewhere(many(250))


@given(st.integers(1, 40).flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count - 1))))
def test_the_way_through_pages_is_short_and_whole(both: tuple[int, int]):
    """The first, the last and the near pages are named, this one is not a link, and a gap is shown as one."""
    count, here = both
    paths = [f"papers/page-{number}.md" for number in range(1, count + 1)]
    nav = pages_nav(paths[here], paths)
    if count == 1:
        assert nav == []
        return
    assert f"**{here + 1}**" in nav
    numbers = [int(re.search(r"\d+", one)[0]) for one in nav if one != "…"]
    assert numbers == sorted(set(numbers))
    assert {1, count, max(1, here), min(count, here + 2)} <= set(numbers)
    assert len(nav) <= 9
    gaps = sum(b - a > 1 for a, b in pairwise(numbers))
    assert nav.count("…") == gaps


def test_addresses_of_a_slug_stay(library: Library):
    """A paper's address depends on its title alone: other papers in the list do not move it."""
    for paper in library.papers:
        assert paper.slug == slug(paper.title)
