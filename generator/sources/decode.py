"""A source's bytes in; its text as lines out, or the one problem that says where it cannot be read and why."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from generator.problems import Position, Problem, error, warning
from generator.sources.contract import Text
from generator.sources.encodings import WESTERN, declared, western
from generator.sources.visible import visible

if TYPE_CHECKING:
    from generator.model import SourceFile

LONGEST_LINE = 1_000_000  # characters: six hundred times an abstract, yet small enough to be looked at
LARGEST_FILE = 200_000_000  # bytes: more than 100,000 abstracts
SAMPLE = 4096  # bytes that tell UTF-16 without a mark
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
MOST_CONTROLS = 0.01  # a stray one is a slip that can be mended, one in a hundred is no text
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ONE_LINE = re.compile(rb"\s*(?:[\[{]\s*[\[{\"]|<(?:\?xml|!doctype|html|feed)\b)", re.IGNORECASE)
KNOWN_BINARIES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"bplist0", "a web archive of Safari"),
)
SAVE_AS_TEXT = "save the page's text as a .txt file in UTF-8"


def decode(file: SourceFile, *, strict: bool = False) -> Text | Problem:
    """Return the lines, split at LF, CRLF and CR only, so that their numbers are an editor's.

    A file that is not UTF-8 may say its encoding, or surely be Western: then it is read, but not if `strict`.
    """
    refused = _refused_unread(file)
    if refused:
        return refused
    mark, encoding = _encoding(file.data)
    problems: tuple[Problem, ...] = ()
    try:
        text = file.data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as fault:
        other = _other_encoding(file, fault) if encoding == "utf-8" and not mark and not strict else None
        if other is None:
            return _undecodable(file, mark, encoding, fault)
        text, problems = other
    lines = _lines(text)
    return _refused_text(file.path, text, lines) or Text(file.path, lines, problems)


def _other_encoding(file: SourceFile, fault: UnicodeDecodeError) -> tuple[str, tuple[Problem, ...]] | None:
    """Return the text in the encoding that the file names, or, with a warning, in Windows-1252 where that is sure."""
    named = declared(file.data)
    if named:
        try:
            return file.data.decode(named), ()
        except (UnicodeDecodeError, LookupError):
            return None
    shown = western(file.data)
    if shown is None:
        return None
    line = len(_lines(file.data[: fault.start].decode("utf-8") + "?"))
    said = f"this is not UTF-8; read as Windows-1252 it says “{shown}”"
    how = "save it as UTF-8, and look whether its letters are right"
    return file.data.decode(WESTERN), (warning("not-utf-8", Position(file.path, line), said, how),)


def _refused_unread(file: SourceFile) -> Problem | None:
    """Refuse what need not be decoded to be known as unreadable, so that a giant file costs nothing."""
    whole, data = Position(file.path), file.data
    if not data:
        return error("empty", whole, "this file is empty", "save the page's text into it, or delete the file")
    if len(data) > LARGEST_FILE:
        said = f"this file has {len(data) // 1_000_000} MB, and {LARGEST_FILE // 1_000_000} MB is the most that is read"
        return error("too-large", whole, said, "split it into several files")
    for start, what in KNOWN_BINARIES:
        if data.startswith(start):
            return error("binary", whole, f"this is {what}, not text", SAVE_AS_TEXT)
    window = data[: 4 * LONGEST_LINE + 4]  # a character takes at most four bytes
    if len(data) > len(window) and b"\n" not in window and b"\r" not in window and not _on_one_line(data):
        return _too_long(Position(file.path, 1))
    return None


def _on_one_line(data: bytes) -> bool:
    """Say whether this may be JSON or markup, which programs write without a line end, however long it is."""
    return bool(ONE_LINE.match(data.removeprefix(codecs.BOM_UTF8)))


def _encoding(data: bytes) -> tuple[bytes, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return mark, encoding
    even, odd = data[:SAMPLE:2], data[1:SAMPLE:2]
    nulls = even.count(0), odd.count(0)
    if len(odd) > 1 and nulls[1] > 0.6 * len(odd) and nulls[0] < 0.1 * len(even):
        return b"", "utf-16-le"
    if len(odd) > 1 and nulls[0] > 0.6 * len(even) and nulls[1] < 0.1 * len(odd):
        return b"", "utf-16-be"
    return b"", "utf-8"


def _lines(text: str) -> tuple[str, ...]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    return tuple(lines)


def _undecodable(file: SourceFile, mark: bytes, encoding: str, fault: UnicodeDecodeError) -> Problem:
    before = _lines(file.data[len(mark) : len(mark) + fault.start].decode(encoding) + "?")
    position = Position(file.path, len(before), len(before[-1]))
    byte = file.data[len(mark) + fault.start]
    if b"\0" in file.data[:SAMPLE] and encoding == "utf-8":
        return error("binary", position, "this is not text: it has bytes that no text has", SAVE_AS_TEXT)
    if encoding == "utf-8":
        said = f"this is not UTF-8: byte 0x{byte:02X} stands here"
        return error("not-utf-8", position, said, "save it as UTF-8, e.g. iconv -f WINDOWS-1252 -t UTF-8")
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    return error("not-utf-8", position, f"this {name} text is broken here", "save it again, as UTF-8")


def _refused_text(path: str, text: str, lines: tuple[str, ...]) -> Problem | None:
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE and not _on_one_line(text[:99].encode("utf-8", "replace")):
        return _too_long(Position(path, next(n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE)))
    # A text of printable ASCII and line ends, as most are, has no controls: searching costs one pass.
    found = CONTROLS.search(text)
    if found and ("\0" in text or len(CONTROLS.findall(text)) > MOST_CONTROLS * sum(map(len, lines))):
        at = text.find("\0") if "\0" in text else found.start()
        before = _lines(text[:at] + "?")
        said = "this is not text: it has control bytes that no text has"
        return error("binary", Position(path, len(before), len(before[-1])), said, SAVE_AS_TEXT)
    if not any(visible(line) for line in lines):
        return error(
            "empty",
            Position(path),
            "this file holds only white space",
            "save the page's text into it, or delete the file",
        )
    return None


def _too_long(position: Position) -> Problem:
    said = f"this line is longer than {LONGEST_LINE:,} characters"
    return error(
        "long-line",
        position,
        said,
        "this is no saved list of papers; if it is, put each title and each text on a line of its own",
    )
