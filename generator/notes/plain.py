"""The Markdown of a note in; the same as plain text, a block a line, for files that know no marks, out."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from generator.notes.body import NAMED, parsed
from generator.notes.names import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from generator.notes.names import Names

WHOLE = re.compile(r"https?://|mailto:", re.IGNORECASE)
ELEMENT = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
CELL = " | "
CELLS = frozenset({"td_open", "th_open"})
BLOCKS = frozenset({"inline", "fence", "code_block", "html_block"})
UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


def plain_text(body: str, names: Names, page: str = "") -> str:
    """Return a line for each paragraph, heading, item of a list and row of a table.

    `[[names]]` are as they are shown on this page, addresses of the web stand in brackets behind their words, and a
    picture is its description. No line is blank.
    """
    lines = (" ".join(line.split()) for line in _lines(parsed(body), names, page))
    return "\n".join(line for line in lines if line)


def _lines(tokens: Sequence[Token], names: Names, page: str) -> Iterator[str]:
    """Yield a line a block; what marks an item stands before its first line only."""
    mark, counts, row = "", list[int](), list[str]()
    for token in tokens:
        mark = _mark(token, counts) or mark
        if token.type in CELLS:
            row.append("")
        elif token.type == "tr_close":
            yield CELL.join(row)
            row = []
        elif token.type == "inline" and row:
            row[-1] = _words(token.children or [], names, page)
        elif token.type in BLOCKS:
            for line in _text(token, names, page):
                yield mark + line
                mark = ""


def _mark(token: Token, counts: list[int]) -> str:
    """Return what stands before an item or a footnote that begins here; `counts` has each open list's next number."""
    match token.type:
        case "bullet_list_open":
            counts.append(-1)
        case "ordered_list_open":
            counts.append(int(token.attrs.get("start", 1)))
        case "bullet_list_close" | "ordered_list_close":
            counts.pop()
        case "list_item_open" if counts[-1] < 0:
            return "- "
        case "list_item_open":
            counts[-1] += 1
            return f"{counts[-1] - 1}. "
        case "footnote_open":
            return _footnote(token)
    return ""


def _text(token: Token, names: Names, page: str) -> list[str]:
    """Return the lines of a block: code as it is, HTML without its elements, anything else as one."""
    if token.type == "html_block":
        return html.unescape(ELEMENT.sub(" ", UNSEEN.sub(" ", token.content))).splitlines()
    return [_words(token.children or [], names, page)] if token.type == "inline" else token.content.splitlines()


def _words(tokens: Sequence[Token], names: Names, page: str) -> str:
    """Return a run of text."""
    words, address, began = "", "", 0
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                words += token.content
            case "softbreak" | "hardbreak":
                words += " "
            case "html_inline" if token.content.lower().startswith("<br"):
                words += " "
            case "image":
                words += _words(token.children or [], names, page)
            case "footnote_ref":
                words += _footnote(token).rstrip()
            case "link_open":
                address, began = str(token.attrs.get("href", "")), len(words)
            case "link_close" if WHOLE.match(address) and words[began:] not in address:
                words += f" ({address})"
            case _ if token.type == NAMED:
                target, text = token.meta["target"], token.meta["text"]
                words += worded(names.find(target, page), target, text)
    return words


def _footnote(token: Token) -> str:
    return f"[{token.meta['id'] + 1}] "
