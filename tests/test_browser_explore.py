"""The site of the list that ships in, in a real browser; that Explore finds, counts and keeps what it should, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import executable, opened, served
from exploring import Choice, Explore, bears
from playwright.sync_api import expect

from generator.exports.names import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
LOOKS = [pytest.param(width, scheme, id=f"{width}-{scheme}") for width in (360, 1440) for scheme in ("light", "dark")]
WIDTHS = [360, 1440]
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


@pytest.mark.parametrize("width", WIDTHS)
def test_bert_and_vit_not_survey_is_one_link(chromium: Browser, root: str, default_site: Site, width: int):
    """One readable address gives exactly the papers that name BERT and ViT and whose text has no word of surveys."""
    both = [paper for paper in default_site.papers if {"BERT", "ViT"} <= bears(paper, "models")]
    wanted = [p["title"] for p in both if not re.search(r"\bsurvey", f"{p['title']} {p['summary']}", re.IGNORECASE)]
    assert 0 < len(wanted) < len(both)
    with opened(chromium, root, width) as page:
        explore = Explore(page, root, phone=width < 500).go("?q=-survey&models=BERT&models=ViT")
        expect(explore.summary).to_have_text(f"{len(wanted)} papers found")
        assert explore.titles() == sorted(wanted)
        expect(explore.words).to_have_value("-survey")
        assert explore.query == "q=-survey&models=BERT&models=ViT"


@pytest.mark.parametrize("width", WIDTHS)
def test_values_are_required_alternative_or_excluded(chromium: Browser, root: str, default_site: Site, width: int):
    """By clicks alone a reader makes any combination; what is found is what the papers' tags say."""
    papers = default_site.papers
    with opened(chromium, root, width) as page:
        explore = Explore(page, root, phone=width < 500).go()
        explore.box("models", "BERT").check()
        explore.box("models", "ViT").check()
        explore.settled()
        assert explore.query == "models=BERT&models=ViT"
        assert explore.titles() == Choice(every={"models": ["BERT", "ViT"]}).of(papers)
        explore.unfold("models").get_by_role("radio", name="any").check()
        explore.settled()
        assert explore.query == "any.models=BERT&any.models=ViT"
        assert explore.titles() == Choice(some={"models": ["BERT", "ViT"]}).of(papers)
        explore.how("models", "BERT", "excluded")
        assert explore.query == "any.models=ViT&not.models=BERT"
        assert explore.titles() == Choice(some={"models": ["ViT"]}, none={"models": ["BERT"]}).of(papers)
        explore.box("year", "2023").check()
        explore.box("year", "2024").check()
        explore.settled()
        assert explore.query == "any.models=ViT&not.models=BERT&year=2023&year=2024"
        three = Choice(some={"models": ["ViT"], "year": ["2023", "2024"]}, none={"models": ["BERT"]})
        assert explore.titles() == three.of(papers)


def test_numbers_say_what_choosing_would_give(chromium: Browser, root: str, default_site: Site):
    """Beside each value stands how many papers would be found with it: among required and among alternative ones."""
    papers = default_site.papers
    names = {name for paper in papers for name in bears(paper, "models")}
    with opened(chromium, root) as page:
        explore = Explore(page, root).go("?models=BERT")
        required = {name: len(Choice(every={"models": ["BERT", name]}).of(papers)) for name in names}
        assert explore.counts("models") == required
        explore = explore.go("?any.models=BERT&any.models=ViT&tasks=Image+classification")
        at_hand = {"every": {"tasks": ["Image classification"]}}
        either = {name: len(Choice(some={"models": ["BERT", "ViT", name]}, **at_hand).of(papers)) for name in names}
        counts = explore.counts("models")
        assert {name: counts[name] for name in names - {"BERT", "ViT"}} == {
            name: either[name] for name in names - {"BERT", "ViT"}
        }
        kinds = explore.counts("introduces")
        some = {"models": ["BERT", "ViT"]}
        assert kinds == {
            kind: len(Choice(some=some, every={**at_hand["every"], "introduces": [kind]}).of(papers)) for kind in kinds
        }


def test_a_word_may_be_left_out_and_the_numbers_follow(chromium: Browser, root: str, default_site: Site):
    """With a word and a word that may not be there, each number is what clicking its box then finds."""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go("?q=transformer+-attention")
        expect(explore.summary).to_have_text(re.compile(r"^\d+ papers found$"))
        counts = explore.counts("models")
        for name in [name for name, count in counts.items() if count][:4]:
            explore.go("?q=transformer+-attention")
            explore.box("models", name).check()
            explore.settled()
            assert len(explore.titles()) == counts[name]
        text = {p["title"]: f"{p['title']} {p['summary']}".lower() for p in default_site.papers}
        assert not [one for one in explore.go("?q=transformer+-attention").titles() if "attention" in text[one]]


