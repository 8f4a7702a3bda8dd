"""A visible row in; what tells titles from texts in it out: its odds as either, how it begins and how it ends."""

from __future__ import annotations

import re
from typing import NamedTuple

SHORT_HEAD = 60  # characters: a section's heading is shorter
SENTENCE = 80  # characters: few titles with a full stop are longer
LONG = 300  # characters: with several sentences, no title
HEAD, TAIL = 600, 40  # characters that show what a row is, however long it is


class Look(NamedTuple):
    """How a row looks. `title` and `text` are prices (tenths) of taking it for a row of one."""

    length: int
    first: int  # characters of the first word
    title: int
    text: int
    lower: bool  # begins with a lower-case letter
    closed: bool  # ends as a sentence does
    opened: bool  # ends with a word or mark that something must follow
    section: bool  # is the heading of an abstract's section
    named: bool  # begins with a name and a colon, as titles do


SENTENCES = re.compile(r"[a-z0-9)\]%’'\"][.?!] +(?=[A-Z(“\"])")
QUESTIONS = re.compile(r"[?!] +(?=[A-Z(“\"])")
CLOSED = re.compile(r"[.?!…:;][\"'”’)\]}»*]*$")
PERIOD = re.compile(r"[^.]\.[\"'”’)\]]*$")
OPENED = re.compile(
    r"(?:[,(\[/&+=-]|[–—:]|\b(?:a|an|the|of|in|on|at|by|for|from|to|with|via|and|or|is|are|as|than|that|which|using|its|their|our"
    r"|under|over|between|into|through|without|towards?|beyond))$",
    re.IGNORECASE,
)
AVAILABLE = re.compile(
    r"https?://|www\.|\b(?:is|are|be) (?:publicly |freely |made )*available\b|github\.com", re.IGNORECASE
)
TEXT_START = re.compile(
    r"(?:we|this (?:paper|work|article|study|survey|report|thesis)|in this|in recent|recent(?:ly)?|despite|however"
    r"|although|while|existing|the|our|to address|there|given|many|most|it)\b",
    re.IGNORECASE,
)
PLAIN_START = re.compile(
    r"(?:we (?!need|should|must|can)|this (?:paper|work|article|thesis) |in this (?:paper|work|article|study|thesis))",
    re.IGNORECASE,
)
# A second sentence that speaks of the work: no title goes on like this.
GOES_ON = re.compile(
    r"[.!?] +(?:we|our|in this (?:paper|work)|this (?:paper|work)|it (?:is|has|can)|these|code (?:is|and)|results"
    r"|experiments) ",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"(?:abstract|background|introduction|motivation|objectives?|aims?|purpose|methods?|methodology"
    r"|materials and methods|results?|findings|conclusions?|discussion|contributions?"
    r"|significance|summary)(?: and \w+)?[:.]?",
    re.IGNORECASE,
)
NAMED = re.compile(r"[A-Z][\w.+-]{1,24}: [A-Z]")
BULLET = re.compile(r"[-*•‣–] |\(?[0-9ivx]{1,3}[).] ")
LONG_WORD = re.compile(r"\b[A-Za-z]\w{3,}")
MIXED_NAME = re.compile(r"[a-z]{1,3}[A-Z0-9]")  # iBOT, mT5


def look(text: str) -> Look:
    """Return how a visible row looks; the time taken does not grow with its length."""
    head, tail = text[:HEAD], text[-TAIL:]
    first = head.find(" ")
    lower = head[0].islower() and not MIXED_NAME.match(head)
    words = LONG_WORD.findall(head[:300])
    capital = sum(1 for word in words if word[0].isupper()) / len(words) if words else 1.0
    section = len(text) < SHORT_HEAD and not lower and SECTION.fullmatch(text) is not None
    return Look(
        length=len(text),
        first=len(text) if first < 0 else first,
        title=_as_title(text, head, tail, capital) + 10 * lower + 80 * section,
        text=_as_text(head, len(words), capital),
        lower=lower,
        closed=is_closed(text),
        opened=OPENED.search(tail) is not None,
        section=section,
        named=capital > 0.5 and NAMED.match(head) is not None,
    )


def is_closed(text: str) -> bool:
    """Say whether a row ends as a sentence does, or with an address, after which no one writes a full stop."""
    if CLOSED.search(text[-TAIL:]):
        return True
    word = text[text.rfind(" ") + 1 :]
    return word.startswith(("http://", "https://")) and not word.endswith(("-", "/"))


def _as_title(text: str, head: str, tail: str, capital: float) -> int:
    """Titles are short, of one sentence, without a full stop, and most have capitals."""
    sentences = len(SENTENCES.findall(head))
    return (
        min(len(text) // 12, 40)
        + max(0, min(20 * sentences, 60) - 10 * len(QUESTIONS.findall(head)))
        + 120 * (sentences > 1 and len(text) > LONG)
        + (45 if len(text) > SENTENCE else 30) * (PERIOD.search(tail) is not None)
        + 30 * (BULLET.match(head) is not None)
        + 40 * (AVAILABLE.search(head.lower()) is not None)
        + 15 * (capital < 0.3)
        + 25 * (PLAIN_START.match(head) is not None)
        + 70 * (GOES_ON.search(head) is not None)
        + 10 * (len(text) > 100 and TEXT_START.match(head) is not None)
    )


def _as_text(head: str, words: int, capital: float) -> int:
    """Few rows of a text have most of their words in capitals, or begin with a name and a colon."""
    if words < 3 or capital <= 0.5:
        return 0
    if NAMED.match(head):
        return 60
    return 10 if capital <= 0.7 else 25 if words == 3 else 40
