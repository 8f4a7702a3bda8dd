"""A text in; what it says behind a name that it stands for ("LAMP (Light And …)", "LAMP, short for …") out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.letters import CLAUSE, FURTHER, NO_LETTER, WORD, by_initials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.tagging.text import Text

LONGEST = 6  # words of what a name stands for; what is longer is a quotation
SAID = re.compile(
    r"(?P<name>[A-Z][\w-]*)[\"”'’]?,? \(?(?:(?:which|that|is|and) ){0,2}(?:short|stands) for (?:the )?[\"“'‘]?"
)
LEAD = re.compile(r"^(?:(?:(?:which|that|is|and) ){0,2}(?:short|stands) for |i\.e\., ?|or )")
STANDS = ("short for ", "stands for ")
LED = frozenset("swtaio")  # with what `LEAD` begins
UNTIL = re.compile(r"[,.;:()]")


def long_of(name: str, texts: Iterable[Text]) -> str | None:
    """Return the written-out form that stands before a bracketed name in any of the texts."""
    for text in texts:
        for pair in text.brackets.of(name):
            if text.words.startswith("(", pair.at - 1) or f"({name}" in text.words:
                return " ".join(text.words[pair.start : pair.end].split())
        at = text.words.find(f"{name} (") if text.brackets.found or text.brackets.others else -1
        long = phrase_behind(text.words, at + len(name), name) if at >= 0 else None
        if long and len(WORD.findall(long)) <= LONGEST:
            return long
    return None


def phrase_behind(text: str, end: int, name: str) -> str | None:
    """Return what a name stands for, where that follows it in brackets: "LAMP (Light And Many Posters)"."""
    close = text.find(")", end, end + CLAUSE) if text.startswith(" (", end) else -1
    phrase = UNTIL.split(LEAD.sub("", text[end + 2 : close]), maxsplit=1)[0] if close >= 0 else ""
    return " ".join(phrase.split()) if phrase and stands_for(name, WORD.findall(phrase)) else None


def stands_for(name: str, words: list[str]) -> bool:
    """Say whether a name is made of the initials or the capitals of some words."""
    stem = name.removesuffix("s")
    letters = NO_LETTER.sub("", stem.lower())
    return len(words) > 1 and by_initials(letters, [c.lower() for c in stem if c.isupper() or c.isdigit()], words)


def unfolded(text: Text) -> Iterator[tuple[str, str]]:
    """Yield each name with what the text says behind it that it stands for: "LAMP, short for …", "LAMP (Light …)"."""
    words = text.words
    for at in text.brackets.others:
        low = max(0, at - CLAUSE)
        before = words[max(low, words.rfind(" ", low, at - 1) + 1) : max(0, at - 1)]
        if before.islower():  # mostly
            continue
        name, first = before.strip("\"“”'‘’("), words[at + 1 : at + 2]
        if (first.lower() == name[:1].lower() or first in LED) and not name[1:].islower():
            long = phrase_behind(words, at - 1, name)
            if long:
                yield name, long
    if STANDS[0] in words or STANDS[1] in words:
        for match in SAID.finditer(words):
            some = WORD.findall(UNTIL.split(words[match.end() : match.end() + CLAUSE], maxsplit=1)[0])
            for count in range(2, min(len(some), len(match["name"]) + FURTHER) + 1):
                if stands_for(match["name"], some[:count]):
                    yield match["name"], " ".join(some[:count])
