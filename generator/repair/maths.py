"""A text in; edits for formulas that lost their dollar signs, backslashes or raised digits, out."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.repair.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.repair.wordlists import Lexicon

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SIGNS = {"cdot": "·", "times": "×", "pm": "±", "sim": "∼", "approx": "≈", "leq": "≤", "geq": "≥", "to": "→"}
_GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi"
    "|omega"
)
_BRACED_SIGN = re.compile(r"(?<=[\w)])\{(" + "|".join(_SIGNS) + r")\}")
_BRACED_DOT = re.compile(r"(?<=[\w)])\{cdot(?![a-z])([^{}\n]{0,40})\}")
_DOT = re.compile(r"(?<=[A-Za-z0-9)])cdot(?=[A-Z0-9(])")
_TIMES = re.compile(r"(?<=\d)times(?![A-Za-z_])")
# One of the two numbers has a decimal point: "0.99pm0.01" is no hour of the day.
_PLUS_MINUS = re.compile(r"(?<![\d.])(?:\d{1,9}\.\d{1,9}%?(pm)(?=\.?\d)|\d{1,9}%?(pm)(?=\d{0,9}\.\d))")
_GREEK_BASE = re.compile(rf"(?<![A-Za-z\\])({_GREEK})(?=[\^_]\{{|\^\d)")
_DEGREES = re.compile(r"(?<=\d)\^(?:\{\s?(?:\\?circ|∘)\s?\}|\\?circ(?![A-Za-z])|∘)")
_POWER = re.compile(r"(?<=[A-Za-z0-9)\]}\u0370-\u03ff])\^(?:(-?\d)(?![\d.^{])|\{([+-]?\d{1,4}|[+-])\})")
_RAISED_GROUP = re.compile(r"(?<=[A-Za-z0-9)\]\u0370-\u03ff])\^\{((?:[^{}\n]|\{[^{}\n]{0,20}\}){1,60})\}")
_INDEX = re.compile(r"(?<=[A-Za-z)\]\u0370-\u03ff])_\{(?:(\d{1,4})|([A-Za-z]{1,20}))\}")
_SIMPLE = re.compile(r"[\w+\-*/.,= ×·±\u0370-\u03ff\u2190-\u22ff()]+")
_DOLLARS = re.compile(r"(?<![\\$])\$(?=[^\s$])([^$\n\\{}`\"“”]{1,80}?)(?<=[^\s$])\$(?!\$)")
_WORDS = re.compile(r"[A-Za-z]{3,} [A-Za-z]{3,}|[.;:!?] ")
_SMALL = re.compile(r"([_^])(\d)(?![\d.])")


def signs(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Put back the sign whose backslash was lost: `HyperZcdotZ`, `6400times6400`, `129times`, `0.99pm0.01`."""
    del lexicon
    if "cdot" in text:
        yield from (Edit(*match.span(), "·") for match in _DOT.finditer(text))
        yield from (Edit(*match.span(), "·" + match[1]) for match in _BRACED_DOT.finditer(text))
    if "{" in text:
        yield from (Edit(*match.span(), _SIGNS[match[1]]) for match in _BRACED_SIGN.finditer(text))
    if "times" in text:
        yield from (Edit(*match.span(), "×") for match in _TIMES.finditer(text))
    if "pm" in text:
        yield from (Edit(*match.span(match.lastindex or 0), "±") for match in _PLUS_MINUS.finditer(text))


def powers(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Raise the digits of `NLVR^2`, `10^{-3}`, lower those of `x_{12}`; write `x^{a/b}` and `90^{circ}` plainly."""
    del lexicon
    if "^" in text:
        yield from (Edit(*match.span(), "°") for match in _DEGREES.finditer(text))
        yield from (Edit(*match.span(), _raise(match[1] or match[2])) for match in _POWER.finditer(text))
        yield from (
            Edit(*m.span(), shown)
            for m in _RAISED_GROUP.finditer(text)
            if (shown := _in_parentheses(text[m.start() - 1], m[1]))
        )
    if "_{" in text:
        for match in _INDEX.finditer(text):
            yield Edit(*match.span(), match[1].translate(_LOWERED) if match[1] else "_" + match[2])


def _raise(digits: str) -> str:
    return digits.translate(_RAISED)


def _in_parentheses(base: str, exponent: str) -> str | None:
    """Return an exponent as plain text, or `None` when it holds more than a reader could follow on one line."""
    plain = exponent.replace("{", "").replace("}", "").strip()
    if plain in {"st", "nd", "rd", "th"}:
        return plain if base.isdigit() else "-" + plain
    if not _SIMPLE.fullmatch(plain) or re.fullmatch(r"[+-]?\d{1,4}|[+-]", plain):
        return None
    return "^" + (plain if len(plain) == 1 else f"({plain})")


def greek(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Put a Greek letter for its name where an exponent or an index shows that it is one."""
    del lexicon
    if "^" in text or "_{" in text:
        for match in _GREEK_BASE.finditer(text):
            yield Edit(
                *match.span(), unicodedata.lookup("GREEK SMALL LETTER " + match[1].replace("lambda", "lamda").upper())
            )


def dollars(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Take the dollar signs from `$n$` once what they hold is plain; prices are no formulas."""
    del lexicon
    if text.count("$") < 2:
        return
    for match in _DOLLARS.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if _is_formula(match[1]) and not _price(before, match[1], after):
            yield Edit(*match.span(), _SMALL.sub(_small, match[1]))


def _is_formula(inside: str) -> bool:
    """Say whether this could stand in a formula: no run of words, brackets in pairs, and something to read."""
    paired = all(inside.count(a) == inside.count(b) for a, b in ("()", "[]"))
    shown = any(c.isalnum() or ord(c) > 0x7F for c in inside)
    return paired and shown and not _WORDS.search(inside)


def _price(before: str, inside: str, after: str) -> bool:
    starts_plain = inside[0].isalnum() or inside[0] in ".-"
    return (before.isalnum() and starts_plain) or (after.isalnum() and inside[0] in "0123456789.-")


def _small(match: re.Match[str]) -> str:
    return match[2].translate(_RAISED if match[1] == "^" else _LOWERED)
