"""A text in each format, whole and broken in every way, in; that nothing raises or is lost, and what is read, out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.merge import merge
from generator.model import FactKind, Reading, SourceFile, State
from generator.problems import Level
from generator.sources import FORMATS, read_source
from generator.sources.contract import Text
from generator.sources.decode import decode
from generator.sources.visible import visible

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
SEEDS = Path(__file__).parent / "cases" / "formats"
RUN = settings(max_examples=120, deadline=None)
NAMES = {
    "page.html": "Hugging Face HTML",
    "page.md": "Hugging Face Markdown",
    "daily.json": "Hugging Face API JSON",
    "answer.xml": "arXiv Atom",
    "mail.txt": "arXiv mail",
    "library.ris": "RIS",
    "library.json": "CSL-JSON",
    "list.json": "JSON",
    "list.jsonl": "JSON Lines",
    "list.csv": "CSV",
    "list.tsv": "CSV",
    "library.bib": "BibTeX",
}


def seed(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


def read(text: str | bytes, name: str = "a.txt") -> Reading:
    return read_source(SourceFile(name, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")))


def check_whole(text: str | bytes) -> Reading:
    """Return the reading of a text after checking what holds for every text."""
    reading = read(text)
    decoded = decode(SourceFile("a.txt", text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")))
    shown = {n for n, line in enumerate(decoded.lines, 1) if visible(line)} if isinstance(decoded, Text) else set()
    rows = reading.ledger()
    assert {row.position.line for row in rows} == shown
    counts = Counter(row.position.line for row in rows)
    # Several rows of one line are several records: each has its column.
    assert all(counts[row.position.line] == 1 or row.position.column for row in rows)
    if any(row.state is State.REJECTED for row in rows):
        assert any(problem.level is Level.ERROR for problem in reading.problems)
    assert reading.entries or reading.problems
    assert all(visible(entry.title) for entry in reading.entries)
    return reading


@pytest.mark.parametrize(("name", "called"), NAMES.items())
def test_sniffed_by_content(name: str, called: str):
    """Each format is known by its text alone, and by one format's reader only."""
    reading = check_whole(seed(name))
    assert reading.format == called
    assert not [problem for problem in reading.problems if problem.level is Level.ERROR]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_two_papers_come_of_every_format(name: str):
    """Every seed lists the same two invented papers: titles, texts, ids and authors are the same of each."""
    entries = read(seed(name)).entries
    assert [entry.title for entry in entries] == ["KettleNet: Boiling Water", "A Survey of Lukewarm “Tea” & Models"]
    assert [(entry.text or "")[:36] for entry in entries] == [
        "We boil water with forty layers, and",
        "We read every paper on lukewarm tea ",
    ]
    facts = [{fact.kind: fact.values for fact in entry.facts} for entry in entries]
    assert [one[FactKind.ARXIV] for one in facts] == [("2401.00001",), ("2402.00002",)]
    if name != "page.md":  # which shows faces, not names
        assert [one[FactKind.AUTHORS] for one in facts] == [("A. Author", "B. von Büttner"), ("C. Writer",)]
        years = [(one.get(FactKind.YEAR) or one[FactKind.PUBLISHED])[0][:4] for one in facts]
        assert years == ["2024", "2024"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["crlf", "cr", "bom", "utf-16", "nbsp"])
def test_how_it_was_saved_does_not_matter(name: str, how: str):
    """Line ends, marks and encodings that programs leave give the same papers with the same facts."""
    text = seed(name)
    saved = {
        "crlf": text.replace("\n", "\r\n").encode(),
        "cr": text.replace("\n", "\r").encode(),
        "bom": text.encode("utf-8-sig"),
        "utf-16": text.encode("utf-16"),
        "nbsp": ("\u00a0\n" + text).encode() if name != "answer.xml" else text.encode(),
    }[how]
    ours, theirs = read(text), check_whole(saved)
    assert [(one.title, one.text) for one in theirs.entries] == [(one.title, one.text) for one in ours.entries]
    assert [[(f.kind, f.values) for f in one.facts] for one in theirs.entries] == [
        [(f.kind, f.values) for f in one.facts] for one in ours.entries
    ]


@pytest.mark.parametrize("name", NAMES)
def test_facts_stand_where_they_say(name: str):
    """A fact's position is the line of the file on which its first word stands."""
    lines = seed(name).split("\n")
    for entry in read(seed(name)).entries:
        for fact in entry.facts:
            if fact.kind in {FactKind.ARXIV, FactKind.DOI}:
                assert fact.values[0] in lines[fact.position.line - 1].lower()


