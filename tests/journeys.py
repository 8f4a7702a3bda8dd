"""Sources in; the files of the whole journey, and each page as a browser reads it, out."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import markdown
import yaml
from mkdocs.utils import meta
from sites import TOY

from generator import pipeline
from generator.model import Library, OutputFile, SourceFile
from generator.pages.contract import take
from generator.settings import Configuration, read_configuration

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = {"about.md"}
# The elements that our templates and Markdown make; a text of the list can add none.
ELEMENTS = {
    *("h1", "h2", "h3", "p", "br", "em", "strong", "a", "span", "div", "nav", "section", "details", "summary"),
    *("button", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("math", "mrow", "mi", "mn", "mo", "msup", "msub", "mtext"),
}
ATTRIBUTES = {
    "class",
    "href",
    "id",
    "aria-label",
    "style",
    "start",
    "type",
    "data-search",
    "data-js",
    "data-label",
    "alttext",
    "mathvariant",
    "title",
    "hidden",
    "stretchy",
}
# What some kinds of page have besides: elements and attributes, by the beginning of their path.
FORM = {"form", "fieldset", "legend", "label", "input"}
FORM_ATTRIBUTES = {"role", "type", "name", "value", "checked", "data-js", "spellcheck", "inputmode", "enterkeyhint"}
FIGURE = {"figure", "figcaption", "svg", "rect", "text", "path"}
FIGURE_ATTRIBUTES = {"viewbox", "width", "height", "x", "y", "d", "role", "scope"}
DIRECTORY = {"data-first", "data-also", "data-facet", "autocomplete", "autocapitalize"}
BESIDES = {
    r"about/tags": ({"code"}, set()),
    r"api/": ({"code", "pre"}, set()),
    r"(map/|index\.md)": ({"svg", "path"}, {"role", "viewbox", "preserveaspectratio", "aria-hidden", "d"}),
    r"\w+/index": (FORM | {"b"}, FORM_ATTRIBUTES | DIRECTORY),
    r"((models|datasets|tasks|methods)/(?!index)|years/index)": (FIGURE, FIGURE_ATTRIBUTES),
    r"compare/": (
        FORM | {"caption", "button", "b"},
        FORM_ATTRIBUTES | {"scope", "data-rank", "popover", "popovertarget"},
    ),
}


def toy_sources(folder: str = "sources") -> tuple[SourceFile, ...]:
    """Return the toy list's sources as if they lay in this folder."""

    def read(path: Path) -> SourceFile:
        return SourceFile(f"{folder}/{path.name}", path.read_bytes())

    return tuple(
        replace(read(path), sidecar=read(path.with_suffix(".yml")) if path.with_suffix(".yml").exists() else None)
        for path in sorted((TOY / "sources").iterdir())
        if path.suffix != ".yml"
    )


@cache
def configuration() -> Configuration:
    """Return the toy list's configuration."""
    found, problems = read_configuration((TOY / "mkdocs.yml").read_text("utf-8"), "mkdocs.yml")
    assert found
    assert problems == ()
    return found


def journey(*sources: SourceFile, publish_abstracts: bool = True) -> tuple[Library, tuple[OutputFile, ...]]:
    """Go from sources to files."""
    own = replace_setting(configuration(), publish_abstracts=publish_abstracts)
    inputs = pipeline.Inputs(own, sources)
    library, problems = pipeline.build_library(inputs)
    assert not [problem for problem in problems if problem.level == "error"]
    library, atlas = pipeline.set_out(library)
    return library, pipeline.render(library, inputs, atlas)


def replace_setting(found: Configuration, **settings_: object) -> Configuration:
    """Return the configuration with other settings."""
    return found.model_copy(update={"reading_list": found.reading_list.model_copy(update=settings_)})


class Page(HTMLParser):
    """A page as a browser gets it: its elements with attributes, its text, and the paragraphs of each kind of block."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.paragraphs: dict[str, list[str]] = {}
        self._open: list[str] = []
        self._formula = False
        body, self.meta = meta.get_data(text)
        self.feed(html_of(body))
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "math":  # whose signs stand as they are drawn; what was written is its other text
            self.handle_data(dict(attrs)["alttext"])
            self._formula = True
        if tag == "div":
            self._open.append(dict(attrs).get("class") or "")
        if tag == "p" and self._open:
            self.paragraphs.setdefault(self._open[-1], []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a block."""
        self._formula &= tag != "math"
        if tag == "div":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._formula:
            return
        self.text += data
        if self._open and self.paragraphs.get(self._open[-1]):
            self.paragraphs[self._open[-1]][-1] += data

    def handle_comment(self, data: str) -> None:
        """Note what none of our templates has."""
        self.elements.append((f"comment {data}", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment

    @property
    def ids(self) -> list[str]:
        """Return all anchors."""
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    @property
    def hrefs(self) -> list[str]:
        """Return all addresses."""
        return [attrs["href"] for tag, attrs in self.elements if tag == "a"]


@cache
def converter() -> markdown.Markdown:
    """Return Python-Markdown as the toy list's mkdocs.yml sets it."""
    listed = yaml.safe_load((TOY / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    names = {name: options for one in listed for name, options in (one if isinstance(one, dict) else {one: {}}).items()}
    return markdown.Markdown(extensions=list(names), extension_configs=names)


def html_of(text: str) -> str:
    """Return Markdown as HTML."""
    return converter().reset().convert(text)


def pages_of(files: dict[str, str]) -> dict[str, Page]:
    """Return the pages among files."""
    return {path: Page(text) for path, text in files.items() if path.endswith(".md")}


def flat(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def records(files: dict[str, str]) -> list[dict]:
    """Return the papers of papers.json."""
    return json.loads(files["papers.json"])["papers"]


def assert_links_lead_somewhere(files: dict[str, str]) -> None:
    """Check every link and anchor of every page, and that no anchor stands twice."""
    pages = pages_of(files)
    for path, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), path
        offered = {address for _, address in take(path, str(page.meta.get("files")))}
        for href in page.hrefs:
            if re.match(r"https?:", href) or href in offered:
                continue
            target, _, anchor = re.sub(r"\?[^#]*", "", href).partition("#")
            there = file_at(path, target, pages) if target else path
            assert there in pages or there in BY_HAND, f"{path}: {href}"
            assert not anchor or anchor in pages[there].ids, f"{path}: {href}"


def file_at(path: str, target: str, pages: dict[str, Page]) -> str:
    """Return the file that a page's link leads to; one that ends in a slash is written as a browser sees it."""
    if not target.endswith("/"):
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    folder = path.removesuffix("index.md").removesuffix(".md")
    there = posixpath.normpath(posixpath.join(folder, target))
    return there + ".md" if there + ".md" in pages else posixpath.normpath(there + "/index.md")


def made(path: str) -> tuple[set[str], set[str]]:
    """Return the elements and the attributes that our templates and Markdown make on a page."""
    ours = [besides for begin, besides in BESIDES.items() if re.match(begin, path)]
    elements, attributes = ({name for both in ours for name in both[at]} for at in (0, 1))
    return ELEMENTS | elements, ATTRIBUTES | attributes


def assert_inert(path: str, page: Page) -> None:
    """Check that a page has our elements, attributes and kinds of address, and bears our mark."""
    elements, attributes = made(path)
    assert {tag for tag, _ in page.elements} <= elements, path
    assert {name for _, attrs in page.elements for name in attrs} <= attributes, path
    assert all(re.match(r"https?://|[\w./-]*([?#]|$)", href) for href in page.hrefs), path
    assert page.meta["generated"] is True
