"""A BibTeX field as it is written in; the plain text that LaTeX would print out, or the names that it lists."""

from __future__ import annotations

import re
from functools import cache

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexWalkerError

SIGNS = re.compile(r"[\\${}~]|--|``|''")
ACTING = re.compile(r"[\\$~%#&^_`]|--|''")  # what is more than a letter to pylatexenc, braces aside
# What these print in LaTeX; pylatexenc drops them or has a sign that only looks alike.
PRINTED = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
TIE = re.compile(r"(?<!\\)~")
DEEPEST = 60  # braces within braces: no one writes more, and the parser goes down by recursion


@cache
def _printer() -> LatexNodes2Text:
    # A bare % is a per cent sign in BibTeX, so what LaTeX takes for comments must stay.
    known = get_default_latex_context_db()
    known.add_context_category("signs", [MacroTextSpec(name, sign) for name, sign in PRINTED.items()], prepend=True)
    return LatexNodes2Text(known, math_mode="text", keep_comments=True, strict_latex_spaces=False)


def plain(value: str) -> str:
    """Return a value without LaTeX: accents as letters, commands as what they print, formulas readable."""
    if SIGNS.search(value):
        value = _unbraced(value) or _printed(TIE.sub(" ", value))
    return " ".join(value.split())


def _unbraced(value: str) -> str | None:
    """Return a value in which braces only keep capitals, without them; `None` for any other, which must be parsed."""
    return None if ACTING.search(value) or not _balanced(value) else value.replace("{", "").replace("}", "")


def _balanced(value: str) -> bool:
    depth = 0
    for mark in re.findall("[{}]", value):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _printed(value: str) -> str:
    if _depth(value) > DEEPEST:
        return value
    try:
        return str(_printer().latex_to_text(value, tolerant_parsing=True))
    except (LatexWalkerError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        return value.replace("{", "").replace("}", "")


def _depth(value: str) -> int:
    depth = deepest = 0
    for mark in re.findall(r"[{}$\[]|\\begin|\\\(", value):
        depth += -1 if mark == "}" else 1
        deepest = max(deepest, depth)
    return deepest


def paragraphs(value: str) -> str:
    """Return a longer text without LaTeX, a line a paragraph."""
    parts = (plain(part) for part in re.split(r"\n[ \t]*\n", value))
    return "\n".join(part for part in parts if part)


def names(value: str) -> tuple[str, ...]:
    """Return the persons of an author field in order, as "First von Last, Jr"; "and others" names no one.

    Names are split before LaTeX is decoded: braces keep "{Simon and Schuster}" one name.
    """
    written = (" ".join(part.split()) for part in split_multiple_persons_names(value))
    return tuple(name for name in (_name(part) for part in written if part != "others") if name)


def _name(written: str) -> str:
    if written.startswith("{") and written.endswith("}") and written.count("{") == 1:
        return plain(written)
    parts = parse_single_name_into_parts(written, strict=False)
    name = plain(" ".join([*parts.first, *parts.von, *parts.last]))
    return f"{name}, {plain(' '.join(parts.jr))}" if parts.jr else name
