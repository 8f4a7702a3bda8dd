"""Tags, directories and comparisons in a real browser: what narrows, orders, opens and moves, by mouse and by keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import sites
from axe_playwright_python.sync_playwright import Axe
from browser import executable, opened, served
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
LOOKS = [pytest.param(width, scheme, id=f"{width}-{scheme}") for width in (360, 1440) for scheme in ("light", "dark")]
TWO_LOOKS = [LOOKS[1], LOOKS[2]]
PAGES = (
    "models/",
    "methods/",
    "models/bert/",
    "models/vit/family/",
    "compare/",
    "compare/datasets/",
    "years/",
    "years/2023/",
)


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def faults(page: Page) -> list[str]:
    """Return what axe finds, with the first element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def shown(page: Page) -> list[str]:
    """Return the names that the directory shows."""
    return page.locator(".directory li:visible a").all_inner_texts()


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_a_directory_narrows_as_one_types(chromium: Browser, root: str, width: int, scheme: str):
    """Names and other names count, the number is announced, Enter opens the first, and back brings the choice back."""
    with opened(chromium, root, width, scheme) as page:
        page.goto(root + "models/")
        total = len(shown(page))
        field = page.get_by_role("textbox", name="Filter models")
        field.press_sequentially("gpt2")
        expect(page.locator(".directory-status")).to_have_text(f"1 of {total} models")
        assert shown(page) == ["GPT-2"]
        expect(page.get_by_role("heading", name="Most named")).to_be_hidden()
        field.fill("Vision Tr")
        expect(page.locator(".directory-status")).to_have_text(re.compile(rf"^\d of {total} models$"))
        assert "ViT" in shown(page)
        field.fill("no such name")
        expect(page.locator(".directory-status")).to_have_text(f"None of {total} models")
        assert page.url == root + "models/?q=no+such+name"
        field.fill("vilb")
        field.press("Enter")
        expect(page.locator("h1")).to_have_text("ViLBERT")
        page.go_back()
        expect(page.locator(".directory-status")).to_have_text(f"1 of {total} models")
        assert shown(page) == ["ViLBERT"]
        field.fill("")
        assert len(shown(page)) == total


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_a_directory_is_ordered_by_keys(chromium: Browser, root: str, width: int, scheme: str):
    """Arrow keys change the order: by name, by count, by first year; nobody is lost, and groups can be jumped to."""
    with opened(chromium, root, width, scheme) as page:
        page.goto(root + "models/")
        by_name = shown(page)
        page.get_by_role("radio", name="by name").focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name="most named")).to_be_checked()
        by_count = shown(page)
        assert by_count[:2] == ["BERT", "ViT"]
        expect(page.locator(".directory h3").first).to_have_text("20 to 49 papers")
        page.keyboard.press("ArrowDown")
        years = [int(name) for name in page.locator(".directory h3").all_inner_texts()]
        assert years == sorted(years, reverse=True)
        assert sorted(shown(page)) == sorted(by_count) == sorted(by_name)
        assert page.url == root + "models/?order=first"
        jump = page.get_by_role("navigation", name="Groups").get_by_role("link", name="2019")
        jump.click()
        expect(page.locator(".directory h3", has_text="2019")).to_be_in_viewport()
        page.reload()
        expect(page.get_by_role("radio", name="by first year")).to_be_checked()
        page.get_by_role("radio", name="by name").check()
        assert shown(page) == by_name


