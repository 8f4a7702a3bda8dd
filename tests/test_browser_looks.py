"""A list's site in, in a real browser; that each kind of page reads well, on any screen and for anybody, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import executable, opened, served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
WIDTHS = (320, 360, 768, 1440, 1920)
KINDS = {"home", "papers", "paper", "facet", "tag", "sources", "ledger", "about", "prose", "404"}  # at least
LOOKS = [pytest.param(360, "dark", id="360-dark"), pytest.param(1440, "light", id="1440-light")]

# What takes the keyboard, shows no outline when it has it, and is not the target of a jump.
WITHOUT_OUTLINE = """() => {
  const drawn = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
  return [...document.querySelectorAll("a[href], button, input, summary, [tabindex]:not([tabindex='-1'])")]
    .filter(one => one.checkVisibility())
    .filter(one => {
      one.focus()
      return document.activeElement !== one || !one.matches(":focus-visible") ||
        !(drawn(getComputedStyle(one)) || drawn(getComputedStyle(one, "::after")))
    })
    .map(one => one.outerHTML.slice(0, 100))
}"""
# What moves by less than a hairline, as glyphs do on a busy machine, is no jump.
SHIFTS = """() => new Promise(done => {
  const seen = []
  new PerformanceObserver(list => seen.push(...list.getEntries().map(one => one.value).filter(value => value > 5e-4)))
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(seen), 150)
})"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def dialog(page: Page) -> Locator:
    """Return the search box."""
    return page.get_by_role("dialog", name="Search")


def bert(page: Page) -> Locator:
    """Return the filter for BERT."""
    return dialog(page).get_by_role("checkbox", name=re.compile(r"^BERT \d+$"))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(chromium: Browser, root: str, default_site: Site, width: int, scheme: str):
    """No page of any kind, and no state of the search box, has a fault that axe can see."""
    assert default_site.kinds.keys() >= KINDS
    with opened(chromium, root, width, scheme) as page:
        for kind, address in default_site.kinds.items():
            page.goto(root + (address if kind != "papers" else "papers/page-2/"))  # a hundred rows would take seconds
            assert faults(page) == [], kind
        page.keyboard.press("/")
        dialog(page).get_by_role("textbox", name="Search papers and tags").fill("transformer")
        expect(dialog(page).locator("#search-results li")).to_have_count(10)
        assert faults(page) == []
        dialog(page).get_by_role("button", name="Filters").click()
        bert(page).check()
        expect(dialog(page).get_by_role("button", name="Remove Models: BERT")).to_be_visible()
        assert faults(page) == []


def faults(page: Page) -> list[str]:
    """Return what axe finds, with the first element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def test_nothing_is_wider_than_the_window(chromium: Browser, root: str, default_site: Site):
    """From the narrowest phone to a wide screen no page of any kind scrolls sideways."""
    with opened(chromium, root) as page:
        for kind, address in default_site.kinds.items():
            page.goto(root + address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(TOO_WIDE) <= 0, (kind, width)


def test_the_search_box_is_never_wider_than_the_window(chromium: Browser, root: str):
    """Neither what is found nor the filters push the box beyond the window, or scroll it sideways."""
    with opened(chromium, root) as page:
        page.goto(root)
        page.keyboard.press("/")
        page.keyboard.type("transformer")
        dialog(page).get_by_role("button", name="Filters").click()
        expect(bert(page)).to_be_visible()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            boxes = [dialog(page), *(dialog(page).locator(name) for name in (".bar", ".body", ".found", ".facets"))]
            for box in boxes:
                assert box.evaluate("one => one.scrollWidth - one.clientWidth") <= 0, (width, box)
                assert box.evaluate("one => one.getBoundingClientRect().right - innerWidth") <= 0, (width, box)


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jumps(chromium: Browser, root: str, default_site: Site, width: int):
    """A page moves nothing that it has drawn, with nothing in the browser's cache."""
    with opened(chromium, root, width) as page:
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        for kind in ("home", "papers", "paper", "facet", "tag"):
            page.goto(root + default_site.kinds[kind])
            assert page.evaluate(SHIFTS) == [], kind


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_focus_is_seen(chromium: Browser, root: str, default_site: Site, width: int, scheme: str):
    """Whatever takes the keyboard shows it: on every kind of page, and in the search box."""
    with opened(chromium, root, width, scheme) as page:
        for kind, address in default_site.kinds.items():
            page.goto(root + address)
            page.keyboard.press("Tab")  # from here on the browser takes the focus as the keyboard's
            assert page.evaluate(WITHOUT_OUTLINE) == [], kind
        page.keyboard.press("/")
        page.keyboard.type("transformer")
        dialog(page).get_by_role("button", name="Filters").click()
        bert(page).check()
        page.keyboard.press("Tab")
        assert page.evaluate(WITHOUT_OUTLINE.replace("document.q", "document.querySelector('dialog').q")) == []


def test_pages_are_whole_without_javascript(chromium: Browser, root: str, default_site: Site):
    """Without JavaScript a page says all that it says with it; buttons that would do nothing are not shown."""
    with opened(chromium, root) as page, opened(chromium, root, java_script_enabled=False) as plain:
        for kind, address in default_site.kinds.items():
            if kind in {"explore", "reading", "map", "404"}:
                continue  # which scripts make, or say in another way: each has a test of its own
            page.goto(root + address)
            plain.goto(root + address)
            gone = ".my-marks, .copies, main [data-js]"
            page.locator(gone).evaluate_all("all => all.forEach(one => one.remove())")
            said = page.locator("main").inner_text()
            assert plain.locator("main").inner_text().split() == said.split(), kind
            assert page.locator("header [data-search]").is_visible()
            assert [button for button in plain.locator("[data-js]").all() if button.is_visible()] == []


def test_sections_open_on_a_phone_without_javascript(chromium: Browser, root: str):
    """The button for the sections is the browser's own work."""
    with opened(chromium, root, 360, java_script_enabled=False) as page:
        page.goto(root)
        sections = page.get_by_role("navigation", name="Sections", exact=True)
        expect(sections).to_be_hidden()
        page.get_by_role("button", name="Sections").click()
        sections.get_by_role("link", name="Models").click()
        expect(page.locator("h1")).to_have_text("Models")


def test_a_tag_leads_to_its_words(chromium: Browser, root: str, default_site: Site):
    """The number beside each tag leads to a word of the text, which is then in sight and looks like no other."""
    with opened(chromium, root) as page:
        page.goto(root + default_site.kinds["paper"])
        background = "one => getComputedStyle(one).backgroundColor"
        plain = {one.evaluate(background) for one in page.locator(".mention").all()}
        counters = page.locator(".to-words").all()
        assert len(counters) > 5
        for counter in counters:
            counter.click()
            page.mouse.move(0, 0)
            page.evaluate("() => document.activeElement.blur()")  # words that have the focus are lit anyway
            target = page.locator(":target")
            expect(target).to_be_in_viewport()
            assert page.url.endswith("#" + str(target.get_attribute("id")))
            shown = f"plain => !plain.includes(({background})(document.querySelector(':target')))"
            page.wait_for_function(shown, arg=[*plain])
