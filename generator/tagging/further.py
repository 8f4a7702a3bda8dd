"""A sentence that brings something in, and where the first name ends, in; the names that it brings in besides, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.alternatives import any_of
from generator.tagging.cues import BESIDES, DOES
from generator.tagging.kinds import KINDS, NOUN, facet_by_ending
from generator.tagging.letters import SMALL
from generator.tagging.names import IN_THE_NEWS, NAME, commonness, could_be, looks_named
from generator.tagging.phrases import NAMED, OTHERS, RARE, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.tagging.sentence import Named, Sentence
    from generator.tagging.written_out import Pair

AND_MORE = re.compile(rf"(?: (?:{NOUN}))?(?:, and |, | and )(?:the |our |its )?(?P<name>{NAME})(?![\w-])")
ANOTHER = re.compile(
    rf"(?:,|;|,? and(?: finally)?|\b(?:i{{1,3}}|[123])\)) (?:the )?(?P<name>{NAME}), (?:an?|our|the first)"
    rf"(?: [a-z][a-z-]*){{0,6}} (?:{NOUN})\b"
)
COMMAS = 2  # before such a name, and behind it
TELLS = (", a ", ", an ", ", our ", ", the first ")  # behind its name
ALONG = re.compile(
    rf"\b(?:{'|'.join(BESIDES)}),? (?:(?:an?|the|our|its|[a-z][a-z-]+) ){{0,4}}(?P<name>{NAME})"
    rf"(?=,? (?:an?|the|our|which|that|{NOUN})\b|[,.;]|$| \()"
)
ENUMERATED = re.compile(rf"\b(?:two|three|four|five|six|several) (?:[\w-]+ ){{0,4}}(?P<noun>{NOUN}): ")
LISTED = re.compile(rf"(?:the |and )?(?P<name>{NAME})(?![\w-])(?: \([^()]*\))?(?:, | (?=and )|(?=[.;,]|$))")
TOGETHER = re.compile(rf"\bnew (?:[a-z-]+ ){{0,3}}(?P<noun>{NOUN}) \((?P<names>{NAME}(?:, {NAME})*,? and {NAME})\)")
AN_ITEM = re.compile(rf"\((?:i{{1,3}}|iv|v|\d|[a-e])\) (?:the |our )?(?P<name>{NAME})(?= [a-z]+s\b|: an? )")
ITEMS = ("(i) ", "(1) ", "(a) ")  # with what lists begin
ACTS = re.compile(
    rf"(?:[A-Z][\w ,-]{{0,60}}, |The proposed |Our )?(?P<name>{NAME})(?![\w-])(?: also| further| then)?"
    rf" {any_of(DOES.split('|'))}\b"
)
APPOSED = re.compile(rf"\ban? (?P<said>(?:[\w-]+ ){{0,6}})(?:{NOUN}), (?P<name>{NAME}|[A-Z][a-z]+), (?:that|which)\b")
IS_A = re.compile(
    rf"(?:Finally, |The proposed |Our )?(?P<name>{NAME}|[A-Z][a-z]+) is (?:an?|our|the first)"
    rf" (?:[\w-]+,? ){{0,7}}?(?:{NOUN})\b"
)
NEWLY = re.compile(r" (?:an?|our|the) (?:new|novel|first) ")
NEXT_PAIR = re.compile(r",?;? ?(?:and )?(?:\(?[ivx\d]+\) )?(?:(?:an?|the|our|its) )?(?:[a-z][a-z-]+ ){0,4}[“\"'‘]?")
IS_OBJECT = re.compile(  # "the Structured State Space sequence model"
    r"(?: an?| the)?(?: [A-Z][\w-]*)+(?: [a-z]+){0,2}"
)
REACH = 60  # characters before a bracket in which it is said whose the thing is
ONE_MORE = re.compile(r"\b(?:an?|our|own|the|new) (?:[\w.-]+ ){0,2}[\w.-]+$")
ITS_OWN = re.compile(r"\b(?:corresponding|new|our|novel|accompanying|associated) (?:[a-z-]+ ){0,3}[a-z]+$")
OF_OTHERS = re.compile(  # "for Named Entity Recognition (NER)": a task
    r" (?:for|on|of|in|to|with|via|by|using|through|from|as) (?:the |an? )?(?:[A-Z]\w+ )*$"
)
SEVERAL = re.compile(r"[^s]s\Z")  # "Low-Resource Languages (LRL)"
AT_THE_END = re.compile(
    rf"\b(?:an?|our|its|the) (?:[\w-]+ ){{0,6}}?(?:{NOUN})(?: [a-z-]+){{0,4}}, (?P<name>{NAME})\.?\s*\Z"
)


def and_more(said: Sentence, at: int, first: str = "") -> Iterator[Named]:
    """Yield the names joined to the first by commas and "and", known ones only to a known one of their facet."""
    while (more := AND_MORE.match(said.text, at, said.high)) and (
        _is_new(said, more["name"]) or _both(said, first, more)
    ):
        yield more["name"], more.start("name"), "we introduce … and NAME", said.noun(at, more.end())
        at = more.end()


def _both(said: Sentence, first: str, more: re.Match[str]) -> bool:
    """Say whether a known name is joined by "and" to a known one of its facet."""
    facet = said.known(first) if first and " and " in more.group() else None
    return facet in {"models", "datasets"} and said.known(more["name"]) == facet


def another(said: Sentence, at: int) -> Iterator[Named]:
    """Yield what a sentence brings in besides, and says what it is: "…, and NAME, a benchmark"."""
    if not _tells(said, at) or said.text.count(", ", at, said.high) < COMMAS:
        return
    for match in ANOTHER.finditer(said.text, at, said.high):
        if _is_new(said, match["name"]):
            start = match.start("name")
            yield match["name"], start, "…, and NAME, a …", said.noun(start, match.end("name"))


def _tells(said: Sentence, at: int) -> bool:
    """Say whether words behind a comma may say what a name before it is: a quick look."""
    comma = said.text.find(",", at, said.high)
    while comma >= 0 and not said.text.startswith(TELLS, comma):
        comma = said.text.find(",", comma + 1, said.high)
    return comma >= 0


def enumerated(said: Sentence, at: int) -> Iterator[Named]:
    """Yield the names of several things brought in together: "three datasets: NAME, NAME and NAME"."""
    several = ENUMERATED.search(said.text, at, said.high) if said.text.find(": ", at, said.high) >= 0 else None
    match = LISTED.match(said.text, several.end(), said.high) if several else None
    while several and match and _is_new(said, match["name"]):
        yield match["name"], match.start("name"), "we introduce several …: NAME, NAME", several["noun"]
        match = LISTED.match(said.text, match.end(), said.high)


def more_pairs(said: Sentence, first: Pair) -> Iterator[Named]:
    """Yield the written-out forms with short ones that follow the first in one list."""
    last = first
    for pair in said.pairs(first.at):
        close = said.text.find(")", last.at) + 1
        if close and pair.start >= close and NEXT_PAIR.fullmatch(said.text, close, pair.start):
            if said.known(pair.short) is None and said.known(said.text[pair.start : pair.end]) is None:
                yield said.of_pair(pair, "we introduce … and Full Name (NAME)")
            last = pair


def among_items(said: Sentence) -> Iterator[Named]:
    """Yield the names that the items of a list begin with: "(i) NAME reads …"."""
    for match in AN_ITEM.finditer(said.text, said.low, said.high):
        if _is_new(said, match["name"]):
            yield (
                match["name"],
                match.start("name"),
                "(i) NAME does …",
                said.noun(match.start("name"), match.end("name")),
            )


def acting(said: Sentence) -> Iterator[Named]:
    """Yield a name that is nobody's and that a sentence says to do what papers say of their own: "NAME improves …"."""
    match = ACTS.match(said.text, said.low, said.high)
    if match and _is_new(said, match["name"]) and not said.is_abbreviation(match["name"], match.start("name")):
        yield match["name"], match.start("name"), "NAME does …", said.noun(match.start("name"), match.end("name"))


