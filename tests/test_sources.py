"""Bytes and texts of every kind in; that no reader raises, no line is lost, and the real captures read whole, out."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Reading, Sidecar, SourceFile, State, TextKind
from generator.problems import Level
from generator.sources import FORMATS, read_source
from generator.sources.contract import Text
from generator.sources.decode import decode
from generator.sources.foreign import foreign
from generator.sources.visible import visible

CAPTURES = Path(__file__).parents[2] / "shared" / "captures"
RUN = settings(max_examples=100, deadline=None)

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDE-,:", min_size=1, max_size=9)
ODD_LINES = [
    "Get trending papers in your email inbox!",
    "SubscribeKettle Nets at Work",
    "We boil water. It takes long, and the tea is bad.",
    "Submitted by",
    "A. Author",
    "2401.00001",
    "https://example.org/a",
    "@article{a,",
    "title = {x},",
    "@misc{b}",
    "# A heading",
    *("Subscribe", "new", "Jun 6", "12", "Models", "-", "\u200b", "}", "---", "", ""),
]
PIECES = st.one_of(
    st.text(max_size=60),
    st.lists(WORDS, max_size=20).map(" ".join),
    st.sampled_from(ODD_LINES),
)
TEXTS = st.lists(PIECES, max_size=25).map("\n".join)


def read(text: str) -> Reading:
    return read_source(SourceFile("list.txt", text.encode("utf-8", "surrogatepass")))


def numbers(reading: Reading) -> list[int]:
    return [row.position.line for row in reading.ledger()]


def papers(reading: Reading) -> list[tuple[str, str | None]]:
    return [(entry.title, entry.text) for entry in reading.entries]


@RUN
@given(TEXTS)
def test_ledger_is_whole(text: str):
    """Every line that shows something is in exactly one row of the ledger, whatever the text is."""
    decoded = decode(SourceFile("list.txt", text.encode()))
    if isinstance(decoded, Text):
        expected = [n for n, line in enumerate(decoded.lines, 1) if visible(line)]
        assert numbers(read(text)) == expected
        for one in FORMATS:
            assert numbers(one.read(decoded, Sidecar())) == expected


@RUN
@given(TEXTS)
def test_nothing_is_rejected_in_silence(text: str):
    """Where a line is rejected an error says so, for every reader."""
    decoded = decode(SourceFile("list.txt", text.encode()))
    for one in FORMATS if isinstance(decoded, Text) else ():
        reading = one.read(decoded, Sidecar())
        if any(row.state is State.REJECTED for row in reading.ledger()):
            assert any(problem.level is Level.ERROR for problem in reading.problems)


@RUN
@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes):
    """Any bytes are read or refused with a problem that names the file; nothing is raised."""
    reading = read_source(SourceFile("a.txt", data, SourceFile("a.yml", data)))
    assert reading.entries or reading.problems
    assert all(str(problem).startswith(("a.txt:", "a.yml:")) for problem in reading.problems)


@RUN
@given(TEXTS, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_do_not_matter(text: str, end: str):
    """A text with CRLF or CR gives the same entries and the same ledger as with LF."""
    plain = re.sub(r"\r\n?", "\n", text)
    ours, theirs = read(plain), read(plain.replace("\n", end))
    assert (papers(ours), ours.ledger(), ours.problems) == (papers(theirs), theirs.ledger(), theirs.problems)


@RUN
@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_encodings_do_not_matter(text: str, encoding: str):
    """UTF-8 with its mark and UTF-16, with it or seen by its zero bytes, give the same text as UTF-8."""
    plain = "Get trending papers in your email inbox!\n" * 40 + re.sub(r"[^\x09\x0a\x0d\x20-\x7e]", "", text)
    expected = decode(SourceFile("a.txt", plain.encode()))
    assert decode(SourceFile("a.txt", plain.encode(encoding))) == expected


@RUN
@given(TEXTS)
def test_titles_and_texts_are_the_files_own(text: str):
    """An entry of a saved page holds nothing that its lines do not hold."""
    reading = read(text)
    if reading.format == "Hugging Face text":
        lines = re.split(r"\r\n|\r|\n", text)
        for entry in reading.entries:
            own = "".join(lines[row.position.line - 1] for row in entry.lines)
            squeezed = re.sub(r"\s", "", own)
            assert re.sub(r"\s", "", entry.title) in squeezed
            assert re.sub(r"\s", "", entry.text or "") in squeezed


KETTLE = "KettleNet: Boiling Water with Deep Networks"
TEA = (
    "We boil water with a network of forty layers, which takes longer than any stove that we could find and heats the "
    "room besides. The loss that we propose keeps most of it inside the kettle, where it is wanted. Trained on nine "
    "thousand cups, the network learns to whistle without being told. We also report a failure: the tea tastes of it, "
    "and so, after a week of trials, does everything else in the laboratory."
)


@pytest.mark.parametrize("layout", ["\n", "\n\n"])
@pytest.mark.parametrize("width", [50, 60, 66, 72, 76, 80, 88, 100, 120, 160])
def test_wrapping_does_not_matter(width: int, layout: str):
    """A text wrapped at any usual width, in both layouts, is joined to what it was."""
    wrapped = "\n".join(textwrap.wrap(TEA, width))
    reading = read(layout.join([KETTLE, wrapped, "A Survey of Lukewarm Models", wrapped.replace("We", "They", 1)]))
    assert [text for _, text in papers(reading)] == [TEA, TEA.replace("We", "They", 1)]


@pytest.mark.parametrize("mark", list('a( .-"{[<@\\$_A·|\u00a0\u200b12\n'))
def test_a_megabyte_of_one_mark(mark: str):
    """Lines of nearly a million times one mark are read whole; a pattern that ran back and forth would take days."""
    text = f"{KETTLE}\n{mark * 999_000}\n{mark * 999_000}\n"
    reading = read(text)
    assert numbers(reading) == [n for n, line in enumerate(text.splitlines(), 1) if visible(line)]


REFUSED = [
    pytest.param(b"", "a.txt:1: this file is empty", id="empty"),
    pytest.param(b" \n\t\n\xc2\xa0", "a.txt:1: this file holds only white space", id="white space"),
    pytest.param(
        b"A Title\n\xcf\xf0\xe8\xe2\xe5\xf2\n", "a.txt:2:1: this is not UTF-8: byte 0xCF stands here", id="cyrillic"
    ),
    pytest.param(b"A Title\nDva \x8d\x81\n", "a.txt:2:5: this is not UTF-8: byte 0x8D stands here", id="no encoding's"),
    pytest.param(b"A Title\r\nabc\0def\n", "a.txt:2:4: this is not text", id="a zero byte"),
    pytest.param(b"%PDF-1.7\n", "a.txt:1: this is a PDF, not text", id="pdf"),
    pytest.param(b"\xff\xfeA\0B", "a.txt:1:2: this UTF-16 text is broken here", id="half a character"),
    pytest.param(b"x" * 50_000_000, "a.txt:1: this line is longer than 1,000,000 characters", id="50 MB on a line"),
    pytest.param(b"A\n" + b"x" * 1_000_001, "a.txt:2: this line is longer", id="a long line further down"),
    pytest.param(b"just a few words\nand some more\n", "a.txt:1: no reader knows this file", id="no list"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_refused(data: bytes, said: str):
    """What cannot be read is refused by one error with place, reason and what to do, however much of it there is."""
    (problem,) = read_source(SourceFile("a.txt", data)).problems
    assert str(problem).startswith(said)
    assert problem.hint


def test_too_large_a_file_is_not_decoded(monkeypatch: pytest.MonkeyPatch):
    """A file over the limit is refused by its size."""
    monkeypatch.setattr("generator.sources.decode.LARGEST_FILE", 10)
    (problem,) = read("A Title\nA text").problems
    assert problem.code == "too-large"


FOREIGN = [
    pytest.param("@article{a, title={T}}", "BibTeX", id="bibtex"),
    pytest.param("TY  - JOUR\nTI  - A\nER  - ", "RIS", id="ris"),
    pytest.param("1.\nTY  - JOUR\nTI  - A\nER  - ", "RIS", id="ris with a number"),
    pytest.param("<!DOCTYPE html>\n<html>\n<body>", "HTML or XML", id="html"),
    pytest.param('<?xml version="1.0"?>\n<feed>', "HTML or XML", id="xml"),
    pytest.param('{"title": "A"}', "JSON", id="json"),
    pytest.param("[\n  {", "JSON", id="json list"),
    pytest.param("title,abstract,year\nA,B,2024", "a table (CSV)", id="csv"),
    pytest.param(
        "# Kettles\n\n- one\n- two\n\n## More\n\nSome words about kettles, and `code`.", "Markdown", id="markdown"
    ),
    pytest.param("---\ntitle: A\ndate: B\n---\nSome words.", "Markdown", id="front matter"),
    pytest.param("Title: A\nAuthors: B\nCategories: cs\nTitle: C", "labelled records", id="labels"),
    pytest.param(
        "arXiv:2401.00001 (cs)\n[Submitted on 12 Jun 2017 (v1)]\nA Title\nA. Author\nView PDF\nWe do things.",
        "a page copied from arXiv",
        id="an abstract's page",
    ),
    pytest.param(
        "[1] arXiv:2401.00001 [pdf, html, other]\nTitle: A\nA. Author\nSubjects: Robotics (cs.RO)\nWe do things.",
        "a page copied from arXiv",
        id="arXiv's list of new papers",
    ),
    pytest.param("{{ config }}: A Title\nWe do this and that, and nothing else.", None, id="a template for a title"),
    pytest.param("[1] A Title\nWe do this and that, and nothing else.", None, id="a number in brackets"),
    pytest.param("---\nWe do this and that, and nothing else.\nA Title\nWe do more.", None, id="a title of dashes"),
]


@pytest.mark.parametrize(("text", "name"), FOREIGN)
def test_foreign(text: str, name: str | None):
    """A file in another format is known by name, and a page with odd titles is not taken for one."""
    assert foreign(Text("a.txt", tuple(text.split("\n")))) == name


def test_unknown_names_what_it_looks_like_and_what_is_read():
    """A curator learns what the file is taken for and which formats there are."""
    (problem,) = read('{"name": "A"}').problems
    assert "it looks like JSON" in problem.message
    assert all(one.name in problem.hint for one in FORMATS)


def test_summaries_are_marked():
    """The sidecar says what the texts are."""
    sidecar = SourceFile("a.yml", b"text: summaries\nurl: https://example.org/papers\ncaptured: 2025-02-27\n")
    reading = read_source(SourceFile("a.txt", f"{KETTLE}\n{TEA}\n".encode(), sidecar))
    assert [entry.kind for entry in reading.entries] == [TextKind.SUMMARY]
    assert (reading.sidecar.url, reading.sidecar.captured) == ("https://example.org/papers", "2025-02-27")


@pytest.mark.captures
@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the two real captures are not beside the project")
class TestCaptures:
    """The two real pages."""

    @pytest.mark.parametrize(("start", "count", "header"), [("000", 35, 2), ("001", 78, 5)])
    def test_every_line_is_a_title_or_text_of_its_paper(self, start: str, count: int, header: int):
        """After the page's heading, titles and texts alternate; each is exactly the file's own line."""
        (path,) = CAPTURES.glob(f"{start}_*.txt")
        lines = [line for line in path.read_text(encoding="ascii").splitlines() if line.strip()][header:]
        lines[0] = lines[0].removeprefix("Subscribe")
        reading = read_source(SourceFile(path.name, path.read_bytes()))
        assert papers(reading) == list(zip(lines[::2], lines[1::2], strict=True))
        assert len(reading.entries) == count
        assert not reading.problems
        states = [row.state for row in reading.ledger()]
        assert len(states) == header + 2 * count
        assert states.count(State.FURNITURE) == header