def test_a_very_long_directory_finds_what_it_does_not_list(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Names of one paper stand on a page a letter; who types one finds it all the same, and each order has them all."""
    for name in ("letters.LISTED", "facet.LISTED", "facet.FOLDED"):
        monkeypatch.setattr(f"generator.pages.{name}", 2)
    site = sites.toy(tmp_path)
    models = {tag["name"] for paper in site.papers for tag in paper["models"]}
    with served(site.folder) as root, opened(chromium, root) as page:
        page.goto(root + "models/")
        assert page.locator(".directory").get_by_role("link", name="Lanternformer", exact=True).count() == 0
        page.get_by_role("textbox", name="Filter models").press_sequentially("lanternf")
        expect(page.locator(".directory-status")).to_have_text(f"1 of {len(models)} models")
        page.get_by_role("textbox", name="Filter models").fill("")
        page.get_by_role("radio", name="most named").check()
        expect(page.locator(".directory li")).to_have_count(len(models))
        page.goto(root + "models/?q=lanternf")
        page.locator(".directory").get_by_role("link", name="Lanternformer", exact=True).click()
        expect(page.locator("h1")).to_have_text("Lanternformer")


def cell(page: Page, row: str, column: str) -> Locator:
    """Return a cell of the comparison."""
    return page.get_by_role("button", name=re.compile(rf"^\d+ papers? names? {row} and {column}$"))


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_a_cell_opens_its_papers(chromium: Browser, root: str, default_site: Site, width: int, scheme: str):
    """A click on a cell shows the newest papers that name both; one leads to its page, and another to Explore."""
    both = [
        paper
        for paper in default_site.papers
        if "ViT" in [tag["name"] for tag in paper["models"]]
        and "Image classification" in [tag["name"] for tag in paper["tasks"]]
    ]
    with opened(chromium, root, width, scheme) as page:
        page.goto(root + "compare/")
        one = cell(page, "ViT", "Image classification")
        expect(one).to_have_text(re.compile(rf"^{len(both)} papers"))
        one.click()
        papers = page.get_by_role("dialog", name="ViT and Image classification")
        expect(papers).to_be_in_viewport()
        titles = papers.locator("li a").all_inner_texts()
        assert set(titles) <= {paper["title"] for paper in both}
        assert len(titles) == min(5, len(both))
        expect(papers.get_by_role("link", name="Explore")).to_have_attribute(
            "href", "../explore/?models=ViT&tasks=Image+classification"
        )
        assert faults(page) == []
        papers.locator("li a").first.click()
        expect(page.locator("h1")).to_have_text(titles[0])


@pytest.mark.parametrize(("width", "scheme"), TWO_LOOKS)
def test_the_comparison_goes_by_keys(chromium: Browser, root: str, width: int, scheme: str):
    """Tab enters the table once, arrows lead to the next cell with papers, Enter opens, Escape gives the focus back."""
    with opened(chromium, root, width, scheme) as page:
        page.goto(root + "compare/")
        grid = page.get_by_role("grid")
        assert grid.locator("[tabindex='0']").count() == 1
        cell(page, "BERT", "Language modeling").focus()
        page.keyboard.press("Home")
        expect(grid.get_by_role("link", name="BERT", exact=True)).to_be_focused()
        page.keyboard.press("ArrowRight")
        first = page.evaluate("document.activeElement.textContent")
        assert "BERT and" in first
        page.keyboard.press("Control+End")
        page.keyboard.press("Control+Home")
        cell(page, "BERT", "Language modeling").focus()
        page.keyboard.press("Enter")
        papers = page.get_by_role("dialog", name="BERT and Language modeling")
        expect(papers).to_be_visible()
        page.keyboard.press("Tab")
        expect(papers.locator("a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(papers).to_be_hidden()
        expect(cell(page, "BERT", "Language modeling")).to_be_focused()
        for _ in range(40):
            page.keyboard.press("ArrowUp")
        expect(grid.get_by_role("link", name="Language modeling", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Language modeling")


def test_the_comparison_takes_other_orders(chromium: Browser, root: str):
    """By count, by name and back: heads and cells move together, and the address keeps the order."""
    with opened(chromium, root) as page:
        page.goto(root + "compare/datasets/")
        heads = page.locator(".matrix tbody th")
        alike = heads.all_inner_texts()
        words = page.locator(".matrix tbody button .hidden-word")
        page.get_by_role("radio", name="most named first").check()
        assert heads.first.inner_text() == "BERT"
        page.get_by_role("radio", name="by name").check()
        names = heads.all_inner_texts()
        assert names == sorted(names, key=str.lower)
        assert sorted(names) == sorted(alike)
        assert page.url.endswith("?order=name")
        for at in range(min(5, words.count())):
            row, column = words.nth(at).evaluate(
                "one => { const cell = one.closest('td'), row = cell.parentNode, top = row.closest('table').rows[0];"
                " return [row.cells[0].textContent, top.cells[cell.cellIndex].textContent.trim()] }"
            )
            assert words.nth(at).text_content().endswith(f"{row} and {column}")
        page.reload()
        assert heads.all_inner_texts() == names


def test_pages_are_whole_without_javascript(chromium: Browser, root: str):
    """Directories and comparisons say all, offer nothing that would not work, and cells open all the same."""
    with opened(chromium, root, java_script_enabled=False) as page:
        page.goto(root + "models/")
        expect(page.get_by_role("textbox")).to_be_hidden()
        expect(page.get_by_role("radio").first).to_be_hidden()
        expect(page.locator(".directory").get_by_role("link", name="ViLBERT", exact=True)).to_be_visible()
        page.goto(root + "compare/")
        cell(page, "BERT", "Language modeling").click()
        expect(page.get_by_role("dialog", name="BERT and Language modeling")).to_be_visible()
        page.goto(root + "models/bert/")
        expect(page.get_by_role("link", name="2023: 11 papers")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(chromium: Browser, root: str, width: int, scheme: str):
    """Neither page has a fault that axe can see, with folds open and a filter set."""
    with opened(chromium, root, width, scheme) as page:
        for address in PAGES:
            page.goto(root + address)
            for fold in page.locator("details").all()[:3]:
                fold.evaluate("one => { one.open = true }")
            assert faults(page) == [], address
        page.goto(root + "models/?q=bert&order=count")
        assert faults(page) == []


def test_nothing_jumps_or_is_too_wide(chromium: Browser, root: str):
    """From a narrow phone to a wide screen no page scrolls sideways, and none moves what it has drawn."""
    with opened(chromium, root) as page:
        for address in PAGES:
            for width in (320, 360, 768, 1152, 1440):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(root + address)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, (address, width)
                moved = page.evaluate("""() => new Promise(done => {
                  const seen = []
                  new PerformanceObserver(list => seen.push(...list.getEntries().map(entry => entry.value)))
                    .observe({ type: "layout-shift", buffered: true })
                  setTimeout(() => done(seen), 100)
                })""")
                assert moved == [], (address, width)


def test_heads_stay_in_sight(chromium: Browser, root: str):
    """However far one scrolls in the comparison, the row's and the column's names are there, on a phone as well."""
    for width in (360, 1440):
        with opened(chromium, root, width) as page:
            page.goto(root + "compare/methods/")
            last = page.locator(".matrix tbody button").last
            last.evaluate("one => one.scrollIntoView({ block: 'nearest', inline: 'nearest' })")
            row, column = last.evaluate(
                "one => { const cell = one.closest('td'), table = cell.closest('table');"
                " return [table.rows[cell.parentNode.rowIndex].cells[0], table.rows[0].cells[cell.cellIndex]]"
                ".map(head => head.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom]) }"
            )
            assert row[0] >= -1
            assert column[1] >= -1
            assert row[2] <= width
            assert column[3] <= 900


@pytest.mark.parametrize("width", [360, 1440])
def test_heads_cover_no_cell_that_is_chosen_by_key(chromium: Browser, root: str, width: int):
    """Wherever arrows lead in the comparison, there and back, the cell stands beside and below its heads."""
    covered = """() => {
      const cell = document.activeElement.closest("td"), table = cell.closest("table")
      const [row, column] = [table.rows[cell.parentNode.rowIndex].cells[0], table.rows[0].cells[cell.cellIndex]]
      const [box, beside, above] = [cell, row, column].map(one => one.getBoundingClientRect())
      return [beside.right - box.left, above.bottom - box.top]
    }"""
    with opened(chromium, root, width) as page:
        page.goto(root + "compare/")
        page.locator(".matrix tbody button").first.focus()
        for key in ("ArrowRight", "ArrowDown", "Control+End", "End", "Control+Home", *["ArrowRight", "ArrowDown"] * 9):
            page.keyboard.press(key)
            page.wait_for_timeout(150)  # by which a box would have scrolled
            if page.evaluate("Boolean(document.activeElement.closest('tbody td'))"):
                assert max(page.evaluate(covered)) <= 0, key
