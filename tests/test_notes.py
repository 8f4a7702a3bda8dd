"""Notes: corrections that undo to the letter, judged warnings, and where a forge lets one write."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.notes import inputs, told
from generator import pipeline
from generator.curation import HandFile
from generator.notes import read_written
from generator.notes.forge import edit_url, mend_url, new_url
from generator.notes.settled import CODES
from generator.repair import lexicon, mend
from generator.repair.corrections import corrected, rewritten
from generator.repair.edits import Edit
from generator.settings import Configuration

ROOT = Path(__file__).parent.parent
BROKEN = st.lists(st.sampled_from(["``a''", "\\'e", "129times", "&amp;", " ", "of", "the", "https://a.b/c", "é", "x"]))


def undone(text: str, repairs: tuple) -> str:
    """Take repairs back at their places, the last first."""
    for one in sorted(repairs, key=lambda repair: -repair.start):
        assert text[one.start : one.start + len(one.became)] == one.became
        text = text[: one.start] + one.found + text[one.start + len(one.became) :]
    return text


@settings(deadline=None)
@given(BROKEN.map("".join), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.text(max_size=5)), max_size=4))
def test_corrections_undo_to_the_letter(text: str, edits: list[tuple[int, int, str]]):
    """However a curator's mends lie over the repairs, taking all back gives the source's text."""
    mended = mend(text, "abstract", lexicon([text]))
    now, repairs = mended.text, mended.repairs
    for start, length, became in edits:
        at = min(start, len(now))
        edit = Edit(at, min(at + length, len(now)), became)
        expected = now[: edit.start] + became + now[edit.end :]
        now, repairs = corrected(now, repairs, edit, "abstract")
        assert now == expected
    assert undone(now, repairs) == undone(mended.text, mended.repairs)


@settings(deadline=None)
@given(BROKEN.map("".join), st.text())
def test_another_text_undoes_to_the_source(text: str, other: str):
    """A title or summary that a note puts in the place of the source's is one repair, which gives that back."""
    mended = mend(text, "title", lexicon([text]))
    assert undone(other, rewritten(mended.text, mended.repairs, other, "title")) == undone(mended.text, mended.repairs)


def test_every_warning_can_be_judged():
    """The codes that `accept` knows are those of the warnings that a build may give, no more and no fewer."""
    files = [path for path in (ROOT / "generator").rglob("*.py") if not path.name.startswith("enrich")]
    text = "".join(path.read_text("utf-8") for path in files)
    found = set(re.findall(r"\bwarning\(\s*\"([a-z-]+)\"", text)) - {"accept-unknown", "accept-unneeded"}
    assert found | {"repair-in-doubt", "text-lost"} == CODES


PAPER = "notes/papers/one.md"
EDIT = {
    ("https://github.com/a/b", None): "https://github.com/a/b/edit/master/docs/notes/papers/one.md",
    ("https://github.com/a/b/", "edit/main/docs/"): "https://github.com/a/b/edit/main/docs/notes/papers/one.md",
    ("https://github.com/a/b", "/edit/main/docs"): "https://github.com/a/b/edit/main/docs/notes/papers/one.md",
    ("", "https://github.com/a/b/edit/main/docs/"): "https://github.com/a/b/edit/main/docs/notes/papers/one.md",
    ("https://gitlab.com/a/b", "-/edit/main/docs/"): "https://gitlab.com/a/b/-/edit/main/docs/notes/papers/one.md",
    ("https://git.example.org/a/b", "?f=docs/"): "https://git.example.org/a/b?f=docs/notes/papers/one.md",
    ("https://github.com/a/b", ""): None,
    ("https://git.example.org/a/b", None): None,
    ("", None): None,
    ("", "edit/main/docs/"): None,
}


@pytest.mark.parametrize(("said", "url"), EDIT.items(), ids=map(str, EDIT))
def test_a_note_is_edited_where_mkdocs_would(said: tuple[str, str | None], url: str | None):
    """`repo_url` and `edit_uri` are read as MkDocs reads them; without a forge there is no link."""
    assert edit_url(Configuration(repo_url=said[0], edit_uri=said[1]), PAPER) == url


