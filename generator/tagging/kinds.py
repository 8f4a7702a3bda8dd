"""The words around a name in; the noun that says what it is, and the facet and kind that the noun means, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging import FACETS
from generator.tagging.alternatives import any_of
from generator.tagging.names import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.tagging.text import Text


def plural(noun: str) -> str:
    """Return the plural of a noun that says what something is; a plural stays."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + ("es" if noun.endswith(("s", "ch")) else "s")


KINDS = {form: facet.name for facet in FACETS for noun in facet.nouns for form in (noun, plural(noun))}
NOUN = any_of(KINDS)
# What a page calls the thing, where it is not the noun itself.
SAID_AS = {
    "model": "models network networks architecture architectures transformer encoder decoder backbone detector tracker "
    "generator variant assistant agent llm mllm vlm gan vla lmm captioner denoiser",
    "dataset": "datasets corpus collection corpora database treebank",
    "benchmark": "benchmarks suite testbed challenge",
    "method": "approach technique strategy scheme algorithm paradigm mechanism procedure module loss operator pipeline "
    "methods objective layer block unit",
    "tool": "toolkit library toolbox platform",
    "metric": "metrics score",
}
CALLED = {noun: kind for kind, nouns in SAID_AS.items() for noun in nouns.split()}
SINGULAR = {plural(noun): noun for facet in FACETS for noun in facet.nouns if plural(noun) != noun}
CALLED = {many: CALLED.get(noun, noun) for many, noun in SINGULAR.items()} | CALLED
DEFAULT = {"models": "model", "datasets": "dataset"}
OF_MODELS = (
    "Net NET Former former BERT GPT GAN LM LLM ViT CLIP SAM CNN RNN LSTM LLaVA VAE MAE JEPA DETR Mamba YOLO "
    "-VL -Chat -Coder -Omni Transformer Diffusion"
)
OF_DATASETS = "Bench BENCH QA Set Dataset Corpus VQA Eval"
# A facet, the ends of names that give it away, with sizes too, and a pattern that says which of these names do.
ENDINGS = (
    (
        "models",
        (*OF_MODELS.split(), "B"),
        re.compile(
            rf"(?<!^)(?:{OF_MODELS.replace(' ', '|').replace('MAE', '(?<=[a-z-])MAE')})"
            r"(?:-?v?[\d.]+)?$|-(?:\d?\.\d+|\d\.\d+|[346-9]|1\d|2\d|3\d|[67]\d)B$"  # pairs come by the billion, too
        ),
    ),
    (
        "datasets",
        (*OF_DATASETS.split(), "K", "M", "B"),
        re.compile(rf"(?:{OF_DATASETS.replace(' ', '|')}|\d[KMB])$"),
    ),
)
RELEASE = "0123456789."  # of what a release at the end of a model's name is made, but for "v" and "-"
# Words that end what a phrase is about: behind them stands what the thing is made of, or for.
BOUNDARIES = (
    "which that to for by with via using based where through in on of from as while into over than when upon against "
    "without built trained utilizing leveraging employing exploiting comparing comprising containing covering spanning "
    "featuring who whose is are can extends inspired including such like e.g"
)
BOUNDARY = re.compile(rf"\b(?<!-){any_of(BOUNDARIES.split())}\b(?!-)|[:;]")
QUALIFIED = re.compile(r"[,:(&]| and ")
BEHIND = re.compile(r"[”\"'’)]* (\w+)")
APPOSED = re.compile(
    r"[”\"'’)]*(?: \([^)]*\))?(?:,|:|,? (?:which )?is| as) (?:an?|the|our) "
    r"(?P<words>(?:[^,.;:()]+|,(?= [a-z]+-[a-z]+ )|\([^)]*\))*)"
)
APPOSITIONS = frozenset(  # with what one begins behind a space: a bracket, "is", "which is", "as", "family", "suite"
    "(iwafs"
)
APPOSING = frozenset("”\"'’),:")  # … and without one
JOINS = ("and ", "or ", "as ", "which ", "that ", "we ", "our ", "the ", "with ", "to ")
BRACKETED = re.compile(r"\([^)]*\)")
LEADS = re.compile(r"\b(?P<kind>\w+) $")
TRAINED_ON = re.compile(r"\b(?:train|pre-?train|evaluat|test|fine-?tun|benchmark)[a-z]* on (?:the )?$", re.IGNORECASE)
TRAINS = re.compile(
    r"\b(?:to train|we train|we fine-?tune|we pre-?train|train and \w+|training|training of) (?:the |our )?$",
    re.IGNORECASE,
)
FAMILY = re.compile(  # "the NAME family of models"
    rf"[”\"'’)]* (?:family|series|suite) of (?:[a-z-]+ ){{0,3}}?({NOUN})\b"
)
COLLECTION = re.compile(
    r"[”\"'’)]*(?:,|:| is) an? (?:[\w-]+ ){0,3}collection of (?:over |more than |about |nearly |around )?\d"
)
WORD = re.compile(r"\w+")
CALLED_SO = re.compile(r"\b([a-z]+)(?:,? (?P<so>called|named|dubbed|termed|namely)|,) (?:the )?[“\"'‘]?$")
LAST_WORD = re.compile(  # of a name written out: "Dusk Reading Network (DRN), a framework"
    r" ([A-Z][a-z]+) \([^()]*\)?$"
)
CALLS = (", ", "called ", "named ", "dubbed ", "termed ", "namely ")  # with what `CALLED_SO` ends
QUOTED = "“\"'‘\n"
REACH = 80  # characters before a name in which the noun that leads to it may stand