@RUN
@given(st.sampled_from(list(NAMES)), st.data())
def test_broken_anywhere(name: str, data: st.DataObject):
    """A file with a piece lost, doubled or put in anywhere is read or refused: nothing raises, no line is lost."""
    text = seed(name)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    piece = data.draw(
        st.one_of(
            st.just(""),
            st.just(text[start:end] * 2),
            st.sampled_from(
                ['"', "{", "]", "<", "\\", "\n\n", "&", "`", "|", "\ud800", "\x00", "TY  - ", "\\\\\n", "}}"]
            ),
            st.text(max_size=20),
        )
    )
    check_whole(text[:start] + piece + text[end:])


@RUN
@given(st.sampled_from(list(NAMES)), st.integers(0, 4000))
def test_cut_anywhere(name: str, at: int):
    """A file that ends too early gives the papers before the cut, and never one with another's words."""
    whole = read(seed(name))
    reading = check_whole(seed(name)[:at])
    if reading.format == whole.format:
        titles = [entry.title for entry in reading.entries]  # the last may be cut, and a problem says so
        assert all(any(known.title.startswith(title[:20]) for known in whole.entries) for title in titles)


@RUN
@given(st.sampled_from(list(NAMES)), st.binary(min_size=1, max_size=30), st.integers(0, 4000))
def test_rubbish_within(name: str, rubbish: bytes, at: int):
    """Bytes of no text, anywhere in a file, raise nothing and lose nothing."""
    data = seed(name).encode()
    check_whole(data[:at] + rubbish + data[at:])


BOMBS = [
    pytest.param("[" * 200_000, id="arrays"),
    pytest.param('{"title":' * 200_000, id="objects"),
    pytest.param('[{"title": "A", "x": ' + "[" * 200_000 + "]" * 200_000 + "}]", id="arrays in a record"),
    pytest.param(
        '<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{"&a" * 9};">' for n in range(30))
        + ']><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&a29;</title></entry></feed>',
        id="entities",
    ),
    pytest.param("<!doctype html><html>huggingface.co /papers/" + "<div>" * 100_000, id="elements"),
    pytest.param("### [A](https://huggingface.co/papers/2401.00001)\n\n" + "[" * 400_000, id="brackets"),
    pytest.param(
        "### [A](https://huggingface.co/papers/2401.00001)\n\n" + "[a](b" * 100_000 + ")" * 100_000, id="links"
    ),
    pytest.param("title,year\n" + '"a\n' * 60_000, id="quotes"),
    pytest.param("TY  - JOUR\n" * 30_000, id="references that never end"),
    pytest.param('[{"title": "' + "<p " * 300_000 + '"}]', id="tags that never end"),
    pytest.param('[{"title": "A", "abstract": "' + "&amp;" * 300_000 + '"}]', id="entities of HTML"),
]


@pytest.mark.parametrize("text", BOMBS)
def test_bombs(text: str):
    """What is made to break parsers is read or refused; a reader that is not linear would not come back from these."""
    check_whole(text)


def grown(name: str, count: int) -> str:
    """Return a long file of a format: its papers again and again, with other titles."""
    row = '{"title": "Kettle number %d", "abstract": "' + "We boil water and tell how long it took. " * 20 + '"}'
    if name == "json":
        return "[" + ",\n".join(row % n for n in range(count)) + "]"
    if name == "one line":
        return "[" + ",".join(row % n for n in range(count)) + "]"
    if name == "ris":
        return "".join(
            f"TY  - JOUR\nTI  - Kettle number {n}\nAB  - {'We boil water. ' * 60}\nER  - \n" for n in range(count)
        )
    return "title,abstract\n" + "".join(
        f'Kettle number {n},"{"We boil water, and tea. " * 40}"\n' for n in range(count)
    )


@pytest.mark.parametrize("name", ["json", "one line", "ris", "csv"])
def test_large_files_are_read(name: str):
    """Several megabytes give every paper, also where all of them stand on one line."""
    reading = read(grown(name, 4_000))
    assert len(reading.entries) == 4_000
    assert sum(row.state is State.TITLE for row in reading.ledger()) == 4_000


