"""Titles and names of any kind survive each format: what a reader gives back is what the paper has."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import bibtexparser
import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string as pybtex_string

from generator.exports import FEEDS, FORMATS, atom, bibtex, csl_json, json_feed, markdown_list, ris
from generator.exports.contract import Catalogue, Feed, PaperList
from generator.exports.names import Name, parts_of
from generator.exports.texts import clean
from generator.model import Entry, Library, Paper, SourceFile
from generator.problems import Position
from generator.settings import Configuration
from generator.sources import read_source
from generator.sources.latex import names, plain

NAUGHTY = (
    'A "quoted" {title} with 100% of $5 & more_than #1 ~ ^ \\ \\LaTeX{} @article{x, y = {z}}',
    "<script>alert(1)</script> ]]> &amp; </title> <!-- x -->",
    "}{ unbalanced } {{ braces",
    "ends in a backslash \\",
    "-- --- ``ligatures'' ?` !` ,, << >>",
    "TY  - JOUR ER  - \r\nER  - \r\n\r\nTY  - BOOK",
    "\n}\n\n@misc{evil,\n title = {x}\n}",
    "## heading\n\n---\n\n## another | table | `code` [link](javascript:alert(1)) [[wiki]]",
    '"},\n{"slug": "x"',
    "קריאת פנסים \u202eRLO\u202c 🏮🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "孙剑 and the τ-lepton: naïve Ångström façade ﬁ",
    "\x00\x07null and bell\x1b[31m\u2028separators\ufeff",
    "=cmd|' /C calc'!A0",
    "∞",
    "x" * 5000,
)
PERSONS = (
    ("Laurens van der Maaten", Name("Maaten", "Laurens", "van der")),
    ("Stéphane d'Ascoli", Name("d'Ascoli", "Stéphane")),
    ("Anton van den Hengel", Name("Hengel", "Anton", "van den")),
    ("Maria da Silva Santos", Name("Silva Santos", "Maria", "da")),
    ("Mohammad Abdullah Al Faruque", Name("Faruque", "Mohammad Abdullah Al")),
    ("Martin Luther King, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
    ("Robert L. Logan IV", Name("Logan IV", "Robert L.")),
    ("Juan de la Cruz Jr.", Name("Cruz Jr.", "Juan", "de la")),
    ("Kim Jr.", Name("Kim Jr.", literal=True)),
    ("danah boyd", Name("boyd", "danah")),
    ("DeepMind Team", Name("DeepMind Team", literal=True)),
    ("The ATLAS Collaboration", Name("The ATLAS Collaboration", literal=True)),
    ("孙剑", Name("孙剑", literal=True)),
    ("Madonna", Name("Madonna", literal=True)),
    ("Simon and Schuster", Name("Simon and Schuster", literal=True)),
    ("Smith, Jane", Name("Smith, Jane", literal=True)),
    ("Ewan K. A. Millar", Name("Millar", "Ewan K. A.")),
    ("Most. Sharmin Sultana Samu", Name("Samu", "Most. Sharmin Sultana")),
    ("J.-P. O'Neill-Šćasný", Name("O'Neill-Šćasný", "J.-P.")),
    ("bell hooks", Name("hooks", "bell")),
    ("A & B Lab", Name("A & B Lab", literal=True)),
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(clean)


def paper(title: str, *authors: str, number: int = 0) -> Paper:
    """Return a paper with these words."""
    where = Position("a.bib", number + 1)
    return Paper(f"slug-{number}", title, abstract=title, authors=authors, year=2024, entries=(Entry(where, title),))


def catalogue(*papers: Paper) -> Catalogue:
    """Return a library of these papers, without tags."""
    uses = dict.fromkeys((one.slug for one in papers), ())
    return Catalogue(Library(papers, uses=uses, introductions=uses), Configuration(site_url="https://example.org/"))


def feed_of(feed: Feed, found: Catalogue, papers: PaperList) -> str:
    """Return a list as a feed."""
    return feed.together(found, papers, {one.slug: feed.entry(found, one) for one in papers.papers})


def bib(*papers: Paper) -> str:
    """Return papers as BibTeX."""
    found = catalogue(*papers)
    entries = {one.slug: bibtex.entry(found, one) for one in papers}
    return bibtex.FORMAT.together(PaperList("papers", "", "", papers), entries)


@pytest.mark.parametrize(("name", "parts"), PERSONS, ids=[name for name, _ in PERSONS])
def test_names_are_parted_as_bibliographies_sort_them(name: str, parts: Name):
    """Particles, suffixes, bodies, names of one word: each has its parts, and every format gives the name back."""
    assert parts_of(name) == parts
    one = paper("A Title", name, "A. Author")
    text = bib(one)
    read = read_source(SourceFile("a.bib", text.encode()))
    assert next(fact.values for fact in read.entries[0].facts if fact.kind == "authors") == (name, "A. Author")
    first, second = next(iter(pybtex_string(text, "bibtex").entries.values())).persons["author"]
    whole = [*first.first_names, *first.middle_names, *first.prelast_names, *first.last_names, *first.lineage_names]
    assert plain(" ".join(whole)) == (name if parts.literal else name.replace(",", ""))
    assert str(second) == "Author, A."
    assert rispy.loads(ris.FORMAT.alone(ris.entry(catalogue(one), one)))[0]["authors"] == [parts.sorted, "Author, A."]


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_name_returns_from_bibtex(name: str):
    """Whatever a name is made of, our own reader gives it back, its white space aside."""
    text = bibtex._person(name)
    assert names(f"{text} and A. Author") == (clean(name), "A. Author")


def with_naughty(test):
    """Give a property test the naughty strings besides."""
    for text in NAUGHTY:
        test = example(text)(test)
    return test


@with_naughty
@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_title_returns_from_bibtex(title: str):
    """Three BibTeX readers find one entry, with the title to the letter and no complaint."""
    one = paper(title, "A. Author")
    text = bib(one)
    read = read_source(SourceFile("a.bib", text.encode()))
    assert [entry.title for entry in read.entries] == [clean(title)]
    assert [problem.code for problem in read.problems] == []
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert [plain(entry["title"]) for entry in library.entries] == [clean(title)]
    entries = pybtex_string(text, "bibtex").entries.values()
    assert [plain(entry.fields["title"]) for entry in entries] == [clean(title)]


@with_naughty
@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_title_returns_from_the_other_formats(title: str):
    """RIS, CSL-JSON, Atom and JSON Feed each hold the title, once, and nothing that the title made up."""
    one = paper(title, "A. Author")
    found = catalogue(one)
    records = rispy.loads(ris.FORMAT.alone(ris.entry(found, one)))
    assert [(record["title"], record["type_of_reference"]) for record in records] == [(clean(title), "UNPB")]
    assert json.loads(csl_json.FORMAT.alone(csl_json.entry(found, one)))[0]["title"] == clean(title)
    papers = PaperList("papers", title, title, (one,))
    feed = ET.fromstring(feed_of(atom.FEED, found, papers).encode())  # noqa: S314 -- our own text
    spaces = {"a": atom.NAMESPACE}
    assert [node.text for node in feed.findall("a:entry/a:title", spaces)] == [clean(title)]
    assert [item["title"] for item in json.loads(feed_of(json_feed.FEED, found, papers))["items"]] == [clean(title)]


@pytest.mark.parametrize("one", FORMATS, ids=[one.ending for one in FORMATS])
def test_naughty_titles_cut_no_file(one):
    """A list of naughty titles can be cut into its papers: none holds what stands between two."""
    papers = tuple(paper(title, title, number=number) for number, title in enumerate(NAUGHTY))
    found = catalogue(*papers)
    entries = {each.slug: one.entry(found, each) for each in papers}
    text = one.together(PaperList("papers", NAUGHTY[7], NAUGHTY[6], papers), entries)
    body = text[text.index(one.head) + len(one.head) : len(text) - len(one.tail)]
    assert body.split(one.between) == list(entries.values())


def test_five_hundred_authors_keep_their_order():
    """A paper of five hundred has all of them, in order, in every format."""
    people = tuple(f"Given{number} Family{number}" for number in range(500))
    one = paper("A Very Common Work", *people)
    found = catalogue(one)
    read = read_source(SourceFile("a.bib", bib(one).encode()))
    assert next(fact.values for fact in read.entries[0].facts if fact.kind == "authors") == people
    assert len(rispy.loads(ris.FORMAT.alone(ris.entry(found, one)))[0]["authors"]) == 500
    assert [
        person["family"] for person in json.loads(csl_json.FORMAT.alone(csl_json.entry(found, one)))[0]["author"]
    ] == [f"Family{number}" for number in range(500)]
    papers = PaperList("papers", "A list", "Its papers", (one,))
    assert all(feed_of(feed, found, papers).count("Family499") == 1 for feed in FEEDS)
    assert markdown_list.entry(found, one).count("Family") == 500
