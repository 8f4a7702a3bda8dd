"""papers.json: it fits its schema, its evidence stands where it says, and its repairs lead back to the source."""

from __future__ import annotations

import json
import re
from importlib import resources

import jsonschema
import pytest
from journeys import flat, journey, records, toy_sources

from generator.exports.papers_json import record
from generator.model import Entry, Neighbour, Paper, TagKey
from generator.pipeline import by_alias
from generator.problems import Position
from generator.tagging.shipped import shipped
from generator.tagging.tag import tag_papers

pytestmark = pytest.mark.usefixtures("few_names")


def test_evidence_stands_where_it_says(files: dict[str, str]):
    """In papers.json each piece of evidence is the words at its place in the published field."""
    count = 0
    for paper in records(files):
        for facet in ("models", "datasets", "tasks", "methods", "introduces"):
            for tag in paper[facet]:
                assert tag["evidence"]
                for one in tag["evidence"]:
                    assert paper[one["field"]][one["start"] : one["end"]] == one["text"]
                    count += 1
    assert count > 20


def test_papers_json_fits_its_schema(files: dict[str, str]):
    """The machine's view is what the schema beside it says, and so it is for a list without abstracts."""
    schema = json.loads(files["papers.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    _, hidden = journey(*toy_sources(), publish_abstracts=False)
    for text in (files["papers.json"], next(file.text for file in hidden if file.path == "papers.json")):
        assert list(validator.iter_errors(json.loads(text))) == []
    assert files["papers.schema.json"] == (resources.files("generator.exports") / "papers.schema.json").read_text(
        "utf-8"
    )


def test_the_schema_refuses_what_is_wrong(files: dict[str, str]):
    """A field more, a field less, a role that is none: the schema is no rubber stamp."""
    validator = jsonschema.Draft202012Validator(json.loads(files["papers.schema.json"]))
    good = json.loads(files["papers.json"])
    for change in (
        {"slug": "A b"},
        {"year": "2024"},
        {"url": "/papers/x/"},
        {"extra": 1},
        {"sources": []},
        {"status": "lost"},
    ):
        broken = json.loads(files["papers.json"])
        broken["papers"][0] |= change
        assert not validator.is_valid(broken), change
    for field in good["papers"][0]:
        broken = json.loads(files["papers.json"])
        del broken["papers"][0][field]
        assert not validator.is_valid(broken), field


def test_taking_repairs_back_gives_the_source(files: dict[str, str]):
    """Each repair undone at its place, the last first, gives the words of a line of the source."""
    sources = flat(" ".join(file.data.decode() for file in toy_sources()))
    seen = 0
    for paper in records(files):
        for field in ("title", "abstract", "summary"):
            text = paper[field]
            for one in reversed([repair for repair in paper["repairs"] if repair["field"] == field]):
                assert text[one["start"] : one["start"] + len(one["became"])] == one["became"]
                text = text[: one["start"]] + one["found"] + text[one["start"] + len(one["became"]) :]
                seen += 1
            assert text is None or flat(text) in sources
    assert seen > 3
    assert len(records(files)) == 10


def test_papers_json_says_where_papers_are(files: dict[str, str]):
    """Addresses are those of the pages, sources are named with their lines, and what is unknown is null or empty."""
    by_slug = {paper["slug"]: paper for paper in records(files)}
    assert {f"papers/{name}.md" for name in by_slug} == {p for p in files if re.fullmatch(r"papers/(?!index).*\.md", p)}
    assert all(paper["url"] == f"papers/{name}/" for name, paper in by_slug.items())
    shared = by_slug["shared-lanterns-one-paper-in-two-files"]
    assert [f"{one['file']}:{one['line']}" for one in shared["sources"]] == [
        "sources/captured.txt:26",
        "sources/facts.bib:13",
        "sources/facts.bib:21",
        "sources/notes.txt:1",
    ]
    bare = by_slug["a-title-without-any-text-below-it-anywhere"]
    assert [bare[name] for name in ("abstract", "summary", "year", "venue", "arxiv", "doi", "note", "status")] == [
        None
    ] * 8
    assert [bare[name] for name in ("authors", "links", "models", "introduces", "repairs")] == [[]] * 5
    assert all(near["slug"] in by_slug for paper in by_slug.values() for near in paper["related"])


def test_a_name_stands_as_papers_write_it():
    """What only tells a tag from another's is in its slug: a paper, and what it shares with another, name VQA."""
    wanted = {"VQA (dataset)", "NLVR2", "Visual question answering"}
    terms = [term for term in shipped()[0] if term.rule.name in wanted]
    papers = [
        Paper(slug, slug, abstract="On VQA and NLVR2 it reads.", entries=(Entry(Position("a.txt", line), slug),))
        for line, slug in enumerate(("one", "two"), 1)
    ]
    library = tag_papers(papers, terms)
    key = TagKey("datasets", "vqa-dataset")
    library = library.with_neighbours({"one": (Neighbour("two", 0.5, (key,)),)})
    told = record(library, papers[0])
    assert [(tag["name"], tag["slug"]) for tag in told["datasets"]] == [("VQA", "vqa-dataset"), ("NLVR2", "nlvr2")]
    assert told["related"][0]["shared"] == ["VQA"]
    same = by_alias(terms)
    assert same("datasets", "VQA") == same("datasets", "VQA (dataset)") != same("tasks", "VQA")
