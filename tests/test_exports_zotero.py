"""What Zotero saves from a page: its rules, field by field in their documented order, applied to what our pages say.

The rules stand here as Zotero's translators "Embedded Metadata" and "COinS" have them: the item type by `z:itemType`,
then by the last container tag; fields by Highwire's names; no tags, for it drops those of any page. Of COinS
each key in its turn, for what a title is depends on the type that has been read until then.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl

import pytest
import yaml
from journeys import html_of
from test_exports_any_text import NAUGHTY, PERSONS, catalogue, paper

from generator.exports.names import Name, parts_of
from generator.exports.zotero import context_object, head_marks
from generator.model import Link, Paper

CONTAINERS = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_dissertation_institution": "thesis",
}
FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "container",
    "citation_conference_title": "container",
    "citation_dissertation_institution": "container",
    "citation_abstract": "abstract",
    "citation_doi": "DOI",
    "citation_public_url": "url",
}


def saved(marks: list[tuple[str, str]]) -> dict[str, object]:
    """Return what Zotero makes of a page's marks."""
    kinds = [CONTAINERS[name] for name, _ in marks if name in CONTAINERS]
    own = [content for name, content in marks if name == "z:itemType"]
    item: dict[str, object] = {FIELDS[name]: content for name, content in marks if name in FIELDS}
    item["type"] = own[-1] if own else kinds[-1] if kinds else "journalArticle"
    item["authors"] = [person for name, text in marks if name == "citation_author" for person in people(text)]
    item["pdf"] = next((content for name, content in marks if name == "citation_pdf_url"), None)
    return item


def people(text: str) -> list[tuple[str, str]]:
    """Return who a `citation_author` names: semicolons part persons, so does a comma between two that have spaces."""
    found = re.split(r"\s*;\s*", text)
    halves = re.split(r"\s*,\s*", found[0])
    if len(found) == 1 and len(halves) > 1 and " " in halves[0] and " " in halves[1]:
        found = halves
    return [cleaned(one) for one in found]


def cleaned(author: str) -> tuple[str, str]:
    """Return family and given name: by the comma, else the last word is the family name."""
    if "," in author:
        last, first, *_ = re.split(r", ?", author)
        return last.replace("\xa0", " "), first
    first, _, last = author.rpartition(" ")
    return last.replace("\xa0", " "), first


FULL = replace(
    paper("A Title: of Lanterns", "Laurens Jan van der Maaten", "孙剑", "DeepMind Team"),
    arxiv="2401.00001",
    doi="10.1000/x",
    links=(Link("arxiv", "https://arxiv.org/abs/2401.00001"), Link("web", "https://example.org/p?a=1&b=2")),
    keywords=("one; two", "three"),
)


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        pytest.param(None, "preprint", id="preprint"),
        pytest.param("NeurIPS 2019", "conferencePaper", id="conference paper"),
        pytest.param("Journal of Lanterns", "journalArticle", id="article"),
        pytest.param("PhD thesis, A University", "thesis", id="thesis"),
    ],
)
def test_a_paper_is_saved_with_every_field(venue: str | None, kind: str):
    """One click gives the type, the title, all authors in order, date, container, ids, abstract, tags, link and PDF."""
    one = replace(FULL, venue=venue)
    item = saved(head_marks(catalogue(one), one))
    assert item == {
        "type": kind,
        "title": one.title,
        "authors": [("van der Maaten", "Laurens Jan"), ("孙剑", ""), ("DeepMind Team", "")],
        "date": "2024",
        **({"container": venue} if venue else {}),
        "abstract": one.abstract,
        "DOI": "10.1000/x",
        "url": "https://example.org/p?a=1&b=2",
        "pdf": "https://arxiv.org/pdf/2401.00001",
    }


@pytest.mark.parametrize(("name", "parts"), PERSONS, ids=[name for name, _ in PERSONS])
def test_no_name_becomes_two_persons(name: str, parts: Name):
    """Each name is one person, with the family name by which it is sorted; a body's name stays whole."""
    one = paper("A Title", name)
    authors = saved(head_marks(catalogue(one), one))["authors"]
    family = f"{parts.particle} {parts.family}".strip()
    assert len(authors) == 1
    assert authors[0][0].startswith(family.split(",")[0])


