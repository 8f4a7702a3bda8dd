"""A list's site in, in a real browser; that what a reader does works, at each width, by mouse and by keys, out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from browser import executable, opened, served
from playwright.sync_api import expect
from sites import needs_captures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
LOOKS = [pytest.param(width, scheme, id=f"{width}-{scheme}") for width in (360, 1440) for scheme in ("light", "dark")]
TWO_LOOKS = [LOOKS[1], LOOKS[2]]


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def told_apart(site: Site, field: str) -> tuple[dict[str, Any], str]:
    """Return a paper that names BERT, and a word of one of its texts whose beginning no other text has."""
    texts = {(one["slug"], name): one[name] or "" for one in site.papers for name in ("title", "summary", "abstract")}
    begins = Counter(word for text in texts.values() for word in {w[:5] for w in re.findall(r"\w+", text.lower())})
    for paper in site.papers:
        if "BERT" in [tag["name"] for tag in paper["models"]]:
            words = re.findall(r"\b[a-z]{8,}\b", texts[paper["slug"], field])
            if alone := [word for word in words if begins[word[:5]] == 1]:
                return paper, alone[0]
    raise AssertionError("no paper on BERT has a word of its own")


def dialog(page: Page) -> Locator:
    """Return the search box."""
    return page.get_by_role("dialog", name="Search")


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until the element has the focus."""
    for _ in range(60):
        if wanted.count() and wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {wanted}")


def searched(page: Page, paper: dict[str, Any], word: str, key: str) -> Locator:
    """Open the search by a key and type; return the found paper's link."""
    page.keyboard.press(key)
    expect(dialog(page).get_by_role("textbox", name="Search papers and tags")).to_be_focused()
    page.keyboard.type(word)
    expect(dialog(page).get_by_role("status")).to_have_text(f"1 found for “{word}”")
    found = dialog(page).get_by_role("link", name=paper["title"], exact=True)
    expect(found).to_be_visible()
    return found


def bert(page: Page) -> Locator:
    """Return the filter for BERT."""
    return dialog(page).get_by_role("checkbox", name=re.compile(r"^BERT \d+$"))


def came_back(page: Page, address: str, scrolled: float) -> None:
    """Go back, to the page and to the line that one left."""
    page.go_back()
    assert page.url == address
    page.wait_for_function("y => Math.abs(scrollY - y) < 2", arg=scrolled)


def journey(page: Page, root: str, site: Site, field: str) -> None:
    """Find a paper by a word, narrow by BERT, open it, follow a tag and come back."""
    paper, word = told_apart(site, field)
    page.goto(root)
    found = searched(page, paper, word, "/")
    dialog(page).get_by_role("button", name="Filters").click()
    bert(page).check()
    expect(dialog(page).get_by_role("button", name="Remove Models: BERT")).to_be_visible()
    dialog(page).get_by_role("textbox", name="Search papers and tags").fill("")
    bearers = sum("BERT" in [tag["name"] for tag in one["models"]] for one in site.papers)
    expect(dialog(page).get_by_role("status")).to_have_text(f"{bearers} found")
    dialog(page).get_by_role("textbox", name="Search papers and tags").fill(word)
    expect(dialog(page).get_by_role("status")).to_have_text(f"1 found for “{word}”")
    if not found.is_visible():
        dialog(page).get_by_role("button", name="Filters").click()  # on a phone the filters cover what is found
    found.click()
    expect(page.locator("h1")).to_have_text(paper["title"])
    assert page.url == root + paper["url"]
    chip = page.locator(".tags").get_by_role("link", name="BERT", exact=True)
    chip.evaluate("one => one.scrollIntoView()")
    here = page.evaluate("() => scrollY")
    assert here > 0
    chip.click()
    expect(page.locator("h1")).to_have_text("BERT")
    expect(page.get_by_role("link", name=paper["title"], exact=True)).to_be_visible()
    came_back(page, root + paper["url"], here)
    came_back(page, root, 0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_paper_is_found_by_a_word_of_its_summary(
    chromium: Browser, root: str, default_site: Site, width: int, scheme: str
):
    """Find a paper by a word, narrow by BERT, open it, follow a tag, and come back to where one was."""
    with opened(chromium, root, width, scheme) as page:
        journey(page, root, default_site, "summary")


@pytest.mark.captures
@needs_captures
@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_a_paper_is_found_by_a_word_of_its_abstract(chromium: Browser, captures_site: Site, width: int, scheme: str):
    """Where the captures stand beside the list, the words of their abstracts are found as those of summaries are."""
    with served(captures_site.folder) as root, opened(chromium, root, width, scheme) as page:
        journey(page, root, captures_site, "abstract")


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_the_keyboard_is_enough(chromium: Browser, root: str, default_site: Site, width: int, scheme: str):
    """Every step of the journey can be made by keys alone."""
    paper, word = told_apart(default_site, "summary")
    with opened(chromium, root, width, scheme) as page:
        page.goto(root)
        found = searched(page, paper, word, "Control+k")
        filters = dialog(page).get_by_role("button", name="Filters")
        tab_to(page, filters)
        page.keyboard.press("Enter")
        expect(bert(page)).to_be_visible()
        tab_to(page, bert(page))
        page.keyboard.press("Space")
        expect(bert(page)).to_be_checked()
        if not found.is_visible():
            tab_to(page, filters, "Shift+Tab")
            page.keyboard.press("Enter")
        tab_to(page, found)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(paper["title"])
        tab_to(page, page.locator(".tags").get_by_role("link", name="BERT", exact=True))
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("BERT")
        page.go_back()
        expect(page.locator("h1")).to_have_text(paper["title"])


def test_keys_move_through_what_is_found_and_close_the_box(chromium: Browser, root: str):
    """Arrows lead to the results and back, Escape gives the focus back, and `/` in a field is a letter."""
    with opened(chromium, root) as page:
        page.goto(root)
        page.locator("[data-search]").first.focus()
        page.keyboard.press("Enter")
        words = dialog(page).get_by_role("textbox", name="Search papers and tags")
        words.fill("BERT")
        results = dialog(page).locator("#search-results a")
        expect(results.first).to_have_text("BERT")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(results.nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(words).to_be_focused()
        page.keyboard.type("/")
        expect(words).to_have_value("BERT/")
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()
        expect(page.locator("[data-search]").first).to_be_focused()


def test_colours_are_chosen_and_kept(chromium: Browser, root: str):
    """The button turns the colours around at once, and the next page has them from its first line on."""
    with opened(chromium, root, scheme="light") as page:
        page.goto(root)
        colour = "() => getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(colour)
        page.get_by_role("button", name="Dark colours").click()
        dark = page.evaluate(colour)
        assert dark != light
        page.goto(root + "papers/")
        assert page.evaluate(colour) == dark
        expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
