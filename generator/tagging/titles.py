"""A title in; the names that its form brings in ("NAME: …", "… (NAME)") out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.kinds import KINDS, head
from generator.tagging.names import IN_THE_NEWS, NAME, commonness, could_be, looks_named, whole
from generator.tagging.sentence import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BEFORE_COLON = re.compile(
    rf"(?P<name>(?:{NAME}|[A-Z][\w-]*)(?:[ -](?:{NAME}|v?\d[\d.]*)){{0,2}}) ?(?::| -- | – | — ) ?"
)
FIRST_OF_SEVERAL = re.compile(rf"(?P<name>{NAME}), (?={NAME}|an? |the )")
BEHIND_COLON = re.compile(rf": (?P<name>{NAME}), an? ")
AT_THE_END = re.compile(rf"\((?P<name>{NAME})\)\W*$")
LOWER_NAME = re.compile(r"(?P<name>[a-z][\w.+-]+) ?(?::| – | — ) ?(?=[A-Za-z])")
MARKED = re.compile(r"[-_.\d]\w")
TWO = re.compile(rf"(?P<one>{NAME}|[a-z][\w.+-]+) (?:and|&) (?P<other>{NAME}|[a-z][\w.+-]+): ")
FOR_DOING = re.compile(rf"(?P<name>{NAME}) for [A-Za-z][a-z]+ing ")
REPORT = re.compile(
    rf"(?:^|: )(?P<name>(?:{NAME}|[A-Z][\w-]*|[a-z]+-\d[\w.]*)(?: v?\d[\d.]*)?) [Tt]echnical [Rr]eport\b"
)
LESSON = re.compile(
    r"\b(?:survey|review|overview|study|analysis|primer|tutorial|revisit\w*|reproduc\w*|replicat\w*)\b", re.IGNORECASE
)
BRINGS = (
    r"(?:present|introduce|propose|release|call|name|named|dubbed|called|describe|develop|design|family of)s? "
    r"(?:an? |the |our )?"
)
WE_BRING = re.compile(r"\b[Ww]e (?:also )?(?:present|introduce|propose)")
AS_A_NAME = re.compile(r"[a-z,] ")  # what stands before a name in running text, and before no sentence's first word
TOO_COMMON = 3.6  # Zipf; above it a capitalised word alone before a colon is a word


def in_title(title: str, body: str, known: Callable[[str], str | None]) -> Iterator[Found]:
    """Yield the names in a title; `body` is the rest of the paper's text, `known` gives a known name's facet."""
    colon = ":" in title
    match = BEFORE_COLON.match(title) if colon or "--" in title or "–" in title or "—" in title else None
    if match and (name := _name_of(match["name"], title, body, known)):
        yield Found(name, "title", match.start("name"), "title: NAME before the colon", head(title[match.end() :]))
    match = LOWER_NAME.match(title) if title[:1].islower() else None
    if match and (MARKED.search(match["name"]) or next(whole(match["name"], body, "_"), None) is not None):
        yield Found(match["name"], "title", 0, "title: name before the colon", head(title[match.end() :]))
    yield from _among_several(title, body, known)
    match = BEHIND_COLON.search(title) if colon and ", a" in title else None
    if match and looks_named(match["name"]):
        yield Found(match["name"], "title", match.start("name"), "title: …: NAME, a …", head(title[match.end() :]))
    match = REPORT.search(title) if "eport" in title else None
    if match:
        yield Found(match["name"], "title", match.start("name"), "title: NAME technical report", None)
    match = AT_THE_END.search(title) if "(" in title else None
    if match and looks_named(match["name"]) and match["name"] in body:
        yield Found(match["name"], "title", match.start("name"), "title: (NAME)", None)


def _among_several(title: str, body: str, known: Callable[[str], str | None]) -> Iterator[Found]:
    """Yield the names of a title in which more than a name stands before the colon, or no colon."""
    match = FIRST_OF_SEVERAL.match(title) if "," in title else None
    if match and looks_named(match["name"]) and (known(match["name"]) is None or WE_BRING.search(body)):
        yield Found(match["name"], "title", match.start("name"), "title: NAME first", None)
    match = TWO.match(title) if ": " in title and (" and " in title or " & " in title) else None
    if match and all(known(match[one]) is None and match[one] in body for one in ("one", "other")):
        for one in ("one", "other"):
            yield Found(match[one], "title", match.start(one), "title: NAME and NAME", head(title[match.end() :]))
    match = FOR_DOING.match(title) if " for " in title and "ing " in title else None
    if match and known(match["name"]) is None and not match["name"].endswith("s") and _is_used(match["name"], body):
        yield Found(match["name"], "title", 0, "title: NAME for doing", None)


def _is_used(name: str, body: str) -> bool:
    """Say whether a text speaks of a name that is no abbreviation in the newspapers."""
    return commonness(name) < IN_THE_NEWS and next(whole(name, body, "_"), None) is not None


def _name_of(name: str, title: str, body: str, known: Callable[[str], str | None]) -> str | None:
    """Return the name that stands before a title's colon, or `None` where no new thing is named."""
    facet = known(name)
    if (facet == "tasks" and " " in name) or (facet is not None and LESSON.search(title, len(name))):
        return None  # "BERT: A Survey"
    if title.isupper() and next(whole(name, body), None) is None:
        return None  # a title set in capitals makes any word look like a name
    if _is_name(name, body, known):
        return name
    one = name.removesuffix("s")  # "Switch Transformers: …", "the Switch Transformer"
    if (
        one != name
        and one[-1:].islower()
        and _may_be_one(one)
        and re.search(rf"\b(?:the|a|an|our) {re.escape(one)}\b", body)
    ):
        return one
    return None


def _may_be_one(name: str) -> bool:
    """Say whether a singular may be a thing of its own: of several words, or of one with a capital in it."""
    return " " in name or looks_named(name)


def _is_name(name: str, body: str, known: Callable[[str], str | None]) -> bool:
    """Say whether what stands before a title's colon is a name: it looks like one, or the text uses it as one."""
    words = name.split()
    if len(words) > 1:
        named = all(looks_named(word) or word[0].isdigit() for word in words)
        kind = looks_named(words[0]) and words[-1].lower() in KINDS and name.lower() in body.lower()
        return (
            named
            or kind
            or (known(name) in {"models", "datasets"} and name[-1] != "s")
            or next(whole(name, body, "_"), None) is not None
        )
    if name[0].isdigit():  # "3D-LLM", "4M"
        return re.search(BRINGS + re.escape(name) + r"(?!\w*-)", body) is not None
    if looks_named(name):
        return True
    if name.endswith("s") or not could_be(name):
        return False
    return commonness(name) < TOO_COMMON or any(
        AS_A_NAME.fullmatch(body, max(0, at - 2), at) for at in whole(name, body, "_")
    )
