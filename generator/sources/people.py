"""What a file says of a paper's authors in; their names out, in order, given name first."""

from __future__ import annotations

import re

from generator.sources.latex import names as bibtex_names

INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
ET_AL = re.compile(r"(?:,?\s*(?:and others|et\.? al\.?))+\s*$", re.IGNORECASE)
BRACKETED = re.compile(r"\s*\([^()]{0,300}\)")


def turned(name: str) -> str:
    """Return "Last, First" or "Last, First, Jr" as "First Last" or "First Last, Jr"; any other name as it is."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts):
        return f"{parts[0]}, {parts[1]}" if SUFFIX.fullmatch(parts[1]) else f"{parts[1]} {parts[0]}"
    if len(parts) == 3 and all(parts):
        last, first, suffix = (parts[0], parts[2], parts[1]) if SUFFIX.fullmatch(parts[1]) else tuple(parts)
        return f"{first} {last}, {suffix}"
    return " ".join(name.replace(",", " ").split()) if len(parts) == 2 else name.strip()


def names_in(cell: str) -> tuple[str, ...] | None:
    """Return the names in one cell, however they are parted; `None` where that cannot be told for sure."""
    cell = ET_AL.sub("", " ".join(cell.replace("\n", ";").split()))
    for mark in (";", "|"):
        if mark in cell:
            return tuple(turned(name) for name in cell.split(mark) if name.strip())
    if re.search(r"\sand\s", cell) and not re.search(r",\s*and\s", cell) and cell.count(",") != 1:
        return bibtex_names(cell) if _bibtex(cell) else _listed(re.sub(r"\sand\s", ", ", cell))
    return _listed(re.sub(r",?\s(?:and|&)\s", ", ", cell))


def _bibtex(cell: str) -> bool:
    """Say whether names are parted by `and` only: each then holds at most one comma, as "Last, First" does."""
    return all(name.count(",") <= 1 for name in re.split(r"\sand\s", cell))


def _listed(cell: str) -> tuple[str, ...] | None:
    parts = [part.strip() for part in cell.split(",") if part.strip()]
    if len(parts) < 2 or all(" " in part for part in parts):
        return tuple(parts)
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 == 0 and all(INITIALS.fullmatch(given) for _, given in pairs):
        return tuple(f"{given} {family}" for family, given in pairs)
    return (turned(", ".join(parts)),) if len(parts) == 2 else None


def without_affiliations(names: str) -> str:
    """Return a list of names without what stands in brackets, as arXiv's mails have it."""
    before = None
    while before != names:
        before, names = names, BRACKETED.sub("", names)
    return names