def noun_near(text: str, start: int, end: int, low: int, high: int) -> str | None:
    """Return the noun that says what `start`:`end` is: right behind it, in an apposition, inside it, or before it.

    Nothing outside `low`:`high`, its sentence, says it.
    """
    last = LAST_WORD.search(text, start, end) if text.find("(", start, end) >= 0 else None
    if last and KINDS.get(last[1].lower()) in DEFAULT:
        return last[1].lower()
    noun = noun_behind(text, end, high) or _noun_within(text[start:end])
    if noun or facet_by_ending(text[start:end].rstrip(" ,.;:()")):  # a far noun is weaker than the name's own end
        return noun
    return last_noun(text[max(low, start - REACH) : max(low, start)])


def _first_noun(phrase: str) -> str | None:
    return last_noun(BOUNDARY.split(BRACKETED.sub("", phrase), maxsplit=1)[0])


def noun_before(text: str, start: int) -> str | None:
    """Return what a thing that is called so is said to be: "a dataset called", plainer than the words of its name."""
    led = text[max(0, start - len("dubbed the “ ")) : start].rstrip(QUOTED).removesuffix("the ")
    called = CALLED_SO.search(text, max(0, start - REACH), start) if led.endswith(CALLS) else None
    facet = KINDS.get(called[1]) if called else None
    return called[1] if called and (facet == "datasets" or (facet == "models" and called["so"])) else None


def noun_behind(text: str, end: int, high: int) -> str | None:
    """Return the noun right behind a name, or in its apposition: "NAME network", "NAME, a dataset of …"."""
    behind = BEHIND.match(text, end, high)
    if behind and behind[1].lower() in KINDS:
        return behind[1].lower()
    after = text[end : end + 2]
    if after[1:] not in APPOSITIONS if after[:1] == " " else after[:1] not in APPOSING:
        return None
    family = FAMILY.match(text, end, high)
    if family and family[1] in KINDS:
        return family[1]
    if COLLECTION.match(text, end, high):
        return "dataset"
    apposed = APPOSED.match(text, end, high)
    if apposed is None:
        return None
    noun = _first_noun(apposed["words"])
    if noun is None and text.startswith(", ", apposed.end()):  # "NAME, a large, carefully made benchmark"
        rest = text[apposed.end() + 2 : high].partition(",")[0]
        noun = _first_noun(rest) if rest[:1].islower() and not rest.startswith(JOINS) else None
    return noun


def _noun_within(name: str) -> str | None:
    """Return the last noun in a name; "Task" only where it ends one: "Hybrid Task Cascade" is no task."""
    noun = last_noun(name)
    ends = (
        noun is None or KINDS[noun] != "tasks" or name.lower().rstrip(" ()").partition("(")[0].rstrip().endswith(noun)
    )
    return noun if ends else None


def last_noun(phrase: str) -> str | None:
    """Return the last noun of a phrase that says what something is."""
    tokens = phrase.lower().split()
    for token in tokens[::-1]:
        if token in KINDS:
            return token
        if not token.isalpha():
            alone = token.strip(",.;:()")  # mostly
            words: list[str] = [alone] if alone.isalpha() else WORD.findall(token)
            for word in words[::-1]:
                if word in KINDS:
                    return word
    return None


def head(phrase: str) -> str | None:
    """Return the noun that a title's second half is about: its last word before anything that qualifies it."""
    chunk = QUALIFIED.split(BOUNDARY.split(phrase, maxsplit=1)[0], maxsplit=1)[0].split()
    if chunk and chunk[0].endswith("ing"):  # "NAME: Evaluating Agents" is no agent
        return None
    last = chunk[-1].lower() if chunk else ""
    return last if last in KINDS else None


def noun_anywhere(name: str, texts: Mapping[str, Text]) -> str | None:
    """Return the noun that a text puts beside a name: "NAME network", "NAME is a … dataset"."""
    for field, one in texts.items():
        if field != "title":
            for start in whole(name, one.words):
                text, end = one.words, start + len(name)
                low = max(0, start - len("we benchmarking it on the "))
                led = text[low:start].lower().rstrip().removesuffix(" the")
                if led.endswith(" on") and TRAINED_ON.search(text, max(0, start - 24), start):
                    return "dataset"
                if ("train" in led or "tun" in led) and TRAINS.search(text, max(0, start - 24), start):
                    return "model"
                noun = noun_behind(text, end, len(text)) or _noun_leading(text, start)
                if noun in KINDS:
                    return noun
    return None


def _noun_leading(text: str, start: int) -> str | None:
    """Return the word right before a name: "the dataset NAME"."""
    before = LEADS.search(text, max(0, start - 20), start) if text[start - 1 : start].isspace() else None
    return before["kind"].lower() if before else None


def facet_by_ending(name: str) -> str | None:
    """Return the facet that the end of a name gives away: `…Net` is a model, `…Bench` a benchmark."""
    plain = name.rstrip(RELEASE).removesuffix("v").removesuffix("-")  # the engine would try each letter
    for facet, ends, ending in ENDINGS:
        if (plain.endswith(ends) or not plain.isprintable()) and ending.search(name):
            return facet
    return None


def facet_and_kind(name: str, noun: str | None) -> tuple[str, str]:
    """Return the facet of a name and what its page calls it."""
    told, ends = KINDS.get(noun or ""), facet_by_ending(name)
    facet = ends if ends == "models" and told == "methods" else told or ends or "methods"  # "DuskNet, a method"
    return facet, CALLED.get(noun or "") or noun or DEFAULT.get(facet, "method")