def test_words_in_quotes_follow_each_other(chromium: Browser, root: str, default_site: Site):
    """Straight or curled, alone or beside others, quotation marks keep words together; a word of nobody is named."""
    facets = ("models", "datasets", "tasks", "methods")
    text = {
        p["title"]: " ".join(
            [p["title"], p["summary"] or "", *(name for one in facets for name in bears(p, one))]
        ).lower()
        for p in default_site.papers
    }
    with opened(chromium, root) as page:
        explore = Explore(page, root).go("?q=%22neural+network%22")
        whole = explore.titles()
        apart = [title for title, said in text.items() if "neural" in said and "network" in said]
        assert 0 < len(whole) < len(apart)
        assert all("neural network" in text[title].replace("-", " ") for title in whole)
        assert explore.go("?q=%E2%80%9Cneural+network%E2%80%9D").titles() == whole
        beside = explore.go("?q=%22neural+network%22+image").titles()
        assert beside == [title for title in whole if "image" in text[title]] != []
        explore.go("?q=neural+blubbqwert")
        expect(explore.summary).to_have_text(re.compile("papers found; no paper has “blubbqwert”"))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_address_is_the_whole_state(chromium: Browser, root: str, width: int):
    """Back and forward undo and redo each step, a reload changes nothing, and the same choice has the same address."""
    query = "q=image&any.models=BERT&any.models=ViT&not.tasks=Image+captioning&year=2023&sort=title"
    with opened(chromium, root, width) as page:
        explore = Explore(page, root, phone=width < 500).go()
        everything = explore.summary.inner_text()
        explore.go("?" + query)
        assert explore.query == query
        found, chips = explore.titles(), page.locator(".chosen li").all_inner_texts()
        page.reload()
        explore.settled()
        assert (explore.titles(), page.locator(".chosen li").all_inner_texts()) == (found, chips)
        page.get_by_role("button", name="Remove Year: 2023").click()
        explore.settled()
        assert "year" not in explore.query
        more = explore.titles()
        assert set(found) < set(more)
        page.go_back()
        expect(page.get_by_role("button", name="Remove Year: 2023")).to_be_visible()
        assert explore.query == query
        assert explore.titles() == found
        page.go_forward()
        expect(page.get_by_role("button", name="Remove Year: 2023")).to_have_count(0)
        assert explore.titles() == more
        page.get_by_role("button", name="Clear all").click()
        expect(explore.summary).to_have_text(everything)
        assert explore.query == ""
        expect(explore.words).to_have_value("")


def test_a_word_that_is_typed_is_one_step_back(chromium: Browser, root: str):
    """However slowly one types, one step back leads to before the word."""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go("?models=BERT")
        before = explore.summary.inner_text()
        explore.words.press_sequentially("dist", delay=200)
        explore.words.press_sequentially("illation", delay=200)
        page.wait_for_url("**/explore/?q=distillation&models=BERT")
        explore.settled()
        expect(explore.summary).not_to_have_text(before)
        page.go_back()
        page.wait_for_url("**/explore/?models=BERT")
        expect(explore.summary).to_have_text(before)
        expect(explore.words).to_have_value("")


@pytest.mark.parametrize("width", WIDTHS)
def test_chips_read_as_a_sentence_and_go_one_by_one(chromium: Browser, root: str, width: int):
    """The chips say how the choice is joined; each has a button, and the focus goes on to the next."""
    with opened(chromium, root, width) as page:
        explore = Explore(page, root).go("?models=BERT&any.tasks=Image+captioning&any.tasks=Retrieval&not.year=2023")
        said = " ".join(page.locator(".chosen").inner_text().split())
        assert said == "BERT and either Image captioning or Retrieval and not 2023"
        page.get_by_role("button", name="Remove Tasks: Image captioning").press("Enter")
        expect(page.get_by_role("button", name="Remove Tasks: Retrieval")).to_be_focused()
        assert explore.query == "models=BERT&any.tasks=Retrieval&not.year=2023"
        for _ in range(3):
            page.keyboard.press("Enter")
        expect(page.locator(".chosen li")).to_have_count(0)
        expect(explore.words).to_be_focused()
        assert explore.query == ""


