"""What we write, other programs read without a complaint, and give the same facts back: for the whole list."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from hostile import hostile
from pybtex.database import parse_string as pybtex_string
from sites import CAPTURES, ROOT, needs_captures

from generator import commands
from generator.exports import bibtex, csl_json, ris
from generator.exports.contract import Catalogue, PaperList
from generator.exports.kinds import Kind, kind_of
from generator.exports.names import parts_of
from generator.exports.texts import clean
from generator.model import SourceFile
from generator.sources import read_source
from generator.sources.latex import plain

if TYPE_CHECKING:
    from pathlib import Path

    from generator.exports.contract import Format
    from generator.model import Entry, Paper

WHICH = ["the list", "hostile", pytest.param("captures", marks=needs_captures)]
needs_biber = pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed (Debian: biber)")
needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed (Debian: pandoc)")


@cache
def catalogue(which: str = "the list") -> Catalogue:
    """Return the list that ships, or with the abstracts of the captures beside its summaries; or naughty texts."""
    if which == "hostile":
        return hostile()
    sources = [ROOT / "sources", *(sorted(CAPTURES.glob("*.txt")) if which == "captures" else ())]
    loaded = commands.load(ROOT / "mkdocs.yml", sources)
    return Catalogue(commands.survey(loaded).library, loaded.inputs.configuration)


def written(found: Catalogue, one: Format) -> str:
    """Return the whole list in a format."""
    papers = found.library.papers
    entries = {paper.slug: one.entry(found, paper) for paper in papers}
    return one.together(PaperList("papers", "", "", papers), entries)


def own_entries(text: str) -> dict[str, Entry]:
    """Return what our own reader finds, by title."""
    reading = read_source(SourceFile("papers.bib", text.encode()))
    assert reading.problems == ()
    return {entry.title: entry for entry in reading.entries}


def facts(entry: Entry) -> dict[str, tuple[str, ...]]:
    """Return an entry's facts by kind, all addresses as one."""
    found: dict[str, tuple[str, ...]] = {}
    for fact in entry.facts:
        found[str(fact.kind)] = found.get(str(fact.kind), ()) + fact.values
    return found


def expected(found: Catalogue, paper: Paper) -> dict[str, tuple[str, ...]]:
    """Return the facts that a paper has, as our own reader would say them."""
    web = [found.url(paper), *(link.url for link in paper.links if link.kind not in {"arxiv", "doi"})]
    said = {
        "authors": paper.authors,
        "year": (str(paper.year),) if paper.year else (),
        "venue": (paper.venue,) if paper.venue else (),
        "arxiv": (paper.arxiv,) if paper.arxiv else (),
        "doi": (paper.doi,) if paper.doi else (),
        "url": tuple(dict.fromkeys(url for url in web if url)),
        "keywords": found.keywords(paper),
    }
    return {kind: values for kind, values in said.items() if values}


def assert_same(found: Catalogue, text: str) -> None:
    """Check every fact of every paper in a BibTeX file."""
    entries = own_entries(text)
    assert len(entries) == len(found.library.papers)
    for paper in found.library.papers:
        entry = entries[paper.title]
        assert facts(entry) == expected(found, paper), paper.slug
        assert (entry.text or None) == found.abstract(paper), paper.slug


@pytest.mark.parametrize("which", WHICH)
def test_our_own_reader_gives_all_facts_back(which: str):
    """BibTeX: titles, authors in order, years, venues, ids, addresses, keywords and abstracts return to the letter."""
    found = catalogue(which)
    assert len(found.library.papers) >= 80
    assert_same(found, written(found, bibtex.FORMAT))


@pytest.mark.parametrize("which", WHICH)
def test_bibtexparser_reads_it(which: str):
    """No block fails, no key stands twice, and its own splitting gives the parts of each name."""
    found = catalogue(which)
    stack = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(written(found, bibtex.FORMAT), append_middleware=stack)
    assert library.failed_blocks == []
    keys = {key: slug for slug, key in found.keys.items()}
    papers = {paper.slug: paper for paper in found.library.papers}
    assert len(library.entries) == len(papers)
    for entry in library.entries:
        paper = papers[keys[entry.key]]
        assert plain(entry["title"]) == paper.title
        names = entry["author"] if paper.authors else []
        parts = [parts_of(name) for name in paper.authors]
        assert [plain(" ".join([*one.first, *one.von, *one.last, *one.jr])) for one in names] == _spoken(paper)
        assert [plain(" ".join(one.last)) for one in names] == [one.family for one in parts]


