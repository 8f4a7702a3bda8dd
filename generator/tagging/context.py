"""A term and what a paper says elsewhere in; whether the name there is the term's, by its words of context, out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.tagging.names import commonness
from generator.tagging.surfaces import PROPER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Mention
    from generator.tagging.text import Text
    from generator.tagging.vocabulary import Term

# Words that hardly an abstract of machine learning lacks all of, the most frequent first, and that others seldom have.
FIELD = (
    *("neural", "benchmark", "dataset", "language model", "visual", "deep learning", "machine learning", "transformer"),
    *("state-of-the-art", "recognition", "feature", "representation", "embedding", "encoder", "decoder", "pre-train"),
    *("pretrain", "fine-tun", "supervised", "convolution", "attention", "accuracy", "llm", "zero-shot", "few-shot"),
    *("generative", "segmentation", "multimodal", "multi-modal", "vision-language", "classifier", "natural language"),
    *(
        "computer vision",
        "deep network",
        "captioning",
        "nlp",
        "corpus",
        "translation",
        "question answering",
        "annotat",
        "classif",
    ),
    *("diffusion model", "adversarial", "reinforcement learning"),
)
A_WORD = 3.5  # Zipf; a name as common is a word ("Whisper"), a rarer one is not ("Gemma")
SMALL_WORD = 4  # letters; words as short are small in titles
SHORT = 250  # characters; of a shorter text nobody can tell what it is about


def whole_of(texts: Mapping[str, Text]) -> str:
    """Return all that a paper says, in small letters."""
    return "\n".join([text.words for text in texts.values()]).lower()


def is_free(term: Term) -> bool:
    """Say whether a term counts wherever its name stands."""
    return term.only_in is None and not term.rule.with_ and not term.rule.without


def counts(term: Term, texts: Mapping[str, Text], paper: str) -> bool:
    """Say whether a term's rules about the rest of the paper hold."""
    whole = whole_of(texts)
    return is_free(term) or not (is_another(term, whole, paper) or lacks(term, whole))


def is_another(term: Term, whole: str, paper: str) -> bool:
    """Say whether a paper's words, in small letters, say that its name is not this term's."""
    if term.only_in is not None and paper not in term.only_in:
        return True
    without = term.rule.without
    return bool(without) and any_stands(lowered(without), whole)


def lacks(term: Term, whole: str) -> bool:
    """Say whether a term needs one of some words elsewhere in the paper, and none is among its words."""
    needed = term.rule.with_
    return bool(needed) and not any_stands(lowered(needed), whole)


def is_foreign(whole: str) -> bool:
    """Say whether an English paper is of another science, by its words in small letters: there a llama is an animal."""
    return len(whole) > SHORT and not any(word in whole for word in FIELD) and " the " in whole


def confirmed(mentions: list[Mention], title: str) -> list[Mention]:
    """Return a paper's mentions without the words that only its title's capitals make look like names.

    "From Whisper to Speech" names no model of which the rest of the paper does not speak.
    """
    words = [m for m in mentions if m.field == "title" and m.tag.facet in PROPER and _is_a_word(m.text)]
    if not words:
        return mentions
    elsewhere = {mention.tag for mention in mentions if mention.field != "title"}
    doubtful = [m for m in words if m.tag not in elsewhere and not title.startswith((":", " --"), m.end)]
    if not doubtful or not _in_title_case(title):
        return mentions
    return [mention for mention in mentions if mention not in doubtful]


def _is_a_word(name: str) -> bool:
    return name.isalpha() and name[1:].islower() and commonness(name.lower()) >= A_WORD


def _in_title_case(title: str) -> bool:
    """Say whether nearly all long words of a title begin with a capital."""
    long = [word for word in title.split() if len(word) > SMALL_WORD and word[0].isalpha()]
    return sum(word[0].islower() for word in long) * 4 <= len(long)


def any_stands(words: Iterable[str], whole: str) -> bool:
    """Say whether any of some words begins somewhere in a text, all in small letters."""
    for low in words:
        at = whole.find(low)
        while at > 0 and whole[at - 1].isalnum():
            at = whole.find(low, at + 1)
        if at >= 0:
            return True
    return False


@lru_cache(maxsize=4096)
def lowered(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words in small letters."""
    return tuple(word.lower() for word in words)
