"""Every line of the shipped vocabulary is a case: each of its names is found, each of its rules does what it says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from generator.tagging.matching import Matcher
from generator.tagging.shipped import shipped
from generator.tagging.surfaces import lowered
from generator.tagging.text import texts_of
from generator.tagging.vocabulary import quarrels, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.tagging.vocabulary import Term


@cache
def matcher() -> Matcher:
    """Return a matcher of all shipped names."""
    return Matcher(shipped()[0])


def counts(term: Term, text: str) -> bool:
    """Say whether a text names the term."""
    return any(mention.tag == term.key for mention in matcher().mentions(texts_of({"abstract": text})))


def context(term: Term) -> str:
    """Return a sentence that meets what the rule needs elsewhere in the paper."""
    return f" It is about {term.rule.with_[0]}." if term.rule.with_ else ""


def each_name(term: Term) -> Iterator[str]:
    """Yield a complaint for each name of the term that a plain sentence does not name."""
    for name in (term.rule.name, *term.rule.aliases):
        if not counts(term, f"Here {name} is read.{context(term)}"):
            yield f"{term.position}: “{name}” is not found"


def exact_case(term: Term) -> Iterator[str]:
    """Yield a complaint where a name that must be written exactly counts in small letters."""
    low = lowered(term.rule.name)
    if term.rule.case == "exact" and low != term.rule.name:
        found = matcher().mentions(texts_of({"abstract": f"Here {low} is read.{context(term)}"}))
        if any(
            mention.tag == term.key and mention.text == low and mention.alias == term.rule.name for mention in found
        ):
            yield f"{term.position}: “{low}” counts, though the case must be exact"


def needed_words(term: Term) -> Iterator[str]:
    """Yield a complaint where a name counts without the words that it needs."""
    said = any(word.lower() in term.rule.name.lower() for word in term.rule.with_)
    if term.rule.with_ and not said and counts(term, f"Here {term.rule.name} sits."):
        yield f"{term.position}: “{term.rule.name}” counts without any of {term.rule.with_}"


def forbidden_words(term: Term) -> Iterator[str]:
    """Yield a complaint where a name counts beside a word that rules it out."""
    for word in term.rule.without:
        if counts(term, f"Here {term.rule.name} is read.{context(term)} There is {word}."):
            yield f"{term.position}: “{term.rule.name}” counts beside “{word}”"


def longer_names(term: Term) -> Iterator[str]:
    """Yield a complaint where a longer thing that is not it counts."""
    for other in term.rule.not_:
        if counts(term, f"Here {other} is read.{context(term)}"):
            yield f"{term.position}: “{other}” counts"


@pytest.mark.parametrize(
    "rule", [each_name, exact_case, needed_words, forbidden_words, longer_names], ids=lambda rule: rule.__name__
)
def test_every_line_does_what_it_says(rule: Callable[[Term], Iterator[str]]):
    """Each rule of each line holds."""
    complaints = [complaint for term in shipped()[0] for complaint in rule(term)]
    assert complaints == []


def test_the_vocabulary_is_large_enough():
    """The shipped vocabulary has the names that a list of today needs."""
    terms = shipped()[0]
    counted = {
        facet: sum(term.facet == facet for term in terms) for facet in ("models", "datasets", "tasks", "methods")
    }
    assert counted["models"] >= 500
    assert counted["datasets"] >= 300
    assert counted["tasks"] >= 100
    assert counted["methods"] >= 100


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {name: '+++'}\n", "no letter or digit"),
        ("- {name: A1, with: [image], without: [Image]}\n", "both needs and forbids"),
        ("- {name: Phi, not: [Xeon]}\n", "can never keep"),
        ("- {name: Phi, not: [phi]}\n", "can never keep"),
        ("- {name: LampNet, without: [Lamp]}\n", "`without` forbids"),
        ("- {name: LampNet, aliases: [Glow Net], without: [glow]}\n", "`without` forbids"),
    ],
)
def test_a_rule_that_can_never_match_is_an_error(text: str, said: str):
    """A rule that no text can meet is named with its line."""
    terms, problems = read_vocabulary(text, "models.yml", "models")
    assert problems == ()
    assert [(p.code, p.position.line) for p in quarrels(terms) if said in p.message] == [("never-matches", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "BERT reads on. " * 66_000,
        "ВИТ и БЕРТ " * 90_000,
        "WE ALIGN THE CLIP OF THE FIT. " * 33_000,
        "a" * 1_000_000,
        "(" * 1_000_000,
        "BERT at https://lamp.org/BERT " * 33_000,
    ],
)
def test_a_megabyte_is_no_trouble(text: str):
    """A very long text, one in another script and one in capitals are read, and give no tag that is not there."""
    found = {mention.tag.slug for mention in matcher().mentions(texts_of({"abstract": text}))}
    assert found == ({"bert"} if "BERT" in text else set())


def test_a_list_of_any_length_makes_sure_of_its_names():
    """Names that lack their words count in a list with one that its size makes sure of, however long the list is."""
    mentions = matcher().mentions(texts_of({"abstract": "We light Falcon-40B" + ", Gato and Flamingo" * 20_000}))
    assert len(mentions) == 40_001
    assert {mention.tag.slug for mention in mentions} == {"falcon", "gato", "flamingo"}
