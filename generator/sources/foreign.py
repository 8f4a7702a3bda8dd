"""A text in; the name of the format that it is plainly written in out, so that none is taken for prose."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from generator.sources.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.sources.contract import Text

ENOUGH = 200  # rows that show a format
Rows = list[str]


def foreign(text: Text) -> str | None:
    """Return the name of the format, with its article, or `None` where the text may be a saved page's."""
    rows = list(islice((line for line in map(_head, filter(None, text.lines)) if line), ENOUGH))
    return next((name for name, looks in LOOKS if rows and looks(rows)), None)


def _head(line: str) -> str:
    return visible(line[:400])


def _share(rows: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(1 for row in rows if pattern.match(row)) / len(rows)


BIBTEX = re.compile(r"@[A-Za-z]+\s*[{(]")
RIS = re.compile(r"[A-Z][A-Z0-9] {1,2}-( |$)")
JSON = re.compile(r'[\[{]$|\[\s*[\[{"]|\{\s*["}]')
MARKUP = re.compile(r"<\?xml|<!doctype|<(html|feed|rss|head|body|svg|records?|xml|tei|opml)\b", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
HEADING = re.compile(r"#{1,6} \S")
LINKED = re.compile(r"[-*#> ]*!?\[.*\]\(\S+\)|.*\]\(https?://")
STRUCTURE = re.compile(r"#{1,6} \S|[-*+] \S|\d+\. \S|```|~~~|> |\|.*\|$|!?\[.*\]\(\S+\)|={3,}$|-{3,}$")
INLINE = re.compile(r"`[^`]+`|\*\*[^*]+\*\*|\]\(")
YAML_LINE = re.compile(r"[a-z_][\w-]{0,30}:( |$)")
LABEL = re.compile(
    r"(title|authors?|abstract|categories|comments|date|journal-ref|doi|report-no|subjects?): ?", re.IGNORECASE
)
ARXIV = re.compile(
    r"(?P<submitted>\[Submitted on \d)|(?P<cited>Cite as:)|(?P<subjects>Subjects:)"
    r"|(?P<number>(?:\[\d+\]\s*)?arXiv:\d{4}\.\d{4,5}(?:v\d+)?(?: [\[(].*)?$)"
)
CODE = re.compile(
    r".*([{};]|\):|\)|=\s*[\[({]?)$|(import|from|def|class|return|if|for|#include|package|use|var|const|let) "
)
COLUMN = re.compile(
    r'"?(title|abstract|authors?|year|doi|id|name|url|date|venue|journal|summary|link|arxiv[ _]?id)"?', re.IGNORECASE
)


def _markdown(rows: Rows) -> bool:
    if rows[0] == "---" and "---" in rows[1:40]:
        matter = rows[1 : rows.index("---", 1)]
        if matter and _share(matter, YAML_LINE) > 0.6:
            return True
    links = sum(1 for row in rows if LINKED.match(row))
    if links >= 3 and links >= 0.1 * len(rows):
        return True
    if HEADING.match(rows[0]) and sum(1 for row in rows if INLINE.search(row)) > 1:
        return True
    headings = sum(1 for row in rows if HEADING.match(row))
    return headings >= 1 and len(rows) >= 3 and _share(rows, STRUCTURE) >= (0.2 if headings >= 2 else 0.4)


def _table(rows: Rows) -> bool:
    for mark in ("\t", ",", ";"):
        cells = [cell.strip() for cell in rows[0].split(mark)]
        if len(cells) >= 2 and sum(1 for cell in cells if COLUMN.fullmatch(cell)) >= max(2, len(cells) // 2):
            return True
    return False


def _labelled(rows: Rows) -> bool:
    labels = [found.group(1).lower() for found in map(LABEL.match, rows) if found]
    return len(set(labels)) > 2 and len(labels) > 3 and len(labels) >= 0.08 * len(rows)


def _arxiv(rows: Rows) -> bool:
    """Tell a page of arXiv's site that was copied: the page of one paper, or a list of new ones."""
    return len({found.lastgroup for found in map(ARXIV.match, rows) if found}) > 1


LOOKS: tuple[tuple[str, Callable[[Rows], bool]], ...] = (
    ("BibTeX", lambda rows: any(BIBTEX.match(row) and _braced(rows, at) for at, row in enumerate(rows[:60]))),
    ("RIS", lambda rows: _share(rows, RIS) > 0.5 or any(re.match(r"TY {1,2}- ", row) for row in rows[:10])),
    ("HTML or XML", lambda rows: bool(MARKUP.match(rows[0])) or (len(rows) >= 4 and _share(rows, TAG) > 0.5)),
    ("JSON", lambda rows: bool(JSON.match(rows[0])) and rows[0][:2] not in {"{{", "{%"}),
    ("Markdown", _markdown),
    ("a table (CSV)", _table),
    ("a page copied from arXiv", _arxiv),
    ("labelled records", _labelled),
    ("YAML", lambda rows: len(rows) >= 2 and _share(rows, YAML_LINE) > 0.7 and all(len(row) < 100 for row in rows[:3])),
    ("program text", lambda rows: len(rows) >= 4 and _share(rows, CODE) > 0.5),
)


def _braced(rows: Rows, at: int) -> bool:
    """Tell an entry from a line of prose: `@article{key,` or a field on this line or the next."""
    return bool(re.match(r"@\s*[A-Za-z]+\s*[{(]\s*([^\s,{}()=]*\s*(,|$)|[^{}]*=)", rows[at])) or "=" in "".join(
        rows[at + 1 : at + 2]
    )