def test_a_new_note_is_begun():
    """Each forge is asked by its own names for a new file with name and first lines; Bitbucket has no such page."""
    github = new_url(Configuration(repo_url="https://github.com/a/b", edit_uri="edit/main/docs/"), PAPER)
    assert github is not None
    assert github.startswith("https://github.com/a/b/new/main/docs/notes/papers?filename=one.md&value=---%0A")
    assert unquote(github.partition("&value=")[2]).startswith("---\nstatus: to read\n---\n\n")
    gitlab = Configuration(repo_url="https://gitlab.com/a/b", edit_uri="edit/main/docs/")
    on_gitlab = new_url(gitlab, PAPER) or ""
    assert on_gitlab.startswith("https://gitlab.com/a/b/-/new/main/docs/notes/papers?file_name=one.md&content=---%0A")
    gitea = Configuration(repo_url="https://codeberg.org/a/b", edit_uri="_edit/main/docs/")
    on_gitea = new_url(gitea, PAPER) or ""
    assert on_gitea.startswith("https://codeberg.org/a/b/_new/main/docs/notes/papers?filename=one.md&value=---%0A")
    assert new_url(Configuration(repo_url="https://bitbucket.org/a/b"), PAPER) is None
    assert new_url(Configuration(), PAPER) is None


def test_a_mend_is_asked_for():
    """On GitHub a form opens with the page and the file and line filled in; elsewhere there is no such form."""
    asked = ("A & B", "papers/a-b/", "sources/a.txt, line 7")
    url = mend_url(Configuration(repo_url="https://github.com/a/b/"), *asked)
    assert url is not None
    assert url.startswith("https://github.com/a/b/issues/new?template=mend-a-record.yml&title=Mend%3A+A+%26+B&")
    assert url.endswith("page=papers%2Fa-b%2F&place=sources%2Fa.txt%2C+line+7")
    assert mend_url(Configuration(repo_url="https://gitlab.com/a/b"), *asked) is None
    assert mend_url(Configuration(), *asked) is None


def test_a_tag_with_another_name_keeps_its_family():
    """A note that renames a tag keeps its address, its old name as another one, and its children."""
    file = HandFile("docs/notes/models/bert.md", "notes/models/bert.md", "---\nname: BERT (2018)\n---\n")
    terms, problems = pipeline.vocabulary((), read_written([file]).tags)
    assert problems == ()
    (bert,) = [term for term in terms if term.key == ("models", "bert")]
    assert (bert.rule.name, bert.rule.aliases[0]) == ("BERT (2018)", "BERT")
    kin = {term.rule.name for term in terms if "BERT (2018)" in (term.rule.parent, *term.rule.derived_from)}
    assert {"ViLBERT", "RoBERTa"} & kin
    assert not [term for term in terms if "BERT" in (term.rule.parent, *term.rule.derived_from)]


@pytest.mark.parametrize(
    "said",
    ["parent: ViT\nderived_from: [CLIP, DINO]", "kin: {parent: ViT, derived_from: [CLIP, DINO]}"],
    ids=["as in a vocabulary", "under kin"],
)
def test_a_note_says_a_tags_kin(said: str):
    """A note says what a tag belongs to and was made from by the keys of a vocabulary's line, or under `kin`."""
    file = HandFile("docs/notes/models/lamp.md", "notes/models/lamp.md", f"---\nname: Lamp\n{said}\n---\n")
    terms, problems = pipeline.vocabulary((), read_written([file]).tags)
    assert problems == ()
    (lamp,) = [term for term in terms if term.key == ("models", "lamp")]
    assert (lamp.rule.parent, lamp.rule.derived_from) == ("ViT", ("CLIP", "DINO"))


@pytest.mark.parametrize("said", ["parent: BERT", "derived_from: [RoBERTa]", "aliases: [ViT]", "without: [bert]"])
def test_a_note_that_no_vocabulary_could_hold_is_an_error(said: str):
    """Kin in a circle, a name of two tags and a rule that never matches are named at their line of the note."""
    file = HandFile("docs/notes/models/bert.md", "notes/models/bert.md", f"---\nhomepage: https://a.org\n{said}\n---\n")
    _, problems = pipeline.vocabulary((), read_written([file]).tags)
    assert {problem.position.line for problem in problems} == {3}


@pytest.mark.usefixtures("few_names")
def test_of_many_notes_every_fault_is_told_once():
    """Half of several hundred notes are at fault: each is told once with its line, and every text is on its page."""
    given_, wanted = inputs(380)
    library, problems = pipeline.build_library(given_)
    assert told(problems) == wanted
    library, atlas = pipeline.set_out(library)
    pages = {file.path: file.text for file in pipeline.render(library, given_, atlas)}
    for paper in library.papers:
        words = paper.note.body.split()[0] if paper.note else ""
        assert words in pages[f"papers/{paper.slug}.md"].partition("## Abstract")[0]
    assert sum(paper.note is not None for paper in library.papers) == 380 - 19