def test_records_of_one_line_have_a_row_each():
    """Where a program writes all on one line, each record has its own row, told apart by its column."""
    text = '[{"title": "A"}, {"year": 2020}, {"title": "B", "abstract": "Why."}, {"title": "A"}, 7]'
    rows = read(text).ledger()
    assert [(row.position.column, str(row.state)) for row in rows] == [
        (2, "title"),
        (18, "rejected"),
        (34, "title"),
        (70, "repeat of"),
        (86, "rejected"),
    ]


ODD_RECORDS = [
    pytest.param('[{"title": 1984}]', ["1984"], [], id="a number for a title"),
    pytest.param('[{"title": ["A"]}]', ["A"], [], id="a list for a title"),
    pytest.param('[{"title": "A"}, {"title": null}]', ["A"], ["no-title"], id="null for a title"),
    pytest.param('[{"title": "A"}, {"title": {"a": 1}}]', ["A"], ["no-title"], id="an object for a title"),
    pytest.param('[{"title": "A", "abstract": 5, "authors": {"x": 1}, "year": []}]', ["A"], [], id="wrong types"),
    pytest.param('[{"title": "A", "year": "in press"}]', ["A"], ["bad-year"], id="no year"),
    pytest.param('[{"title": "A", "doi": "none", "arxiv": "n/a"}]', ["A"], [], id="unknown is not said"),
    pytest.param('[{"title": "A", "doi": "x", "arxiv": "y"}]', ["A"], ["bad-arxiv", "bad-doi"], id="no ids"),
    pytest.param('[{"title": "A"},', ["A"], ["bad-json"], id="cut after a record"),
    pytest.param('[{"title": "A"}, {"title": "B', ["A"], ["bad-json"], id="cut within a record"),
    pytest.param('[{"title": "A",}]', ["A"], [], id="a comma too many"),
    pytest.param('{"papers": [{"title": "A"}]}', ["A"], [], id="a list within"),
    pytest.param('{"title": "A"}', ["A"], [], id="one record"),
    pytest.param('[{"title": "A <i>B</i> &amp; C"}]', ["A B & C"], [], id="markup in a title"),
    pytest.param('[{"title": "If a < b and c > d"}]', ["If a < b and c > d"], [], id="arithmetic is no markup"),
    pytest.param('[{"title": "A", "tags": "x", "stars": 5}]', ["A"], ["unknown-column"], id="a key that is not read"),
    pytest.param('[{"title": "A", "authors": "Ann"}] and more', ["A"], ["bad-json"], id="text behind the end"),
    pytest.param("title,year\nA,2020,x\nB,2021", ["B"], ["bad-row"], id="a cell too many"),
    pytest.param("title,year,doi\nA,2020\nB,2021,", ["A", "B"], ["short-row"], id="a cell too few"),
    pytest.param('title,year\n"A,2020\nB,2021', ["B"], ["bad-row"], id="a quote that never ends"),
    pytest.param('title,abstract\nA,"One.\n\nTwo, still."', ["A"], [], id="a cell of several lines"),
    pytest.param("sep=;\nTitle;Year\nA;2020", ["A"], [], id="Excel's first line"),
    pytest.param("Paper Title|Published In|Stars\nA|Tea 2020|5", ["A"], ["unknown-column"], id="other names"),
    pytest.param("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  -", ["A", "B"], ["no-end"], id="no end of a reference"),
    pytest.param("TY  - JOUR\nTI  - A\nAB  - One", ["A"], ["cut-off"], id="a reference cut off"),
    pytest.param("TY  - JOUR\nAU  - A\nER  -\nTY  - A\nTI  - B\nER  -", ["B"], ["no-title"], id="a reference without"),
    pytest.param("x\nTY  - JOUR\nTI  - A\nPY  - 2020\nER  -", ["A"], ["stray-fields"], id="text above a reference"),
    pytest.param('{"title": "A"}\n{"title": "B"\n{"title": "C"}', ["A", "C"], ["bad-json"], id="a broken line of many"),
]


@pytest.mark.parametrize(("text", "titles", "codes"), ODD_RECORDS)
def test_odd_records(text: str, titles: list[str], codes: list[str]):
    """What is wrong is named by code, beside hints for missing abstracts, and the rest is read."""
    if '"title": "B"\n' in text:
        text = '{"title": "0"}\n' + text
        titles = ["0", *titles]
    reading = check_whole(text)
    assert [entry.title for entry in reading.entries] == titles
    assert sorted({problem.code for problem in reading.problems} - {"no-text"}) == codes


