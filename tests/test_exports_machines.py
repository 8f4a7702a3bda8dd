"""What programs find their way by: tags.json, index.json, JSON-LD, llms.txt, robots.txt, feeds and the sitemap."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml
from journeys import records
from test_exports_any_text import NAUGHTY, catalogue, feed_of, paper
from test_exports_files import ADDRESS, taken

from generator import site as sites_
from generator import sitemap
from generator.exports import FEEDS, FORMATS, atom, feeds, json_feed, json_ld
from generator.exports.contract import PaperList
from generator.sentences import LINE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")
ATOM = {"a": atom.NAMESPACE}
# The properties of schema.org's types that we use, each with those that it inherits.
THING = {"@type", "@context", "name", "url", "identifier", "sameAs", "alternateName"}
WORK = THING | {"author", "datePublished", "isPartOf", "keywords", "about"}
VOCABULARY = {
    "ScholarlyArticle": WORK,
    "Thesis": WORK,
    "PublicationVolume": WORK,
    "Periodical": WORK,
    "CreativeWork": WORK,
    "Person": THING | {"givenName", "familyName", "honorificSuffix"},
    "Organization": THING,
    "DefinedTerm": THING | {"termCode", "inDefinedTermSet"},
    "DefinedTermSet": WORK,
    "ItemList": THING | {"itemListElement", "numberOfItems"},
    "ListItem": THING | {"position"},
}


@pytest.mark.parametrize("name", ["tags", "index", "papers"])
def test_each_file_fits_its_schema(name: str, files: dict[str, str]):
    """tags.json and index.json are what the schemas beside them say, and the schemas refuse a field more or less."""
    found = files | taken(site_url=ADDRESS)
    schema = json.loads(found[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    data = json.loads(found[f"{name}.json"])
    assert list(validator.iter_errors(data)) == []
    assert not validator.is_valid(data | {"extra": 1})
    for field in set(schema["required"]):
        assert not validator.is_valid({key: value for key, value in data.items() if key != field})


def test_each_papers_json_fits_the_schema_of_all(files: dict[str, str]):
    """A paper's own JSON is a small papers.json: one schema serves all, one record is the same in each."""
    found = files | taken()
    validator = jsonschema.Draft202012Validator(json.loads(found["papers.schema.json"]))
    whole = {one["slug"]: one for one in records(files)}
    paths = [path for path in found if re.fullmatch(r"papers/[^/.]+\.json", path)]
    assert len(paths) == len(whole)
    for path in paths:
        data = json.loads(found[path])
        assert validator.is_valid(data), path
        assert all(one == whole[one["slug"]] for one in data["papers"])


def test_each_brief_lists_json_fits_its_schema():
    """A tag's and a year's JSON are what list.schema.json says, which refuses a field more or less."""
    found = taken()
    validator = jsonschema.Draft202012Validator(json.loads(found["list.schema.json"]))
    validator.check_schema(validator.schema)
    paths = [path for path in found if re.fullmatch(r"(models|datasets|tasks|methods|years)/[^/.]+\.json", path)]
    assert len(paths) > 10
    for path in paths:
        assert list(validator.iter_errors(json.loads(found[path]))) == [], path
    data = json.loads(found["models/bert.json"])
    assert not validator.is_valid(data | {"extra": 1})
    assert not validator.is_valid(data | {"papers": [row | {"abstract": "x"} for row in data["papers"]]})
    for field in validator.schema["required"]:
        assert not validator.is_valid({key: value for key, value in data.items() if key != field})


def test_tags_and_papers_say_the_same(files: dict[str, str]):
    """Each tag's papers in tags.json are those that papers.json gives the tag, with the same role."""
    tags = json.loads(taken()["tags.json"])["tags"]
    there = {(tag["facet"], tag["slug"], one["slug"], one["role"]) for tag in tags for one in tag["papers"]}
    here = {
        (facet, tag["slug"], one["slug"], tag["role"])
        for one in records(files)
        for facet in ("models", "datasets", "tasks", "methods")
        for tag in one[facet]
    }
    assert there == here
    assert all(tag["count"] == len(tag["papers"]) and f"{tag['url'][:-1]}.md" in taken() for tag in tags)