def test_what_is_unknown_is_left_out():
    """A paper with a title only has a title, a type and the address of its page: no empty mark, nobody's name."""
    one = Paper("a", "A Title", entries=FULL.entries)
    marks = head_marks(catalogue(one), one)
    names = [name for name, _ in marks]
    assert names == ["z:itemType", "DC.type", "citation_title", "citation_public_url"]
    assert all(content for _, content in marks)


@pytest.mark.parametrize("title", [*NAUGHTY, "C++ & C# = 100%"])
def test_a_row_is_saved_by_its_coins(title: str):
    """COinS: whatever the title, its query has one title, the type, each author and the ids, and is safe in HTML."""
    one = replace(FULL, title=title)
    text = context_object(catalogue(one), one)
    assert re.fullmatch(r"[\w.%&=~-]+", text)
    fields = parse_qsl(text, strict_parsing=True)
    assert fields[:2] == [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    assert fields[-1] == ("rft.type", "preprint")
    said = [value for key, value in fields if key == "rft.title"]
    assert len(said) == 1
    assert said[0].split()[0] in title or not said[0].isprintable()
    authors = [value.replace("\xa0", " ") for key, value in fields if key == "rft.au"]
    assert authors == [parts_of(name).sorted for name in one.authors]
    assert [value for key, value in fields if key == "rft_id"] == [
        "info:doi/10.1000/x",
        "https://arxiv.org/abs/2401.00001",
    ]


def offered(text: str) -> dict[str, object]:
    """Return what Zotero makes of a row's COinS."""
    item: dict[str, object] = {"type": "webpage", "authors": []}
    for key, value in parse_qsl(text):
        contained = item["type"] in {"journalArticle", "bookSection", "conferencePaper"}
        if key == "rft.title":
            item["container" if contained else "title"] = value
        elif key == "rft.au":
            item["authors"] = [*item["authors"], cleaned(value)]
        elif key == "rft.publisher":
            item["publisher"] = value
        elif key == "rft_id":
            item |= {"DOI": value.removeprefix("info:doi/")} if value.startswith("info:doi") else {"url": value}
        elif key == "rft.date":
            item["date"] = value
        elif item["type"] != "thesis" and key in {"rft.type", "rft.source"}:
            item["type" if key == "rft.type" else "container"] = value
    return item


@pytest.mark.parametrize(
    ("venue", "kind", "where"),
    [
        pytest.param(None, "preprint", {}, id="preprint"),
        pytest.param("NeurIPS 2019", "conferencePaper", {"container": "NeurIPS 2019"}, id="conference paper"),
        pytest.param("Journal of Lanterns", "journalArticle", {"container": "Journal of Lanterns"}, id="article"),
        pytest.param("PhD thesis, A University", "thesis", {"publisher": "PhD thesis, A University"}, id="thesis"),
    ],
)
def test_a_row_is_saved_with_its_title_and_where_it_appeared(venue: str | None, kind: str, where: dict[str, str]):
    """A row's title is its title whatever its type, and its venue the container, or the university of a thesis."""
    one = replace(FULL, venue=venue)
    assert offered(context_object(catalogue(one), one)) == {
        "type": kind,
        "title": one.title,
        "authors": [("van der Maaten", "Laurens Jan"), ("孙剑", ""), ("DeepMind Team", "")],
        "date": "2024",
        "DOI": "10.1000/x",
        "url": "https://arxiv.org/abs/2401.00001",
        **where,
    }


def test_lists_have_a_span_a_row_and_papers_none(files: dict[str, str]):
    """Each row of a list page has one span; a paper's page, which lists related papers too, has none."""
    for path, text in files.items():
        if not path.endswith(".md"):
            continue
        spans = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', html_of(text.split("---\n", 2)[2]))
        kind = yaml.safe_load(text.split("---\n", 2)[1]).get("kind")
        rows = text.count('<div class="row" markdown>')
        assert len(spans) == (0 if kind == "paper" else rows), path
        assert all(dict(parse_qsl(unescape(span)))["rft.title"] for span in spans)
    assert "citation_title" in files["papers/lanterns-are-all-you-need.md"]
