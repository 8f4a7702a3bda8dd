"""A text and the tags found in it in; names that the vocabulary lacks but the words around them say to be a tag, out.

Three things are evidence enough: the noun beside a name ("the GBOT dataset"), the company it keeps in a list ("MUGE and
COCO-CN", where one is known), and an ending that only models have ("FinBERT").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.tagging.letters import SMALL
from generator.tagging.names import IN_THE_NEWS, NAME, PREFIXES, QUANTITY, commonness, could_be, looks_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model import Mention
    from generator.tagging.written_out import Pair

LISTED = frozenset({"models", "datasets"})
TOKEN = rf"(?P<name>{NAME})(?![\w-])"
ASIDE = r"(?: \([^()]{0,60}\))?"
NEXT = re.compile(rf"{ASIDE}(?:, and |, or |, | and | & | or |/){TOKEN}")
BEFORE = re.compile(rf"(?<![\w/.@-]){TOKEN}{ASIDE}(?:, and |, or |, | and | & | or |/)$")
DATASET_NOUN = r"(?:datasets?|benchmarks?|corpus|corpora|treebanks?|test sets?|leaderboard)"
BEFORE_NOUN = re.compile(rf"(?<![\w/.@-]){TOKEN}{ASIDE} {DATASET_NOUN}\b")
BRACKETED = re.compile(rf"\({TOKEN}\) {DATASET_NOUN}\b")
BEHIND_NOUN = re.compile(rf"\b{DATASET_NOUN}(?:,? (?:called|named|such as|namely|including|like)|:| -+| [–—])? {TOKEN}")
IS_DATASET = re.compile(r"\) (?:dataset|benchmark|corpus)\b")
TOLD = re.compile(
    rf"(?<![\w/.@-]){TOKEN}, an? (?:(?!on |of |for |with |from )[a-z-]+ ){{0,5}}(?:dataset|benchmark|corpus)"
    r"(?=[,.;:)]| (?:of|with|that|which|for|from|in|to|consisting|containing|comprising)\b)"
)
BY_NOUN = (
    (BEFORE_NOUN, "NAME dataset"),
    (BRACKETED, "(NAME) dataset"),
    (BEHIND_NOUN, "dataset NAME"),
    (TOLD, "NAME, a dataset"),
)
MODEL_NOUN = r"(?:models?|LLMs?|VLMs?|MLLMs?|backbones?|networks?|detectors?|encoders?)"
BEHIND_MODEL = re.compile(
    rf"\b{MODEL_NOUN}(?:, |,? (?:called|named|such as|namely|including|like) ){TOKEN}(?=[,.;)]| and | \()"
)
LIST_OF_MODELS = re.compile(rf"\b[A-Za-z]?{MODEL_NOUN} \({TOKEN}(?=,| and | & )")
NOUNS = ("dataset", "benchmark", "corpus", "corpora", "treebank", "test set", "leaderboard")
# Ends that only models' names have, with the pattern of each where it asks for more than its letters.
ENDINGS = dict.fromkeys("BERT GPT LLaMA Llama LLaVA CLIP GAN VAE DETR YOLO Mamba ResNet UNet".split()) | {  # noqa: SIM905
    "ormer": "(?<=[a-z])[fF]ormer",
    "-CNN": "(?<=[a-z])-CNN",
}
BY_ENDING = re.compile(
    r"(?<![\w/.@-])(?P<name>(?:[A-Za-z\d]+-)*[A-Za-z\d]*[A-Za-z\d-]"
    rf"(?:{'|'.join(pattern or ending for ending, pattern in ENDINGS.items())})"
    r"(?:[-v]{0,2}\d{1,3}(?:\.\d)?)?)(?![\w-])"
)
SHORTEST = 3
LOOK_BACK = 90


class Inferred(NamedTuple):
    """A name, the facet that its surroundings say, and the rule."""

    name: str
    facet: str
    rule: str


def inferred(
    text: str, mentions: Iterable[Mention], is_nobodys: Callable[[str], bool], is_known: Callable[[str], bool]
) -> Iterator[Inferred]:
    """Yield names in a text.

    `is_nobodys` says whether a name is nobody's and no abbreviation that the text writes out, `is_known` whether it is
    somebody's. Only a noun beside it makes two known names joined a name, or a known one with an addition.
    """

    def is_free(name: str) -> bool:
        first, *rest = name.split("-")
        return is_nobodys(name) and not is_known(first) and not any(map(is_known, rest[:-1]))

    def is_free_by_noun(name: str) -> bool:
        first, *rest = name.split("-")
        added = len(rest) == 1 and rest[0][:1].isupper() and not is_known(rest[0]) and first[:1].isupper()
        return is_nobodys(name) if added else is_free(name)

    for mention in mentions:
        if mention.tag.facet in LISTED:
            yield from _company(text, mention, is_free)
    if any(noun in text for noun in NOUNS):
        yield from _by_noun(text, is_free_by_noun)
    for pattern in (BEHIND_MODEL, LIST_OF_MODELS):
        for match in pattern.finditer(text):
            yield from _listed(text, match, is_free)
    if any(ending in text for ending in ENDINGS):
        yield from _by_ending(text, is_free)


def _by_ending(text: str, is_free: Callable[[str], bool]) -> Iterator[Inferred]:
    """Yield the names that end as only models' names do."""
    for match in BY_ENDING.finditer(text):
        name = match["name"]
        of_two = not name.endswith("-CNN") or name.count("-") == 1  # no "Full-Image-CNN"
        if of_two and is_free(name) and plausible(name) and looks_named(name):
            yield Inferred(name, "models", "a model's ending")


