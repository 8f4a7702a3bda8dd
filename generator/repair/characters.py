"""A text in; edits for characters that no author wrote (broken encodings, entities, invisible marks), out."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING

from generator.repair.edits import Doubt, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.repair.wordlists import Lexicon

# UTF-8 read as Windows-1252 or Latin-1: a lead byte's character, then those of its following bytes.
_NEXT = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(f"(?:[Â-ß]{_NEXT}|[à-ï]{_NEXT}{{2}}|[ð-ô]{_NEXT}{{3}})+")
_BODY = "(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_ENTITY = re.compile(f"&(?P<again>(?:amp;)++)?(?P<body>{_BODY})?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SPACE = re.compile("[\xa0\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\xad\u180e\u200b\u200c\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{1,8}\U000e007f")
_JOINER = "\u200d"
_SPACED = re.compile("[\u0e00-\u109f\u1780-\u17ff]")  # Thai to Myanmar, Khmer: written without spaces
_SHAPED = re.compile(
    "[\u0600-\u0fff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
)  # letters that joiners shape
_LOOK_UP = "look it up in the paper, then write it in the source"


def mojibake(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Read again UTF-8 that was read as Windows-1252, where ftfy is sure; nothing around it changes."""
    del lexicon
    if text.isascii():
        return
    for match in _MOJIBAKE.finditer(text):
        fixed = _decode(match[0])
        if fixed is not None:
            yield Edit(*match.span(), fixed)


@cache
def _decode(run: str) -> str | None:
    from ftfy import fix_encoding  # noqa: PLC0415 -- only texts with such a run pay for it
    from ftfy.badness import is_bad  # noqa: PLC0415

    fixed: str = fix_encoding(run)
    return fixed if is_bad(run) and not is_bad(fixed) else None


def entities(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Put the character for an HTML entity with its semicolon, however often its ampersand was escaped."""
    del lexicon
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        body = match["body"] or ""
        became = _character(body) or ("&" + body if match["again"] else match[0])
        if became != match[0]:
            yield Edit(*match.span(), became)


def _character(body: str) -> str | None:
    """Return what an entity stands for, unless it is unknown or nothing that a reader could see."""
    found = html.unescape("&" + body) if body.startswith("#") else html5.get(body)
    return found if found and found != "\ufffd" and (found.isprintable() or found.isspace()) else None


def controls(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Take out control characters."""
    del lexicon
    if text.isascii() and text.isprintable():
        return
    yield from (Edit(*match.span(), "") for match in _CONTROL.finditer(text))


def spaces(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Put a plain space for a no-break space, and for whatever ends a line but a newline."""
    del lexicon
    if text.isascii() and text.isprintable():
        return
    yield from (Edit(*match.span(), " ") for match in _SPACE.finditer(text))


def invisible(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Take out marks without width, unless letters or an emoji need them; marks of direction carry meaning and stay."""
    del lexicon
    if text.isascii():
        return
    flags = {place for flag in _FLAG.finditer(text) for place in range(*flag.span())}
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        if start not in flags and not _needed(text[max(0, start - 1) : start], match[0], text[end : end + 1]):
            yield Edit(start, end, "")


def _needed(before: str, mark: str, after: str) -> bool:
    if mark == "\u200b":
        return bool(_SPACED.match(before) and _SPACED.match(after))
    if mark not in "\u200c\u200d":
        return False
    if mark == _JOINER and after and unicodedata.category(after) == "So":
        return bool(before) and unicodedata.category(before) in {"So", "Sk", "Mn"}
    return bool(_SHAPED.match(before))


def lost(text: str, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt what the page hid or could not decode: it cannot be known, and is shown as it came."""
    del lexicon
    if "[email" in text:
        for match in re.finditer(r"\[email\sprotected\]", text):
            yield Doubt(match.start(), match[0], "lost", "the page's mail protection hid what stood here", _LOOK_UP)
    for match in re.finditer("\ufffd+", text):
        yield Doubt(
            match.start(), match[0], "lost", "a character could not be decoded when the page was saved", _LOOK_UP
        )
