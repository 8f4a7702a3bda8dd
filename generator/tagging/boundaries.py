"""A text and where a spelling was found in it; where the mention really ends, or that the name is another's, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.names import is_apart
from generator.tagging.surfaces import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = "base|large|small|tiny|huge|giant|mini|medium|xlarge|xl|xxl"
EDITIONS = "Instruct|Chat|Distill|Thinking|Pro|Flash|Ultra|Nano|Turbo|Preview|Lite|Plus|Max|Mini|Base|Opus|Sonnet|Haiku"
# What may follow a model's name and still be that model: a size, not a release.
SIZE = re.compile(
    rf"(?:[\s\-‐‑–_]?(?:{SIZES})(?![a-z])"
    r"|[-‐‑–_](?:ti|so400m|[bslhgtmxn])(?![a-z])"
    r"|(?<=yolov\d)[nsmlxbtc](?![a-z\d])|(?<=yolov1\d)[nsmlxbtc](?![a-z\d])|(?<=yolo1\d)[nsmlxbtc](?![a-z\d])"
    r"|[-‐‑–\s_]?\d+(?:\.\d+)?[bm](?![a-z])(?:-A\d+(?:\.\d+)?B)?"
    r"|[-‐‑–]?\d{2,3}(?![\d.]*[a-z\d]))?"
    r"(?:[/\-@]?\d{1,3}(?:px)?(?![a-z\d]))*"
    r"(?:[-_](?:in)?(?:224|256|384|448|512|1k|21k|22k))?"
    rf"(?-i:[-\s](?:{EDITIONS})(?![A-Za-z]))*",
    re.IGNORECASE,
)
AFTER = re.compile(rf"[{HYPHENS}]([^\W_]+)")
PREFIXES = frozenset({"non", "pre", "post", "multi", "vanilla", "standard", "our", "the"})
# Ends of words that make an adjective of a name: "BERT-based", "CLIP-Guided", "Transformer-like".
ADJECTIVE = re.compile(
    r"(?:ed|like|ing|centric|generic|semantic|free|wise|style|level|only|sized?|type|family|era|friendly|aware|agnostic|specific|en|driven|led)$"
)
NEAR = 16  # characters before a hyphen that nearly all words have room in
PLURAL = re.compile(r"e?s(?![^\W_])")


def begins(text: str, start: int, ends: Callable[[int], bool]) -> bool:
    """Say whether a name may begin here: not behind another name's hyphen (`Foo-BERT`), nor in an address.

    `ends` says whether a known name ends at a place: `CLIP-ViT` names both.
    """
    if start == 0:
        return True
    before = text[start - 1]
    if before in " (":
        return True
    if before in HYPHENS:
        word = text[max(0, start - NEAR) : start - 1].rpartition(" ")[2]
        if word.isalpha() and word.islower() and len(word) < NEAR - 1:  # mostly
            return True
        at = start - 1
        while at and text[at - 1].isalnum():
            at -= 1
        word = text[at : start - 1]
        return not word or word.islower() or word.lower() in PREFIXES or is_apart(word[-1]) or ends(start - 1)
    if before in "./":
        return not (start > 1 and text[start - 2].isalnum() and text[start].islower())
    return not (before in "_@" or (before.isalpha() and not is_apart(before)))


def stop(text: str, end: int, begun: Callable[[int], bool], *, sized: bool) -> int:
    """Return where the mention ends, its size or plural included; -1 when the name goes on into another.

    `begun` says whether a known name begins at a place: the hyphen before one ends a name.
    """
    after = text[end : end + 1]
    if not after or after in " ,);:":
        if not (sized and after == " "):
            return end
    elif after in "es" and (plural := PLURAL.match(text, end)):
        return plural.end()
    if sized:
        size = SIZE.match(text, end)
        if size and size.end() > end and not goes_on(text, size.end(), begun):
            return size.end()
    return -1 if goes_on(text, end, begun) else end


def goes_on(text: str, end: int, begun: Callable[[int], bool]) -> bool:
    """Say whether what follows makes a longer name of it: letters, a version, or a capitalised second part."""
    after = text[end : end + 2]
    if not after or after[0] == " ":
        return False
    if after[0].isalnum() or after[0] == "_":
        return not is_apart(after[0])
    if after[0] in "+*":
        return not after[1:].isalnum()
    if after[0] in ".^":
        return after[1:].isdigit()
    word = AFTER.match(text, end)
    return not (
        word is None or word[1].islower() or is_apart(word[1][0]) or ADJECTIVE.search(word[1].lower()) or begun(end + 1)
    )
