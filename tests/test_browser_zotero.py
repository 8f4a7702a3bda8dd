"""A reader with Zotero: rows that a browser makes say of a paper what the generator says of it, and tell of changes."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from browser import executable, opened, served
from reading import put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
SPAN = re.compile(r'<span class="Z3988" title="([^"]*)"></span>')
MADE = """async ([root, slugs]) => {
  const { contextOf } = await import(new URL("assets/javascripts/coins.js", root))
  const items = slugs.map(slug => fetch(`${root}papers/${slug}.csl.json`).then(answer => answer.json()))
  return (await Promise.all(items)).map(([item]) => contextOf(item))
}"""
COUNT = "window.told = 0; document.addEventListener('ZoteroItemUpdated', () => { window.told += 1 })"


@pytest.fixture(scope="module", params=["default_site", "toy_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Return the list that ships, and one in which every field is hostile."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def root(site: Site) -> Iterator[str]:
    """Return its address."""
    with served(site.folder) as address:
        yield address


def written(site: Site) -> dict[str, str]:
    """Return the spans that the generator wrote into the whole list, by slug."""
    spans: list[str] = []
    pages = [site.folder / "papers/index.html", *sorted(site.folder.glob("papers/page-*/index.html"), key=_number)]
    for page in pages:
        spans += SPAN.findall(page.read_text("utf-8"))
    return {paper["slug"]: html.unescape(span) for paper, span in zip(site.papers, spans, strict=True)}


def _number(path: object) -> int:
    return int(re.findall(r"page-(\d+)", str(path))[0])


def test_scripts_say_what_the_generator_says(chromium: Browser, site: Site, root: str):
    """For each paper, what a script makes of its CSL-JSON is to the letter what the generator puts into its rows."""
    with opened(chromium, root) as page:
        page.goto(root)
        made = page.evaluate(MADE, [root, [paper["slug"] for paper in site.papers]])
    assert dict(zip([paper["slug"] for paper in site.papers], made, strict=True)) == written(site)


def test_explore_hands_on_the_generators_own(chromium: Browser, site: Site, root: str):
    """Each row of Explore has the generator's own span; no rule of venues or names is written a second time."""
    own = set(written(site).values())
    with opened(chromium, root) as page:
        page.goto(f"{root}explore/?sort=title")
        page.locator(".results .Z3988").first.wait_for(state="attached")
        found = page.locator(".results .Z3988").evaluate_all("spans => spans.map(span => span.title)")
    assert found
    assert set(found) <= own


def test_ones_own_list_is_offered(chromium: Browser, site: Site, root: str):
    """Each marked paper's row carries all that the list knows of it; Zotero is told then, and at each change."""
    papers = site.papers[:3]
    marks = {one["slug"]: {"state": "to read", "title": one["title"], "year": one["year"]} for one in papers}
    own = written(site)
    with opened(chromium, root) as page:
        page.add_init_script(COUNT)
        page.goto(f"{root}papers/")
        put(page, root, marks)
        page.goto(f"{root}reading/")
        wanted = sorted(own[one["slug"]] for one in papers)
        page.wait_for_function(
            "wanted => JSON.stringify([...document.querySelectorAll('.list .Z3988')].map(one => one.title).sort())"
            " === JSON.stringify(wanted)",
            arg=wanted,
        )
        before = page.evaluate("() => window.told")
        assert before > 0
        page.get_by_role("combobox", name="Order").select_option("title")
        page.wait_for_function("before => window.told > before", arg=before)
        assert page.locator(".list .Z3988").count() == len(papers)
