"""A line as it was saved in; what shows of it out: no invisible marks, white space as single spaces."""

from __future__ import annotations

import re

# Format characters, fillers, variation selectors and control bytes: none of them shows, all of them break comparisons.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]+"
)


def visible(text: str) -> str:
    """Return what shows of a text, with every run of white space (NBSP and line separators too) as one space."""
    if not (text.isascii() and text.isprintable()):
        text = INVISIBLE.sub("", text)
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return what two copies of a text have in common however they were wrapped: its visible marks, in lower case."""
    return visible(text).replace(" ", "").replace("-", "").casefold()
