"""A sentence and where "our", "a novel" or "resulting in" ends in; the names behind it that are the paper's out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.further import and_more
from generator.tagging.kinds import KINDS, NOUN, last_noun, noun_behind
from generator.tagging.names import NAME, commonness, could_be, is_in_the_news, looks_named
from generator.tagging.phrases import (
    A_NOUN,
    CAPITALISED,
    LEADING,
    NAMED,
    OPENS_QUOTE,
    OTHERS,
    OUR_NOUN,
    OWN,
    QUOTED,
    RARE,
    clean,
)
from generator.tagging.small import MARKED, is_small_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.tagging.sentence import Named, Sentence

NEAR_A = 16  # characters from before "is an innovative" to its end
NEAR_OUR = 60  # characters between "our" and the full name of what it is
OUR_THING = re.compile(rf"(?: [a-z][a-z-]+){{0,3}} (?:{NOUN}),? (?:the )?", re.IGNORECASE)  # "our procedure, Full Name"
OF_OURS = re.compile(r" (?:new |novel |own |proposed )?")
OUR_PHRASE = re.compile(
    r" (?:new |novel |proposed )?(?P<name>[A-Z][\w-]*[a-z](?: [A-Z][\w-]*[a-z]){1,5})"
    r"(?= (?!with|and|of|in|for|to|on)[a-z]|,)"
)
NOVEL = re.compile(  # "a novel metric: NAME (…)"
    rf"(?: [a-z][a-z-]+){{0,4}} (?:{NOUN})(?:,|:| \((?:i\.e\.,?|namely)?|(?= [A-Z]\w*[A-Z\d])) ?"
    rf"(?P<name>{NAME}|[A-Z]{{2,}}|{MARKED})(?= \(|,|\)| and | for | that | which | to | with |\.)"
)
TOLD_NEW = re.compile(rf"(?<![\w/.@-])(?P<name>{NAME}),? (?:is )?an? \w+$")
A_NEW = re.compile(rf"(?: [a-z-]+){{0,5}} (?:{NOUN}|(?:evaluation|test) set)\b")
OWN_SMALL = re.compile(  # "our tool fastText is"
    rf"(?: [a-z-]+){{1,4}} (?P<name>{MARKED})(?= (?:is|are|can|[a-z]+es)\b|[,.] )"
)
LEADS = KINDS.keys() | {"", *LEADING}  # the word between "our" and a name
QUOTE_MARKS = OPENS_QUOTE | {"`"}
YIELDED = re.compile(
    rf" (?:the |our )?(?P<name>{NAME}|[A-Z][a-z]+)(?=, (?:an?|the first|the|our|which)\b| \((?:[A-Z][a-z]+[ -]){{2}})"
)


def new(said: Sentence, end: int) -> Iterator[Named]:
    """Yield the name in "a novel NAME algorithm", or in "NAME, a novel algorithm"."""
    low = max(said.low, end - NEAR_OUR)
    before = TOLD_NEW.search(said.text, low, end) if _tells(said.text[max(low, end - NEAR_A) : end]) else None
    if before and _is_own(said, before["name"], before.start()) and A_NEW.match(said.text, end, said.high):
        name, start = before["name"], before.start("name")
        yield name, start, "NAME, a novel …", said.noun(start, start + len(name))
        return
    match = NAMED.match(said.text, end + 1, said.high) if said.text[end : end + 1] == " " else None
    phrase = CAPITALISED.match(said.text, end + 1, said.high)
    pair = next((pair for pair in said.pairs(end) if pair.start == end + 1), None) if phrase else None
    if phrase and pair:
        if said.known(pair.short) is None and said.known(said.text[pair.start : pair.end]) is None:
            yield said.of_pair(pair, "a novel Full Name (NAME)")
    elif phrase and "-based" not in phrase.group() and said.known(phrase.group()) is None:
        yield phrase.group(), phrase.start(), "a novel Full Name", said.noun(phrase.start(), phrase.end())
    elif (
        (told := NOVEL.match(said.text, end, said.high)) and said.known(told["name"]) is None and could_be(told["name"])
    ):
        yield told["name"], told.start("name"), "a novel …: NAME", said.noun(end, told.start("name"))
        yield from and_more(said, told.end("name"))
    elif match and said.is_fresh(clean(match.group()), end) and A_NOUN.match(said.text, match.end()):
        yield clean(match.group()), match.start(), "a novel NAME …", said.noun(match.start(), match.end())


def _is_own(said: Sentence, name: str, start: int) -> bool:
    """Say whether a name that is told to be new is the paper's: nobody's yet, or a known one not spoken of before."""
    if said.known(name) in {"models", "datasets"}:
        return said.text.find(name) == start and not OTHERS.search(said.text, said.low, start)
    return said.is_fresh(name, start)


def _tells(before: str) -> bool:
    """Say whether "a novel" may say what a name before it is: a quick look."""
    return ", a" in before or " is a" in before


def own(said: Sentence, end: int) -> Iterator[Named]:
    """Yield the name behind "our": alone, behind what it is, in quotes, or behind its written-out form."""
    yield from _own_pair(said, end)
    first = said.marks.find(b"N", end, said.high)  # of a name
    begin = max(end, said.text.rfind(" ", end, first))
    lead = said.text[end:begin].rpartition(" ")[2].removesuffix(",")
    # “, beyond Latin-1, counts as a capital too.
    in_quotes = not QUOTE_MARKS.isdisjoint(said.text[first - 1 : first + 1])
    quoted = QUOTED.match(said.text, end, said.high) if in_quotes else None
    named = quoted and (quoted["name"].split()[-1].lower() in KINDS or looks_named(quoted["name"].replace(" ", "")))
    if quoted and named and said.may_be_new(quoted["name"]):
        yield quoted["name"], quoted.start("name"), "our “Full Name”", said.noun(end, quoted.end())
    begun = OWN_SMALL.match(said.text, end, said.high) if _may_be_small(said.text, end, begin, first) else None
    facet = said.known(begun["name"]) if begun else None
    if begun and facet != "tasks" and (facet or is_small_name(begun["name"])):
        yield begun["name"], begun.start("name"), "our … name", said.noun(end, begun.end())
    if lead in LEADS:
        yield from _own_name(said, end)


def _may_be_small(text: str, end: int, begin: int, first: int) -> bool:
    """Say whether a name may begin with a small letter: its first capital or digit stands in it, if it has one."""
    return (
        text[begin + 1 : begin + 2].islower()
        or text.find("bench", end, first) >= 0
        or text.find("eval", end, first) >= 0
    )


def _own_pair(said: Sentence, end: int) -> Iterator[Named]:
    """Yield the short form behind "our", and what that is, whose written-out form stands there."""
    pairs = said.pairs(end)
    pair = next((pair for pair in pairs if OF_OURS.fullmatch(said.text, end, pair.start)), None) if pairs else None
    facet = said.known(pair.short) if pair else None
    if pair and facet in {None, "models", "datasets"} and said.text[pair.start].isupper():
        yield said.of_pair(pair, "our Full Name (NAME)")
    if pairs and pair is None:
        near = [one for one in pairs if one.start < end + NEAR_OUR]
        apposed = next((one for one in near if OUR_THING.fullmatch(said.text, end, one.start)), None)
        if apposed and said.text[apposed.start].isupper() and said.known(apposed.short) != "tasks":
            yield said.of_pair(apposed, "our method, Full Name (NAME)")


def _own_name(said: Sentence, end: int) -> Iterator[Named]:
    """Yield the name, in one word or several, that stands right behind "our" or behind what that is."""
    phrase = OUR_PHRASE.match(said.text, end, said.high)
    if phrase and phrase["name"] in said.title and said.known(phrase["name"]) != "tasks":
        yield phrase["name"], phrase.start("name"), "our Full Name", said.noun(phrase.start("name"), phrase.end())
        return
    match = OWN.match(said.text, end, said.high)
    name = clean(match["name"]) if match else ""
    if match and looks_named(name) and said.known(name) is None and not is_in_the_news(name):
        start = match.start("name")
        noun = noun_behind(said.text, start + len(name), said.high) or last_noun(said.text[end : start + len(name)])
        yield name, start, "our NAME", noun
    elif match and _may_be_own(said, name) and (said.titled(name) or _is_ours(said, end, match)):
        start = match.start("name")
        yield name, start, "our model NAME", said.noun(start, start + len(name))


def _is_ours(said: Sentence, end: int, match: re.Match[str]) -> bool:
    """Say whether the words around a known name make it the paper's: "our model NAME", "our new NAME model"."""
    new = said.text[end : match.start("name")].strip() in {"new", "novel", "proposed"}
    told = OUR_NOUN.search(said.text, end, match.start("name")) is not None
    return told or (new and A_NOUN.match(said.text, match.end("name")) is not None)


def _may_be_own(said: Sentence, name: str) -> bool:
    return looks_named(name) or said.known(name) is not None or commonness(name) < RARE


def yielded(said: Sentence, end: int) -> Iterator[Named]:
    """Yield the name of what comes of something, where words behind it say what it is: "resulting in NAME, a model"."""
    match = YIELDED.match(said.text, end, said.high)
    if match is None or not could_be(match["name"]):
        return
    name, start = match["name"], match.start("name")
    facet = said.known(name)
    fresh = said.is_fresh(name, end) or (facet is None and commonness(name) < RARE)
    # Of a known model nothing was said before, where it is the paper's.
    told = A_NEW.match(said.text, said.text.find(" ", match.end() + 2), said.high) is not None
    if fresh or (facet == "models" and told and said.text.find(name) == start):
        yield name, start, "resulting in NAME, a …", said.noun(end, match.end("name"))
