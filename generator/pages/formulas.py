"""A text in; where formulas stand in it, and each as MathML that any browser shows without a script, out."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.markdown import Markdown, escape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

SHORT = 40  # letters of TeX that any screen has room for on one line
# What TeX's dollars hold once a command, an index or a brace shows that it is no price.
_DOLLARS = re.compile(r"(?<![\\$\w])\$(?=[^\s$])([^$\n]{1,200}?)(?<=[^\s$\\])\$(?![\w$])")
_TEX = re.compile(r"[\\^_{]")
# What the repairs write on one line where Unicode has no raised sign: `L^(4/3)`, `x^n`.
_RAISED = re.compile(
    r"(?<![\w^\\])([A-Za-z\u0370-\u03ff]{1,12}|\d{1,6})\^(?:\(([^()^\n$\\]{1,40})\)|([A-Za-z0-9*+])(?![\w^(]))"
)
_LOWERED = re.compile(r"(?<![\w/.\\^-])([A-Za-z\u0370-\u03ff])_([A-Za-z0-9])(?![\w^(/.-])")
# Commands that define others could make a short text endless; the rest of these draw more than a formula.
_REFUSED = re.compile(r"\\(?:\w*def|\w*newcommand|providecommand|DeclareMathOperator|begin|href|style|class|unicode)\b")
_PARTS = {
    **dict.fromkeys(("mfrac", "mroot", "msup", "msub", "mover", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_ELEMENTS = {*_PARTS, "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "msqrt", "mstyle", "mpadded"}
_ATTRIBUTES = ("mathvariant", "stretchy", "accent", "width")


class Formula(NamedTuple):
    """A formula at `start`:`end` of a text, as MathML."""

    start: int
    end: int
    shown: Markdown


def formulas(text: str) -> Iterator[Formula]:
    """Yield the formulas of a text in order; one that cannot be drawn whole is left out, and shows as it is written."""
    found: list[Formula] = []
    for start, end, tex in sorted(_written(text)):
        if not found or start >= found[-1].end:
            shown = mathml(tex, text[start:end])
            found += [Formula(start, end, shown)] if shown else []
    yield from found


def _written(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a formula stands, and its TeX."""
    if "$" in text:
        yield from ((*m.span(), m[1]) for m in _DOLLARS.finditer(text) if _TEX.search(m[1]))
    if "^" in text:
        for match in _RAISED.finditer(text):
            base = match[1] if len(match[1]) == 1 or match[1].isdigit() else rf"\text{{{match[1]}}}"
            yield (*match.span(), f"{base}^{{{match[2] or match[3]}}}")
    if "_" in text:
        yield from ((*m.span(), f"{m[1]}_{{{m[2]}}}") for m in _LOWERED.finditer(text))


@lru_cache(maxsize=4096)
def mathml(tex: str, written: str) -> Markdown | None:
    """Return TeX as MathML that reads as it was written; `None` where a part of it has no drawing."""
    if _REFUSED.search(tex):
        return None
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 -- most lists have no formula

    try:
        root = convert_to_element(tex)
    except Exception:  # noqa: BLE001 -- it raises what it happens to raise on other people's TeX
        return None
    if not all(map(_whole, root.iter())):
        return None
    said = escape(written).replace('"', "&#34;")
    # Markdown takes `<math>` for a block of its own where a line begins with it.
    kind = "formula" if len(tex) <= SHORT else "formula long"
    return Markdown(f'<span class="{kind}"><math alttext="{said}">{"".join(map(_element, root))}</math></span>')


def _whole(one: Element) -> bool:
    """Say whether an element is one that browsers draw, with all of its parts, and holds no command left over."""
    return one.tag in _ELEMENTS and "\\" not in (one.text or "") and _PARTS.get(one.tag, len(one)) == len(one)


def _element(one: Element) -> str:
    marks = "".join(f' {name}="{escape(one.attrib[name])}"' for name in _ATTRIBUTES if name in one.attrib)
    text = "&#160;".join(map(escape, html.unescape(one.text or "").split("\xa0")))
    return f"<{one.tag}{marks}>{text}{''.join(map(_element, one))}</{one.tag}>"