def test_the_index_can_be_checked():
    """index.json has the size and the SHA-256 of each file at the root, itself aside, and every format and feed."""
    found = taken()
    index = json.loads(found["index.json"])
    listed = {one["path"]: one for one in index["files"]}
    assert listed.keys() == {path for path in found if "/" not in path} - {"index.json"}
    for path, one in listed.items():
        data = found[path].encode()
        assert (one["bytes"], one["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert [one["ending"] for one in index["formats"]] == [one.ending for one in (*FORMATS, *FEEDS)]
    assert index["captured"] == "2026-02-20"
    assert set(index["brief"]) < set(index["lists"])
    assert {"papers", "collections/{name}"} == set(index["lists"]) - set(index["brief"])
    assert len(found["index.json"]) < 10_000


def _objects(data: object) -> list[dict]:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [
        *([data] if isinstance(data, dict) and "@type" in data else []),
        *(o for one in inner for o in _objects(one)),
    ]


def test_json_ld_uses_the_vocabularys_own_names(files: dict[str, str]):
    """Every object has a type of schema.org and properties that this type has; each kind of page has its own."""
    seen = set()
    for path, text in files.items():
        if path.endswith(".md") and (data := yaml.safe_load(text.split("---\n", 2)[1]).get("data")):
            assert data["@context"] == "https://schema.org"
            for one in _objects(data):
                assert one.keys() <= VOCABULARY[one["@type"]], path
                seen.add(one["@type"])
    assert {"ScholarlyArticle", "DefinedTerm", "ItemList", "Person"} <= seen


def test_a_paper_as_json_ld_has_its_facts():
    """Authors in order with their parts, venue, ids and tags; a body is an organization."""
    one = paper("A Title", "Laurens van der Maaten", "DeepMind Team")
    said = json_ld.article(catalogue(one), one)
    assert [person["@type"] for person in said["author"]] == ["Person", "Organization"]
    assert said["author"][0]["familyName"] == "van der Maaten"
    assert said["datePublished"] == "2024"
    assert said["url"] == "https://example.org/papers/slug-0/"


def shown(feed: str, papers: PaperList, address: str = ADDRESS) -> str:
    """Return a feed of these papers."""
    found = catalogue(*papers.papers)
    found = type(found)(found.library, found.configuration.model_copy(update={"site_url": address}))
    return feed_of({"atom": atom.FEED, "feed.json": json_feed.FEED}[feed], found, papers)


@pytest.mark.parametrize("address", ["", ADDRESS], ids=["without an address", "with an address"])
def test_atom_is_valid(address: str):
    """RFC 4287: each feed and entry has one id, title and updated, ids are absolute and differ, authors are named."""
    found = taken(site_url=address)
    paths = [path for path in found if path.endswith(".atom")]
    assert len(paths) > 10
    for path in paths:
        feed = ET.fromstring(found[path].encode())  # noqa: S314 -- our own text
        entries = feed.findall("a:entry", ATOM)
        assert entries, path
        for node in (feed, *entries):
            for name in ("id", "title", "updated"):
                assert len(node.findall(f"a:{name}", ATOM)) == 1, path
            assert node.findtext("a:id", "", ATOM).startswith("urn:uuid:")
            datetime.fromisoformat(node.findtext("a:updated", "", ATOM))
            assert all(urlsplit(link.get("href")).scheme for link in node.findall("a:link", ATOM))
            assert all(name.text for name in node.findall("a:author/a:name", ATOM))
            assert all(category.get("term") for category in node.findall("a:category", ATOM))
            alternate = node.findall("a:link[@rel='alternate']", ATOM)
            assert len(alternate) <= 1
            assert node is feed or alternate or node.find("a:content", ATOM) is not None
        ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
        assert len(set(ids)) == len(ids)
        assert feed.findtext("a:updated", "", ATOM) == max(e.findtext("a:updated", "", ATOM) for e in entries)
        assert feed.find("a:author", ATOM) is not None
        assert bool(feed.findall("a:link[@rel='self']", ATOM)) == bool(address)


def test_json_feed_is_valid():
    """JSON Feed 1.1: version and title; each item an id of its own and a content; addresses whole; dates RFC 3339."""
    found = taken(site_url=ADDRESS)
    for path in (path for path in found if path.endswith(".feed.json")):
        feed = json.loads(found[path])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == ADDRESS + path
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 0
        for item in feed["items"]:
            assert item["content_text"]
            assert item["url"].startswith(ADDRESS)
            datetime.fromisoformat(item["date_published"])
            assert all(author["name"] for author in item.get("authors", ()))


def test_a_feed_says_what_is_new():
    """The newest fifty, the latest capture first; a paper is dated by its first capture, and never by a clock."""
    found = taken()
    feed = json.loads(found["papers.feed.json"])
    dates = [item["date_published"][:10] for item in feed["items"]]
    assert dates == sorted(dates, reverse=True)
    assert "2026-01-15" in dates
    many = tuple(paper(f"Lantern {number}", number=number) for number in range(150))
    assert len(json.loads(shown("feed.json", PaperList("papers", "A", "B", many)))["items"]) == feeds.NEWEST
    assert (
        json.loads(shown("feed.json", PaperList("papers", "A", "B", many[:1])))["items"][0]["date_published"]
        == "2024-01-01T00:00:00Z"
    )


def test_a_tags_feed_is_brief():
    """A tag's feed has the beginning of what the whole list's says of a paper; all else is alike."""
    found = taken()
    whole = {item["id"]: item for item in json.loads(found["papers.feed.json"])["items"]}
    items = json.loads(found["models/bert.feed.json"])["items"]
    long = [item for item in items if len(whole[item["id"]]["content_text"]) > LINE]
    assert long
    assert all(len(item["content_text"]) <= LINE + 2 for item in items)
    for item in items:
        said = " ".join(whole[item["id"]]["content_text"].split())
        assert said.startswith(item["content_text"].removesuffix(" …"))
        assert item | {"content_text": ""} == whole[item["id"]] | {"content_text": ""}


def test_llms_txt_leads_to_markdown():
    """A title, a quotation, and lists of links, each to a file that is there."""
    found = taken()
    lines = found["llms.txt"].splitlines()
    assert re.match(r"# \w", lines[0])
    assert lines[2].startswith("> ")
    links = re.findall(r"\]\(([^)]+)\)", found["llms.txt"])
    assert "papers.md" in links
    assert all(link in found for link in links)
    assert all(link.startswith(ADDRESS) for link in re.findall(r"\]\(([^)]+)\)", taken(site_url=ADDRESS)["llms.txt"]))


def test_robots_txt_names_the_sitemap_where_it_can():
    """Everything may be read; the sitemap's address is whole or not given, as the protocol wants it."""
    assert taken()["robots.txt"] == "User-agent: *\nAllow: /\n"
    assert taken(site_url=ADDRESS)["robots.txt"].endswith(f"Sitemap: {ADDRESS}sitemap.xml\n")


def test_a_long_sitemap_is_split(tmp_path: Path):
    """Above the limit the sitemap becomes an index of parts that hold every address once; below it nothing changes."""
    rows = "\n".join(f"<url>\n<loc>{ADDRESS}{name}</loc>\n</url>" for name in ["", *map(str, range(6))])
    text = f'{sitemap.XML}<urlset xmlns="{sitemap.NAMESPACE}">\n{rows}\n</urlset>\n'
    place = tmp_path / "sitemap.xml"
    place.write_text(text)
    (tmp_path / "sitemap.xml.gz").write_bytes(b"x")
    sites_.split_sitemap(tmp_path, most=7)
    assert place.read_text() == text
    sites_.split_sitemap(tmp_path, most=3)
    spaces = {"s": sitemap.NAMESPACE}
    parts = [loc.text for loc in ET.fromstring(place.read_text()).findall("s:sitemap/s:loc", spaces)]  # noqa: S314
    assert parts == [f"{ADDRESS}sitemap-{number}.xml" for number in (1, 2, 3)]
    held = [
        loc.text
        for name in ("sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml")
        for loc in ET.fromstring((tmp_path / name).read_text()).findall("s:url/s:loc", spaces)  # noqa: S314
    ]
    assert held == re.findall("<loc>(.*?)</loc>", text)
    assert not (tmp_path / "sitemap.xml.gz").exists()


@pytest.mark.parametrize("title", NAUGHTY)
def test_no_title_leaves_its_script_element(title: str):
    """JSON-LD stands in the head: whatever a title is, the template's filter leaves no mark that ends the element."""
    from jinja2 import Environment  # noqa: PLC0415

    one = paper(title)
    text = (
        Environment(autoescape=True)
        .from_string("{{ data | tojson }}")
        .render(data=json_ld.article(catalogue(one), one))
    )
    assert not re.search(r"[<>&']", text)
    assert json.loads(text)["name"]
