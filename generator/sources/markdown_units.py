"""Lines of Markdown in; units (a heading, a link over several lines, a run of prose) with their lines and links out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.sources.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARKS = re.compile(r"\\.|!?\[|\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)|\]", re.DOTALL)
HEADING = re.compile(r"\s{0,3}(?:\[\s*)?(#{1,6})\s+\S")
FENCE = re.compile(r"\s*-{3,}\s*")
MATTER = re.compile(r"[A-Za-z_][\w -]{0,30}:(\s|$)|\s+\S|- ")
IMAGE = re.compile(r"!\[[^\]\[]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
LABELLED = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)", re.DOTALL)
DEEPEST = 3  # links within links: Markdown has none, and pages of cards saved as Markdown have two
END_OF_LINE = re.compile(r"\\+[ \t]*(?=\n|$)")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
BULLET = re.compile(r"^\s*(?:[-*+]\s+|#{1,6}\s+|>\s?)+", re.MULTILINE)


class Link(NamedTuple):
    """A link: where its label begins and ends in the unit's text, and its address."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together: `level` of a heading, 0 for all else; `rule` where they are known as furniture."""

    first: int
    last: int
    text: str
    level: int
    links: tuple[Link, ...]
    rule: str = ""


def units(lines: Sequence[str]) -> list[Unit]:
    """Return the units in order; each line that shows something is in exactly one."""
    matter = _front_matter(lines)
    found = [_unit(1, matter, "\n".join(lines[:matter]), "front matter")] if matter else []
    return [*found, *_units(lines, matter)]


def _front_matter(lines: Sequence[str]) -> int:
    """Return how many lines say `key: value` up to a line of dashes at the top; they may begin with one."""
    began = False
    for number, line in enumerate(lines[:60], 1):
        if FENCE.fullmatch(line):
            if number > 1 and began:
                return number
        elif MATTER.match(line):
            began = True
        elif visible(line):
            return 0
    return 0


def _units(lines: Sequence[str], start: int) -> Iterator[Unit]:
    """Part at blank lines, around headings, and after a link that fills its lines."""
    run: list[str] = []
    first, depth = start + 1, 0
    for number, line in enumerate(lines[start:], start + 1):
        blank, heading = not visible(line), HEADING.match(line)
        if run and (blank or (heading and depth <= 0)):
            yield _unit(first, first + len(run) - 1, "\n".join(run))
            run, depth = [], 0
        if blank:
            continue
        first = first if run else number
        run.append(line)
        depth += sum(_step(mark.group()) for mark in MARKS.finditer(line))
        if depth <= 0 and (heading or line.rstrip().endswith(")")):
            yield _unit(first, number, "\n".join(run))
            run, depth = [], 0
    if run:
        yield _unit(first, first + len(run) - 1, "\n".join(run))


def _step(mark: str) -> int:
    return 1 if mark.endswith("[") and mark[0] != "\\" else -1 if mark[0] == "]" else 0


def _unit(first: int, last: int, text: str, rule: str = "") -> Unit:
    heading = HEADING.match(text)
    return Unit(first, last, text, len(heading.group(1)) if heading else 0, tuple(_links(text)), rule)


def _links(text: str) -> Iterator[Link]:
    """Yield the links, the inner before the outer; a bracket that nothing closes or opens is only a sign."""
    stack: list[tuple[int, bool]] = []
    for mark in MARKS.finditer(text):
        sign = mark.group()
        if sign[0] == "\\":
            continue
        if sign.endswith("["):
            stack.append((mark.end(), sign[0] == "!"))
            continue
        whole = mark["address"] is not None and not text[mark.end() :].strip()
        start, image = (stack[0] if whole and stack[0][0] <= 1 else stack.pop()) if stack else (0, True)
        if mark["address"] is not None and not image:
            yield Link(start, mark.start(), mark["address"])


def plain(text: str) -> str:
    """Return what Markdown prints of a text: no images, links as their labels, no marks of headings and lists."""
    text = END_OF_LINE.sub("", IMAGE.sub("", text))
    for _ in range(DEEPEST):
        text = LABELLED.sub(r"\1", text)
    whole = re.fullmatch(r"\s*\[(.*)\]\([^()\s]*\)\s*", text, re.DOTALL)
    return ESCAPE.sub(r"\1", BULLET.sub("", whole.group(1) if whole else text))
