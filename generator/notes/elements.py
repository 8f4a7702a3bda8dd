"""Tokens of a note in; the same, with what only looks like HTML as the words that it is, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.html_re import HTML_OPEN_CLOSE_TAG_STR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

ANY_TAG = re.compile(HTML_OPEN_CLOSE_TAG_STR.removeprefix("^"))
TAG = re.compile(r"</?([a-z][a-z0-9-]*)\s*/?>", re.IGNORECASE)
CLOSING = re.compile(r"</([a-z][a-z0-9-]*)\s*>", re.IGNORECASE)
NAME = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)
# A browser reads all that follows one of these as its content, up to its end.
SWALLOWING = frozenset(
    {
        *("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "plaintext", "template"),
        "xmp",
    }
)
# HTML's other names (https://html.spec.whatwg.org/#elements-3, the obsolete ones too); pictures and formulas.
OTHERS = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button
canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i img input ins kbd label
legend li link main map mark marquee math menu meta meter nav nobr object ol optgroup option output p param picture pre
progress q rp rt ruby s samp search section select slot small source span strike strong sub summary sup svg table tbody
td tfoot th thead time tr track tt u ul var video wbr
"""
ELEMENTS = SWALLOWING.union(OTHERS.split())


def worded(tokens: Sequence[Token]) -> None:
    """Make words of what would swallow the text behind it, or vanish with no trace: `<mask>`, a `<title>` left open.

    What is HTML is left to be cleaned.
    """
    for token in tokens:
        if token.type == "html_block":
            token.content = _block(token.content)
        inline = token.children or []
        ends = {_closed(one.content): at for at, one in enumerate(inline) if one.type == "html_inline"}
        for at, child in enumerate(inline):
            if child.type == "html_inline" and not _is_html(child.content, at, ends):
                child.type = "text"


def _is_html(text: str, at: int, ends: Mapping[str, int]) -> bool:
    """Say whether a tag or comment is one of HTML; `ends` is where each element is closed for the last time."""
    if text.startswith("<!--"):
        return True
    name = NAME.match(text)
    if not name or _is_word(text):
        return False
    return not _swallows(text, name[1]) or ends.get(name[1].lower(), -1) > at


def _closed(text: str) -> str:
    """Return the name of the element that a tag closes."""
    name = NAME.match(text) if text.startswith("</") else None
    return name[1].lower() if name else ""


def _is_word(tag: str) -> bool:
    """Say whether a tag is a name in angle brackets, such as `<mask>`, that HTML does not know."""
    bare = TAG.fullmatch(tag)
    return bare is not None and bare[1].lower() not in ELEMENTS


def _swallows(tag: str, name: str) -> bool:
    return name.lower() in SWALLOWING and not tag.startswith("</")


def _block(text: str) -> str:
    """Return a block of HTML in which no tag, quotation mark or comment is left open."""
    out, at = list[str](), 0
    last = {found[1].lower(): found.start() for found in CLOSING.finditer(text)}
    comments = text.rfind("-->")
    while (begin := text.find("<", at)) >= 0:
        out.append(text[at:begin])
        at = begin + 1
        if text.startswith("<!--", begin) and comments > begin:
            at = text.index("-->", begin + 2) + len("-->")
        found = ANY_TAG.match(text, begin)
        if found and _is_html(found[0], begin, last):
            at = found.end()
        out.append("&lt;" if at == begin + 1 else text[begin:at])
    return "".join(out) + text[at:]
