"""A field's text that may hold HTML, JATS or entities in; its plain text out, a line a paragraph."""

from __future__ import annotations

import html
import re

BLOCK = "p|div|br|li|ul|ol|title|sec|section|abstract|tr|table|h[1-6]|list|list-item|disp-formula|blockquote"
INLINE = (
    "a|b|i|em|strong|sub|sup|span|u|tt|code|sc|small|font|italic|bold|underline|monospace|xref|ext-link|inline-formula"
)
# `<` alone is arithmetic: only tags that abstracts are known to hold are taken for markup.
TAG = re.compile(rf"</?(?:jats:|mml:|xhtml:)?(?:(?P<block>{BLOCK})|{INLINE})(?:\s[^<>]{{0,300}})?/?>", re.IGNORECASE)
HEADING = re.compile(r"<(jats:)?title[^<>]{0,99}>\s*(abstract|summary)\s*:?\s*</(jats:)?title>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
SURROGATE = re.compile("[\ud800-\udfff]")


def paragraphs(text: str) -> str:
    """Return a text without tags; block tags and blank lines part paragraphs, other line ends are spaces."""
    for _ in range(2):  # an entity may stand for a tag, as where a page was escaped twice
        text = TAG.sub(lambda tag: "\n\n" if tag["block"] else "", HEADING.sub("", text))
        text = ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    text = SURROGATE.sub("\ufffd", text)
    parts = (" ".join(part.split()) for part in re.split(r"\n[^\S\n]*\n", text))
    return "\n".join(part for part in parts if part)


def line(text: str) -> str:
    """Return a text without tags, on one line."""
    return " ".join(paragraphs(text).split())
