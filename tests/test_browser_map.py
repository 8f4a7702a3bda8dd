"""The map in a real browser: pointed at, walked by keys, lit by tag, moved and zoomed; without JavaScript, a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import executable, opened, served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
LOOKS = [pytest.param(width, scheme, id=f"{width}-{scheme}") for width in (360, 1440) for scheme in ("light", "dark")]
TWO_LOOKS = [LOOKS[1], LOOKS[2]]
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".map-picture .sign:not(.probe)")]
    .filter(one => one.checkVisibility()).map(one => [one.textContent, one.getBoundingClientRect()])
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
  return boxes.flatMap(([text, a], at) =>
    boxes.slice(at + 1).filter(([, b]) => meet(a, b)).map(([other]) => `${text} / ${other}`))
}"""


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def shown(page: Page, address: str) -> Locator:
    """Open the map and wait until it answers."""
    page.goto(address)
    frame = page.locator(".map-picture.live")
    expect(frame.locator(".map-here[href]")).to_have_count(1)
    frame.scroll_into_view_if_needed()
    return frame


def spot(page: Page) -> tuple[float, float]:
    """Return where the spot is that has the link, in the window."""
    box = page.locator(".map-here").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def paper_of(site: Site, page: Page) -> dict[str, Any]:
    """Return the paper that the map's link leads to."""
    address = page.locator(".map-here").evaluate("one => one.href")
    return next(paper for paper in site.papers if address.endswith(paper["url"]))


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_pointing_shows_a_paper_and_a_click_opens_it(
    chromium: Browser, root: str, default_site: Site, width: int, scheme: str
):
    """Near a spot a card says title, author and year; away from all it goes; a click opens the paper's page."""
    with opened(chromium, root, width, scheme) as page:
        frame = shown(page, root + "map/")
        x, y = spot(page)
        page.mouse.move(x + 3, y + 3)
        paper = paper_of(default_site, page)
        card = frame.locator(".map-card")
        expect(card).to_contain_text(paper["title"])
        expect(card).to_contain_text(f"{paper['authors'][0]} and others · {paper['year']}")
        page.mouse.move(2, 2)
        expect(card).to_be_hidden()
        page.mouse.move(x + 2, y + 2)
        expect(card).to_be_visible()
        page.mouse.click(x + 2, y + 2)
        expect(page.locator("h1")).to_have_text(paper["title"])


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_keys_walk_from_paper_to_paper(chromium: Browser, root: str, default_site: Site, width: int, scheme: str):
    """Arrows lead to a paper in their direction, each is announced, Enter opens the last."""
    with opened(chromium, root, width, scheme) as page:
        frame = shown(page, root + "map/")
        page.locator(".map-zoom button").last.focus()
        page.keyboard.press("Tab")
        link = frame.locator(".map-here")
        expect(link).to_be_focused()
        expect(frame.locator(".map-card")).to_be_visible()
        seen = {paper_of(default_site, page)["slug"]}
        for key, axis, sign in (("ArrowRight", 0, 1), ("ArrowDown", 1, 1), ("ArrowLeft", 0, -1), ("ArrowUp", 1, -1)):
            before, name = spot(page), link.get_attribute("aria-label")
            page.keyboard.press(key)
            expect(link).not_to_have_attribute("aria-label", str(name))
            assert (spot(page)[axis] - before[axis]) * sign > 0, key
            paper = paper_of(default_site, page)
            seen.add(paper["slug"])
            expect(page.get_by_role("status").filter(has_text=paper["title"])).to_have_count(1)
        assert len(seen) > 2
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(paper["title"])


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_a_tag_lights_up_its_papers(chromium: Browser, root: str, default_site: Site, width: int, scheme: str):
    """A chosen tag is in the address, arrows lead among its papers only, and going back puts it out."""
    bearers = {one["slug"] for one in default_site.papers if "BERT" in [tag["name"] for tag in one["models"]]}
    with opened(chromium, root, width, scheme) as page:
        frame = shown(page, root + "map/")
        words = page.get_by_role("combobox", name="Light up a tag")
        words.fill("bert")
        words.press("Enter")
        chosen = page.locator(".map-chosen")
        expect(chosen).to_contain_text(f"BERT {len(bearers)} papers")
        expect(page).to_have_url(re.compile(r"\?tag=models/bert$"))
        expect(frame.locator(".map-here")).not_to_have_attribute("href", "")
        frame.locator(".map-here").focus()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
            page.wait_for_timeout(60)
            assert paper_of(default_site, page)["slug"] in bearers
        page.go_back()
        expect(chosen).to_be_empty()
        shown(page, root + "map/?tag=models/bert")
        expect(chosen).to_contain_text("BERT")
        page.get_by_role("button", name="Put BERT out").click()
        expect(chosen).to_be_empty()
        expect(page).to_have_url(re.compile(r"/map/$"))
        words.fill("no such tag")
        words.press("Enter")
        expect(chosen).to_have_text("No tag is called “no such tag”.")


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_one_zooms_and_moves(chromium: Browser, root: str, width: int, scheme: str):
    """Buttons, keys and the wheel zoom, dragging moves, the address keeps the part, and 0 shows all again."""
    with opened(chromium, root, width, scheme) as page:
        frame = shown(page, root + "map/")
        whole = frame.locator("svg").get_attribute("viewBox")
        page.get_by_role("button", name="Zoom in").click()
        expect(frame).to_have_class(re.compile("zoomed"))
        box = frame.bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 200)
        part = frame.locator("svg").get_attribute("viewBox")
        page.mouse.move(*middle)
        page.mouse.down()
        page.mouse.move(middle[0] + 60, middle[1] + 30, steps=4)
        page.mouse.up()
        expect(frame.locator("svg")).not_to_have_attribute("viewBox", str(part))
        assert page.url.startswith(root + "map/")  # dragging opens no paper
        part = frame.locator("svg").get_attribute("viewBox")
        page.mouse.wheel(0, -200)  # the map has the focus since it was dragged
        expect(frame.locator("svg")).not_to_have_attribute("viewBox", str(part))
        page.wait_for_timeout(600)  # the address follows when the map has come to rest
        expect(page).to_have_url(re.compile(r"#\d+,\d+,[\d.]+$"))
        part = frame.locator("svg").get_attribute("viewBox")
        shown(page, page.url)
        page.reload()
        shown(page, page.url)
        near = [float(number) for number in str(part).split()]
        again = [float(number) for number in str(frame.locator("svg").get_attribute("viewBox")).split()]
        assert all(abs(one - other) < 6 for one, other in zip(near, again, strict=True))
        frame.locator(".map-here").focus()
        page.keyboard.press("0")
        expect(frame.locator("svg")).to_have_attribute("viewBox", str(whole))
        page.keyboard.press("+")
        expect(frame).to_have_class(re.compile("zoomed"))


