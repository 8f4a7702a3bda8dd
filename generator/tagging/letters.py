"""The letters of a short form and words in; whether the one stands for the others out, by initials or in order."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_][\w'’]*")
SMALL = frozenset(
    {"of", "and", "for", "the", "with", "via", "in", "to", "a", "an", "on", "from", "by", "as", "at", "or", "based"}
)
DIGIT = re.compile(r"([a-z])([2-6])")  # "S4" is four words with an S
NO_LETTER = re.compile(r"[^a-z\d]")
FURTHER = 5  # more words than letters that a written-out form may have
CLAUSE = 200  # characters beside a bracket in which its written-out form may stand


def fits(letters: str, capitals: list[str], words: list[str], *, mixed: bool = False) -> bool:
    """Say whether words are what a short form stands for: by their initials, or all its letters in order."""
    if mixed and len(words) < len(capitals) and not any(map(str.isupper, "".join(word[1:] for word in words))):
        return False  # of "ToT" each capital is a word's
    if by_initials(letters, capitals, words):
        return True
    if len(words) == 1 and words[0].lower().startswith(letters):
        return False
    return _in_order(letters, [word.lower() for word in words])


def by_initials(letters: str, capitals: list[str], words: list[str]) -> bool:
    """Say whether letters are the initials of words, small ones counted or not, or the capitals in them."""
    made = [capitals, [*letters]]
    if not letters.isalpha():
        made.append([*DIGIT.sub(lambda found: found[1] * int(found[2]), letters)])
    every = [word[0].lower() for word in words]
    if every in made or [word[0].lower() for word in words if word.lower() not in SMALL] in made:
        return True
    joined = "".join(words)
    if joined.islower():  # mostly
        return False
    lifted = [c.lower() for c in joined if c.isupper()]
    return lifted == list(letters) or (len(capitals) > 1 and lifted == capitals and _follow(letters, joined))


def _follow(letters: str, joined: str) -> bool:
    rest = iter(joined.lower())
    return all(letter in rest for letter in letters)


def _in_order(letters: str, words: list[str]) -> bool:
    """Say whether the letters stand in the words in order, each word of weight giving at least its first."""
    joined = "".join(words)
    at = 0
    for letter in letters:
        at = joined.find(letter, at) + 1
        if at == 0:
            return False
    begun = sum(word[0] in letters for word in words if word not in SMALL)
    return begun >= max(1, len([word for word in words if word not in SMALL]) - 1)
