"""Links into Explore: one choice is one address, a reader can read it, and no name of the list breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import Page, journey, toy_sources

from generator.markdown import link
from generator.pages.explore import KEYS, choices, explore_link, mark_key

if TYPE_CHECKING:
    from generator.pages import Context

pytestmark = pytest.mark.usefixtures("few_names")
NOWHERE: Context = None  # type: ignore[assignment] -- a link asks nothing of the library


def test_a_choice_is_a_readable_query():
    """Required, alternative and excluded names, and words, stand in one query string, in the order of the page."""
    address = explore_link(
        NOWHERE,
        "models/bert.md",
        [("tasks", "visual question answering"), ("models", "BERT"), ("models", "ViT")],
        either=[("year", "2021"), ("year", "2022")],
        without=[("methods", "Prompting")],
        words="distillation -survey",
    )
    assert address == (
        "../explore/index.md?q=distillation+-survey&models=BERT&models=ViT&tasks=visual+question+answering"
        "&not.methods=Prompting&any.year=2021&any.year=2022"
    )


def test_nothing_chosen_is_the_page_itself():
    """Without a choice there is no question mark."""
    assert explore_link(NOWHERE, "index.md") == "explore/index.md"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(KEYS))
def test_any_name_survives_the_address(name: str, key: str):
    """Whatever a tag is called, the address gives it back, and so does a Markdown link with it."""
    address = explore_link(NOWHERE, "a/b/c.md", [(key, name)])
    assert parse_qsl(urlsplit(address).query, keep_blank_values=True) == [(key, name)]
    (shown,) = Page(str(link("papers", address))).hrefs
    assert shown == address


def test_the_page_says_what_it_does_without_javascript():
    """The page names each facet's directory and the list of all papers, so that nobody stands before a closed door."""
    files = {file.path: file.text for file in journey(*toy_sources())[1]}
    hrefs = Page(files["explore/index.md"]).hrefs
    assert hrefs == [
        "../models/index.md",
        "../datasets/index.md",
        "../tasks/index.md",
        "../methods/index.md",
        "../papers/index.md",
    ]


def test_a_mark_has_a_short_key_of_its_own():
    """Seven letters, the same at each run (the published value for "a"), and no two of a list's papers share them."""
    assert int(mark_key("a"), 36) == 0xE40C292C
    keys = {mark_key(f"paper-{number}") for number in range(11_000)}
    assert len(keys) == 11_000
    assert {len(key) for key in keys} == {7}


def test_a_paper_says_what_it_has_and_brings():
    """What cannot be told from a page's text is in its front matter, for the index; what a paper lacks is not."""
    library, _ = journey(*toy_sources())
    found = {paper.slug: choices(library, paper) for paper in library.papers}
    for paper in library.papers:
        kinds = {one.kind for one in library.introductions[paper.slug]}
        assert set(found[paper.slug]["brings"]) == (kinds | {"something"} if kinds else set())
        assert ("DOI" in found[paper.slug]["has"]) == any(link.kind == "doi" for link in paper.links)
    assert any(one["brings"] for one in found.values())
