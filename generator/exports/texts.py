"""Text that people wrote in; the same without what no file format can carry, or in paragraphs, out."""

from __future__ import annotations

import re

# Control characters (XML refuses them, and they say nothing), halves of a character, and what is no character.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text on one line, without control characters."""
    kept = text if text.isprintable() else UNSPEAKABLE.sub("", text)  # what is printable has none of them
    return " ".join(kept.split())


def paragraphs(text: str) -> list[str]:
    """Return a text's paragraphs, each on one line."""
    return [part for part in map(clean, text.split("\n")) if part]
