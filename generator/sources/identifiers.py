"""A text in; the arXiv id, DOI or paper's address that it is or holds, in one spelling, out."""

from __future__ import annotations

import re

NEW_ID = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
OLD_ID = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
ARXIV = re.compile(rf"(?:arxiv\s*:\s*)?({NEW_ID}|{OLD_ID})(?:v\d+)?(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
ARXIV_PAGE = re.compile(
    rf"(?:https?://)?(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html|format)|alphaxiv\.org/abs|huggingface\.co/papers)/({NEW_ID}|{OLD_ID})"
    r"(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
ARXIV_WITHIN = re.compile(
    rf"\b(?:arxiv(?:\.org/(?:abs|pdf|html)/|[\s:.]+)|abs/)({NEW_ID}|{OLD_ID})(?!\d)", re.IGNORECASE
)
DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s*:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
DATACITE_ARXIV = re.compile(rf"10\.48550/arxiv\.({NEW_ID}|{OLD_ID})(?:v\d+)?", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def arxiv_id(text: str) -> str | None:
    """Return the id without its version, where the whole text is an id, `arXiv:ID` or the address of its page."""
    text = text.strip()
    for shape in (ARXIV, ARXIV_PAGE, DATACITE_ARXIV):
        found = shape.fullmatch(text)
        if found:
            return found.group(1)
    return None


def arxiv_within(text: str) -> str | None:
    """Return the first id that a text names as one: `arXiv:ID`, `abs/ID`, the address of its page."""
    found = ARXIV_WITHIN.search(text) or DATACITE_ARXIV.search(text)
    return found.group(1) if found else arxiv_id(text) if "/" in text else None


def doi(text: str) -> str | None:
    """Return the bare DOI in lower case, where the whole text is one, with or without the resolver's address."""
    found = DOI.fullmatch(text.strip())
    return found.group(1).rstrip(".,;").lower() if found else None


def address(text: str) -> str | None:
    """Return the text where the whole of it is a web address."""
    found = ADDRESS.fullmatch(text.strip())
    return found.group() if found else None
