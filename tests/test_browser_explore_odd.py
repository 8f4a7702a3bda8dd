"""Words that no paper has and addresses written by hand in; that Explore says what it makes of them, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from browser import executable, opened, served
from exploring import Choice, Explore
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


@pytest.mark.parametrize("word", ["blockchain", "quantum", "GPT-5", "trasformers", "孙剑"])
def test_a_word_of_nobody_finds_nothing(chromium: Browser, root: str, default_site: Site, word: str):
    """Not even what a word that it begins with would find; a minus leaves nothing out; beside others it is named."""
    everything = " ".join(f"{paper['title']} {paper['summary']}" for paper in default_site.papers)
    assert word.lower() not in everything.lower()
    with opened(chromium, root) as page:
        explore = Explore(page, root).go(f"?q={quote(word)}")
        expect(explore.summary).to_contain_text(f"Nothing found; no paper has “{word}”")
        assert set(explore.counts("models").values()) == {0}
        expect(explore.go(f"?q=-{quote(word)}").summary).to_have_text(f"{len(default_site.papers)} papers found")
        expect(explore.go(f"?q=bert+{quote(word)}").summary).to_contain_text(f"papers found; no paper has “{word}”")
        beside = explore.titles()
        assert beside == explore.go("?q=bert").titles()
        page.goto(root)
        page.keyboard.press("/")
        page.get_by_role("textbox", name="Search papers and tags").fill(word)
        expect(page.locator("dialog .status")).to_have_text(f"Nothing found for “{word}”")


@pytest.mark.parametrize("word", ["transf", "optimiz", "surveyed", "Zho", "frechet", "pre-train", "interber"])
def test_a_beginning_and_another_form_of_a_word_are_known(chromium: Browser, root: str, word: str):
    """Half a word, one with another ending, without its accent or with a hyphen finds what the word finds."""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go(f"?q={quote(word)}")
        expect(explore.summary).to_have_text(re.compile(r"^\d+ papers? found$"))


def test_names_are_read_whatever_their_capitals(chromium: Browser, root: str, default_site: Site):
    """Who writes names into the address by hand gets them as the list writes them, in the address too."""
    wanted = Choice(every={"models": ["BERT", "ViT"]}, none={"tasks": ["Image captioning"]}).of(default_site.papers)
    with opened(chromium, root) as page:
        explore = Explore(page, root).go("?models=bert&models=VIT&not.tasks=image-captioning")
        assert explore.query == "models=BERT&models=ViT&not.tasks=Image+captioning"
        expect(page.locator(".chosen li")).to_have_count(3)
        assert explore.titles() == wanted
        expect(explore.box("models", "ViT")).to_be_checked()


def test_a_name_of_nothing_is_named(chromium: Browser, root: str):
    """A tag, year or venue that the list lacks is said to be the reason, and its chip lets go of it."""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go("?models=BERT&models=%25NoSuch&year=soon")
        expect(explore.summary).to_contain_text("Nothing found; no paper has “%NoSuch” or “soon”")
        for name in ("%NoSuch", "soon"):
            page.locator(".chosen li", has_text=name).get_by_role("button").click()
        expect(explore.summary).to_have_text(re.compile(r"^\d+ papers found$"))
        assert explore.query == "models=BERT"


def test_what_is_typed_while_the_box_loads_is_in_it(chromium: Browser, root: str, default_site: Site):
    """Who goes on typing behind `/` before the box is there loses no letter, and marks nothing by it."""
    address = f"{root}{default_site.papers[0]['url']}"
    with opened(chromium, root) as page:
        page.goto(address)
        page.keyboard.type("/stars")
        expect(page.get_by_role("textbox", name="Search papers and tags")).to_have_value("stars")
        expect(page.locator("dialog .status")).to_contain_text("found for “stars”")
        page.keyboard.press("Escape")
        assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('marks'))") == []
