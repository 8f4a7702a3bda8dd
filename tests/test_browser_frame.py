"""A list's site in, in a real browser; that its frame leads everywhere, on any screen, from any address, out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browser import executable, opened, served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
SECTIONS = ["Papers", "Models", "Datasets", "Tasks", "Methods", "Sources"]
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def sections(page: Page) -> Locator:
    """Return the sections in the header."""
    return page.get_by_role("navigation", name="Sections", exact=True)


def test_sections_stand_in_a_row_in_groups(chromium: Browser, root: str):
    """On a wide screen each section is in sight, in a list that is named by its group; the one shown is marked."""
    with opened(chromium, root) as page:
        page.goto(root + "models/bert/")
        for name in SECTIONS:
            expect(sections(page).get_by_role("link", name=name, exact=True)).to_be_in_viewport()
        group = sections(page).get_by_role("list", name="Tags", exact=True)
        assert group.get_by_role("link").all_inner_texts() == ["Models", "Datasets", "Tasks", "Methods"]
        tops = {box["y"] for link in sections(page).get_by_role("link").all() if (box := link.bounding_box())}
        assert len(tops) == 1
        marked = sections(page).locator("[aria-current]")
        assert marked.all_inner_texts() == ["Models"]
        assert marked.get_attribute("aria-current") == "true"
        page.goto(root + "models/")
        assert sections(page).locator("[aria-current=page]").all_inner_texts() == ["Models"]


def test_the_menu_of_a_phone_is_opened_and_left_by_keyboard(chromium: Browser, root: str):
    """Space opens it, Tab goes into it, Escape closes it and gives the focus back; it fits the screen."""
    with opened(chromium, root, 320) as page:
        page.goto(root + "papers/")
        button = page.get_by_role("button", name="Sections")
        button.focus()
        page.keyboard.press("Space")
        expect(sections(page)).to_be_visible()
        assert page.evaluate(TOO_WIDE) <= 0
        box = sections(page).bounding_box()
        assert box
        assert (box["x"] >= 0, box["x"] + box["width"] <= 320) == (True, True)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Papers"
        page.keyboard.press("Escape")
        expect(sections(page)).to_be_hidden()
        expect(button).to_be_focused()


def test_text_at_twice_its_size_is_lost_nowhere(chromium: Browser, root: str, default_site: Site):
    """With letters twice as large, as a browser's own setting makes them, no page of any kind scrolls sideways."""
    with opened(chromium, root) as page:
        for kind, address in default_site.kinds.items():
            page.goto(root + address)
            page.add_style_tag(content="html { font-size: 32px !important }")
            for width in (320, 640, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(TOO_WIDE) <= 0, (kind, width)
            assert page.locator("h1").is_visible(), kind


def test_sections_are_told_apart_in_forced_colours(chromium: Browser, root: str):
    """Where the system sets the colours, the section that one is in still has a line of its own."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, forced_colors="active")
    page = context.new_page()
    page.goto(root + "models/")
    line = "one => getComputedStyle(one).borderBlockEndColor"
    marked = sections(page).locator("[aria-current]").evaluate(line)
    others = {link.evaluate(line) for link in sections(page).locator("a:not([aria-current])").all()}
    context.close()
    assert len(others) == 1
    assert marked not in others


def test_bars_begin_at_one_line_and_have_their_share(chromium: Browser, root: str):
    """On the front page a bar's length is its number's share of the longest, wide and narrow."""
    bar = "one => parseFloat(getComputedStyle(one, '::after').width)"
    for width in (360, 1440):
        with opened(chromium, root, width) as page:
            page.goto(root)
            rows = page.locator(".bars li").all()
            assert len(rows) > 3
            longest = rows[0].locator("a").evaluate(bar)
            most = int(rows[0].inner_text().split()[-1])
            for row in rows:
                share = int(row.inner_text().split()[-1]) / most
                assert row.locator("a").evaluate(bar) == pytest.approx(share * longest, abs=1)


def test_the_front_page_opens_the_search(chromium: Browser, root: str):
    """What looks like a search box on the front page opens the search, ready to type."""
    with opened(chromium, root, 360) as page:
        page.goto(root)
        page.get_by_role("button", name="Search all texts").click()
        box = page.get_by_role("dialog", name="Search").get_by_role("textbox", name="Search papers and tags")
        expect(box).to_be_focused()


def missing(chromium: Browser, address: str) -> Iterator[Page]:
    """Open an address that is not there; it and what its page then misses are errors that a browser prints."""
    context = chromium.new_context(viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


@pytest.mark.parametrize("moved", [False, True], ids=["as told", "elsewhere"])
def test_the_page_for_what_is_not_there(
    chromium: Browser, root: str, default_site: Site, tmp_path: Path, *, moved: bool
):
    """At any depth, and below a folder that the build was not told of, it has its look, its links, and near pages."""
    if not moved:
        check_missing(chromium, root, default_site)
        return
    (tmp_path / "404.html").write_text((default_site.folder / "404.html").read_text("utf-8"), encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/place").symlink_to(default_site.folder, target_is_directory=True)
    with served(tmp_path, "/") as elsewhere:
        check_missing(chromium, elsewhere + "other/place/", default_site)


def check_missing(chromium: Browser, root: str, site: Site) -> None:
    """Ask for a paper by most of its name, below more folders than there are."""
    [wanted] = [paper for paper in site.papers if paper["title"].startswith("ViLBERT")]
    for page in missing(chromium, f"{root}papers/old/{wanted['slug'][:-12]}"):
        expect(page.locator("h1")).to_have_text("There is no such page")
        expect(page.locator("#near a").first).to_have_text(wanted["title"])
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        home = page.locator(".wordmark")
        expect(home).to_have_js_property("href", root)
        page.keyboard.press("/")
        expect(page.get_by_role("dialog", name="Search")).to_be_visible()
        page.keyboard.press("Escape")
        page.locator("#near a").first.click()
        expect(page.locator("h1")).to_have_text(wanted["title"])


def test_a_link_asks_for_its_page_early(chromium: Browser, root: str):
    """Where a pointer rests on a link its page is asked for, by the browser's own rules; the click finds it there."""
    with opened(chromium, root) as page:
        page.goto(root + "papers/")
        rules = json.loads(page.locator("script[type=speculationrules]").text_content() or "")
        [rule] = rules["prefetch"]
        assert rule["eagerness"] == "moderate"
        assert rule["where"]["and"][0] == {"href_matches": "/some/path/*"}
        link = page.locator(".row-title a").first
        address = link.evaluate("one => one.href")
        with page.context.expect_event("request", lambda sent: sent.url == address):
            link.hover()
        link.click()
        page.wait_for_url(address)
        assert page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType") == "navigational-prefetch"


def test_a_browser_without_such_rules_is_asked_by_hand(chromium: Browser, root: str):
    """Elsewhere a hint in the page asks for it, once, and never for this page, a file, or another host."""
    with opened(chromium, root) as page:
        page.add_init_script("HTMLScriptElement.supports = () => false")
        page.goto(root + "papers/")
        link = page.locator(".row-title a").first
        address = link.evaluate("one => one.pathname")
        for one in (link, page.locator(".wordmark"), link, sections(page).get_by_role("link", name="Papers")):
            one.hover()
        hints = page.locator("link[rel=prefetch]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert hints == [address, "/some/path/"]


def test_back_returns_to_where_one_was(chromium: Browser, root: str):
    """Pages follow each other as pages do: back finds the list where it was left."""
    with opened(chromium, root) as page:
        page.goto(root + "papers/")
        page.locator(".row-title a").nth(40).click()
        page.wait_for_url("**/papers/*/")
        assert page.evaluate("scrollY") == 0
        page.go_back()
        expect(page.locator("h1")).to_have_text("Papers")
        page.wait_for_function("scrollY > 1000")


def test_sums_of_sources_fit_a_phone(chromium: Browser, root: str):
    """Each number stands behind its word, and nothing scrolls sideways, in the page or in a box."""
    with opened(chromium, root, 360) as page:
        page.goto(root + "sources/")
        assert page.locator(".ledger").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        word = page.locator("[data-label=abstract]").first.evaluate("one => getComputedStyle(one, '::before').content")
        assert word.startswith('"abstract')
