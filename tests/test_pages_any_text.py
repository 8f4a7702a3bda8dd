"""Pages of any text: however names, addresses and marks stand in it, each letter shows once and nothing acts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from conftest import few_terms
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import Page, assert_inert, assert_links_lead_somewhere, configuration, flat, journey, pages_of

from generator import pipeline
from generator.markdown import link
from generator.model import SourceFile
from generator.pages.contract import prose, shortened
from generator.tagging.matching import Matcher
from generator.tagging.text import texts_of

pytestmark = pytest.mark.usefixtures("few_names")
ROOT = Path(__file__).parent.parent


@given(st.text(), st.integers(1, 60))
def test_a_shortened_text_is_a_beginning(text: str, limit: int):
    """What a row shows is the text, or its beginning and an ellipsis, within its limit."""
    short = shortened(text, limit)
    whole = " ".join(text.split())
    assert short == whole if len(whole) <= limit else whole.startswith(short.removesuffix(" …").removesuffix("…"))
    assert len(short) <= limit + 2


NAMES = ["BERT", "BERTs", "ViT-B/16", "ResNet-50", "ImageNet", "Swin", "GPT-2", "-based", "https://example.org/BERT"]
JOINTS = ["\n", " ", " ", " ", ". ", ", ", "(", ")", "\xa0", "é", "🏮", "http://[x"]
PIECE = st.sampled_from([*(ROOT / "tests/cases/marks.txt").read_text("utf-8").splitlines(), *NAMES, *NAMES, *JOINTS])


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECE, max_size=14).map("".join))
def test_marked_text_is_the_text(text: str):
    """However names, addresses and marks stand beside each other, each letter shows once, and each name is a link."""
    found = matcher().mentions(texts_of({"abstract": text}))
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
    library, atlas = pipeline.set_out(library)
    files = {file.path: file.text for file in pipeline.render(library, inputs, atlas)}
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
