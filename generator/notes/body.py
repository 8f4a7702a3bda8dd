"""The Markdown of a note in; its parts, and each reference in it with its line, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from generator.notes.elements import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

NAMED = "named"  # the token of `[[…]]`
IN_HTML = re.compile(
    r"""\b(?P<name>href|src)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text leads to: `kind` is `name` (`[[…]]`), `link` or `image`; `line` counts from the body's first, 0."""

    kind: str
    target: str
    line: int


@cache
def parser() -> MarkdownIt:
    """Return CommonMark with tables, strikethrough, footnotes and `[[…]]`: what forges show, and our links."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    md.inline.ruler.before("link", NAMED, _named)
    return md


def _named(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the library's signature
    """Read `[[target]]` or `[[target|text]]`, on one line."""
    if not state.src.startswith("[[", state.pos):
        return False
    end = state.src.find("]]", state.pos + 2)
    inside = state.src[state.pos + 2 : end] if end > 0 else ""
    if not inside.strip() or "\n" in inside or "[[" in inside:
        return False
    if not silent:
        target, _, text = inside.partition("|")
        token = state.push(NAMED, "", 0)
        token.meta = {"target": target.strip(), "text": text.strip()}
    state.pos = end + 2
    return True


def parsed(text: str) -> list[Token]:
    """Return the tokens of a text. None of them is raised for what a text may hold: any text is Markdown."""
    tokens = parser().parse(text.replace("\x00", "�"))
    worded(tokens)
    return tokens


def references(text: str) -> Iterator[Reference]:
    """Yield every reference of a text in order; code has none."""
    if "[" not in text and "<" not in text:
        return
    for token in parsed(text):
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            yield from _in_html(token.content, line)
        for child in token.children or ():
            yield from _of(child, line)
            line += (
                child.content.count("\n") if child.type == "html_inline" else child.type in {"softbreak", "hardbreak"}
            )


def _of(token: Token, line: int) -> Iterator[Reference]:
    if token.type == NAMED:
        yield Reference("name", token.meta["target"], line)
    elif token.type == "link_open":
        yield Reference("link", str(token.attrs.get("href", "")), line)
    elif token.type == "image":
        yield Reference("image", str(token.attrs.get("src", "")), line)
        for child in token.children or ():
            yield from _of(child, line)
    elif token.type == "html_inline":
        yield from _in_html(token.content, line)


def _in_html(text: str, line: int) -> Iterator[Reference]:
    for match in IN_HTML.finditer(text):
        target = next(value for value in match.group("a", "b", "c") if value is not None)
        kind = "link" if match["name"].lower() == "href" else "image"
        yield Reference(kind, target, line + text.count("\n", 0, match.start()))


def headings(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Yield the opening token of each heading and its plain text."""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token, _plain(tokens[at + 1].children or [])


def _plain(tokens: list[Token]) -> str:
    words = (token.meta["text"] or token.meta["target"] if token.type == NAMED else token.content for token in tokens)
    return "".join(words)
