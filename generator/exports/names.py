"""A person's name as lists print it in; its parts as bibliographies sort them out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Who signs so is no person with a family name.
BODIES = re.compile(
    r"\b(team|group|consortium|collaboration|community|foundation|institute|laborator(?:y|ies)|labs?|inc|corporation"
    r"|university|research|project|committee|organi[sz]ation)\.?$",
    re.IGNORECASE,
)
SIGNS = re.compile(r"[&%$#_{}~^\\]")  # no person has them in a name
AFTER = re.compile(r"(?:Jr|Sr)\.?|III?|IV")  # what follows a family name without a comma, and belongs to it
SUFFIX = re.compile(r"(?:jr|sr)\.?|I{2,3}|IV|VI{0,3}|\d(?:st|nd|rd|th)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name's parts; one that has no family name to sort by stands whole in `family`, and is `literal`."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: bool = False

    @property
    def sorted(self) -> str:
        """Return the name as "von Last, First, Jr", the order of RIS; without a given name its place is empty."""
        last = f"{self.particle} {self.family}".strip()
        return ", ".join([last, self.given, self.suffix] if self.suffix else filter(None, [last, self.given]))


@lru_cache(maxsize=1 << 16)  # each format asks for each name
def parts_of(name: str) -> Name:
    """Return the parts of "First von Last, Jr" by BibTeX's rule: lower-case words before the last one are particles.

    Names of one word and of bodies (teams, consortia) are whole, and so is what has a comma of another
    kind or a sign that no name has.
    """
    flat = " ".join(name.split())
    main, comma, suffix = (part.strip() for part in flat.partition(","))
    words = main.split()
    end = len(words) - (2 if words and AFTER.fullmatch(words[-1]) else 1)
    odd = (bool(comma) and not SUFFIX.fullmatch(suffix)) or SIGNS.search(flat)
    if end < 1 or odd or BODIES.search(flat) or "and" in map(str.lower, words) or words[-1].lower() == "others":
        return Name(flat, literal=True)
    small = [at for at, word in enumerate(words[:end]) if at and word[:1].islower()]
    first, last = (small[0], small[-1] + 1) if small else (end, end)
    return Name(
        family=" ".join(words[last:]),
        given=" ".join(words[:first]),
        particle=" ".join(words[first:last]),
        suffix=suffix,
    )