def test_the_keyboard_is_enough(chromium: Browser, root: str, default_site: Site):
    """With keys alone: to the box by `/`, to a value, exclude it, sort, show more, and open a paper."""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go()
        page.keyboard.press("/")
        expect(explore.words).to_be_focused()
        tab_to(page, explore.box("models", "BERT"))
        page.keyboard.press("Space")
        expect(page.locator(".chosen li")).to_have_count(1)
        expect(explore.box("models", "BERT")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/explore/?not.models=BERT")
        tab_to(page, page.get_by_role("combobox", name="Sort by"))
        page.keyboard.press("t")
        page.wait_for_url("**/explore/?not.models=BERT&sort=title")
        explore.settled()
        more = page.get_by_role("button", name=re.compile("more of"))
        tab_to(page, more, most=200)
        page.keyboard.press("Enter")
        expect(page.locator(".results > li").nth(20).locator("h2 a")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/papers/*/")
        wanted = Choice(none={"models": ["BERT"]}).of(default_site.papers)
        expect(page.locator("h1")).to_have_text(sorted(wanted, key=str.lower)[20])


def tab_to(page: Page, wanted: object, most: int = 60) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_orders(chromium: Browser, root: str, default_site: Site):
    """Newest, oldest and title put every paper in that order; a paper without a year stands last in both."""
    years = {paper["title"]: paper["year"] or 0 for paper in default_site.papers}
    with opened(chromium, root) as page:
        explore = Explore(page, root)

        def listed(order: str) -> list[str]:
            explore.go(f"?sort={order}")
            explore.titles()
            return page.locator(".results h2").all_text_contents()

        assert listed("title") == sorted(years, key=str.lower)
        newest = [years[title] for title in listed("newest")]
        assert newest == sorted(years.values(), reverse=True)
        oldest = [years[title] for title in listed("oldest")]
        assert oldest == sorted(years.values(), key=lambda year: year or 9999)


def test_the_paper_that_is_asked_for_comes_first(chromium: Browser, root: str, default_site: Site):
    """Whoever types a paper's whole title has that paper at the top, each of them."""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go()
        for paper in default_site.papers[::9]:
            explore.words.fill(paper["title"])
            expect(page.locator(".results h2").first).to_have_text(paper["title"])


def test_a_row_shows_the_sentence_that_matched(chromium: Browser, root: str, default_site: Site):
    """The sentence with the word in it, the word marked; with a tag chosen, the words that earned it."""
    texts = {p["title"]: " ".join(f"{p['summary']}".split()) for p in default_site.papers}
    with opened(chromium, root) as page:
        explore = Explore(page, root).go("?q=distillation")
        assert {one.lower()[:7] for one in page.locator(".results .row-text mark").all_text_contents()} == {"distill"}
        explore.go("?models=BERT")
        rows = page.locator(".results > li")
        for at in range(rows.count()):
            sentence = rows.nth(at).locator(".row-text").inner_text().strip("… ")
            assert sentence in texts[rows.nth(at).locator("h2").inner_text()]
            in_title = "BERT" in rows.nth(at).locator("h2").inner_text()
            assert in_title or rows.nth(at).locator("mark").count() > 0


def test_marks_of_ones_own_are_a_filter(chromium: Browser, root: str, default_site: Site):
    """What is marked in this browser narrows and counts as any tag; what is hidden is left out, and that is said."""
    first, second, third = [paper for paper in default_site.papers if paper["models"]][:3]
    mark = """async ([base, marks]) => {
      const { marksOf } = await import(new URL("assets/javascripts/marks.js", base))
      for (const [slug, changes] of marks) marksOf(new URL(base)).change(slug, changes)
    }"""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go()
        some = [
            [first["slug"], {"state": "to read"}],
            [second["slug"], {"state": "read"}],
            [third["slug"], {"hidden": True}],
        ]
        page.evaluate(mark, [root, some])
        explore.go()
        total = len(default_site.papers)
        expect(explore.summary).to_have_text(f"{total - 1} papers found; one that you hid is left out")
        counts = explore.counts("reading")
        assert counts == {"to read": 1, "reading": 0, "read": 1, "starred": 0, "with a remark": 0, "hidden": 0}
        explore.box("reading", "to read").check()
        explore.settled()
        assert explore.query == "any.reading=to+read"
        assert explore.titles() == [first["title"]]
        explore.box("reading", "read").check()
        explore.settled()
        assert explore.titles() == sorted([first["title"], second["title"]])
        model = next(iter(bears(first, "models")))
        alone = [p["title"] for p in (first, second) if model in bears(p, "models")]
        assert explore.counts("models")[model] == len(alone)
        assert explore.go("?reading=hidden").titles() == [third["title"]]
        assert third["title"] not in explore.go("?not.reading=read").titles()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_found_can_be_taken(chromium: Browser, root: str, default_site: Site, width: int):
    """Each format has a button; it gives one file with every paper that is found, not only those that are shown."""
    wanted = [paper for paper in default_site.papers if "BERT" in bears(paper, "models")]
    with opened(chromium, root, width) as page:
        page.route(
            "**/papers/*.bib", lambda route: route.fulfill(body=f"@misc{{{route.request.url.split('/')[-1][:-4]}\n}}\n")
        )
        Explore(page, root).go("?models=BERT")
        assert page.locator(".results > li").count() < len(wanted)
        page.get_by_text(f"Take all {len(wanted)} papers").click()
        with page.expect_download() as saved:
            page.get_by_role("button", name="BibTeX").click()
        text = saved.value.path().read_text("utf-8")
        assert saved.value.suggested_filename == "papers.bib"
        assert sorted(re.findall(r"@misc{(.*)", text)) == sorted(paper["slug"] for paper in wanted)
        expect(page.locator(".said")).to_have_text(f"{len(wanted)} papers taken as BibTeX.")


def test_rows_speak_to_zotero(chromium: Browser, root: str, default_site: Site):
    """Each row carries its paper as Zotero reads it, and each change of what is found is told."""
    with opened(chromium, root) as page:
        page.add_init_script(
            "window.told = 0; document.addEventListener('ZoteroItemUpdated', () => { window.told += 1 })"
        )
        explore = Explore(page, root).go("?models=BERT&sort=title")
        before = page.evaluate("() => window.told")
        assert before > 0
        titles = page.locator(".results h2").all_text_contents()
        spans = [parse_qs(one.get_attribute("title") or "") for one in page.locator(".results .Z3988").all()]
        assert [span["rft.title"] for span in spans] == [[title] for title in titles]
        by_title = {paper["title"]: paper for paper in default_site.papers}
        assert [span["rft.au"] for span in spans] == [
            [parts_of(name).sorted for name in by_title[title]["authors"]] for title in titles
        ]
        explore.box("models", "ViT").check()
        page.wait_for_function("before => window.told > before", arg=before)


@pytest.mark.parametrize("query", ["?models=BERT&not.models=ViT", "?sort=title", "?year=2023"])
def test_filters_alone_do_not_load_the_whole_index(chromium: Browser, root: str, default_site: Site, query: str):
    """A choice without words loads one piece of the index, and the entries of one page of results."""
    sent: list[str] = []
    with opened(chromium, root) as page:
        page.on("request", lambda request: sent.append(request.url))
        Explore(page, root).go(query)
        assert sum(url.endswith(".pf_index") for url in sent) == 1
        assert sum(url.endswith(".pf_fragment") for url in sent) <= 20
        assert len(list((default_site.folder / "pagefind/index").iterdir())) > 1


def test_a_group_is_loaded_when_it_is_opened(chromium: Browser, root: str):
    """Facets that nobody looks at are not downloaded; opening a group loads that one."""
    sent: list[str] = []
    with opened(chromium, root) as page:
        page.on("request", lambda request: sent.append(request.url))
        explore = Explore(page, root).go()
        before = sum(url.endswith(".pf_filter") for url in sent)
        explore.unfold("venue")
        assert sum(url.endswith(".pf_filter") for url in sent) == before + 1


def test_a_sheet_on_a_phone(chromium: Browser, root: str, default_site: Site):
    """On a phone filters open as a sheet that counts along, Escape and its button close it, the focus comes back."""
    bert = len(Choice(every={"models": ["BERT"]}).of(default_site.papers))
    with opened(chromium, root, 360) as page:
        explore = Explore(page, root, phone=True).go()
        expect(page.locator(".sheet")).to_be_hidden()
        opener = page.get_by_role("button", name="Filters", exact=True)
        opener.click()
        explore.box("models", "BERT").check()
        expect(page.locator(".sheet").get_by_role("status")).to_have_text(f"Show {bert} papers")
        page.keyboard.press("Escape")
        expect(page.locator(".sheet")).to_be_hidden()
        expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()
        assert len(explore.titles()) == bert
        assert page.evaluate(TOO_WIDE) <= 0


def test_who_comes_back_finds_the_place(chromium: Browser, root: str):
    """After more rows and a paper, one step back shows as many rows at the same line."""
    with opened(chromium, root) as page:
        Explore(page, root).go("?sort=title")
        page.get_by_role("button", name=re.compile("more of")).click()
        expect(page.locator(".results > li")).to_have_count(40)
        link = page.locator(".results > li").nth(30).locator("h2 a")
        link.scroll_into_view_if_needed()
        at = page.evaluate("() => scrollY")
        title = link.inner_text()
        link.click()
        expect(page.locator("h1")).to_have_text(title)
        page.go_back()
        expect(page.locator(".results > li")).to_have_count(40)
        page.wait_for_function("y => Math.abs(scrollY - y) < 3", arg=at)


def test_the_search_box_leads_here(chromium: Browser, root: str):
    """The box's words and filters go along by its link."""
    with opened(chromium, root) as page:
        number = Explore(page, root).go("?q=image+-survey&models=BERT").summary.inner_text().split()[0]
        page.goto(root)
        page.keyboard.press("/")
        box = page.get_by_role("dialog", name="Search")
        box.get_by_role("textbox", name="Search papers and tags").fill("image -survey")
        box.get_by_role("button", name="Filters").click()
        box.get_by_role("checkbox", name=re.compile(r"^BERT \d+$")).check()
        expect(box.get_by_role("status")).to_have_text(re.compile(rf"^{number} found for"))
        expect(box.get_by_role("link", name="Open in Explore")).to_have_attribute(
            "href", f"{root}explore/?q=image+-survey&models=BERT"
        )
        box.get_by_role("link", name="Open in Explore").click()
        expect(Explore(page, root).summary).to_have_text(re.compile(rf"^{number} papers? found"))


def test_without_javascript_it_says_where_to_look(chromium: Browser, root: str):
    """The page says what it needs and leads to the directories; with JavaScript that is not shown."""
    with opened(chromium, root, java_script_enabled=False) as page:
        page.goto(root + "explore/")
        expect(page.get_by_text("with JavaScript, which is off")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name="Models").click()
        expect(page.locator("h1")).to_have_text("Models")
    with opened(chromium, root) as page:
        Explore(page, root).go()
        expect(page.get_by_text("with JavaScript, which is off")).to_be_hidden()


@pytest.mark.parametrize(
    "query", ["?models=<img src=x onerror=window.__hit=1>", "?q=\"\\'`&%22", "?nope=1&models=&sort=x"]
)
def test_an_address_runs_nothing(chromium: Browser, root: str, query: str):
    """Whatever stands in the address is text, and what means nothing is passed over."""
    with opened(chromium, root) as page:
        explore = Explore(page, root).go(query)
        expect(explore.summary).to_have_text(re.compile("found"))
        assert page.evaluate("() => window.__hit") is None
        assert page.locator("main img").count() == 0


def test_hostile_names_are_text_and_work(chromium: Browser, toy_site: Site):
    """Each venue and tag of the hostile list can be chosen, is written to the letter, and finds its papers."""
    with served(toy_site.folder) as root, opened(chromium, root) as page:
        explore = Explore(page, root).go()
        for facet in ("venue", "models", "methods", "datasets"):
            assert explore.counts(facet).keys() == {name for paper in toy_site.papers for name in bears(paper, facet)}
            for name in {name for paper in toy_site.papers for name in bears(paper, facet)}:
                box = (
                    explore.unfold(facet)
                    .locator("li", has=page.get_by_text(name, exact=True))
                    .locator("input[type=checkbox]")
                )
                box.check()
                expect(page.locator(".chosen .chip")).to_have_text(name)
                assert explore.titles() == Choice(some={facet: [name]}).of(toy_site.papers), name
                box.uncheck()
                expect(page.locator(".chosen .chip")).to_have_count(0)
        assert page.evaluate("() => window.__hit") is None
        assert page.locator("main img").count() == 0


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(chromium: Browser, root: str, width: int, scheme: str):
    """With results, chips, filters and formats open there is no fault that axe can see, and nothing is too wide."""
    with opened(chromium, root, width, scheme) as page:
        explore = Explore(page, root, phone=width < 500)
        explore.go("?q=image&models=BERT&any.tasks=Image+captioning&any.tasks=Retrieval&not.year=2022")
        assert faults(page) == []
        explore.go("?q=image&any.models=BERT&any.models=ViT&not.year=2022")
        assert page.evaluate(TOO_WIDE) <= 0
        explore.unfold("year")
        explore.unfold("venue")
        assert faults(page) == []


def faults(page: Page) -> list[str]:
    """Return what axe finds, with the first element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
