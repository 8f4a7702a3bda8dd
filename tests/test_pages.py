"""Pages and exports: every link leads somewhere, every word is where its evidence says, no text of the list acts."""

from __future__ import annotations

import json
import posixpath
import random
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from pathlib import Path

import jsonschema
import markdown
import pytest
import yaml
from conftest import TOY, few_terms
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from generator import pipeline
from generator.markdown import link, slug
from generator.model import Library, OutputFile, SourceFile
from generator.pages.contract import PAGE_OF_ROWS, pages_nav, prose, public, shortened
from generator.settings import Configuration, read_configuration
from generator.tagging.matching import Matcher

pytestmark = pytest.mark.usefixtures("few_names")
ROOT = Path(__file__).parent.parent
BY_HAND = {"about.md"}
# The elements that our templates and Markdown make; a text of the list can add none.
ELEMENTS = {
    *("h1", "h2", "h3", "p", "br", "em", "strong", "a", "span", "div", "nav", "section", "details", "summary"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"class", "href", "id", "aria-label", "style", "start"}


def toy_sources(folder: str = "sources") -> tuple[SourceFile, ...]:
    """Return the toy list's sources as if they lay in this folder."""

    def read(path: Path) -> SourceFile:
        return SourceFile(f"{folder}/{path.name}", path.read_bytes())

    return tuple(
        replace(read(path), sidecar=read(path.with_suffix(".yml")) if path.with_suffix(".yml").exists() else None)
        for path in sorted((TOY / "sources").iterdir())
        if path.suffix != ".yml"
    )


@cache
def configuration() -> Configuration:
    """Return the toy list's configuration."""
    found, problems = read_configuration((TOY / "mkdocs.yml").read_text("utf-8"), "mkdocs.yml")
    assert found
    assert problems == ()
    return found


def journey(*sources: SourceFile, publish_abstracts: bool = True) -> tuple[Library, tuple[OutputFile, ...]]:
    """Go from sources to files."""
    own = replace_setting(configuration(), publish_abstracts=publish_abstracts)
    inputs = pipeline.Inputs(own, sources)
    library, problems = pipeline.build_library(inputs)
    assert not [problem for problem in problems if problem.level == "error"]
    return library, pipeline.render(library, inputs)


def replace_setting(found: Configuration, **settings_: object) -> Configuration:
    """Return the configuration with other settings."""
    return found.model_copy(update={"reading_list": found.reading_list.model_copy(update=settings_)})


@pytest.fixture
def files() -> dict[str, str]:
    """Return the toy list's files by path."""
    return {file.path: file.text for file in journey(*toy_sources())[1]}


@pytest.fixture
def library() -> Library:
    """Return the toy list's papers and tags."""
    return journey(*toy_sources())[0]


class Page(HTMLParser):
    """A page as a browser gets it: its elements with attributes, its text, and the paragraphs of each kind of block."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.paragraphs: dict[str, list[str]] = {}
        self._open: list[str] = []
        body, self.meta = meta.get_data(text)
        self.feed(html_of(body))
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "div":
            self._open.append(dict(attrs).get("class") or "")
        if tag == "p" and self._open:
            self.paragraphs.setdefault(self._open[-1], []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a block."""
        if tag == "div":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data
        if self._open and self.paragraphs.get(self._open[-1]):
            self.paragraphs[self._open[-1]][-1] += data

    def handle_comment(self, data: str) -> None:
        """Note what none of our templates has."""
        self.elements.append((f"comment {data}", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment

    @property
    def ids(self) -> list[str]:
        """Return all anchors."""
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    @property
    def hrefs(self) -> list[str]:
        """Return all addresses."""
        return [attrs["href"] for tag, attrs in self.elements if tag == "a"]


@cache
def converter() -> markdown.Markdown:
    """Return Python-Markdown as the toy list's mkdocs.yml sets it."""
    listed = yaml.safe_load((TOY / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    names = {name: options for one in listed for name, options in (one if isinstance(one, dict) else {one: {}}).items()}
    return markdown.Markdown(extensions=list(names), extension_configs=names)


def html_of(text: str) -> str:
    """Return Markdown as HTML."""
    return converter().reset().convert(text)


def pages_of(files: dict[str, str]) -> dict[str, Page]:
    """Return the pages among files."""
    return {path: Page(text) for path, text in files.items() if path.endswith(".md")}


def flat(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def records(files: dict[str, str]) -> list[dict]:
    """Return the papers of papers.json."""
    return json.loads(files["papers.json"])["papers"]


def assert_links_lead_somewhere(files: dict[str, str]) -> None:
    """Check every link and anchor of every page, and that no anchor stands twice."""
    pages = pages_of(files)
    for path, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), path
        for href in page.hrefs:
            if re.match(r"https?:", href):
                continue
            target, _, anchor = href.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert there in pages or there in BY_HAND, f"{path}: {href}"
            assert not anchor or anchor in pages[there].ids, f"{path}: {href}"


def assert_inert(path: str, page: Page) -> None:
    """Check that a page has our elements, attributes and kinds of address, and bears our mark."""
    ours = {"code"} if path == "about/tags.md" else set()
    assert {tag for tag, _ in page.elements} <= ELEMENTS | ours, path
    assert {name for _, attrs in page.elements for name in attrs} <= ATTRIBUTES, path
    assert all(re.match(r"https?://|[\w./-]*(#|$)", href) for href in page.hrefs), path
    assert page.meta["generated"] is True


def test_every_link_leads_somewhere(files: dict[str, str]):
    """Each relative link of each page is a file of this run (or by hand), and each anchor is on its page."""
    assert_links_lead_somewhere(files)


def test_every_page_can_be_reached(files: dict[str, str]):
    """From the front page, by links alone, a reader comes to every page."""
    pages = pages_of(files)
    found, left = {"index.md"}, ["index.md"]
    # The theme's menu names what mkdocs.yml's nav has.
    left += ["sources/index.md", "about/tags.md"] if "about/tags.md" in pages else ["sources/index.md"]
    while left:
        path = left.pop()
        found.add(path)
        for href in pages[path].hrefs:
            there = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), href.partition("#")[0] or posixpath.basename(path))
            )
            if there in pages and there not in found:
                left.append(there)
    assert found == set(pages)


def test_paths_are_safe_and_told_apart(files: dict[str, str]):
    """No file leads out, none is written twice, and every name is plain."""
    _, written = journey(*toy_sources())
    assert len({file.path for file in written}) == len(written)
    assert all(re.fullmatch(r"([a-z0-9-]+/)*[a-z0-9-]+(\.schema)?\.(md|json)", path) for path in files)


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


def test_chips_lead_to_words(files: dict[str, str], library: Library):
    """Each tag of a paper is a chip, and each mention in its texts is an anchor that links to the tag's page."""
    for paper in library.papers:
        page = Page(files[f"papers/{paper.slug}.md"])
        chips = [
            attrs["href"] for tag, attrs in page.elements if tag == "a" and "tag" in attrs.get("class", "").split()
        ]
        marks = [attrs for tag, attrs in page.elements if tag == "a" and "mention" in attrs.get("class", "").split()]
        for use in library.uses[paper.slug]:
            assert f"../{use.tag.facet}/{use.tag.slug}.md" in chips
        assert len(marks) == sum(
            mention.field != "title" for use in library.uses[paper.slug] for mention in use.mentions
        )
        assert all("id" in attrs for attrs in marks)


def test_a_tags_page_shows_the_sentence(files: dict[str, str]):
    """Each paper on a tag's page stands with the words that name the tag, in bold."""
    page = files["models/bert.md"]
    assert "bidirectional" not in page.split("## Named in")[1].lower()
    assert "We read lantern signs in two directions with a **BERT**&#45;based tagger on COCO." in page
    assert "compares GPT-2 with **BERT** on signs" in page


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


def test_taking_repairs_back_gives_the_source(files: dict[str, str], library: Library):
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
    assert len(library.papers) == 10


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


@given(st.text(), st.integers(1, 60))
def test_a_shortened_text_is_a_beginning(text: str, limit: int):
    """What a row shows is the text, or its beginning and an ellipsis, within its limit."""
    short = shortened(text, limit)
    whole = " ".join(text.split())
    assert short == whole if len(whole) <= limit else whole.startswith(short.removesuffix(" …").removesuffix("…"))
    assert len(short) <= limit + 2


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("sources/a.txt", "sources/a.txt"),
        ("./sources//a.txt", "sources/a.txt"),
        ("/home/somebody/lists/a.txt", "lists/a.txt"),
        ("../lists/a.txt", "lists/a.txt"),
        ("C:\\Users\\somebody\\lists\\a.txt", "lists/a.txt"),
        ("a.txt", "a.txt"),
    ],
)
def test_no_machine_path_is_published(file: str, shown: str):
    """A source outside of the list is named by its last folder, not by whose machine it lay on."""
    assert public(file) == shown