def test_a_tap_shows_and_a_second_opens(chromium: Browser, root: str, default_site: Site):
    """On a phone a tap shows the paper, a second tap opens it."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    try:
        page = context.new_page()
        frame = shown(page, root + "map/")
        x, y = spot(page)
        page.touchscreen.tap(x + 4, y + 4)
        card = frame.locator(".map-card")
        expect(card).to_be_visible()
        paper = paper_of(default_site, page)
        expect(card).to_contain_text(paper["title"])
        page.touchscreen.tap(*spot(page))
        expect(page.locator("h1")).to_have_text(paper["title"])
    finally:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_names_never_overlap(chromium: Browser, root: str, width: int, scheme: str):
    """At no zoom, lit or not, nor in the picture without JavaScript, does one name stand over another."""
    with opened(chromium, root, width, scheme) as page:
        frame = shown(page, root + "map/")
        for _ in range(5):
            assert frame.locator(".sign:not(.probe)").count() > 2
            assert page.evaluate(OVERLAPS) == []
            page.get_by_role("button", name="Zoom in").click()
            page.wait_for_timeout(60)
        shown(page, root + "map/?tag=models/vit")
        page.wait_for_timeout(100)
        assert page.evaluate(OVERLAPS) == []
    with opened(chromium, root, width, scheme, java_script_enabled=False) as page:
        page.goto(root + "map/")
        assert page.evaluate(OVERLAPS) == []


def test_without_javascript_there_is_a_picture_and_every_paper(chromium: Browser, root: str, default_site: Site):
    """The picture stays, nothing that would do nothing is shown, and the list leads to every paper."""
    with opened(chromium, root, java_script_enabled=False) as page:
        page.goto(root + "map/")
        expect(page.get_by_role("img", name=re.compile(f"^Map of {len(default_site.papers)} papers"))).to_be_visible()
        expect(page.locator(".map-bar")).to_be_hidden()
        found = {one.evaluate("one => one.href") for one in page.locator(".region-papers a").all()}
        page.locator("nav.pages").get_by_role("link", name="2").click()
        found |= {one.evaluate("one => one.href") for one in page.locator(".region-papers a").all()}
        assert found == {root + paper["url"] for paper in default_site.papers}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(chromium: Browser, root: str, width: int, scheme: str):
    """Neither the map at first, nor with a card shown and a tag lit, nor its second page, has a fault for axe."""
    with opened(chromium, root, width, scheme) as page:
        frame = shown(page, root + "map/")
        assert faults(page) == []
        shown(page, root + "map/?tag=models/bert")
        frame.locator(".map-here").focus()
        page.keyboard.press("ArrowLeft")
        expect(frame.locator(".map-card")).to_be_visible()
        assert faults(page) == []
        page.goto(root + "map/page-2/")
        assert faults(page) == []


def faults(page: Page) -> list[str]:
    """Return what axe finds, with the first element."""
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]]
