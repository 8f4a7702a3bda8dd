"""Bytes that are not UTF-8 in; the encoding that they say they have, or surely have, out."""

from __future__ import annotations

import re

HEAD = 2048  # bytes within which XML and HTML say how they are encoded
DECLARED = re.compile(
    rb"<\?xml[^>]{0,99}encoding=[\"']([\w.-]{2,20})|<meta[^>]{0,99}charset=[\"']?([\w.-]{2,20})", re.IGNORECASE
)
# Encodings of texts that programs really write; Python knows more, and some of them are none.
KNOWN = re.compile(
    r"(?:iso-?8859-?\d{1,2}|latin-?[1-9]|windows-125\d|cp125\d|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5"
    r"|us-ascii|macintosh)",
    re.IGNORECASE,
)
LATIN_1 = re.compile(r"(?:iso-?8859-?1|latin-?1|us-ascii)", re.IGNORECASE)  # the web's name for Windows-1252
WESTERN = "windows-1252"
ASCII = bytes(range(128))
MOST = 0.2  # of the bytes of a text in a western language are not ASCII; French has about a twentieth
LETTERS = "àâäáãåæçéèêëíìîïñóòôöõøœßúùûüÿšžÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸŠŽ"
SIGNS = "“”‘’„‚–—…•€£§©®™°±×÷·«»¿¡µ²³¹½¼¾ªº¶†‡‰´\u00a0\u00ad"
OTHER = re.compile(rf"[^\x00-\x7f{LETTERS}{SIGNS}]")
# What another alphabet looks like in Windows-1252: accents in a row, or signs within a word.
FOREIGN = re.compile(rf"[{LETTERS}]{{3}}|[A-Za-z{LETTERS}][¿¡³²¹ª¼½¾£¥µ¶][A-Za-z{LETTERS}]")
FIRST = re.compile(rf"[\w’'-]*[{LETTERS}{SIGNS}][\w’'-]*")


def declared(data: bytes) -> str | None:
    """Return the encoding that XML or HTML names at its beginning, where it is one that texts have."""
    found = DECLARED.search(data[:HEAD])
    name = (found.group(1) or found.group(2)).decode("ascii") if found else ""
    if not KNOWN.fullmatch(name):
        return None
    return WESTERN if LATIN_1.fullmatch(name) else name.lower()


def western(data: bytes) -> str | None:
    """Return the first word that is not ASCII, where the bytes surely are Windows-1252 of a western language."""
    try:
        text = data.decode(WESTERN)
    except UnicodeDecodeError:
        return None
    if (
        "\0" in text
        or OTHER.search(text)
        or FOREIGN.search(text)
        or len(data.translate(None, ASCII)) > MOST * len(data)
    ):
        return None
    found = FIRST.search(text)
    return found.group()[:40] if found else None
