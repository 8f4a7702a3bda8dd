"""A BibTeX value as it is written in; its text out, without braces or quotes, with abbreviations written out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bibtexparser.library import Library

MARKS = re.compile(r'\\.|[{}"#]', re.DOTALL)


def strings_of(library: Library) -> dict[str, str]:
    """Return the abbreviations of all `@string` blocks, by lower-case name; a later one may use an earlier."""
    strings: dict[str, str] = {}
    for string in library.strings:
        strings[string.key.lower()] = resolve(string.value, strings)
    return strings


def resolve(value: str, strings: Mapping[str, str]) -> str:
    """Return the text of a value; an abbreviation that nothing explains stands for itself."""
    return "".join(_part(part.strip(), strings) for part in _parts(value))


def _parts(value: str) -> Iterator[str]:
    """Split at each `#` that stands outside of braces and quotes."""
    depth, quoted, start = 0, False, 0
    for mark in MARKS.finditer(value):
        sign = mark.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted:
            yield value[start : mark.start()]
            start = mark.end()
    yield value[start:]


def _part(part: str, strings: Mapping[str, str]) -> str:
    if len(part) > 1 and part[0] + part[-1] in {"{}", '""'}:
        return part[1:-1]
    return strings.get(part.lower(), part)
