"""The Markdown of a note and the page that it lands on in; HTML that is safe and fits that page, out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import nh3

from generator.markdown import Markdown, address, inert, quoted, slug
from generator.notes.body import NAMED, headings, parsed, parser
from generator.notes.names import Nowhere, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from generator.curation import Prose
    from generator.notes.links import Ground

PREFIX = "note-"  # of every anchor in the text, so that none is one of the page's own
VOID = frozenset({"br", "hr", "img", "col", "wbr"})
BLOCKS = frozenset(
    {
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "div",
        "section",
        "dl",
        "details",
        "hr",
    }
)
TAGS = {
    *("p", "br", "hr", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "kbd", "samp"),
    *("var", "code", "pre", "blockquote", "q", "cite", "abbr", "dfn", "ul", "ol", "li", "dl", "dt", "dd", "table"),
    *("thead", "tbody", "tfoot", "tr", "th", "td", "caption", "a", "img", "figure", "figcaption", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "details", "summary", "div", "span", "section", "time", "bdi", "bdo", "ruby", "rt", "rp"),
}
ATTRIBUTES = {
    "*": {"id", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "details": {"open"},
    "time": {"datetime"},
}
CLASSES = {
    "a": {"named", "models", "datasets", "tasks", "methods", "papers", "footnote-backref"},
    "sup": {"footnote-ref"},
    "section": {"footnotes"},
    "hr": {"footnotes-sep"},
}
HEADING = re.compile(r"h([1-6])")
FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
LOWEST = 6


def rendered(prose: Prose, page: str, ground: Ground, *, level: int = 3, folders: bool = True) -> Markdown:
    """Return the text as one block of HTML for a page's Markdown; its highest heading is of this level.

    Whatever the text holds, no script, style or form of it is left, every element is closed, and every anchor is its
    own. Links count from the text's own file and lead to the same things from the page.
    """
    tokens = parsed(prose.body)
    for token, text in headings(tokens):
        token.attrSet("id", anchor_of(text))
    _resolve(tokens, prose, page, ground)
    raw = parser().renderer.render(tokens, parser().options, {})
    clean = nh3.clean(
        raw,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        filter_style_properties={"text-align"},
    )
    return Markdown(_Fitted(prose, page, ground, level, folders=folders).fit(clean))


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading inside a text, as `[…](#anchor)` in it names it."""
    return slug(heading)


def _resolve(tokens: Sequence[Token], prose: Prose, page: str, ground: Ground) -> None:
    """Make a link of each `[[…]]`; one that leads nowhere, which has been reported, stays words."""
    for token in tokens:
        token.children = list(_linked(token.children, prose, page, ground)) if token.children else token.children


def _linked(tokens: Sequence[Token], prose: Prose, page: str, ground: Ground) -> Iterator[Token]:
    for token in tokens:
        if token.type == "image":
            token.children = list(_linked(token.children or [], prose, page, ground))
        if token.type != NAMED:
            yield token
            continue
        target, text = token.meta["target"], token.meta["text"]
        found = ground.names.find(target, page)
        shown = worded(found, target, text)
        if isinstance(found, Nowhere):
            yield _word(token, shown)
            continue
        opening = token.copy(type="link_open", tag="a", nesting=1, meta={})
        up = "../" * prose.path.count("/")
        opening.attrs = {"href": f"{up}{found.path}", "class": f"named {found.facet or 'papers'}"}
        yield from (opening, _word(token, shown), token.copy(type="link_close", tag="a", nesting=-1, meta={}))


def _word(token: Token, text: str) -> Token:
    return token.copy(type="text", content=text, meta={}, nesting=0)


class _Fitted(HTMLParser):
    """Writes clean HTML anew: headings below the page's, anchors apart from its, addresses as seen from it."""

    def __init__(self, prose: Prose, page: str, ground: Ground, level: int, *, folders: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.prose, self.page, self.ground, self.level, self.folders = prose, page, ground, level, folders
        self.out: list[str] = []
        self.ids: set[str] = set()
        self.outline: list[int] = []
        self.pre = 0

    def fit(self, html: str) -> str:
        """Return the whole of a text."""
        self.feed(html)
        self.close()
        return "".join(self.out).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element's beginning."""
        if tag == "img" and not self._source(attrs):
            self.out.append(inert(dict(attrs).get("alt") or ""))
            return
        if tag in BLOCKS or HEADING.fullmatch(tag):
            self._line()
        self.pre += tag == "pre"
        name = self._shifted(tag)
        written = "".join(self._attribute(key, value or "") for key, value in attrs)
        self.out.append(f"<{name}{written}>")

    def handle_endtag(self, tag: str) -> None:
        """Write an element's end."""
        if tag in VOID:
            return
        self.pre -= tag == "pre"
        name = f"h{self._level()}" if HEADING.fullmatch(tag) else tag
        self.out.append(f"</{name}>")
        if tag in BLOCKS or HEADING.fullmatch(tag):
            self._line()

    def handle_data(self, data: str) -> None:
        """Write text; outside of code, white space is one space."""
        if self.pre:
            self.out.append(inert(data))
        elif data.strip() or (self.out and not self.out[-1].endswith("\n")):
            self.out.append(inert(re.sub(r"\s+", " ", data)))

    def _line(self) -> None:
        """Begin a line where one may: the page is read as Markdown, too."""
        if not self.pre and self.out and not self.out[-1].endswith("\n"):
            while self.out and self.out[-1] == " ":
                self.out.pop()
            self.out.append("\n")

    def _shifted(self, tag: str) -> str:
        found = HEADING.fullmatch(tag)
        if not found:
            return tag
        own = int(found[1])
        while self.outline and self.outline[-1] >= own:
            self.outline.pop()
        self.outline.append(own)
        return f"h{self._level()}"

    def _level(self) -> int:
        return min(LOWEST, self.level - 1 + len(self.outline))

    def _attribute(self, key: str, value: str) -> str:
        if key == "id":
            value = PREFIX + value
            if value in self.ids:
                return ""
            self.ids.add(value)
        if key == "src":
            value = self._there(value)
        if key == "href":
            value = f"#{PREFIX}{value[1:]}" if value.startswith("#") and len(value) > 1 else self._there(value)
            if not value:
                return ""
        return f' {key}="{quoted(value)}"'

    def _source(self, attrs: list[tuple[str, str | None]]) -> bool:
        """Say whether a picture is one of the site's own."""
        source = dict(attrs).get("src") or ""
        return not FOREIGN.match(source) and bool(self._there(source))

    def _there(self, target: str) -> str:
        """Return an address as the page needs it; empty for one that leads nowhere, which has been reported."""
        if FOREIGN.match(target) or not target:
            return target
        found = self.ground.path(self.prose, target).path
        _, mark, anchor = target.partition("#")
        return address(self.page, found + mark + anchor, folders=self.folders) if found else ""