def apposed(said: Sentence) -> Iterator[Named]:
    """Yield the name of a thing that is new to the reader: "a small model, NAME, that …"."""
    match = APPOSED.search(said.text, said.low, said.high)
    if match and could_be(match["name"]) and not OTHERS.search(match["said"]):
        facet = said.known(match["name"])
        if (facet is None and looks_named(match["name"])) or facet in {"models", "datasets"}:
            start = match.start("name")
            yield match["name"], start, "a …, NAME, that …", said.noun(match.start(), start)


def told(said: Sentence) -> Iterator[Named]:
    """Yield the name that a sentence says what it is: "NAME is a method"."""
    match = IS_A.match(said.text, said.low, said.high)
    if match and said.is_abbreviation(match["name"], match.start()) and not NEWLY.search(match.group()):
        return  # "BART is a transit system", which it wrote out before
    if match and could_be(match["name"]) and said.known(match["name"]) is None and _is_rare(said, match["name"]):
        start = match.start("name")
        yield match["name"], start, "NAME is a …", said.noun(start, match.end("name"))


def _is_rare(said: Sentence, name: str) -> bool:
    """Say whether a word is a name: it looks like one, or it is rare, and has its capital wherever it stands."""
    return looks_named(name) or (commonness(name) < RARE and f" {name.lower()} " not in said.text)


