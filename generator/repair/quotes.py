"""A text in; edits that make the quotation marks of TeX those of print, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.repair.edits import TO_NOTE, Doubt, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.repair.wordlists import Lexicon

_OPEN_DOUBLE = re.compile(r"(?<!`)``(?=[^\s`])")
_CLOSE_DOUBLE = re.compile(r"(?<=\S)(?:''(?!['\w])|\"(?![\w\"])|' '(?=\())|``")
_OPEN_SINGLE = re.compile(r"(?:(?<=[\s(\[~/])|^)`(?=[^\s`])", re.MULTILINE)
_CLOSE_SINGLE = re.compile(r"(?<=[^\s`'])'(?![\w'])|`")
_LONGEST = 400  # characters that a quotation may have
_LONGEST_TERM = 120
# Markdown's own use of backticks: unlike TeX, the closing ones end a word.
_CODE = re.compile(r"(?<![`\w])(`{1,3})(?=[^\s`])[^`\n]{0,200}(?<=[^\s`(\[])\1(?![`\w])")
_STRAY = re.compile(r"``(?!`)|(?<![`\w])`(?=\w)|(?<=\w)''(?!')|(?<!')\"[^\"'\n]{1,80}(\"')(?!\w)")


def double(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Put “X” for ``X'' and ``X"; "' '(" is a closing pair whose space slipped in."""
    del lexicon
    if "``" not in text:
        return
    text = _without_code(text)
    for opening in _OPEN_DOUBLE.finditer(text):
        closing = _close(_CLOSE_DOUBLE, text, opening.end(), _LONGEST)
        if closing and closing[0] != "``" and '"' not in text[opening.end() : closing.start()]:
            yield Edit(*opening.span(), "“")
            yield Edit(*closing.span(), "” " if closing[0] == "' '" else "”")


def single(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Put ‘X’ for `X', unless an apostrophe could be the closing mark or the backticks are a program's."""
    del lexicon
    if "`" not in text:
        return
    text = _without_code(text)
    for opening in _OPEN_SINGLE.finditer(text):
        closing = _close(_CLOSE_SINGLE, text, opening.end(), _LONGEST_TERM)
        if closing and closing[0] == "'" and not _ambiguous(text, opening.end(), closing):
            yield Edit(*opening.span(), "‘")
            yield Edit(*closing.span(), "’")


def _without_code(text: str) -> str:
    """Return the text with spans of code blanked, so that places stay the same."""
    return _CODE.sub(lambda code: "x" * len(code[0]), text)


def _close(pattern: re.Pattern[str], text: str, start: int, longest: int) -> re.Match[str] | None:
    line_end = text.find("\n", start, start + longest)
    limit = line_end if line_end >= 0 else start + longest
    found = pattern.search(text, start, limit + 2)  # two more: what follows a mark decides whether it closes
    return found if found and found.end() <= limit else None


def _ambiguous(text: str, start: int, closing: re.Match[str]) -> bool:
    """Say whether a later mark could close instead: after a plural's apostrophe, or as a second backtick."""
    later = _close(_CLOSE_SINGLE, text, closing.end(), _LONGEST_TERM)
    if later is None:
        return False
    plural = text[closing.start() - 1] == "s" and " " in text[start : closing.start()]
    opens = not text[later.start() - 1 : later.start()].strip() or text[later.start() - 1] in "(["
    return plural if later[0] == "'" else not opens


def stray(text: str, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt a quotation mark of TeX that has no partner."""
    del lexicon
    if "`" in text or "''" in text or "\"'" in text:
        for match in _STRAY.finditer(_without_code(text)):
            at = 1 if match[1] else 0
            yield Doubt(match.start(at), match[at], "quotes", "a quotation mark without its partner", TO_NOTE)
