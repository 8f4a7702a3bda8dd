"""A list's site in, in a real browser; that a reader's marks are made, kept, found, carried and cleared, out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from browser import executable, opened, served
from playwright.sync_api import expect
from reading import FULL, REFUSED, full_store, kept, key, put, put_text, visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
WIDTHS = (360, 1440)


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def mark(row: Locator, name: str) -> Locator:
    """Return one of the buttons beside a row."""
    return row.locator(f".row-marks .{name}")


def titles(page: Page, heading: str) -> Locator:
    """Return the titles under a heading of the reader's own page."""
    below = page.locator(".list h2", has_text=re.compile(rf"^{heading} \d+$")).locator(
        "xpath=following-sibling::div[1]"
    )
    return below.locator(".row-title")


def of_kind(page: Page, name: str) -> Locator:
    """Return the button that shows one kind of marked papers."""
    return page.get_by_role("button", name=re.compile(rf"^{name} ?\d+$"))


@pytest.mark.parametrize("width", WIDTHS)
def test_marks_are_made_in_a_list_and_found_again(chromium: Browser, root: str, default_site: Site, width: int):
    """What one marks beside a row stands on the paper's page and on one's own page, after any reload."""
    first, second, third = default_site.papers[:3]
    with opened(chromium, root, width) as page:
        page.goto(root + "papers/")
        rows = page.locator(".row")
        mark(rows.nth(0), "star").click()
        mark(rows.nth(1), "state").click()
        mark(rows.nth(1), "state").click()
        rows.nth(2).hover()
        mark(rows.nth(2), "hide").click()
        expect(page.get_by_role("status")).to_have_text("Hidden in lists")
        expect(rows.nth(2).locator(".row-text")).to_be_hidden()
        page.reload()
        expect(mark(rows.nth(0), "star")).to_have_attribute("aria-pressed", "true")
        expect(mark(rows.nth(1), "state")).to_have_accessible_name(f"Reading state: reading. Change: {second['title']}")
        expect(rows.nth(2).locator(".row-text")).to_be_hidden()
        page.goto(root + second["url"])
        expect(page.get_by_role("button", name="Reading", exact=True)).to_have_attribute("aria-pressed", "true")
        page.goto(root + "reading/")
        for heading, paper in (("Reading", second), ("Starred", first), ("Hidden", third)):
            expect(titles(page, heading)).to_have_text([paper["title"]])
        of_kind(page, "Hidden").click()
        mark(page.locator(".list .row"), "hide").click()
        expect(page.locator(".list")).to_contain_text("No marked paper is of this kind.")
        page.goto(root + "papers/")
        expect(rows.nth(2).locator(".row-text")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_remark_is_written_on_a_papers_page(chromium: Browser, root: str, default_site: Site, width: int):
    """A remark is kept while one writes, stands on the page and on one's own page, and goes when it is emptied."""
    paper = default_site.papers[4]
    text = 'Why "p < .05" | [[x]]? <img src=x onerror=alert(1)> 😀'
    with opened(chromium, root, width) as page:
        page.goto(root + paper["url"])
        page.get_by_role("button", name="Remark", exact=True).click()
        page.get_by_role("textbox", name="Your remark on this paper").press_sequentially(text)
        page.keyboard.press("Escape")
        expect(page.locator(".my-marks button.line")).to_have_text(text)
        page.goto(root + "reading/")
        expect(page.locator(".remark")).to_have_text(text)
        page.goto(root + paper["url"])
        page.locator(".my-marks button.line").click()
        page.get_by_role("textbox", name="Your remark on this paper").fill("")
        page.goto(root + "reading/")
        expect(page.locator(".list")).to_contain_text("Nothing is marked yet")


def test_two_windows_know_of_each_other(chromium: Browser, root: str, default_site: Site):
    """What one marks in a window shows in the other at once, and neither takes back what the other did."""
    one, other = default_site.papers[:2]
    with opened(chromium, root) as page:
        page.goto(root + "papers/")
        second = page.context.new_page()
        second.goto(root + "reading/")
        expect(second.locator(".list")).to_contain_text("Nothing is marked yet")
        mark(page.locator(".row").nth(0), "star").click()
        expect(second.locator(".list .row-title")).to_have_text([one["title"]])
        third = page.context.new_page()
        third.goto(root + other["url"])
        third.get_by_role("button", name="To read", exact=True).click()
        expect(mark(page.locator(".row").nth(1), "state")).to_have_attribute("data-state", "to read")
        mark(page.locator(".row").nth(0), "state").click()
        expect(of_kind(second, "To read")).to_have_text(re.compile("2$"))
        assert kept(page, root)["papers"].keys() == {one["slug"], other["slug"]}


def saved(page: Page, folder: Path) -> Path:
    """Save the marks as a file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my marks as a file").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def said(page: Page) -> Locator:
    """Return what the page says of an import or a clearing."""
    return page.locator(".done [role=status]")


def test_marks_go_out_and_come_back(chromium: Browser, root: str, default_site: Site, tmp_path: Path):
    """Saved, cleared, undone, cleared and opened again, the marks are the same; opening twice changes nothing."""
    with opened(chromium, root) as page:
        page.goto(root)
        put(page, root, full_store(default_site.papers))
        page.goto(root + "reading/")
        before = kept(page, root)["papers"]
        file = saved(page, tmp_path)
        assert file.name == "my-reading.json"
        page.get_by_role("button", name="Clear all").click()
        expect(said(page)).to_have_text("12 papers cleared.")
        assert kept(page, root)["papers"] == {}
        page.get_by_role("button", name="Undo").click()
        assert kept(page, root)["papers"] == before
        page.get_by_role("button", name="Clear all").click()
        page.get_by_label("Open a file of marks").set_input_files(file)
        expect(said(page)).to_have_text("12 papers added, 0 changed, 0 the same as before.")
        assert kept(page, root)["papers"] == before
        page.get_by_label("Open a file of marks").set_input_files(file)
        expect(said(page)).to_have_text("0 papers added, 0 changed, 12 the same as before.")


def test_an_import_takes_nothing_away(chromium: Browser, root: str, default_site: Site, tmp_path: Path):
    """Of two states the further one stays, stars add up, remarks stand one below the other; an undo brings all back."""
    slug, hers = (paper["slug"] for paper in default_site.papers[:2])
    theirs = {
        slug: {"state": "to read", "star": True, "remark": "theirs"},
        hers: {"star": True},
        "../x": {"star": True},
    }
    file = tmp_path / "marks.json"
    file.write_text(json.dumps({"kind": "reading-list marks", "version": 1, "list": "http://else/", "papers": theirs}))
    with opened(chromium, root) as page:
        page.goto(root)
        put(page, root, {slug: {"state": "reading", "remark": "mine", "title": "A title"}})
        page.goto(root + "reading/")
        before = kept(page, root)["papers"]
        page.get_by_label("Open a file of marks").set_input_files(file)
        expect(said(page)).to_contain_text("1 paper added, 1 changed, 0 the same as before, 1 without a mark")
        expect(said(page)).to_contain_text("another address, http://else/")
        both = kept(page, root)["papers"]
        assert both.keys() == {slug, hers}
        assert both[slug] == before[slug] | {"star": True, "remark": "mine\n\ntheirs"}
        page.get_by_role("button", name="Undo").click()
        assert kept(page, root)["papers"] == before


GARBAGE = {
    "nothing": "",
    "a picture": "\x89PNG\r\n\x1a\n",
    "another JSON": '{"papers": {"a": {"star": true}}}',
    "a list": "[1, 2]",
    "null": "null",
    "papers are none": '{"kind": "reading-list marks", "version": 1, "papers": [1]}',
    "the future": '{"kind": "reading-list marks", "version": 2, "papers": {}}',
}


def test_garbage_is_refused_kindly(chromium: Browser, root: str, default_site: Site, tmp_path: Path):
    """A file that holds no marks changes nothing, and the page says what is wrong with it."""
    with opened(chromium, root) as page:
        page.goto(root)
        put(page, root, full_store(default_site.papers))
        page.goto(root + "reading/")
        before = kept(page, root)["papers"]
        for name, text in GARBAGE.items():
            file = tmp_path / f"{name}.json"
            file.write_text(text, encoding="latin-1")
            page.get_by_label("Open a file of marks").set_input_files(file)
            expect(said(page)).to_contain_text("Nothing was changed.")
            said(page).evaluate("one => { one.textContent = '' }")
            expect(page.get_by_role("button", name="Undo")).to_have_count(0)
            assert kept(page, root)["papers"] == before, name


@pytest.mark.parametrize("refusal", [pytest.param(REFUSED, id="refused"), pytest.param(FULL, id="full")])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_browser_that_keeps_nothing(chromium: Browser, root: str, default_site: Site, width: int, refusal: str):
    """Where the store is refused or full nothing breaks: marks live as long as the page, and the page says so."""
    with opened(chromium, root, width) as page:
        page.add_init_script(refusal)
        page.goto(root + "papers/")
        star = mark(page.locator(".row").first, "star")
        star.click()
        expect(star).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("status")).to_contain_text("this browser keeps nothing")
        page.locator(".row-title a").first.click()
        expect(page.locator("h1")).to_have_text(default_site.papers[0]["title"])
        expect(page.locator(".my-marks p.line")).to_contain_text("forgotten when you leave")
        page.get_by_role("button", name="Read", exact=True).click()
        expect(page.get_by_role("button", name="Read", exact=True)).to_have_attribute("aria-pressed", "true")
        page.goto(root + "reading/")
        expect(page.locator(".where")).to_contain_text("is forgotten when you leave the page")


@pytest.mark.parametrize(
    "broken", ["{not JSON", "null", "[]", '{"version": 9, "papers": {}}', '{"version": 1, "papers": {"a": 7}}']
)
def test_what_cannot_be_read_is_not_lost(chromium: Browser, root: str, broken: str):
    """A store that holds something else is set aside to the letter, can be saved and thrown away, and marks go on."""
    with opened(chromium, root) as page:
        page.goto(root)
        put_text(page, root, broken)
        page.goto(root + "papers/")
        mark(page.locator(".row").first, "star").click()
        assert len(kept(page, root)["papers"]) == 1
        assert page.evaluate("name => localStorage.getItem(name)", f"{key(root)}.aside-1") == broken
        page.goto(root + "reading/")
        page.get_by_role("button", name="Throw it away").click()
        assert page.evaluate("() => Object.keys(localStorage)") == [key(root)]


def test_two_lists_on_one_host_do_not_mix(chromium: Browser, root: str):
    """Marks of a list at another path of the host are other marks."""
    with opened(chromium, root) as page:
        page.goto(root)
        found = page.evaluate(
            """async root => {
              const { marksOf } = await import(root + "assets/javascripts/marks.js")
              const [one, other] = [marksOf("/one/"), marksOf(new URL("/other/", root))]
              one.change("a", { star: true })
              return [one.all().size, other.all().size, marksOf("/one").of("a").star]
            }""",
            root,
        )
        assert found == [1, 0, True]


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_new_since_the_last_visit(chromium: Browser, root: str, default_site: Site, width: int):
    """The list says how many came since and marks their rows, one's own page lists them; at first nothing is new."""
    with opened(chromium, root, width) as page:
        page.goto(root + "papers/")
        page.wait_for_function("name => JSON.parse(localStorage.getItem(name))?.visit", arg=key(root))
        expect(page.locator(".news")).to_have_text("My reading keeps your stars and remarks.")
        put(page, root, {}, visited(default_site.papers, 3))
        page.reload()
        expect(page.locator(".news")).to_contain_text("3 new since")
        expect(page.locator(".row.fresh .row-title")).to_have_text(
            [paper["title"] for paper in default_site.papers[:3]]
        )
        page.get_by_role("link", name="3 new").click()
        expect(page.locator("#new h2")).to_contain_text("New since your last visit")
        assert set(page.locator("#new .row-title").all_inner_texts()) == {p["title"] for p in default_site.papers[:3]}


def test_the_focus_stays_where_one_works(chromium: Browser, root: str, default_site: Site):
    """A row that leaves one's own page under one's fingers hands the focus to the row that takes its place."""
    starred = {paper["slug"]: {"star": True, "title": paper["title"]} for paper in default_site.papers[:3]}
    with opened(chromium, root) as page:
        page.goto(root)
        put(page, root, starred)
        page.goto(root + "reading/#starred/title")
        links = page.locator(".list .row-title a")
        expect(links).to_have_count(3)
        names = links.all_inner_texts()
        links.nth(1).focus()
        page.keyboard.press("r")
        expect(page.locator(".list .state").nth(1)).to_have_attribute("data-state", "to read")
        expect(links.nth(1)).to_be_focused()
        mark(page.locator(".list .row").nth(1), "star").press("Enter")
        expect(links).to_have_text([names[0], names[2]])
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("s")
        expect(links.nth(0)).to_be_focused()
        page.keyboard.press("s")
        expect(of_kind(page, "All")).to_be_focused()


def test_ten_thousand_marks_are_shown_in_parts(chromium: Browser, root: str):
    """One's own page of a long list has two hundred rows, the counts of all, and more on demand."""
    with opened(chromium, root) as page:
        page.goto(root)
        put(page, root, {f"p-{n}": {"star": True, "title": f"Paper {n}", "year": 2000 + n % 20} for n in range(10_000)})
        page.goto(root + "reading/#starred/title")
        expect(page.locator(".list .row")).to_have_count(200)
        expect(page.locator(".list h2")).to_have_text("Starred 10000")
        expect(page.locator(".list .row-title").nth(2)).to_have_text("Paper 2")
        page.get_by_role("button", name="Show 200 more").click()
        expect(page.locator(".list .row")).to_have_count(400)
        page.get_by_label("Order").select_option("Newest paper first")
        expect(page.locator(".list .row-meta").first).to_have_text("2019")
        assert page.url.endswith("#starred/year")
