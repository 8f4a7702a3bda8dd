"""A title in; the names that its form brings in ("NAME: …", "… (NAME)") out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.kinds import head
from generator.tagging.names import NAME, commonness, could_be, looks_named, whole
from generator.tagging.sentence import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BEFORE_COLON = re.compile(
    rf"(?P<name>(?:{NAME}|[A-Z][\w-]*)(?:[ -](?:{NAME}|v?\d[\d.]*)){{0,2}}) ?(?::| -- | – | — ) ?"
)
FIRST_OF_SEVERAL = re.compile(rf"(?P<name>{NAME}), (?={NAME}|an? |the )")
AT_THE_END = re.compile(rf"\((?P<name>{NAME})\)\W*$")
LOWER_NAME = re.compile(r"(?P<name>[a-z]+(?:[-_.][a-z\d]+)*[-_.\d][a-z\d]*): (?=An? |The )")
REPORT = re.compile(
    rf"(?:^|: )(?P<name>(?:{NAME}|[A-Z][\w-]*|[a-z]+-\d[\w.]*)(?: v?\d[\d.]*)?) [Tt]echnical [Rr]eport\b"
)
WE_BRING = re.compile(r"\b[Ww]e (?:also )?(?:present|introduce|propose)")
AS_A_NAME = re.compile(r"[a-z,] ")  # what stands before a name in running text, and before no sentence's first word
TOO_COMMON = 3.6  # Zipf; above it a capitalised word alone before a colon is a word


def in_title(title: str, body: str, known: Callable[[str], str | None]) -> Iterator[Found]:
    """Yield the names in a title; `body` is the rest of the paper's text, `known` gives a known name's facet."""
    colon = ":" in title
    match = BEFORE_COLON.match(title) if colon or "--" in title or "–" in title or "—" in title else None
    if match and _is_name(match["name"], body):
        yield Found(
            match["name"], "title", match.start("name"), "title: NAME before the colon", head(title[match.end() :])
        )
    match = LOWER_NAME.match(title) if colon else None
    if match:
        yield Found(match["name"], "title", 0, "title: name before the colon", head(title[match.end() :]))
    match = REPORT.search(title) if "eport" in title else None
    if match:
        yield Found(match["name"], "title", match.start("name"), "title: NAME technical report", None)
    match = FIRST_OF_SEVERAL.match(title) if "," in title else None
    if match and looks_named(match["name"]) and (known(match["name"]) is None or WE_BRING.search(body)):
        yield Found(match["name"], "title", match.start("name"), "title: NAME first", None)
    match = AT_THE_END.search(title) if "(" in title else None
    if match and looks_named(match["name"]) and match["name"] in body:
        yield Found(match["name"], "title", match.start("name"), "title: (NAME)", None)


def _is_name(name: str, body: str) -> bool:
    """Say whether what stands before a title's colon is a name: it looks like one, or the text uses it as one."""
    words = name.split()
    if len(words) > 1:
        named = all(looks_named(word) or word[0].isdigit() for word in words)
        return named or next(whole(name, body, "_"), None) is not None
    if looks_named(name):
        return True
    if name.endswith("s") or not could_be(name):
        return False
    return commonness(name) < TOO_COMMON or any(
        AS_A_NAME.fullmatch(body, max(0, at - 2), at) for at in whole(name, body, "_")
    )