NAMES = ["BERT", "BERTs", "ViT-B/16", "ResNet-50", "ImageNet", "Swin", "GPT-2", "-based", "https://example.org/BERT"]
JOINTS = ["\n", " ", " ", " ", ". ", ", ", "(", ")", "\xa0", "é", "🏮", "http://[x"]
PIECE = st.sampled_from([*(ROOT / "tests/cases/marks.txt").read_text("utf-8").splitlines(), *NAMES, *NAMES, *JOINTS])


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECE, max_size=14).map("".join))
def test_marked_text_is_the_text(text: str):
    """However names, addresses and marks stand beside each other, each letter shows once, and each name is a link."""
    found = matcher().mentions({"abstract": text})
    parts = prose(text, found, lambda m, n: markdown_link(m.text, n))
    page = Page("\n\n".join(f'<div class="reading" markdown>\n\n{part}\n\n</div>' for part in parts))
    shown = page.paragraphs.get("reading", [])
    assert [flat(part) for part in shown if flat(part)] == [flat(part) for part in text.split("\n") if flat(part)]
    assert sum(href.startswith("n") for href in page.hrefs) == len(found)


@cache
def matcher() -> Matcher:
    """Return a matcher of the toy list's names."""
    return Matcher(few_terms())


def markdown_link(text: str, number: int) -> object:
    """Return a marked name as a page has it."""
    return link(text, f"n{number}.md", "mention", anchor=f"n-{number}")