def written_out(said: Sentence, at: int) -> Iterator[Named]:
    """Yield each short form behind a full name in capitals that is nobody's yet."""
    for pair in said.pairs(at):
        if pair.short.endswith("s") or commonness(pair.short) >= IN_THE_NEWS:
            continue
        if OF_OTHERS.search(said.text, max(at, pair.start - 40), pair.start) or SEVERAL.search(
            said.text, pair.start, pair.end
        ):
            continue
        words = [word for word in re.split(r"[\s-]+", said.text[pair.start : pair.end]) if word not in SMALL]
        proper = len(words) > 1 and all(word[:1].isupper() for word in words)
        if proper and said.known(pair.short) is None and said.known(said.text[pair.start : pair.end]) is None:
            yield said.of_pair(pair, "we introduce … Full Name (NAME)")


def bracketed(said: Sentence, verb: int) -> Iterator[Named]:
    """Yield the names in brackets behind what they are: "a network (NAME)", "our dataset (NAME)", "a ViT (ViT-22B)".

    `verb` is where the verb that brings something in ends.
    """
    for at, bracket, name in said.brackets.shorts(said.low, said.high):
        word = said.text[said.text.rfind(" ", said.low, bracket - 1) + 1 : bracket - 1]
        kind = KINDS.get(word)
        longer = word[:1].isupper() and name != word and (name.startswith(f"{word}-") or name.endswith(f"-{word}"))
        if not (kind or longer or word.lower() in KINDS) or not looks_named(name) or not could_be(name):
            continue
        facet, before = said.known(name), said.text[max(said.low, bracket - REACH) : bracket - 1]
        if longer and facet in {None, "models", "datasets"} and ONE_MORE.search(before):
            yield name, at, "KNOWN (NAME)", said.noun(at, at + len(name))
        elif kind == "datasets" and facet in {None, "datasets"} and ITS_OWN.search(before):
            yield name, at, "new dataset (NAME)", said.noun(bracket - len(word) - 1, at)
        elif facet and KINDS.get(word.lower()) == facet and IS_OBJECT.fullmatch(said.text, verb, bracket - 1):
            yield name, at, "we introduce Full Name (NAME)", said.noun(bracket - len(word) - 1, at)
        elif kind and facet is None and facet_by_ending(name) == "models" and not any(said.brackets.of(name)):
            yield name, at, "network (NAME)", said.noun(bracket - len(word) - 1, at)


def several_bracketed(said: Sentence) -> Iterator[Named]:
    """Yield the names that stand together in brackets behind what they are: "two new metrics (ONE and OTHER)"."""
    if said.text.find("(", said.low, said.high) < 0:
        return
    for match in TOGETHER.finditer(said.text, said.low, said.high):
        for name in NAMED.finditer(said.text, match.start("names"), match.end("names")):
            if _is_new(said, name.group()):
                yield name.group(), name.start(), "new things (NAME and NAME)", match["noun"]


def along(said: Sentence, at: int) -> Iterator[Named]:
    """Yield what comes along with the first name."""
    match = ALONG.search(said.text, at, said.high)
    if match and _is_new(said, clean(match["name"])):
        name, start = clean(match["name"]), match.start("name")
        yield name, start, "along with NAME", said.noun(match.start(), start + len(name))


def at_the_end(said: Sentence, at: int) -> Iterator[Named]:
    """Yield what closes a sentence as the name of what it speaks of: "a …, NAME."."""
    if said.text.find(",", at, said.high) < 0:
        return
    comma = said.text.rfind(", ", at, said.high)
    if comma < 0 or " " in said.text[comma + 2 : said.high].rstrip():  # more than a name
        return
    end = AT_THE_END.search(said.text[at : said.high].rstrip())
    if end and _is_new(said, end["name"].rstrip(".")):
        start = at + end.start("name")
        name = end["name"].rstrip(".")
        yield name, start, "a …, NAME", said.noun(at + end.start(), start + len(name))


def _is_new(said: Sentence, name: str) -> bool:
    return looks_named(name) and could_be(name) and said.known(name) is None
