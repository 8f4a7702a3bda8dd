"""The papers of a list in; a citation key for each, by its own facts, such as `lu2019vilbert`, out."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from slugify import slugify

from generator.exports.names import parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Library, Paper

LEAD = 3  # words before a title's first colon that are still a name: "Swin Transformer V2: …"
WORDS = 3  # of a title that begins with no name
LONGEST = 60  # characters; BibTeX itself knows no limit, its users' patience does
SMALL = frozenset(
    """a about all an and any are as at be beyond by can do does for from has have how in into is it its just more my no
    not of on one only or over than that the their there this through to toward towards two under up via we what when
    where which why with without you your""".split()  # noqa: SIM905 -- a list of this length reads best as words
)


def keys_of(library: Library) -> Mapping[str, str]:
    """Return a key for each slug: unique in the list, in small letters and digits of ASCII.

    A key follows from the paper's own authors, year and title. Where two papers have all of those alike, the one that
    the list had first (by the day of its capture, then by the order of the sources) keeps the plain key, and the other
    takes a hash of its own slug besides: adding papers therefore changes no key that was there.
    """
    captured = {reading.file: reading.sidecar.captured or "" for reading in library.readings}

    def age(item: tuple[int, Paper]) -> tuple[str, int]:
        at, paper = item
        days = filter(None, (captured.get(entry.position.file) for entry in paper.entries))
        return min(days, default=""), at

    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, paper in sorted(enumerate(library.papers), key=age):
        key = key_of(paper)
        if key in taken:
            key += hashlib.sha256(paper.slug.encode()).hexdigest()[:8]
        taken.add(key)
        found[paper.slug] = key
    return found


def key_of(paper: Paper) -> str:
    """Return the first author's family name, the year, and what the title begins with, as far as they are known."""
    first = parts_of(paper.authors[0]) if paper.authors else None
    family = _letters(f"{first.particle} {first.family}") if first else ""
    year = str(paper.year or "")
    return (f"{family}{year}{_begin(paper.title)}")[:LONGEST] or f"x{paper.slug}"


def _begin(title: str) -> str:
    """Return the name before a title's colon, else its first words that carry meaning."""
    lead, colon, _ = title.partition(":")
    if colon and 0 < len(lead.split()) <= LEAD and (name := _letters(lead)):
        return name
    words = [_letters(word) for word in re.split(r"[\s\-–—/]+", title)]
    telling = [word for word in words if word and word not in SMALL] or [word for word in words if word]
    return "".join(telling[:WORDS])


def _letters(text: str) -> str:
    return slugify(text, separator="", replacements=[("+", "plus")]).replace("-", "")
