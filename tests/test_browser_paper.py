"""A list's site in, in a real browser; that a paper's page leads on, can be cited, obeys keys and prints, out."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import executable, opened, served
from playwright.sync_api import expect
from reading import SHIFTS, full_store, kept, put, visited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
WIDTHS = (360, 1440)
LOOKS = [pytest.param(width, scheme, id=f"{width}-{scheme}") for width in WIDTHS for scheme in ("light", "dark")]
COLD = 27_000  # bytes that a first visit to a paper's page loads, gzipped


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def way(page: Page, name: str) -> Locator:
    """Return a link of the way along the list at the page's head."""
    return page.locator(".paper-tools .around").locator(f".{name}")


def title(page: Page) -> Locator:
    """Return the page's heading."""
    return page.locator("h1")


def ready(page: Page) -> None:
    """Wait until the reader's marks stand on the page."""
    expect(page.locator(".my-marks .buttons")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_paper_leads_on_along_the_list_that_it_was_opened_from(chromium: Browser, root: str, width: int):
    """From BERT's page the next paper is BERT's next, the way back names the list, and another list takes over."""
    with opened(chromium, root, width) as page:
        page.goto(root + "models/bert/")
        links = page.locator(".row-title a")
        names = [name.strip() for name in links.all_inner_texts()]
        assert len(names) > 3
        links.nth(1).click()
        expect(title(page)).to_have_text(names[1])
        expect(way(page, "whole")).to_have_text(f"BERT, 2 of {len(names)}")
        expect(page.locator(".around.titled .after .title")).to_have_text(names[2])
        way(page, "after").click()
        expect(title(page)).to_have_text(names[2])
        way(page, "before").click()
        way(page, "before").click()
        expect(title(page)).to_have_text(names[0])
        expect(page.locator("span.before")).to_have_count(2)
        way(page, "whole").click()
        expect(title(page)).to_have_text("BERT")
        page.goto(root + "papers/")
        page.locator(".row-title a").nth(4).click()
        expect(way(page, "whole")).to_have_text("Papers")


def test_a_paper_at_the_end_of_what_is_shown_leads_on(chromium: Browser, root: str, default_site: Site):
    """The last row of a page leads to the next page; of what Explore found all are counted, not only those shown."""
    with opened(chromium, root) as page:
        page.goto(root + "papers/")
        page.locator(".row-title a").last.click()
        expect(way(page, "before")).to_have_attribute("href", re.compile(r"^\.\./[\w-]+/$"))
        expect(page.locator(".around.titled .after .title")).to_have_text("Page 2")
        way(page, "after").click()
        assert page.url == root + "papers/page-2/"
        page.locator(".row-title a").first.click()
        way(page, "before").click()
        assert page.url == root + "papers/"
        bert = sum("BERT" in [tag["name"] for tag in paper["models"]] for paper in default_site.papers)
        page.goto(root + "explore/?models=BERT")
        page.locator(".results h2 a").nth(2).click()
        expect(way(page, "whole")).to_have_text(f"Explore: BERT, 3 of {bert}")


def test_without_javascript_a_paper_leads_along_the_whole_list(chromium: Browser, root: str, default_site: Site):
    """The links to the paper before and after are in the page; the first paper has none before, the last none after."""
    papers = default_site.papers
    with opened(chromium, root, java_script_enabled=False) as page:
        page.goto(root + papers[0]["url"])
        expect(page.locator("a.before")).to_have_count(0)
        way(page, "after").click()
        expect(title(page)).to_have_text(papers[1]["title"])
        page.locator(".around.titled .after").click()
        expect(title(page)).to_have_text(papers[2]["title"])
        way(page, "before").click()
        expect(title(page)).to_have_text(papers[1]["title"])
        page.goto(root + papers[-1]["url"])
        expect(page.locator("a.after")).to_have_count(0)
        way(page, "whole").click()
        expect(title(page)).to_have_text("Papers")


@pytest.mark.parametrize("width", WIDTHS)
def test_keys_move_and_mark(chromium: Browser, root: str, default_site: Site, width: int):
    """J and k move through rows and papers, s, r and h mark; Enter opens; what was done is said."""
    first, second = default_site.papers[:2]
    with opened(chromium, root, width) as page:
        page.goto(root + "papers/")
        expect(page.locator(".row-marks").first).to_be_visible()
        page.keyboard.press("s")
        expect(page.get_by_role("status")).to_contain_text("Choose a paper first")
        for key in "jjks":
            page.keyboard.press(key)
        expect(page.locator(".row-title a").first).to_be_focused()
        expect(page.get_by_role("status")).to_have_text("Starred")
        for key in "jrrr":
            page.keyboard.press(key)
        expect(page.get_by_role("status")).to_have_text("Marked: read")
        marks = kept(page, root)["papers"]
        assert (marks[first["slug"]]["star"], marks[second["slug"]]["state"]) == (True, "read")
        page.keyboard.press("Enter")
        expect(title(page)).to_have_text(second["title"])
        ready(page)
        page.keyboard.press("k")
        expect(title(page)).to_have_text(first["title"])
        ready(page)
        page.keyboard.press("s")
        expect(page.get_by_role("button", name="Star", exact=True)).to_have_attribute("aria-pressed", "false")


def test_keys_are_letters_where_one_types_and_can_be_switched_off(chromium: Browser, root: str, default_site: Site):
    """No key acts in a field, in a dialog or with a modifier; switched off none acts on any page, nor the search's."""
    paper = default_site.papers[0]
    with opened(chromium, root) as page:
        page.goto(root + paper["url"])
        ready(page)
        for key in ("Control+s", "Alt+s", "Meta+r", "Shift+S"):
            page.keyboard.press(key)
        page.get_by_role("button", name="Remark", exact=True).click()
        expect(page.get_by_role("textbox")).to_be_focused()  # its script comes when it is asked for
        page.keyboard.type("sr?/")
        expect(page.get_by_role("textbox")).to_have_value("sr?/")
        page.keyboard.press("Escape")
        mark = kept(page, root)["papers"][paper["slug"]]
        assert (mark["star"], mark["state"], mark["remark"]) == (False, None, "sr?/")
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Keys")
        keys.get_by_role("checkbox").focus()
        page.keyboard.press("s")
        keys.get_by_role("checkbox").uncheck()
        keys.get_by_role("button", name="Close").click()
        for _ in range(2):
            for key in "s?/":
                page.keyboard.press(key)
            expect(page.get_by_role("dialog")).to_have_count(0)
            assert not kept(page, root)["papers"][paper["slug"]]["star"]
            page.reload()
            ready(page)
        page.get_by_role("button", name="Keys").click()
        keys.get_by_role("checkbox").check()
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        expect(page.get_by_role("button", name="Star", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_citation_is_copied_in_one_click(chromium: Browser, root: str, default_site: Site):
    """A click puts the citation on the clipboard and says so; where the browser refuses, the text stands selected."""
    paper = next(paper for paper in default_site.papers if paper["arxiv"] and paper["authors"])
    with opened(chromium, root) as page:
        page.goto(root + paper["url"])
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy as Text").click()
        expect(page.get_by_role("status")).to_have_text("Text copied")
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert copied == page.locator(".citation").inner_text()
        assert all(part in copied for part in (paper["title"], paper["authors"][0], paper["arxiv"]))
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.reload()
        page.get_by_role("button", name="Copy as Text").click()
        area = page.get_by_role("dialog", name="Text").get_by_role("textbox")
        expect(area).to_be_focused()
        assert area.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)") == copied
        assert faults(page) == []


def test_printed_it_is_words_and_addresses(chromium: Browser, root: str, default_site: Site):
    """On paper stand title, texts and tags, with the addresses of links, and nothing that is clicked."""
    paper = next(paper for paper in default_site.papers if paper["arxiv"] and paper["related"])
    content = "one => getComputedStyle(one, '::after').content"
    with opened(chromium, root) as page:
        page.emulate_media(media="print")
        page.goto(root + paper["url"])
        ready_to_print(page, ".my-marks button")
        for here in ("h1", ".reading", ".tags", ".citation"):
            expect(page.locator(here).first).to_be_visible()
        assert paper["arxiv"] in page.locator(".links .out").first.evaluate(content)
        marked = page.locator(".reading .mention, .tags .tag, .row .tag")
        colours = marked.evaluate_all("all => [...new Set(all.map(one => getComputedStyle(one).color))]")
        assert len(colours) == 1
        page.goto(root + "models/bert/")
        ready_to_print(page, ".row-marks")
        page.wait_for_function(
            "() => (dispatchEvent(new Event('beforeprint')), document.querySelector('main').dataset.address)"
        )
        assert "/models/bert/" in page.locator("main").evaluate(content)
        assert "/papers/" in page.locator(".row-title a").first.evaluate(content)


def ready_to_print(page: Page, made: str) -> None:
    """Wait until scripts have made what they make, and check that nothing of it will be on the paper."""
    page.wait_for_selector(made, state="attached")
    for gone in (".top", ".bottom", ".my-marks", ".around", ".row-marks", ".copies", ".fold", ".news"):
        assert [one for one in page.locator(gone).all() if one.is_visible()] == [], gone


def faults(page: Page) -> list[str]:
    """Return what axe finds, with the first element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_where_things_are_marked(
    chromium: Browser, root: str, default_site: Site, width: int, scheme: str
):
    """The reader's own page, empty and full, a list with marks, a marked paper and the keys have no fault."""
    papers = default_site.papers
    with opened(chromium, root, width, scheme) as page:
        page.goto(root + "reading/")
        expect(page.locator(".none")).to_be_visible()
        assert faults(page) == []
        put(page, root, full_store(papers), visited(papers, 2))
        page.reload()
        expect(page.locator("#new")).to_be_visible()
        assert faults(page) == []
        page.goto(root + "papers/page-2/")
        expect(page.locator(".row-marks").first).to_be_visible()
        assert faults(page) == []
        page.goto(root + papers[3]["url"])
        ready(page)
        page.get_by_role("button", name="Remark", exact=True).click()
        assert faults(page) == []
        page.get_by_role("button", name="Keys").click()
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_mark_makes_anything_jump(chromium: Browser, root: str, default_site: Site, width: int):
    """With marks of each kind in the store no page moves what it has drawn, nothing being in the cache."""
    papers = default_site.papers
    with opened(chromium, root, width) as page:
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.goto(root)
        put(page, root, full_store(papers), visited(papers, 3))
        for address in ("papers/", "reading/", papers[3]["url"], papers[1]["url"], "models/bert/"):
            page.goto(root + address)
            page.wait_for_selector(".row-marks")
            assert page.evaluate(SHIFTS) == [], address
        page.locator(".row-title a").nth(2).click()
        ready(page)
        assert page.evaluate(SHIFTS) == []


def test_nothing_is_too_wide_where_things_are_marked(chromium: Browser, root: str, default_site: Site):
    """From the narrowest phone to a wide screen neither the bar of marks nor the reader's own page scrolls sideways."""
    papers = default_site.papers
    with opened(chromium, root) as page:
        page.goto(root)
        long = {"state": "read", "remark": "w" * 400, "title": "T" * 5000, "year": 2024}
        put(page, root, full_store(papers) | {"gone": long})
        for address in ("reading/", papers[3]["url"], "papers/page-2/"):
            page.goto(root + address)
            page.wait_for_selector(".row-marks")
            for width in (320, 360, 768, 1024, 1440, 1920):
                page.set_viewport_size({"width": width, "height": 900})
                wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
                assert page.evaluate(wide) <= 0, (address, width)


def test_a_first_visit_to_a_paper_is_light(chromium: Browser, root: str, default_site: Site):
    """The longest paper's page, with all that it loads into an empty cache, is small."""
    with opened(chromium, root) as page:
        sizes: dict[str, int] = {}
        page.on("response", lambda answer: sizes.update({answer.url: len(gzip.compress(answer.body(), 9))}))
        page.goto(root + default_site.kinds["paper"])
        ready(page)
        page.wait_for_load_state("networkidle")
        assert {re.sub(r".*/", "", url) for url in sizes} >= {"rows.js", "paper.js", "marks.css"}
        assert sum(sizes.values()) < COLD, sizes


@pytest.mark.parametrize("path", ["", "papers/", "models/", "models/bert/", "explore/?models=BERT", "compare/", "map/"])
def test_no_page_prints_what_is_clicked(chromium: Browser, root: str, path: str):
    """Fields, buttons and choices of order are for the screen; on paper a page is its words and figures."""
    with opened(chromium, root) as page:
        page.goto(root + path)
        page.wait_for_load_state("networkidle")
        page.emulate_media(media="print")
        clicked = page.locator("main :is(input, select, button:not(td button, .chosen button)):visible")
        expect(clicked).to_have_count(0)