def test_markup_in_abstracts():
    """HTML and JATS in an abstract become paragraphs and plain words; entities become their signs."""
    text = (
        "<jats:title>Abstract</jats:title><jats:p>One &lt;b&gt;two&lt;/b&gt;.</jats:p><p>H<sub>2</sub>O &amp; tea</p>"
    )
    (entry,) = read(json.dumps([{"title": "A", "abstract": text}])).entries
    assert entry.text == "One two.\nH2O & tea"


AUTHORS = [
    pytest.param("Ann Author; Bob Büttner", ("Ann Author", "Bob Büttner"), id="semicolons"),
    pytest.param("Author, Ann; Büttner, Bob", ("Ann Author", "Bob Büttner"), id="turned"),
    pytest.param("Author, Ann and Büttner, Bob", ("Ann Author", "Bob Büttner"), id="as BibTeX"),
    pytest.param(
        "Ann Author, Bob Büttner, and Cy Young", ("Ann Author", "Bob Büttner", "Cy Young"), id="in a sentence"
    ),
    pytest.param("Author, A., Büttner, B.", ("A. Author", "B. Büttner"), id="initials in pairs"),
    pytest.param("Author, Ann", ("Ann Author",), id="one, turned"),
    pytest.param("Ann Author et al.", ("Ann Author",), id="et al."),
    pytest.param("Plato", ("Plato",), id="one name"),
    pytest.param("Author, Ann, Büttner", None, id="nobody can tell"),
]


@pytest.mark.parametrize(("cell", "names"), AUTHORS)
def test_authors_of_a_cell(cell: str, names: tuple[str, ...] | None):
    """Names in one cell are told apart by what parts them; where nobody could tell, a warning says so."""
    reading = read(json.dumps([{"title": "A", "authors": cell}], ensure_ascii=False))
    given_names = [fact.values for fact in reading.entries[0].facts if fact.kind is FactKind.AUTHORS]
    assert given_names == ([names] if names else [])
    assert any(problem.code == "bad-authors" for problem in reading.problems) == (names is None)


def test_windows_1252_is_read_with_a_warning():
    """A Western file that is not UTF-8 is read, and the first word that is not ASCII is shown to judge."""
    reading = read("title,year\nCafé au lait,2020\n“Tea”,2021\n".encode("windows-1252"))
    assert [entry.title for entry in reading.entries] == ["Café au lait", "“Tea”"]
    (problem,) = [problem for problem in reading.problems if problem.code == "not-utf-8"]
    assert str(problem).startswith("a.txt:2: warning: this is not UTF-8; read as Windows-1252 it says “Café”")


def test_a_declared_encoding_is_kept():
    """XML that names its encoding is read in it, without a word."""
    text = seed("answer.xml").replace("UTF-8", "ISO-8859-1").replace("“", '"').replace("”", '"')
    reading = read(text.encode("latin-1"))
    assert ("A. Author", "B. von Büttner") in [fact.values for fact in reading.entries[0].facts]
    assert not reading.problems


COUNTS = [
    ("arxiv_atom_10.xml", "arXiv Atom", 10, 10),
    ("arxiv_atom_empty.xml", "arXiv Atom", 0, 0),
    ("arxiv_atom_error.xml", "arXiv Atom", 0, 0),
    ("hf_daily_2024-08-01.html", "Hugging Face HTML", 13, 13),
    ("hf_search_2026-10-02.md", "Hugging Face Markdown", 5, 5),
    ("mail_arxiv.txt", "arXiv mail", 2, 2),
    ("scopus.ris", "RIS", 6, 6),
    ("zotero.ris", "RIS", 100, 98),
    ("zotero_40.bib", "BibTeX", 40, 37),
]


@pytest.mark.captures
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real files are not beside the project")
@pytest.mark.parametrize(("name", "called", "entries", "texts"), COUNTS)
def test_real_files(name: str, called: str, entries: int, texts: int):
    """Real files give exactly the records that they hold, and every line has its state."""
    reading = check_whole((SAMPLES / name).read_bytes())
    assert reading.format == called
    assert len(reading.entries) == entries
    assert sum(entry.text is not None for entry in reading.entries) == texts


def test_every_format_has_a_seed():
    """A format without a text here would be tested by nothing."""
    assert {one.name for one in FORMATS} == {*NAMES.values(), "Hugging Face text"}


