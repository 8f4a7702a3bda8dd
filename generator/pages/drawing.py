"""Words in; a picture of them for links that people share (PNG, 1200 by 630), drawn with a font of a package, out."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from font_source_serif_pro import SourceSerifPro, SourceSerifProBold
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
MARGIN = 84
WIDTH = SIZE[0] - 2 * MARGIN
TITLE = (76, 66, 56, 48, 42)  # heights of letters, tried until the title fits
LINES = 4
# The colours of base.css by day.
PAPER = "#fbf8f2"
COLOURS = {
    "ink": "#221e18",
    "quiet": "#5f574a",
    "accent": "#96361b",
    "models": "#1d4f91",
    "datasets": "#1b6340",
    "tasks": "#7c2d70",
    "methods": "#7d4f06",
}
SHADES = 64  # of a picture: letters need no more, and it stays small
# The open book of the site's mark, on a field of 32 by 32: its outline, and the eye on its left page.
BOOK = [(3, 6.5), (7, 5.7), (10, 5.6), (13, 6.6), (16, 8.5), (19, 6.6), (22, 5.6), (25, 5.7), (29, 6.5), (29, 24.5)]
BOOK += [(25, 23.7), (22, 23.7), (19, 24.7), (16, 26.5), (13, 24.7), (10, 23.7), (7, 23.7), (3, 24.5), (3, 6.5)]
EYE = [(7.5, 15.5), (9.5, 13.6), (11.7, 12.9), (14, 13.6), (16, 15.5), (14, 17.4), (11.7, 18.1), (9.5, 17.4)]


def icon() -> bytes:
    """Return the site's mark alone, as phones put it on their screen (PNG, 180 by 180)."""
    image = Image.new("RGB", (180, 180), PAPER)
    image.paste(_mark(128), (26, 26))
    return _packed(image)


def card(title: str, said: str, names: Sequence[tuple[str, str]], above: str = "") -> bytes:
    """Return a picture: a small line, the title, a line about it, and names in their colours at the foot."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 14), COLOURS["accent"])
    image.paste(_mark(64), (MARGIN, 70))
    if above:
        _line(draw, (MARGIN + 84, 80), above, _font(32, bold=True), COLOURS["ink"])
    size, lines = _fitting(_drawable(title))
    at = 176
    for line in lines:
        draw.text((MARGIN, at), line, COLOURS["ink"], _font(size, bold=True))
        at += round(size * 1.16)
    _under(draw, at + 30, said)
    _foot(draw, names)
    return _packed(image)


def _packed(image: Image.Image) -> bytes:
    packed = BytesIO()
    # The quickest of Pillow's ways, and zlib's middle: a quarter of the time for a tenth more bytes.
    image.quantize(SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(packed, "PNG", compress_level=6)
    return packed.getvalue()


def _under(draw: ImageDraw.ImageDraw, at: int, said: str) -> None:
    for line in _wrapped(_drawable(said), _font(32), WIDTH)[:2]:
        if at < SIZE[1] - 145:
            draw.text((MARGIN, at), line, COLOURS["quiet"], _font(32))
            at += 42


def _foot(draw: ImageDraw.ImageDraw, names: Sequence[tuple[str, str]]) -> None:
    """Write names in a row, as many as fit."""
    x, font = float(MARGIN), _font(32, bold=True)
    for name, colour in names:
        shown = _drawable(name)
        if shown and x + font.getlength(shown) <= SIZE[0] - MARGIN:
            draw.text((x, SIZE[1] - 96), shown, COLOURS[colour], font)
            x += font.getlength(shown) + 40


def _line(draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, font: FreeTypeFont, colour: str) -> None:
    """Write what of a text fits on one line."""
    for line in _wrapped(_drawable(text), font, SIZE[0] - MARGIN - at[0])[:1]:
        draw.text(at, line, colour, font)


def _fitting(title: str) -> tuple[int, list[str]]:
    """Return a title's lines at the largest size at which it has few; the smallest cuts what is too long."""
    for size in TITLE:
        lines = _wrapped(title, _font(size, bold=True), WIDTH)
        if len(lines) <= min(LINES, 300 // size):
            return size, lines
    return size, [*lines[: LINES - 1], lines[LINES - 1].rstrip(" ,;:.-") + " …"]


def _wrapped(text: str, font: FreeTypeFont, width: float) -> list[str]:
    """Return a text in lines no wider than so many pixels, cut between words; a longer word is cut where it ends."""
    lines: list[str] = []
    for word in text[:600].split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(_cut(word, font, width))
    return lines


def _cut(word: str, font: FreeTypeFont, width: float) -> str:
    while font.getlength(word) > width:
        word = word[: -max(1, len(word) // 10)]
    return word


def _drawable(text: str) -> str:
    """Return the text if the font has its letters; else those words of it that it has."""
    return " ".join(word for word in text.split() if all(map(_has, word)))


@cache
def _has(letter: str) -> bool:
    font = _font(32)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff"))


@cache
def _font(size: int, *, bold: bool = False) -> FreeTypeFont:
    return ImageFont.truetype(SourceSerifProBold if bold else SourceSerifPro, size)


@cache
def _mark(side: int) -> Image.Image:
    """Return the site's mark: drawn large and made small, which smooths its edges."""
    large = Image.new("RGB", (512, 512), PAPER)
    draw = ImageDraw.Draw(large)
    draw.line([(16 * x, 16 * y) for x, y in BOOK], COLOURS["accent"], 36, joint="curve")
    draw.polygon([(16 * x, 16 * y) for x, y in EYE], COLOURS["accent"])
    for y, end in ((13, 25.5), (17, 24)):
        draw.line([(320, 16 * y), (16 * end, 16 * y)], COLOURS["accent"], 34)
    return large.resize((side, side), Image.Resampling.LANCZOS)
