"""A site in a real browser: what take.js gives is what the generator writes, and list pages offer their files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browser import executable, opened, served
from playwright.sync_api import Error

from generator.exports import FEEDS, FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.skipif(executable() is None, reason="there is no Chromium here")]
SOME = "collections/convolution-or-attention.json"
ASK = """([root, slugs, ending]) => import(new URL("assets/javascripts/take.js", root))
    .then(module => module.textOf(root, slugs, ending))"""


@pytest.fixture(scope="module")
def root(default_site: Site) -> Iterator[str]:
    """Return the address of the default list's site."""
    with served(default_site.folder) as address:
        yield address


def text_of(page: Page, root: str, slugs: list[str], ending: str) -> str:
    """Ask take.js for papers."""
    return page.evaluate(ASK, [root, slugs, ending])


@pytest.mark.parametrize("one", [pytest.param(one, id=one.ending) for one in FORMATS])
def test_taken_papers_are_the_generators_bytes(chromium: Browser, default_site: Site, root: str, one):
    """One paper, a collection and the whole list: each text is that of the generator's own file, a heading aside."""
    slugs = [paper["slug"] for paper in default_site.papers]
    some = [paper["slug"] for paper in json.loads((default_site.folder / SOME).read_text("utf-8"))["papers"]]
    assert 1 < len(some) < 40 < len(slugs)  # few are fetched one by one, many with the whole list

    def written(path: str, papers: int) -> str:
        text = (default_site.folder / f"{path}.{one.ending}").read_bytes().decode()
        return text[text.index(one.head) :] if papers > 1 else text

    with opened(chromium, root) as page:
        page.goto(root)
        assert text_of(page, root, slugs[:1], one.ending) == written(f"papers/{slugs[0]}", 1)
        assert text_of(page, root, slugs, one.ending) == written("papers", len(slugs))
        assert text_of(page, root, some, one.ending) == written(SOME.removesuffix(".json"), len(some))
        many = text_of(page, root, [*slugs[60:], *slugs[:60]], one.ending)
        few = [text_of(page, root, part, one.ending) for part in (slugs[60:90], slugs[90:], slugs[:30], slugs[30:60])]
        inner = [text[len(one.head) : len(text) - len(one.tail)] for text in few]
        assert many == one.head + one.between.join(inner) + one.tail
        assert text_of(page, root, [], one.ending) == ""


def test_what_is_not_there_is_said(chromium: Browser, root: str):
    """A paper that has left the list, or a format that is none, is an error that names it, never half a file."""
    with opened(chromium, root) as page:
        page.goto(root)
        with pytest.raises(Error, match="docx: no such format"):
            text_of(page, root, ["x"], "docx")
        with pytest.raises(Error, match="gone: no such paper"):
            text_of(page, root, ["gone"] * 41, "bib")


def test_a_list_page_offers_its_files_to_hand_and_program(chromium: Browser, root: str):
    """On a tag's page a line names every format, each link opens, and the head offers the same to programs."""
    with opened(chromium, root) as page:
        page.goto(f"{root}models/bert/")
        offered = page.get_by_role("navigation", name="Take this list").get_by_role("link")
        assert offered.all_inner_texts() == [one.name for one in FORMATS] + [feed.name for feed in FEEDS]
        shown = offered.evaluate_all("links => links.map(link => link.href)")
        heads = page.locator("link[rel=alternate]").evaluate_all("links => links.map(link => link.href)")
        assert heads == shown
        assert [page.request.get(address).status for address in shown] == [200] * len(shown)
