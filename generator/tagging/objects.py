"""A sentence and where a verb ends in it ("we introduce") in; the names that the verb brings in out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.tagging.further import and_more, more_pairs
from generator.tagging.kinds import BOUNDARY, KINDS, NOUN, noun_behind
from generator.tagging.names import NAME, commonness, could_be, is_in_the_news, looks_named, whole
from generator.tagging.phrases import (
    A_NOUN,
    CAPITALISED,
    COMMON,
    DIRECT,
    FOLLOWED,
    GOES_ON,
    INSTEAD,
    LOWER,
    NAMED,
    NEAR,
    NOUN_LAST,
    RARE,
    SHORT_FORM,
    THE_KNOWN,
    THE_NAME,
    clean,
    few,
)
from generator.tagging.unfolded import phrase_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.tagging.sentence import Named, Sentence
    from generator.tagging.written_out import Pair

ARTICLE = re.compile(r"^\W*an? ")
PROPOSED = re.compile(r"\b(?:propose|present)s?$")
TO_DO = re.compile(r"\bto \w+$")
A_SIZE = re.compile(r"(?: (?:\d+x)?\d+(?:\.\d+)?[BM])?(?: v\d[\d.]*\d)?")  # "Mistral 7B v0.1"
FULL_NAME = re.compile(  # "we propose Soft NMS, a …"
    r" (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)* [A-Z](?:[A-Z]|-[A-Z\d])[\w-]*)(?=, an? )"
)
BRACKETED = re.compile(rf" \((?P<name>{NAME})\)")  # behind a full name whose letters do not spell it
LONG = 400  # characters that nearly all sentences are shorter than
MADE_OF = re.compile(r"[ -](?:based|driven|guided|style|inspired)\b")  # behind a bracket: "(CT) based", "(CoT)-based"
THINGS = frozenset(KINDS)
LETTERS = 2  # so short a form of words in small letters is shorthand, "(HR)"
ALONE = re.compile(r"[,.;:]| (?:via|by|for|with|which|that)\b")
MADE_PUBLIC = re.compile(r"(?:the|a|our)(?: (?:new|novel|large|large-scale|freely|publicly|open|available|first))+")
# "an arithmetic dataset NAME"
A_THING = re.compile(rf"(?:an?|two|three|four|several) (?:new |novel )?(?:[a-z-]+ ){{0,4}}(?:{NOUN})")
PLAIN = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+")  # "Mask-Text", two words, …
LONGER = re.compile(r" [A-Z][a-z]+")  # … and the first of a longer name
CLAUSE = re.compile(r" (?:with|that|which|for|to|by|using|trained|based on|consisting)\b|[,.;]|$")


def object_of(said: Sentence, end: int) -> Iterator[Named]:
    """Yield what a verb brings in: the first name behind it, before anything that says what it is made of."""
    text = said.text
    plain = _plain(said, end)
    if plain and (could_be(plain["name"]) or said.known(plain["name"])):
        rule = "we introduce NAME" if could_be(plain["name"]) else THE_KNOWN
        yield plain["name"], plain.start("name"), rule, said.noun(end, plain.end())
        return
    solid = FULL_NAME.match(text, end, said.high) if text[end + 1 : end + 2].isupper() else None
    if solid and said.known(solid["name"]) != "tasks" and could_be(solid["name"].partition(" ")[0]):
        yield solid["name"], solid.start("name"), "we introduce Full NAME, a …", said.noun(end, solid.end())
        return
    yield from _first_name(said, end)


def _first_name(said: Sentence, end: int) -> Iterator[Named]:
    high = said.high if said.high - end < LONG else _near(said.text, end, said.high)
    boundary = BOUNDARY.search(said.text, end, high)
    reach = boundary.start() if boundary else high
    first = said.name_from(end, reach)
    if first == reach and not said.brackets:
        return
    pair = _object_pair(said, end, reach)
    if pair and _is_new_pair(said, pair, end):
        yield said.of_pair(pair, "we introduce Full Name (NAME)")
        yield from more_pairs(said, pair)
    named = _nearest(said, end, first, reach, pair)
    if named:
        yield named
        yield from and_more(said, named[1] + len(named[0]), named[0])
    elif not pair:
        yield from _object_phrase(said, end, first, reach)


def _nearest(said: Sentence, end: int, first: int, reach: int, pair: Pair | None) -> Named | None:
    """Return the first name from `first` to `reach` that a verb before `end` brings in, apart from that of `pair`."""
    for match in NAMED.finditer(said.text, first, reach):
        name, start = clean(match.group()), match.start()
        if not few(said.text[end:start]):
            return None
        if (pair and pair.start <= start <= pair.at + len(pair.short)) or not could_be(name):
            continue
        instead = INSTEAD.match(said.text, start + len(name))
        if instead and said.known(instead["name"]) in {None, "models", "datasets"} and could_be(instead["name"]):
            at = instead.start("name")
            return instead["name"], at, "we introduce a …, NAME", said.noun(end, at)
        if _is_object(said, name, start, end):
            return name, start, "we introduce NAME", said.noun(end, start + len(name))
        if looks_named(name):
            return None
    return None


def _near(text: str, end: int, high: int) -> int:
    """Return how far behind a verb a name and a phrase may stand, in words: farther on nothing is looked for."""
    words = text[end:high].split(maxsplit=2 * NEAR)
    return high - len(words[-1]) if len(words) > 2 * NEAR else high


def _plain(said: Sentence, end: int) -> re.Match[str] | None:
    """Return a name that its place alone shows: "a new network, the Transformer, …"."""
    first = said.marks.find(b"N", end, said.high)  # of the name
    if said.text[first - 1 : first] == "-":
        return LOWER.match(said.text, end)
    listed = said.text.startswith((" a", " the"), end) and said.text.find(", ", end, first) >= 0
    return THE_NAME.match(said.text, end, said.high) if listed else None


def _object_pair(said: Sentence, end: int, reach: int) -> Pair | None:
    for pair in said.pairs(end):
        if pair.start <= reach and few(said.text[end : pair.start]):
            return pair
    return None


def _object_phrase(said: Sentence, end: int, first: int, reach: int) -> Iterator[Named]:
    phrase = CAPITALISED.search(said.text, first, reach) if first < reach else None
    if phrase is None or not few(said.text[end : phrase.start()]):
        return
    heads = said.title.startswith(phrase.group()) and not said.text[end : phrase.start()].strip()
    if heads or FOLLOWED.match(said.text, phrase.end()) or said.text.startswith(" to ", phrase.end()):
        words = phrase.group()
        titled = words.lower().replace("-", " ") in said.title.lower().replace("-", " ")
        short = SHORT_FORM.match(said.text, phrase.end(), said.high)
        bracket = BRACKETED.match(said.text, phrase.end(), said.high)
        if bracket and could_be(bracket["name"]) and said.known(bracket["name"]) in {None, "models", "datasets"}:
            name, start = bracket["name"], bracket.start("name")
            yield name, start, "we introduce Full Name (NAME)", said.noun(phrase.start(), phrase.end())
            return
        if short:
            yield short["name"], short.start("name"), "we introduce Full Name, NAME", said.noun(end, short.end())
        elif _is_phrase_told(said, words, end, phrase) or (
            said.may_be_new(words)
            and (titled or words.split()[-1].lower() in KINDS or _is_part(said, words, end, phrase.start()))
        ):
            yield words, phrase.start(), "we introduce Full Name", said.noun(phrase.start(), phrase.end())


def _is_phrase_told(said: Sentence, words: str, verb: int, phrase: re.Match[str]) -> bool:
    """Say whether a known phrase is the object all the same: "we propose Full Name, an …", not spoken of before."""
    direct = not said.text[verb : phrase.start()].strip() and said.text.startswith((", a ", ", an "), phrase.end())
    return direct and said.known(words) != "tasks" and said.text.find(words) == phrase.start()


def _is_part(said: Sentence, words: str, verb: int, start: int) -> bool:
    """Say whether a capitalised phrase right behind a verb names a part: "we design Grid Memory Refinement"."""
    return said.text[verb:start].strip() in DIRECT and said.known(words) is None


def _is_new_pair(said: Sentence, pair: Pair, verb: int) -> bool:
    """Say whether a written-out form and its short one are brought in; what is known must be the object."""
    close = said.text.find(")", pair.at) + 1
    words = said.text[pair.start : pair.end]
    if MADE_OF.match(said.text, close) or (len(pair.short) <= LETTERS and words.islower()):
        return False
    facet = said.known(pair.short)
    long = said.known(words)
    if long is None and (facet is None or (facet != "methods" and said.text[pair.start].isupper())):
        return True
    direct = long in {"models", "datasets"} and said.text[verb : pair.start].strip() in DIRECT
    if direct or pair.short in said.title.partition(":")[0].split():
        return True
    article = ARTICLE.search(said.text[max(0, pair.start - 4) : pair.start + 60])
    if facet in {"models", "datasets"} and article and CLAUSE.match(said.text, close):
        return True
    told = said.text[pair.start - 2 : pair.start] == ", " and said.text.startswith(",", close) and verb < pair.start - 2
    proposed = PROPOSED.search(said.text, max(0, verb - NEAR), verb) and not said.text[verb : pair.start].strip()
    if facet == "methods" and (told or proposed) and said.text.find(words) == pair.start:
        return True
    ends = FOLLOWED.match(said.text, close) is not None or said.text.startswith(" as ", close)
    return facet in {"models", "datasets", None} and ends


def _is_object(said: Sentence, name: str, start: int, verb: int) -> bool:
    """Say whether a name behind a verb is what it brings in, not part of what the thing is called or made of."""
    facet, end = said.known(name), start + len(name)
    if facet == "models" and (size := A_SIZE.match(said.text, end)):
        end = size.end()
    if facet is not None and TO_DO.search(said.text, max(0, verb - NEAR), verb) and name not in said.title:
        return False  # "the research used to create Gemini"
    followed = FOLLOWED.match(said.text, end) is not None
    between = said.text[verb:start].strip()
    if said.is_abbreviation(name, verb):
        many = name.endswith("s") and name[:-1].isupper()  # "LLMs", of what others brought in
        stands = facet in {None, "methods"} and ALONE.match(said.text, end) is not None
        return not many and not between and (stands or (followed and said.titled(name)))
    if facet is None and name.isalpha() and not (name.isupper() or followed) and commonness(name.lower()) >= RARE:
        return False  # "a UNIfied scene reader", of which some letters make a name
    if facet is None and is_in_the_news(name):
        return _is_told(said, name, end, between)
    if looks_named(name) and not between and not said.text.startswith((" to ", " into ", " as "), end):
        goes_on = name.isupper() and GOES_ON.match(said.text, end) is not None  # "we introduce XBRL tagging"
        alone = not goes_on and not (PLAIN.fullmatch(name) and LONGER.match(said.text, end))
        return alone and (facet is None or (followed and facet != "methods") or name in said.title)
    return _stands_as_object(said, name, end, between, followed=followed)


def _is_told(said: Sentence, name: str, end: int, between: str) -> bool:
    """Say whether the words around a common abbreviation, or the title, make a name of it: "the model MRI"."""
    behind = said.text.startswith((", a ", ", an "), end) or noun_behind(said.text, end, said.high) in THINGS
    titled = next(whole(name, said.title), None) is not None
    return behind or titled or bool(A_THING.fullmatch(between)) or phrase_behind(said.text, end, name) is not None


def _stands_as_object(said: Sentence, name: str, end: int, between: str, *, followed: bool) -> bool:
    """Say whether a name that does not stand right behind the verb is its object, by the words between and behind."""
    facet = said.known(name)
    if PLAIN.fullmatch(name) and LONGER.match(said.text, end):
        return False
    if " " in name and between.rpartition(" ")[2][:1].isupper():  # the end of a longer name
        return False
    if facet is not None:
        said_so = between.rstrip(" ,:“\"‘'")
        if facet in {"models", "datasets"} and A_THING.fullmatch(said_so):
            return KINDS[said_so.rsplit(maxsplit=1)[-1]] == facet
        alone = not between.rpartition(" ")[2][:1].isupper()
        own = name in said.title or between in DIRECT or MADE_PUBLIC.fullmatch(said_so) is not None
        return followed and alone and facet in {"models", "datasets"} and own
    if looks_named(name):
        return followed or re.match(r" [a-z]", said.text[end : end + 2]) is not None
    return followed and _is_word_as_name(said, name, between, end)


def _is_word_as_name(said: Sentence, name: str, between: str, end: int) -> bool:
    """Say whether a capitalised word behind a verb is a name: by where it stands, and how common a word it is."""
    last = between.rpartition(" ")[2]
    if last.lstrip('“"‘')[:1].isupper():  # the last word of a longer name
        return False
    if not between and said.text.startswith((", a ", ", an "), end):
        return True
    direct = between in DIRECT or name in said.title or NOUN_LAST.search(between) is not None
    return commonness(name) < (COMMON if direct else RARE) and (direct or A_NOUN.match(said.text, end) is not None)
