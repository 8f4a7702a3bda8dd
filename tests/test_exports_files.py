"""The files that readers take away: each list and paper has each, a file can be cut into papers, pages offer them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
import rispy
from journeys import configuration, journey, pages_of, replace_setting, toy_sources
from sites import ROOT
from test_exports_readers import facts, own_entries

from generator import pipeline
from generator.exports import FEEDS, FORMATS
from generator.exports.contract import Catalogue
from generator.exports.lists import lists_of
from generator.pages.contract import take

pytestmark = pytest.mark.usefixtures("few_names")
ADDRESS = "https://example.org/list/"
FORMAT = [pytest.param(one, id=one.ending) for one in FORMATS]


def taken(*, publish_abstracts: bool = True, site_url: str = "") -> dict[str, str]:
    """Return the toy list's files to take away, by path."""
    library, _ = journey(*toy_sources())
    own = replace_setting(configuration(), publish_abstracts=publish_abstracts).model_copy(
        update={"site_url": site_url}
    )
    return {file.path: file.text for file in pipeline.downloads(library, pipeline.Inputs(own, ()))}


def papers_in(one, text: str) -> list[str]:
    """Cut a list's file into its papers' texts, as take.js does."""
    return text[text.index(one.head) + len(one.head) : len(text) - len(one.tail)].split(one.between)


def test_each_list_and_each_paper_has_each_format(library, files: dict[str, str]):
    """The whole list, each tag, each year and each paper stand in each format at their page's address."""
    found = files | taken()
    lists = [papers.path for papers in lists_of(library, configuration())]
    assert {"papers", "models/bert", "years/2024"} <= set(lists)
    for path in [*lists, *(f"papers/{paper.slug}" for paper in library.papers)]:
        for one in FORMATS:
            assert found[f"{path}.{one.ending}"], path
    for path in lists:
        for feed in FEEDS:
            assert found[f"{path}.{feed.ending}"], path


@pytest.mark.parametrize("one", FORMAT)
def test_a_list_can_be_cut_into_its_papers(one, library, files: dict[str, str]):
    """What stands between two papers stands in none: a list's file falls into the texts of the papers' own."""
    found = files | taken()
    order = json.loads(found["papers.slugs.json"])
    for papers in lists_of(library, configuration()):
        if papers.brief and one.brief:
            continue
        cut = papers_in(one, found[f"{papers.path}.{one.ending}"])
        assert len(cut) == len(papers.papers)
        if papers.brief:
            continue
        assert [one.alone(text) for text in cut] == [found[f"papers/{p.slug}.{one.ending}"] for p in papers.papers]
    assert order == [paper.slug for paper in library.papers]


def test_tags_and_years_are_brief(library):
    """Their files have each paper's facts, keywords and key as the whole list's have, and neither abstract nor note."""
    found = taken()
    whole = {one["id"]: one for one in json.loads(found["papers.csl.json"])}
    records = {one["id"]: one for one in rispy.loads(found["papers.ris"])}
    entries = own_entries(found["papers.bib"])
    lists = [papers for papers in lists_of(library, configuration()) if papers.brief]
    assert {"models/bert", "years/2024"} <= {papers.path for papers in lists}
    texts = [text for paper in library.papers for text in (paper.abstract, paper.summary) if text and len(text) > 20]
    for papers in lists:
        for item in json.loads(found[f"{papers.path}.csl.json"]):
            assert item == {key: value for key, value in whole[item["id"]].items() if key not in {"abstract", "note"}}
        for record in rispy.loads(found[f"{papers.path}.ris"]):
            kept = records[record["id"]].items()
            assert record == {key: value for key, value in kept if key not in {"abstract", "notes"}}
        for title, entry in own_entries(found[f"{papers.path}.bib"]).items():
            assert (facts(entry), entry.text) == (facts(entries[title]), None)
        long = [one.ending for one in FORMATS if any(text in found[f"{papers.path}.{one.ending}"] for text in texts)]
        assert long == []


