"""Words in; whether they look like a name or are ordinary words out."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A token with a capital in it, with its hyphens, digits and marks: TRAK, MedViLL, aTLAS, D-FINE, LLaVA-1.5, RefCOCO+.
NAME = (
    r"(?:[A-Z]|[a-z]{1,2}[A-Z]|\d{1,2}[A-Z]|[a-z]{2,}\d[a-z])[\w²³·^]*(?:[-/.·][A-Za-z\d][\w²³·^]*|-\d+(?:\.\d+)?)*\+*"
)
MARKED = re.compile(r"[A-Z0-9]")
IN_THE_NEWS = 2.0  # Zipf; of a word as common one reads in newspapers
QUANTITY = re.compile(r"\d+(?:\.\d+)?[A-Za-z]{0,2}|INT\d+|FP\d+|T\d-\w+|[A-Z]\d{1,2}|\d[DdKk]-\w+")
IN_BRACKETS = re.compile(r" \([A-Za-z ]+\)$")
A_RELEASE = re.compile(r"[vVR]\d+(?:\.\d+)*|(?:Figure|Fig|Table|Section|Stage|Step|Eq|Model|Phase|Level|Part) \d+")
RELEASE = r"(?: ?v?\d+(?:\.\d+)?)?"
# Ends of words that make an adjective of a name: "BERT-based", "Transformer-like".
ADJECTIVAL = re.compile(
    r"[-](?:based|like|style|driven|guided|aware|free|agnostic|specific|level|wise|enhanced|oriented|to|and|of|only|trained|tuned|modal|aided"
    r"|assisted|augmented|induced|inspired|supervised|conditioned|centric|rich|efficient|scale|shot|type|powered|and-[\w-]+|to-[\w-]+|in-[\w-]+)$",
    re.IGNORECASE,
)

LOST = ("based", "like")  # that are solid where a hyphen was lost: "GANbased"

PREFIXES = frozenset(
    {"pre", "post", "sub", "multi", "non", "semi", "cross", "inter", "intra", "anti", "de", "re", "co"}
)

# Letters of scripts in which no Latin name goes on: from Hebrew to Khmer, and from Han on ("使用BERT的").
APART = re.compile(r"[\u0590-\u1dff\u2e80-\ufeff\U00020000-\U0003ffff]")


def _listed() -> frozenset[str]:
    file = resources.files("generator.tagging") / "vocabulary" / "not_names.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


NOT_NAMES = _listed()


def is_apart(word: str) -> bool:
    """Say whether a letter, or one in a word, is of a script in which no Latin name goes on."""
    return not word.isascii() and APART.search(word) is not None


def looks_named(word: str) -> bool:
    """Say whether a word looks like a name by itself: a second capital or a digit, not just a capital in front."""
    marked = MARKED.search(word, 1) or (not word.isascii() and any(c.isupper() or c.isdigit() for c in word[1:]))
    return bool(marked) and not ("-" in word and ADJECTIVAL.search(word))


def as_papers_write(name: str) -> str:
    """Return a tag's name without what only tells it from another's: "VQA (dataset)" is written "VQA"."""
    return IN_BRACKETS.sub("", name)


def is_proper(name: str) -> bool:
    """Say whether a name is a thing's own ("DreamBooth", "BiFPN"), not a phrase's or its abbreviation's ("GAN")."""
    one = name.removesuffix("s")
    return " " not in one and not one.isupper() and any(c.isupper() for c in one[1:]) and any(c.islower() for c in one)


def whole(name: str, text: str, joined: str = "_-") -> Iterator[int]:
    """Yield where a name stands in a text with no letter, digit or one of the marks in `joined` beside it."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before, after = text[at - 1 : at] if at else "", text[end : end + 1]
        if not (before.isalnum() or after.isalnum() or (before and before in joined) or (after and after in joined)):
            yield at
        at = text.find(name, at + 1)


@lru_cache(maxsize=65536)
def commonness(word: str) -> float:
    """Return how common a word is (Zipf: 3 is once in a million words, 0 is in no list)."""
    from wordfreq import zipf_frequency  # noqa: PLC0415 -- a third of a second that only a text with words to judge should cost

    return float(zipf_frequency(word, "en"))


def is_in_the_news(name: str) -> bool:
    """Say whether a word is a common abbreviation (MRI, FPGA), which is seldom the name of a new thing."""
    return name.isalpha() and name.isupper() and commonness(name) >= IN_THE_NEWS


def could_be(word: str) -> bool:
    """Say whether a capitalised word may be somebody's name at all."""
    if (
        len(word) < 2
        or word in NOT_NAMES
        or (word[-1].isdigit() and word.partition(" ")[0] in NOT_NAMES)
        or ("-" in word and ADJECTIVAL.search(word))
    ):
        return False
    if word.endswith(LOST) and word.rstrip("abdeikls").isupper():
        return False
    quantity = word[0].isdigit() and QUANTITY.fullmatch(word.partition(" ")[0])
    if quantity or (word[-1].isdigit() and A_RELEASE.fullmatch(word)):
        return False
    return word.isascii() or not is_apart(word)