FIELD = st.lists(PIECE, min_size=1, max_size=12).map("".join)
RECORD = st.fixed_dictionaries({"title": FIELD}, optional={"abstract": FIELD, "author": FIELD, "url": FIELD})


@settings(max_examples=40, deadline=None)
@given(st.lists(RECORD, min_size=1, max_size=3))
def test_any_list_makes_whole_pages(entries: list[dict[str, str]]):
    """Whatever stands in a source, nothing raises, no text acts, no letter is lost, and every link leads somewhere."""
    fields = [",\n ".join(f"{name} = {{{text}}}" for name, text in entry.items()) for entry in entries]
    source = "".join(f"@misc{{k{at},\n {text}\n}}\n" for at, text in enumerate(fields))
    inputs = pipeline.Inputs(configuration(), (SourceFile("sources/a.bib", source.encode()),))
    library, _ = pipeline.build_library(inputs)
    files = {file.path: file.text for file in pipeline.render(library, inputs)}
    assert_links_lead_somewhere(files)
    for path, page in pages_of(files).items():
        assert_inert(path, page)
    for paper in library.papers:
        page = Page(files[f"papers/{paper.slug}.md"])
        parts = [flat(part) for part in paper.text_of("abstract").split("\n") if part.strip()]
        assert [flat(part) for part in page.paragraphs.get("reading abstract", [])] == parts
        assert page.meta["title"] == paper.title


def test_a_name_that_runs_over_a_paragraph_breaks_no_link():
    """A line end inside a name: whatever is made of it, the page's links lead somewhere."""
    text = "We read lanterns with a Vision\n\nTransformer, BERT and a Swin\n\nTransformer on signs."
    entry = f"@misc{{k,\n title = {{Lanterns and a Broken Name}},\n abstract = {{{text}}}\n}}\n"
    _, written = journey(SourceFile("sources/a.bib", entry.encode()))
    assert_links_lead_somewhere({file.path: file.text for file in written})


def test_addresses_of_a_slug_stay(library: Library):
    """A paper's address depends on its title alone: other papers in the list do not move it."""
    for paper in library.papers:
        assert paper.slug == slug(paper.title)