def test_a_brief_lists_json_says_where_the_rest_is(library):
    """Each row has the paper's own facts, its role in the tag's list, and the address of the file with all of it."""
    found = taken()
    roles = {
        (f"{tag['url'][:-1]}", one["slug"]): one["role"]
        for tag in json.loads(found["tags.json"])["tags"]
        for one in tag["papers"]
    }
    for papers in lists_of(library, configuration()):
        if not papers.brief:
            continue
        data = json.loads(found[f"{papers.path}.json"])
        assert (data["url"], data["count"]) == (f"{papers.path}/", len(papers.papers))
        assert [row["slug"] for row in data["papers"]] == [paper.slug for paper in papers.papers]
        for row in data["papers"]:
            (own,) = json.loads(found[row["json"]])["papers"]
            assert all(own[name] == row[name] for name in ("slug", "title", "authors", "year", "venue", "url"))
            assert row.get("role") == roles.get((papers.path, row["slug"]))


def test_the_script_knows_the_same_formats():
    """take.js has the formats of the seam, with the same marks around papers."""
    text = (ROOT / "overrides/assets/javascripts/take.js").read_text("utf-8")
    rows = re.findall(r"^  \{ (name: .*) \},$", text, re.MULTILINE)
    said = [json.loads("{" + re.sub(r'(\w+): (?=")', r'"\1": ', row) + "}") for row in rows]
    names = ("name", "ending", "type", "head", "opening", "between", "tail")
    assert said == [{name: getattr(one, name) for name in names} for one in FORMATS]


def test_the_head_knows_the_same_formats():
    """The partial that offers a page's files to programs has the formats and feeds of the seam, in its order."""
    text = (ROOT / "overrides/partials/alternates.html").read_text("utf-8")
    said = re.findall(r'\["([^"]+)", "([^"]+)", "([^"]+)"\]', text)
    assert said == [(one.name, one.ending, one.type) for one in (*FORMATS, *FEEDS)]


@pytest.mark.parametrize(
    ("page", "path", "link"),
    [
        pytest.param("papers/index.md", "papers", "../papers.bib", id="the whole list"),
        pytest.param("papers/page-2.md", "papers", "../../papers.bib", id="its second page"),
        pytest.param("models/bert.md", "models/bert", "../bert.bib", id="a tag"),
        pytest.param("models/bert/page-2.md", "models/bert", "../../bert.bib", id="its second page too"),
    ],
)
def test_links_count_from_the_page_as_it_is_served(page: str, path: str, link: str):
    """A page is served as a folder: the files of its list stand beside that folder."""
    assert take(page, path)[0] == ("BibTeX", link)


def test_list_pages_offer_their_files(files: dict[str, str]):
    """Each list page links each file of its list."""
    found = files | taken()
    pages = pages_of(files)
    for path in ("papers/index.md", "models/bert.md"):
        offered = {href for href in pages[path].hrefs if href.startswith("../") and not href.endswith("/")}
        own = {name for name in found if name.startswith(f"{pages[path].meta['files']}.")} - {"papers.slugs.json"}
        assert {f"../{name.rpartition('/')[2]}" for name in own} - {"../papers.schema.json"} <= offered
        assert len(own) >= len(FORMATS) + len(FEEDS)


def test_hidden_abstracts_are_in_no_file():
    """Where abstracts may not be published, no file to take away has a sentence of one."""
    shown, hidden = taken(), taken(publish_abstracts=False)
    words = "needs half of the light"
    assert [path for path in shown if words in shown[path]]
    assert [path for path in hidden if words in hidden[path]] == []
    assert shown.keys() == hidden.keys()


def test_the_same_papers_give_the_same_bytes():
    """A second run makes the same files, and the site's address changes none of the ids of a feed."""
    assert taken() == taken()
    ids = re.compile(r"<id>.*?</id>")
    assert ids.findall(taken()["papers.atom"]) == ids.findall(taken(site_url=ADDRESS)["papers.atom"])


def test_what_is_written_needs_no_address_of_the_site():
    """Without `site_url` no file has an address that leads nowhere; with it, pages are named in full."""
    plain, known = taken(), taken(site_url=ADDRESS)
    assert not [path for path in plain if re.search(r"https?:///|None/", plain[path])]
    assert f"{ADDRESS}papers/lanterns-are-all-you-need/" in known["papers.md"]


def test_keywords_are_the_sources_and_the_tags(library):
    """A paper's keywords are those of its sources and the names of its tags, each spelling once, in order."""
    catalogue = Catalogue(library, configuration())
    paper = next(paper for paper in library.papers if paper.keywords)
    paper = replace(paper, keywords=(*paper.keywords, "swin"))
    assert catalogue.keywords(paper)[:3] == ("lanterns", "reading", "swin")
    assert len({word.casefold() for word in catalogue.keywords(paper)}) == len(catalogue.keywords(paper))
