"""What curators write, taken away: collections in their own order, notes as plain text, their dates."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import rispy
from journeys import configuration, pages_of, toy_sources
from test_exports_any_text import NAUGHTY
from test_exports_files import ADDRESS, papers_in
from test_exports_readers import own_entries

from generator import pipeline
from generator.curation import HandFile
from generator.exports import FEEDS, FORMATS
from generator.exports.atom import NAMESPACE
from generator.exports.contract import Catalogue
from generator.notes.names import Names
from generator.notes.plain import plain_text

if TYPE_CHECKING:
    from generator.model import Library

pytestmark = pytest.mark.usefixtures("few_names")
NOTE = """---
status: read
added: 2026-03-01
---
Start *here*: see [[models/bert|BERT]] and [its code](https://example.org/a_b).

- first & last
- 100% of {5}
"""
COLLECTION = """---
title: By light
summary: Two that belong together.
---
First [[Lanterns Are All You Need]], ## then the rest.

{others}
"""


def hand(path: str, text: str) -> HandFile:
    """Return a file as a curator would have put it below docs/."""
    return HandFile(f"docs/{path}", path, text)


@cache
def inputs() -> pipeline.Inputs:
    """Return the toy list with a note, a collection that goes against the list's order, and one without papers."""
    plain, _ = pipeline.build_library(pipeline.Inputs(configuration(), toy_sources()))
    others = "\n".join(f"1. [[papers/{paper.slug}]]" for paper in reversed(plain.papers[-3:]))
    written = (
        hand("notes/papers/lanterns-are-all-you-need.md", NOTE),
        hand("collections/by-light.md", COLLECTION.replace("{others}", others)),
        hand("collections/none.md", "---\ntitle: None\n---\nNo paper.\n"),
    )
    own = configuration().model_copy(update={"site_url": ADDRESS})
    return pipeline.Inputs(own, toy_sources(), written=written)


@cache
def library() -> Library:
    """Return that list's library."""
    found, problems = pipeline.build_library(inputs())
    assert not [problem for problem in problems if problem.level == "error"]
    return found


@cache
def taken() -> dict[str, str]:
    """Return its files to take away, by path."""
    return {file.path: file.text for file in pipeline.downloads(library(), inputs())}


def test_a_collection_is_taken_in_its_own_order():
    """Each format and feed stands at the collection's address; papers come as the curator named them."""
    (one, empty) = library().collections
    assert len(one.papers) == 3
    assert one.papers != tuple(paper.slug for paper in library().papers if paper.slug in one.papers)
    assert [paper["slug"] for paper in json.loads(taken()["collections/by-light.json"])["papers"]] == list(one.papers)
    for form in FORMATS:
        cut = papers_in(form, taken()[f"collections/by-light.{form.ending}"])
        assert [form.alone(text) for text in cut] == [taken()[f"papers/{slug}.{form.ending}"] for slug in one.papers]
    assert all(f"collections/by-light.{feed.ending}" in taken() for feed in FEEDS)
    assert empty.name == "none"
    assert not [path for path in taken() if path.startswith("collections/none")]


def test_a_collections_markdown_has_what_the_curator_wrote():
    """The Markdown twin begins with title, summary and prose, as text that no program takes for marks."""
    head = taken()["collections/by-light.md"].partition("\n## ")[0]
    assert head.startswith("# By light\n\nTwo that belong together.\n\n")
    assert r"First Lanterns Are All You Need, \#\# then the rest." in head


def test_pages_of_lists_offer_their_files():
    """A collection's and a year's page link each of their files to hand, and name them in the head."""
    done, atlas = pipeline.set_out(library())
    pages = pages_of({file.path: file.text for file in pipeline.render(done, inputs(), atlas)})
    for page, path, up in (
        ("collections/by-light/index.md", "collections/by-light", "../"),
        ("years/2024.md", "years/2024", "../"),
    ):
        assert pages[page].meta["files"] == path
        names = [f"{up}{path.rpartition('/')[2]}.{one.ending}" for one in (*FORMATS, *FEEDS)]
        assert set(names) <= set(pages[page].hrefs)
        assert all(f"{path}.{one.ending}" in taken() for one in (*FORMATS, *FEEDS))
    assert "files" not in pages["collections/none/index.md"].meta


def test_a_feed_has_the_day_that_a_note_gives():
    """A note's `added` dates its paper in each feed, and goes before the day of the capture."""
    feed = json.loads(taken()["papers.feed.json"])
    first = feed["items"][0]
    assert first["title"] == "Lanterns Are All You Need"
    assert first["date_published"] == "2026-03-01T00:00:00Z"
    atom = ET.fromstring(taken()["papers.atom"].encode())  # noqa: S314 -- our own text
    assert atom.findtext(f"{{{NAMESPACE}}}updated") == "2026-03-01T00:00:00Z"


def test_a_note_goes_with_its_paper():
    """BibTeX has it as `annote`, which Zotero reads; RIS as a note of its own; CSL as `note`; our reader stays calm."""
    path = "papers/lanterns-are-all-you-need"
    said = "Start here: see BERT and its code (https://example.org/a_b)."
    bibtex = taken()[f"{path}.bib"]
    assert len(own_entries(bibtex)) == 1
    annote = re.search(r"annote = \{(.*?)\}\n", bibtex, re.DOTALL)
    assert annote
    assert r"(https://example.org/a\_b)." in annote[1]
    assert r"- 100\% of \{5\}" in annote[1]
    (record,) = rispy.loads(taken()[f"{path}.ris"])
    assert record["notes"][-1] == f"{said} - first & last - 100% of {{5}}"
    (item,) = json.loads(taken()[f"{path}.csl.json"])
    assert item["note"].endswith(f"{said}\n- first & last\n- 100% of {{5}}")
    assert f"**Note.** {said}" in taken()[f"{path}.md"].replace("\\", "")
    (item,) = [
        one for one in json.loads(taken()["papers.feed.json"])["items"] if one["title"].startswith("Lanterns Are A")
    ]
    assert said in item["content_text"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("# Head\n\nOne\nline", "Head\nOne line", id="paragraphs"),
        pytest.param("2. a\n3. b\n   - c\n", "2. a\n3. b\n- c", id="lists"),
        pytest.param("| a | b |\n|---|---|\n| *c* | d |", "a | b\nc | d", id="tables"),
        pytest.param("Said[^1].\n\n[^1]: By whom.", "Said[1].\n[1] By whom.", id="footnotes"),
        pytest.param("```\nx = [[y]]\n```", "x = [[y]]", id="code"),
        pytest.param("![A lantern](x.png) <https://e.org>", "A lantern https://e.org", id="pictures and addresses"),
        pytest.param("<div>a &amp; b</div>\n\n<script>\nx()\n</script>\n\nc<br>d", "a & b\nc d", id="HTML"),
        pytest.param("[[Nobody]] [[models/bert]] [[bert|it]]", "Nobody BERT it", id="names"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_notes_as_plain_text(body: str, expected: str):
    """A line a block; marks are gone, words, names and addresses are there."""
    assert plain_text(body, Names(library())) == expected


@pytest.mark.parametrize("text", NAUGHTY)
def test_any_text_can_be_a_note(text: str):
    """Whatever a note holds, it becomes lines of text, none blank, and each format holds it."""
    said = plain_text(text, Names(library()))
    assert all(line.strip() for line in said.splitlines())


def test_llms_txt_says_which_pages_have_a_twin():
    """It names the kinds of page that have a Markdown file, and each collection's."""
    text = taken()["llms.txt"]
    assert "each collection and each year has a Markdown twin" in text
    assert f"[By light]({ADDRESS}collections/by-light.md): 3 papers" in text


def test_keys_do_not_hang_on_notes():
    """A note with a date changes no citation key."""
    bare, _ = pipeline.build_library(pipeline.Inputs(configuration(), toy_sources()))
    assert Catalogue(bare, configuration()).keys == Catalogue(library(), configuration()).keys
