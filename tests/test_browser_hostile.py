"""The toy list's site in, in a real browser; that no text of the list does anything but stand there, out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import executable, opened, served
from journeys import made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
PARTIALS = {"article", "data", "code"}  # what the templates of the look make besides those of the pages
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEAD = {"meta", "title", "link", "script"}


@pytest.fixture(scope="module")
def root(toy_site: Site) -> Iterator[str]:
    """Return the address of the toy list's site."""
    with served(toy_site.folder) as address:
        yield address


def as_written(site: Site, paper: dict[str, Any]) -> str:
    """Return a paper's title as its first source has it: a line, or what stands between a field's braces."""
    first = paper["sources"][0]
    lines = (site.project / first["file"]).read_text(encoding="utf-8").splitlines()[first["line"] - 1 :]
    if Path(first["file"]).suffix != ".bib":
        return lines[0]
    field = next(line for line in lines if line.lstrip().startswith("title"))
    return field.split("{", 1)[1].rstrip(",").rstrip("}").lstrip("{")


def test_titles_are_those_of_the_sources(toy_site: Site):
    """Eleven papers, each with its title to the letter."""
    assert len(toy_site.papers) == 11
    for paper in toy_site.papers:
        assert paper["title"] == as_written(toy_site, paper)


def test_no_text_becomes_an_element(toy_site: Site):
    """Pages hold no element and no attribute but those of the templates, and no link runs anything."""
    partials = (toy_site.project / "overrides/partials").glob("*.html")
    own = {part for path in partials for part in re.findall("(?s)<script>(.*?)</script>", path.read_text("utf-8"))}
    for address, page in toy_site.pages.items():
        if page.kind == "prose" and address != "404.html":
            continue  # written by hand
        inside = [one for one in page.main.iter() if isinstance(one.tag, str)][1:]
        folder = (toy_site.project / "docs" / address / "index.md").is_file()
        elements, attributes = made(f"{address}index.md" if folder else f"{address.rstrip('/')}.md")
        assert {one.tag.rpartition("}")[2] for one in inside} <= elements | PARTIALS, address
        names = {name.lower() for one in inside for name in one.attrib if not name.startswith("data-")}
        assert names <= attributes | {"value", "role"}, address
        styles = {one.get("style", "text-align: right;") for one in inside}
        assert all(re.fullmatch(r"text-align: right;|(--[a-z]+: ?[\d.]+%?(; )?)+", style) for style in styles), address
        assert not [one for one in page.elements() if one.get("href", "").lower().startswith(("javascript:", "data:"))]
        assert {one.tag for one in page.tree.find("head")} <= HEAD, address
        scripts = [one for one in page.elements() if one.tag == "script"]
        assert all(
            re.search(r"(^|/)assets/javascripts/\w+\.js$", one.get("src", "assets/javascripts/a.js")) for one in scripts
        )
        runs = [one for one in scripts if one.get("type") != "application/ld+json"]
        assert {one.text for one in runs if "src" not in one.attrib} <= own, address


def test_every_page_runs_nothing_and_fits_a_phone(chromium: Browser, root: str, toy_site: Site):
    """No page runs a line of its texts, and no long title or address makes one scroll sideways."""
    with opened(chromium, root, 320) as page:
        for address in toy_site.pages:
            page.goto(root + address)
            assert page.evaluate("() => window.__hit") is None, address
            assert page.evaluate(TOO_WIDE) <= 0, address


def test_titles_stand_to_the_letter(chromium: Browser, root: str, toy_site: Site):
    """A paper's heading, its tab, its row in the list and its entry in the search say its title to the letter."""
    with opened(chromium, root) as page:
        page.goto(root + "papers/")
        assert page.locator(".row-title").all_text_contents() == [paper["title"] for paper in toy_site.papers]
        for paper in toy_site.papers:
            page.goto(root + paper["url"])
            assert page.locator("h1").all_text_contents() == [paper["title"]]
            assert page.title() == f"{paper['title']} – A toy list"
            assert paper["title"] in found(page, paper)
            assert page.evaluate("() => window.__hit") is None


def found(page: Page, paper: dict[str, Any]) -> list[str]:
    """Return the titles that a search for a paper's title gives; one without a word in it is sought by its text."""
    page.keyboard.press("/")
    box = page.get_by_role("dialog", name="Search")
    words = paper["title"][:60] if any(letter.isascii() and letter.isalpha() for letter in paper["title"][1:]) else ""
    box.get_by_role("textbox", name="Search papers and tags").fill(words or paper["abstract"][:60])
    box.locator("#search-results a").first.wait_for()
    return box.locator("#search-results a").all_text_contents()


def test_filters_are_text(chromium: Browser, root: str):
    """The values of hostile fields stand beside their boxes to the letter, and choosing one works."""
    venue = 'Letters "><img src=x onerror=window.__hit=5>'
    with opened(chromium, root) as page:
        page.goto(root)
        page.keyboard.press("/")
        box = page.get_by_role("dialog", name="Search")
        box.get_by_role("button", name="Filters").click()
        box.locator("summary.venue").click()
        box.locator(".name", has_text=venue).wait_for()
        assert venue in box.locator(".name").all_text_contents()
        box.locator("label", has_text=venue).click()
        box.get_by_role("button", name="Remove Venue").wait_for()
        box.get_by_text("1 found", exact=True).wait_for()
        assert box.locator("img").count() == 0
        assert page.evaluate("() => window.__hit") is None