def is_proper_dataset(text: str, pair: Pair) -> bool:
    """Say whether a short form names a dataset, each word with a capital: "the Dusk Road Objects (DRO) benchmark"."""
    words = text[pair.start : pair.end].replace("-", " ").split()
    proper = len(words) > 1 and all(word[0].isupper() for word in words if word not in SMALL)
    return (
        proper
        and commonness(pair.short) < IN_THE_NEWS
        and IS_DATASET.match(text, pair.at + len(pair.short)) is not None
    )


def _by_noun(text: str, is_free: Callable[[str], bool]) -> Iterator[Inferred]:
    """Yield the names beside a word for datasets, and what stands in one list with them."""
    for pattern, rule in BY_NOUN:
        for first in pattern.finditer(text):
            match: re.Match[str] | None = first
            while match and plausible(match["name"]) and (match is not first or is_free(match["name"])):
                if is_free(match["name"]):  # known ones stand between
                    yield Inferred(match["name"], "datasets", rule)
                if match is first and text[first.end() - 1] == "s":  # "NAME and NAME datasets"
                    yield from _before(text, first.start("name"), is_free)
                match = NEXT.match(text, match.end("name"))


def _before(text: str, start: int, is_free: Callable[[str], bool]) -> Iterator[Inferred]:
    """Yield the names of the list that ends where a dataset's name starts."""
    while match := BEFORE.search(text, max(0, start - LOOK_BACK), start):
        if not (is_free(match["name"]) and plausible(match["name"])):
            return
        yield Inferred(match["name"], "datasets", "NAME and NAME datasets")
        start = match.start()


def _listed(text: str, first: re.Match[str], is_free: Callable[[str], bool]) -> Iterator[Inferred]:
    """Yield the names of a list that begins behind a word for models."""
    match: re.Match[str] | None = first
    while match and is_free(match["name"]) and plausible(match["name"]):
        yield Inferred(match["name"], "models", "model, NAME")
        match = NEXT.match(text, match.end("name"))


def _company(text: str, mention: Mention, is_free: Callable[[str], bool]) -> Iterator[Inferred]:
    """Yield the names that stand in one list with a known one, on both sides of it."""
    end = mention.end
    while (match := NEXT.match(text, end)) and is_free(match["name"]) and plausible(match["name"]):
        yield Inferred(match["name"], mention.tag.facet, f"in a list with {mention.text}")
        end = match.end()
    start = mention.start
    while match := BEFORE.search(text, max(0, start - LOOK_BACK), start):
        if not (is_free(match["name"]) and plausible(match["name"])):
            return
        yield Inferred(match["name"], mention.tag.facet, f"in a list with {mention.text}")
        start = match.start()


def plausible(name: str) -> bool:
    """Say whether a token may be the name of a model or dataset at all."""
    if len(name) < SHORTEST or "/" in name or QUANTITY.fullmatch(name) or not looks_named(name) or not could_be(name):
        return False
    if name.removesuffix("s").isupper() and (
        name.endswith("s") or ("-" not in name and commonness(name) >= IN_THE_NEWS)
    ):
        return False
    first = name.partition("-")[0]
    return (
        first.lower() not in PREFIXES
        and not (first.islower() and first != name)
        and (len(first) == 1 or could_be(first) or first.isdigit())
    )
