"""Built sites in; that their HTML is right, their links lead somewhere, and what must stay out is out, out."""

from __future__ import annotations

import gzip
import html
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from sites import ADDRESS, needs_captures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sites import Page, Site

RUN = 8  # words in a row that no two writers hit upon by chance
WEB = re.compile(r"https?://[\w.-]+(:\d+)?([/?#]|$)|mailto:")
LOADED = {"link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
BESIDES = {"canonical", "cite-as", "item", "type"}  # links in the head that the browser does not load


@pytest.fixture(params=["default_site", "toy_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Return each of the two sites."""
    return request.getfixturevalue(request.param)


def test_html_is_valid(site: Site):
    """An HTML5 parser finds no error on any page."""
    assert {address: page.errors for address, page in site.pages.items() if page.errors} == {}


def test_ids_are_unique(site: Site):
    """No page gives one id to two elements."""
    twice = {
        address: again
        for address, page in site.pages.items()
        if (again := [name for name, count in Counter(ids(page)).items() if count > 1])
    }
    assert twice == {}


def test_every_link_leads_somewhere(site: Site):
    """Each address within the site is a file of it, and each anchor an element there; all others are of the web."""
    anchors = {address: set(ids(page)) for address, page in site.pages.items()}
    others = (path for path in site.folder.rglob("*") if path.is_file() and path.suffix != ".html")
    files = {path.relative_to(site.folder).as_posix() for path in others}
    broken = []
    for address, page in site.pages.items():
        for url in links(page):
            target, anchor = urldefrag(urljoin(ADDRESS + address, url))
            if not target.startswith(ADDRESS):
                broken += [] if WEB.match(target) else [(address, url)]
                continue
            path = unquote(target.removeprefix(ADDRESS).partition("?")[0])
            if path not in files and (path not in anchors or (anchor and unquote(anchor) not in anchors[path])):
                broken.append((address, url))
    assert broken == []


def test_every_page_can_be_reached(site: Site):
    """Links lead from the home page to every other page, the page for what is not there aside."""
    seen, waiting = {""}, [""]
    while waiting:
        here = waiting.pop()
        found = {
            re.split("[?#]", urljoin(ADDRESS + here, url))[0].removeprefix(ADDRESS) for url in links(site.pages[here])
        }
        new = (found & site.pages.keys()) - seen
        seen |= new
        waiting += new
    moved = {address for address, page in site.pages.items() if page.kind == "moved"}
    assert site.pages.keys() - seen - moved == {"404.html"}


def test_what_a_page_loads_is_the_sites_own(site: Site):
    """Stylesheets, scripts, icons and pictures have addresses within the site."""
    for address, page in site.pages.items():
        for element in page.elements():
            url = element.get(LOADED.get(element.tag, ""))
            if url and element.get("rel") not in BESIDES:
                assert urljoin(ADDRESS + address, url).startswith(ADDRESS), (address, url)


def test_shared_links_have_their_picture(toy_site: Site):
    """Every page names a picture of the list for places that show links; papers with one of their own name that."""
    for address, page in toy_site.pages.items():
        named = {meta.get("property"): meta.get("content") for meta in page.tree.iter("meta") if meta.get("property")}
        if address == "404.html":
            assert named == {}
            continue
        own = f"cards/{address.split('/')[1]}.png" if page.kind == "paper" else "card.png"
        assert named["og:url"] == ADDRESS + address
        assert named["og:image"] == ADDRESS + own
        assert (toy_site.folder / own).read_bytes().startswith(b"\x89PNG")
        assert named["og:title"] in said(page.tree.find(".//title")) or page.kind == "home"


def test_every_page_has_one_heading_and_a_title(site: Site):
    """Each page has one `h1`, which its title begins with, and its headings skip no level."""
    for address, page in site.pages.items():
        levels = [int(element.tag[1]) for element in page.elements() if re.fullmatch(r"h[1-6]", element.tag)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(deeper <= level + 1 for level, deeper in pairwise(levels)), address
        title, heading = (said(page.tree.find(f".//{name}")) for name in ("title", "h1"))
        assert title.startswith(heading) or page.kind == "prose", address


@pytest.mark.captures
@needs_captures
def test_an_abstract_that_is_not_published_is_nowhere(captures_site: Site, hidden_site: Site):
    """Without leave no eight words of an abstract stand in any file of the site, search entries included."""
    assert all(paper["abstract"] is None for paper in hidden_site.papers)
    abstracts = {run for paper in captures_site.papers for run in runs(paper["abstract"] or "")}
    secret = abstracts - {run for paper in hidden_site.papers for text in free(paper) for run in runs(text)}
    published = [name for name, text in texts(captures_site.folder) if not secret.isdisjoint(runs(text))]
    assert len(published) > 2 * len(captures_site.papers)  # with leave, on each page and in each search entry
    assert [name for name, text in texts(hidden_site.folder) if not secret.isdisjoint(runs(text))] == []


def free(paper: dict[str, Any]) -> Iterator[str]:
    """Yield what a page may say of a paper whatever its abstract says: some of it has eight words too."""
    yield from (paper["title"], paper["summary"] or "")
    yield from (f"{one['name']} {one['short']}" for one in paper["introduces"])
    for facet in ("models", "datasets", "tasks", "methods"):
        yield " ".join([facet, *(tag["name"] for tag in paper[facet])])


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what each file of a site says, to a reader and in its attributes; packed search entries included."""
    for path in folder.rglob("*"):
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            yield (
                path.parent.name,
                html.unescape(re.sub(r"<[^>]*>", "", text) + " ".join(re.findall('"([^"]+)"', text))),
            )
        elif path.suffix in (".json", ".txt", ".xml"):
            yield path.name, path.read_text(encoding="utf-8")
        elif path.suffix == ".pf_fragment":
            yield path.name, gzip.decompress(path.read_bytes()).decode()


def runs(text: str) -> Iterable[tuple[str, ...]]:
    """Return all runs of so many words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def ids(page: Page) -> list[str]:
    """Return the ids of a page's elements."""
    return [name for element in page.elements() if (name := element.get("id")) is not None]


def links(page: Page) -> list[str]:
    """Return every address on a page."""
    return [url for element in page.elements() for name in ("href", "src") if (url := element.get(name)) is not None]


def said(element: object) -> str:
    """Return an element's text with single spaces."""
    return " ".join("".join(element.itertext()).split())
