"""A text in; edits for the words and letters of LaTeX that a page left in it, out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from generator.repair.edits import TO_NOTE, Doubt, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.repair.wordlists import Lexicon

_MARKS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_ACCENT = re.compile(
    r"""(?P<open>\{)?\\(?:(?P<mark>['`^"~=.])(?:(?P<bare>\\?[A-Za-z])|\{(?P<held>\\?[A-Za-z])\})"""
    r"""|(?P<named>[cvuHkr])(?:\{(?P<inner>\\?[A-Za-z])\}|\s(?P<spaced>[A-Za-z])(?=\})))(?(open)\})"""
)
# What a mark may stand on without braces: `\'` on r, l, m, t is an apostrophe ("we\'re"), `\.c` part of "\.com".
_BARE = {
    "'": "aeiouyAEIOUYcnszCNSZ", "`": "aeiouAEIOU", "^": "aeiouwyAEIOU", '"': "aeiouyAEIOU", "~": "anoANO",
    "=": "aeiouAEIOU", ".": "zZ",
}  # fmt: skip
_STYLES = (
    "texttt|textbf|textit|textsc|textsf|textrm|textsl|textmd|textup|textnormal|text|emph|underline|mbox|url"
    "|mathrm|mathbf|mathit|mathsf|mathtt|mathcal|mathscr|mathfrak|boldsymbol|operatorname"
)
_STYLED = re.compile(rf"(?<![A-Za-z\\])\\?(?:{_STYLES})\{{([^{{}}\n]{{0,300}})\}}")
_SWITCHED = re.compile(r"\{\\(?:bf|it|em|tt|sc|sf|rm|sl)\s+([^{}\n]{0,300})\}")
_BOARD = re.compile(r"(?<![A-Za-z\\])\\?mathbb\{([A-Z])\}")
_ESCAPED = re.compile(r"(?<!\\)\\([%&_$#{}])")
_SPACE = re.compile(r"(?<=[^\s\\`*])\\[ ,](?=\S)")
_DISCRETIONARY = re.compile(r"(?<=[a-z])\\-(?=[a-z])")
_COMMAND = re.compile(r"(?<![\\:])(?:\{\\([A-Za-z]{1,24})\}|\\([A-Za-z]{1,24})(?![A-Za-z])(?:\{\})?)")
_TIE = re.compile(
    r"(?<=[A-Za-z][A-Za-z])~(?=[A-Za-z]{2}|[`'\"“‘(\[$\\])|(?<=[.,;:)])~(?=[A-Za-z`'\"“‘(\[$\\])|(?<=\d)~(?=[A-Za-z]{1,2}\b)"
    r"|(?:(?<=Fig\.)|(?<=Figure)|(?<=Table)|(?<=Section)|(?<=Sec\.)|(?<=Eq\.)|(?<=Theorem)|(?<=Algorithm))~(?=\d)"
)
_NO_LATIN = 0x250  # Unicode's Latin letters end here
_LEFT = re.compile(
    rf"\\+[A-Za-z]+\*?|\\+[^\sA-Za-z]"
    rf"|(?<![A-Za-z])(?:{_STYLES}|mathbb|href|textcolor|footnote|cite[pt]?)\{{|(?<![A-Za-z])[A-Za-z]{{2,20}}\{{\}}"
    r"|[_^]\{|\{cdot"
)
_BARE_WORDS = ("cdot", "times", "arrow", "infty", "leq", "geq", "neq", "dots")  # each match below has one of them
_BARE_COMMAND = re.compile(
    r"(?<=[A-Za-z0-9])cdots?(?![a-z])|(?<![A-Za-z])[A-Za-z]times(?![a-z])"
    r"|(?<![A-Za-z\\])(?:(?:left|right|leftright)arrow|infty|[lg]eq|neq|[cl]dots)(?![a-z])"
)


def accents(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    r"""Put the letter that `Fr\'echet`, `{\"o}`, `\c{c}` draw, where Unicode has that letter."""
    del lexicon
    if "\\" not in text:
        return
    for match in _ACCENT.finditer(text):
        mark = match["mark"] or match["named"]
        letter = (match["bare"] or match["held"] or match["inner"] or match["spaced"]).replace("\\i", "i")
        became = unicodedata.normalize("NFC", letter + _MARKS[mark])
        if len(became) == 1 and (match["bare"] is None or match["open"] or _drawn(text, match, mark, letter)):
            yield Edit(*match.span(), became)


def _drawn(text: str, match: re.Match[str], mark: str, letter: str) -> bool:
    """Tell an accent on a bare letter from a quotation mark or an apostrophe that some program escaped."""
    if letter not in _BARE[mark]:
        return False
    if mark not in "'\"":
        return True
    before = re.search(r"[^\W\d_]{0,3}$", text[max(0, match.start() - 3) : match.start()])
    inside = before[0] if before else ""
    if not inside:
        return False
    ends = not text[match.end() : match.end() + 1].isalpha()
    elided = len(inside) == 1 and inside.islower()  # French: `l\'aide` is an escaped apostrophe
    return not (mark == "'" and (elided or (ends and letter in "csz")))


def markup(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    r"""Put X for `\textbf{X}`, `texttt{X}`, `{\it X}`, `mathrm{X}`, and ℝ for `mathbb{R}`."""
    del lexicon
    if "{" not in text:
        return
    for pattern in (_STYLED, _SWITCHED):
        yield from (Edit(*match.span(), match[1]) for match in pattern.finditer(text))
    for match in _BOARD.finditer(text):
        yield Edit(*match.span(), unicodedata.normalize("NFC", _double_struck(match[1])))


def _double_struck(letter: str) -> str:
    for name in ("DOUBLE-STRUCK CAPITAL ", "MATHEMATICAL DOUBLE-STRUCK CAPITAL "):
        try:
            return unicodedata.lookup(name + letter)
        except KeyError:
            continue
    return letter


def escapes(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    r"""Take the backslash from `\%`, `\&`, `\_`; put a space for `\ ` and `\,`, nothing for `\-` inside a word."""
    del lexicon
    if "\\" not in text:
        return
    yield from (Edit(*match.span(), match[1]) for match in _ESCAPED.finditer(text))
    yield from (Edit(*match.span(), " ") for match in _SPACE.finditer(text))
    yield from (Edit(*match.span(), "") for match in _DISCRETIONARY.finditer(text))


def commands(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    r"""Put the one sign, letter or word that `\alpha`, `\times`, `{\o}`, `\log` print."""
    del lexicon
    if "\\" not in text:
        return
    for match in _COMMAND.finditer(text):
        name = match[1] or match[2]
        shown = symbol(name)
        if shown is None:
            continue
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
        end = match.end()
        if match[2] and after[:1] == " " and _swallows(before, shown, after[1:]):
            end += 1
        yield Edit(match.start(), end, " " + shown if len(shown) > 1 and before.isalnum() else shown)


def _swallows(before: str, shown: str, after: str) -> bool:
    r"""Say whether the space behind a command goes, as in TeX: inside a word (`Bj\o rn`) and behind a bare sign."""
    if shown.isalpha() and len(shown) == 1 and ord(shown) < _NO_LATIN:
        return before.isalpha() and after.isalpha()
    return shown in "×·±" and before.isdigit() and after.isdigit()


@cache
def symbol(name: str) -> str | None:
    """Return what a LaTeX command without arguments prints, if it is one sign, one letter or its own name."""
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {name.removeprefix('var').upper()}") if name != "lambda" else "λ"
    except KeyError:
        pass
    if len(name) == 1 and name not in "oOlLi":
        return None
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 -- only texts with a command pay for it

    shown = getattr(get_default_latex_context_db().get_macro_spec(name), "simplify_repl", None)
    if not isinstance(shown, str):
        return None
    sign = len(shown) == 1 and shown.isprintable() and not shown.isspace() and not unicodedata.combining(shown)
    return shown if sign or shown == name else None


def ties(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Put a space for `~` between a word and what belongs to it; before a number it means "about" and stays."""
    del lexicon
    if "~" in text:
        yield from (Edit(*match.span(), " ") for match in _TIE.finditer(text))


def remains(text: str, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt the LaTeX that no rule is sure of."""
    del lexicon
    patterns = [_LEFT] if "\\" in text or "{" in text else []
    if any(word in text for word in _BARE_WORDS):
        patterns.append(_BARE_COMMAND)
    said = "this looks like LaTeX that the page did not show right"
    for pattern in patterns:
        yield from (Doubt(match.start(), match[0], "latex", said, TO_NOTE) for match in pattern.finditer(text))
