"""A site with notes in, in a real browser; that a note is read first, that its links lead on, and old addresses too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import sites
from browser import executable, opened, served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
SLUG = "lanterns-are-all-you-need"
NOTES = {
    f"notes/papers/{SLUG}.md": """---
title: "Lanterns: Enough"
status: read
added: 2026-02-03
aliases: [lanterns]
---
# Why it matters

Quincunx. Read [[LanternNet]] first, or what [[models/swin|Swin]] is.[^1] ![a lantern](lantern.svg)
<script>window.__hit = 1</script> <img src=x onerror="window.__hit = 2">

[^1]: See [the beginning](#why-it-matters).
""",
    "notes/papers/shared-lanterns-one-paper-in-two-files.md": "---\nsummary: שתי מנורות עם BERT. הן מאירות 5%.\n---\n",
    "notes/papers/lantern.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>',
    "notes/models/bert.md": "---\nhomepage: https://example.org/bert\n---\nThe one that [[MarkEater]] eats.\n",
    "collections/path.md": f"# A path\n\n[[{SLUG}]], then [[Shared Lanterns]].\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the toy list with notes, a collection and a forge; its broken picture is told, and the site built."""
    site = sites.noted(tmp_path_factory.mktemp("noted"), NOTES)
    assert not list(site.folder.glob("notes/**/*.html"))  # what curators wrote is on the pages that it is about
    with served(site.folder) as address:
        yield address


def go(page: Page, root: str, path: str) -> None:
    """Open a page of the site."""
    page.goto(root + path)


def test_a_note_is_read_first(chromium: Browser, root: str):
    """It stands before the abstract, signed; its picture loads, its links lead on, and nothing of it runs."""
    with opened(chromium, root) as page:
        go(page, root, "papers/lanterns-enough/")
        expect(page.locator("article h2").first).to_have_text("Curator’s note")
        note = page.locator(".note")
        assert note.bounding_box()["y"] < page.get_by_role("heading", name="Abstract").bounding_box()["y"]
        expect(page.locator(".note-by")).to_contain_text("Read by the curator · added 2026-02-03")
        assert note.locator("img").evaluate("one => one.naturalWidth") == 40
        assert page.evaluate("window.__hit") is None
        edit = page.get_by_role("link", name="Edit note").get_attribute("href")
        assert edit == f"https://github.com/example/list/edit/main/docs/notes/papers/{SLUG}.md"
        note.get_by_role("link", name="Swin").click()
        expect(page.locator("h1")).to_have_text("Swin")
        write = page.get_by_role("link", name="Write a note").get_attribute("href")
        assert re.match(r"https://github\.com/example/list/new/main/docs/notes/models\?filename=swin\.md&value=", write)


def test_an_old_address_leads_to_the_paper(chromium: Browser, root: str):
    """The address that a title had before, and one that the curator named, open the paper's page."""
    for old in (SLUG, "lanterns"):
        with opened(chromium, root) as page:
            go(page, root, f"papers/{old}/")
            page.wait_for_url(root + "papers/lanterns-enough/")
            expect(page.locator("h1")).to_have_text("Lanterns: Enough")


def test_a_collection_is_a_path(chromium: Browser, root: str):
    """From the collection to its first paper, and from there to the next."""
    with opened(chromium, root, width=360) as page:
        go(page, root, "collections/")
        page.get_by_role("link", name="A path").click()
        page.locator(".prose").get_by_role("link", name="Lanterns: Enough").click()
        page.locator(".in-collections").get_by_role("link", name="Shared Lanterns").click()
        expect(page.locator("h1")).to_have_text("Shared Lanterns: One Paper in Two Files")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_words_of_a_note_are_found(chromium: Browser, root: str):
    """The search box knows a word that only a note has; the old addresses are no results."""
    with opened(chromium, root) as page:
        go(page, root, "")
        page.keyboard.press("/")
        box = page.get_by_role("dialog", name="Search")
        box.get_by_role("textbox", name="Search papers and tags").fill("quincunx")
        expect(box.get_by_role("status")).to_have_text("1 found for “quincunx”")
        expect(box.get_by_role("link", name="Lanterns: Enough")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_text_from_right_to_left_begins_at_the_right(chromium: Browser, root: str, width: int):
    """Each paragraph runs as its own letters do, on the paper's page and in every row; none beyond its box."""
    room = """([selector, words]) => {
      const one = [...document.querySelectorAll(selector)].find(one => one.textContent.includes(words))
      const range = document.createRange()
      range.selectNodeContents(one)
      const lines = [...range.getClientRects()]
      const edge = Math.max(...lines.filter(line => line.top === lines[0].top).map(line => line.right))
      const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
      while (!texts.nextNode().data.trim());
      range.setStart(texts.currentNode, texts.currentNode.data.search(/\\S/))
      range.setEnd(texts.currentNode, range.startOffset + 1)
      return [Math.round(edge - range.getBoundingClientRect().right), one.scrollWidth - one.clientWidth]
    }"""
    with opened(chromium, root, width) as page:
        for path, selector in (
            ("papers/shared-lanterns-one-paper-in-two-files/", ".reading p"),
            ("papers/", ".row-text"),
            ("explore/?q=BERT", ".results .row-text"),
        ):
            go(page, root, path)
            expect(page.locator(selector, has_text="שתי מנורות")).to_have_count(1)
            assert page.evaluate(room, [selector, "שתי מנורות"]) == [0, 0], path