def test_all_formats_together_are_two_papers():
    """What every format says of the two papers merges by identity, in any order, and nothing disagrees."""
    readings = [read(seed(name), name) for name in NAMES]
    papers, problems = merge(readings)
    assert [(paper.arxiv, len(paper.entries)) for paper in papers] == [("2401.00001", 12), ("2402.00002", 12)]
    assert papers[0].doi == "10.1000/kettle.1"
    assert (papers[0].venue, papers[0].published) == ("Proceedings of the Kettle", "2024-01-02")
    assert {link.kind for link in papers[0].links} == {"arxiv", "doi", "code", "web"}
    assert not [problem for problem in problems if problem.code in {"facts-disagree", "same-paper-maybe"}]
    turned, _ = merge(readings[::-1])
    assert [(one.slug, one.arxiv, one.doi, one.authors, one.year) for one in turned] == [
        (one.slug, one.arxiv, one.doi, one.authors, one.year) for one in papers
    ]


PAGES = [
    pytest.param(
        "<!DOCTYPE html><html><title>Trending Papers - Hugging Face</title>\n<article>\n"
        '<h3><a href="/papers/2401.00001">KettleNet:\n Boiling</a></h3>\n<p>We boil water with forty layers, and with'
        " a kettle it takes long. The tea is\nbad, and no one drinks it twice. So we say.</p>\n"
        '<time datetime="2024-01-02">Jan 2</time><a href="https://github.com/example/kettle">GitHub</a></article>',
        ["furniture", "furniture", "title", "title", "abstract", "abstract", "fact"],
        id="a page without data",
    ),
    pytest.param(
        "arxiv:2401.00001\n\n# KettleNet: Boiling\n\nPublished on Jan 2, 2024\n\n"
        "[Upvote 12](https://huggingface.co/login?next=%2Fpapers%2F2401.00001)\n\n## Abstract\n\n"
        "We boil water with forty layers, and with a kettle it takes long.\n\n[PDF](https://arxiv.org/abs/2401.00001)"
        "\n[Code](https://github.com/example/kettle)\n\n"
        "## Community\n\nA long remark of a reader that is not the paper's own text at all, and stays away.",
        [*["furniture"], "title", "fact", "furniture", "furniture", "abstract", "fact", "fact", *["furniture"] * 2],
        id="a paper's own page",
    ),
]


@pytest.mark.parametrize(("text", "states"), PAGES)
def test_other_pages_of_hugging_face(text: str, states: list[str]):
    """Pages that carry no data, and the page of one paper, give title, text, id, day and code as well."""
    reading = check_whole(text)
    assert [str(row.state) for row in reading.ledger()] == states
    (entry,) = reading.entries
    assert (entry.title, (entry.text or "")[:13]) == ("KettleNet: Boiling", "We boil water")
    facts = {fact.kind: fact.values[0] for fact in entry.facts}
    assert facts == {
        FactKind.ARXIV: "2401.00001",
        FactKind.PUBLISHED: "2024-01-02",
        FactKind.URL: "https://github.com/example/kettle",
    }


def test_a_mail_of_replacements():
    """Replaced papers have no abstract in the mail; fields without an id are rejected up to the next rule."""
    text = (
        "\\\\\narXiv:2301.00001\nreplaced with revised version Wed, 20 Nov 2024 10:00:00 GMT   (123kb,D)\n\n"
        "Title: Replaced\nAuthors: A. Author\n\\\\ ( https://arxiv.org/abs/2301.00001 ,  123kb)\n"
        + "-" * 78
        + "\n\\\\\nTitle: Without an Id\nAuthors: B. Author\n\\\\\n  Its words.\n"
        + "-" * 78
    )
    reading = check_whole(text)
    assert [(entry.title, entry.text) for entry in reading.entries] == [("Replaced", None)]
    assert [(one.position.line, one.code) for one in reading.problems] == [(10, "no-id"), (2, "no-text")]
    assert sum(row.state is State.REJECTED for row in reading.ledger()) == 4


def test_the_ledger_names_what_a_line_holds():
    """The row of a line with several fields names all that are kept, and one with none of them says so."""
    text = '[\n{"title": "A", "year": 2020, "stars": 5,\n"stars": 6,\n"abstract": "B"}\n]'
    assert [(str(row.state), row.rule) for row in read(text).ledger()] == [
        ("furniture", "around the records"),
        ("title", "title, year"),
        ("furniture", "stars (not kept)"),
        ("abstract", "abstract"),
        ("furniture", "around the records"),
    ]
