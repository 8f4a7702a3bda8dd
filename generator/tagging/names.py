"""Words in; whether they look like a name or are ordinary words out."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from wordfreq import zipf_frequency

# A token with a capital in it, with its hyphens, digits and marks: TRAK, MedViLL, aTLAS, D-FINE, LLaVA-1.5, RefCOCO+.
NAME = (
    r"(?:[A-Z]|[a-z]{1,2}[A-Z]|\d{1,2}[A-Z]|[a-z]{2,}\d[a-z])[\w²³·^]*(?:[-/.·][A-Za-z\d][\w²³·]*|-\d+(?:\.\d+)?)*\+*"
)
QUANTITY = re.compile(r"\d+(?:\.\d+)?[A-Za-z]{1,2}|INT\d+|FP\d+|T\d-\w+|[A-Z]\d{1,2}|\d[DdKk]-\w+")
RELEASE = r"(?: ?v?\d+(?:\.\d+)?)?"
# Ends of words that make an adjective of a name: "BERT-based", "Transformer-like".
ADJECTIVAL = re.compile(
    r"[-](?:based|like|style|driven|guided|aware|free|agnostic|specific|level|wise|enhanced|oriented|to|and|of|only|trained|tuned|modal|aided"
    r"|assisted|augmented|induced|inspired|supervised|conditioned|centric|rich|efficient|scale|shot|type|powered|and-[\w-]+|to-[\w-]+|in-[\w-]+)$",
    re.IGNORECASE,
)


def _listed() -> frozenset[str]:
    file = resources.files("generator.tagging") / "vocabulary" / "not_names.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


NOT_NAMES = _listed()


def looks_named(word: str) -> bool:
    """Say whether a word looks like a name by itself: a second capital or a digit, not just a capital in front."""
    return any(c.isupper() or c.isdigit() for c in word[1:]) and not ADJECTIVAL.search(word)


@lru_cache(maxsize=65536)
def commonness(word: str) -> float:
    """Return how common a word is (Zipf: 3 is once in a million words, 0 is in no list)."""
    return float(zipf_frequency(word, "en"))


def could_be(word: str) -> bool:
    """Say whether a capitalised word may be somebody's name at all."""
    return len(word) > 1 and word not in NOT_NAMES and not ADJECTIVAL.search(word) and not word.isdigit()