@pytest.mark.parametrize("which", WHICH)
def test_pybtex_reads_it(which: str):
    """In pybtex the names are the same, parted alike, and so are the plain fields."""
    found = catalogue(which)
    entries = pybtex_string(written(found, bibtex.FORMAT), "bibtex").entries
    assert len(entries) == len(found.library.papers)
    for paper in found.library.papers:
        entry = entries[found.keys[paper.slug]]
        people = entry.persons.get("author", [])
        assert [(plain(" ".join(one.prelast_names)), plain(" ".join(one.last_names))) for one in people] == [
            (one.particle, one.family) for one in map(parts_of, paper.authors)
        ]
        assert plain(entry.fields["title"]) == paper.title
        for name, value in (("eprint", paper.arxiv), ("doi", paper.doi), ("year", paper.year)):
            assert entry.fields.get(name) == (str(value) if value else None)


def composed(text: str) -> str:
    """Return a text with each letter and its accents as one character, where there is one (Unicode's NFC)."""
    return unicodedata.normalize("NFC", text)


def _spoken(paper: Paper) -> list[str]:
    """Return the names in the order in which they are said; only of persons the comma before "Jr" is no part."""
    return [name if parts_of(name).literal else name.replace(",", "") for name in paper.authors]


@needs_biber
@pytest.mark.parametrize("which", WHICH)
def test_biber_reads_it(which: str, tmp_path: Path):
    """There is nothing for biber to warn of, and what it writes again holds the same facts."""
    found = catalogue(which)
    (tmp_path / "papers.bib").write_text(written(found, bibtex.FORMAT), encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "--output-file=again.bib", "papers.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    # In a run with LaTeX `archiveprefix` is renamed to `eprinttype` before; `code` and `website` are kept for others.
    said = [line for line in done.stdout.splitlines() if re.match("(WARN|ERROR)", line)]
    assert [line for line in said if not re.search("Field '(archiveprefix|code|website)' invalid", line)] == []
    again = {
        composed(title): entry for title, entry in own_entries((tmp_path / "again.bib").read_text("utf-8")).items()
    }
    for paper in found.library.papers:  # biber writes accents as one character with their letter
        wanted = {kind: tuple(map(composed, values)) for kind, values in expected(found, paper).items()}
        read = facts(again[composed(paper.title)])
        assert {kind: read.get(kind) for kind in wanted if kind != "url"} == {
            kind: values for kind, values in wanted.items() if kind != "url"
        }, paper.slug


@needs_pandoc
@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_pandoc_reads_it(dialect: str, which: str, tmp_path: Path):
    """The items that pandoc makes of it have the facts of our own CSL-JSON."""
    found = catalogue(which)
    text = written(found, bibtex.FORMAT)
    done = subprocess.run(
        ["pandoc", "-f", dialect, "-t", "csljson"], cwd=tmp_path, input=text, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    theirs = {item["id"]: item for item in json.loads(done.stdout)}
    ours = {item["id"]: item for item in json.loads(written(found, csl_json.FORMAT))}
    assert theirs.keys() == ours.keys()
    for key, item in ours.items():
        read = theirs[key]
        assert " ".join(_bare(read["title"]).split()) == _bare(_balanced(item["title"]))
        assert [_family(one) for one in read.get("author", ())] == [_family(one) for one in item.get("author", ())]
        assert read.get("issued") == item.get("issued")
        assert read.get("DOI") == item.get("DOI")
        assert read.get("URL") == item.get("URL")
        assert _bare(read.get("container-title", "")) == _bare(item.get("container-title", ""))


def _bare(text: str) -> str:
    return re.sub(r"``|[‘’'“”\"`]", "'", re.sub(r"</?span[^>]*>", "", text)).replace("''", "'")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def _balanced(text: str) -> str:
    """Return a text as pandoc reads it from BibTeX: it does not know `textbraceleft`, a brace without its fellow."""
    escaped = bibtex.escape(text)
    return " ".join(re.sub("[{}]", "", text).split()) if "textbrace" in escaped else text


def _as_formatted(text: str) -> str:
    """Return a text as it is printed from CSL-JSON, where these tags are formatting (CSL 1.0.2, "rich text")."""
    return re.sub(r"</?(?:i|b|su[bp]|sc)>", "", text)


def _family(person: dict[str, str]) -> str:
    particles = (person.get("dropping-particle"), person.get("non-dropping-particle"))
    whole = " ".join(filter(None, [*particles, person.get("family"), person.get("literal")]))
    return whole.replace("’", "'").replace("' ", "'").replace("- ", "-")


@needs_pandoc
@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("one", [bibtex.FORMAT, csl_json.FORMAT], ids=["bib", "csl.json"])
def test_citeproc_prints_every_paper(one: Format, which: str, tmp_path: Path):
    """`pandoc --citeproc` finds every key without a warning and prints every title with its capitals and authors."""
    found = catalogue(which)
    name = f"papers.{one.ending.replace('csl.json', 'json')}"
    (tmp_path / name).write_text(written(found, one), encoding="utf-8")
    cited = f"---\nnocite: |\n  @*\n---\n\n{' '.join(f'[@{key}]' for key in found.keys.values())}\n"
    command = ["pandoc", "-f", "markdown", "-t", "plain", "--wrap=none", "--citeproc", f"--bibliography={name}"]
    done = subprocess.run(command, cwd=tmp_path, input=cited, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "???" not in done.stdout
    shown = _letters if which == "hostile" else _bare  # signs that no title has, it changes as typography has them
    printed = shown(done.stdout)
    for paper in found.library.papers:
        whole = _balanced(paper.title) if one is bibtex.FORMAT else _as_formatted(paper.title)
        title = shown(whole.rstrip("?!."))
        assert (title if one is bibtex.FORMAT else title.lower()) in (
            printed if one is bibtex.FORMAT else printed.lower()
        ), paper.title
        assert all(shown(parts_of(author).family) in printed for author in paper.authors[:1])


RIS_TYPES = {Kind.PREPRINT: "UNPB", Kind.CONFERENCE: "CPAPER", Kind.JOURNAL: "JOUR", Kind.THESIS: "THES"}


@pytest.mark.parametrize("which", WHICH)
def test_rispy_reads_it(which: str):
    """RIS: lines end in CRLF, each record begins with TY and ends with ER, and rispy gives every fact back."""
    found = catalogue(which)
    text = written(found, ris.FORMAT)
    assert text.count("\n") == text.count("\r\n")
    for record in text.split("\r\n\r\n"):
        lines = record.rstrip("\r\n").split("\r\n")
        assert lines[0].startswith("TY  - ")
        assert lines[-1] == "ER  - "
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    records = rispy.loads(text)
    for paper, record in zip(found.library.papers, records, strict=True):
        assert record["type_of_reference"] == RIS_TYPES[kind_of(paper)]
        assert record["title"] == paper.title
        assert record.get("authors", []) == [parts_of(name).sorted for name in paper.authors]
        assert record.get("year") == (str(paper.year) if paper.year else None)
        assert record.get("doi") == paper.doi
        assert record.get("keywords", []) == list(found.keywords(paper))
        assert record.get("urls", []) == [link.url for link in paper.links]
        assert record.get("accession_number") == (f"arXiv:{paper.arxiv}" if paper.arxiv else None)
        assert record.get("abstract", "") == clean(found.abstract(paper) or "")
        assert (record.get("secondary_title") or record.get("publisher") or "") == (
            paper.venue or ("arXiv" if paper.arxiv else "")
        )
        assert "unknown_tag" not in record


@pytest.mark.parametrize("which", WHICH)
def test_csl_json_holds_the_facts(which: str):
    """CSL-JSON: each item has its type, and authors, year, venue, ids and address as the paper has them."""
    found = catalogue(which)
    for paper, item in zip(found.library.papers, json.loads(written(found, csl_json.FORMAT)), strict=True):
        assert item["id"] == found.keys[paper.slug]
        assert item["title"] == paper.title
        assert (item["type"] == "article") == (paper.venue is None)
        people = [_said(one) for one in item.get("author", ())]
        assert people == _spoken(paper)
        assert item.get("issued", {}).get("date-parts") == ([[paper.year]] if paper.year else None)
        assert item.get("DOI") == paper.doi
        assert not paper.arxiv or f"arXiv:{paper.arxiv}" in (item.get("number"), item.get("archive_location"))
        assert item.get("abstract") == found.abstract(paper)
        assert paper.venue in (item.get("container-title"), item.get("publisher"), None)


def _said(person: dict[str, str]) -> str:
    order = ("given", "family", "suffix", "literal")
    return " ".join(filter(None, map(person.get, order)))
