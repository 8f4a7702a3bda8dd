"""Related papers: near in words or tags, with a reason, and the same whatever the list's length or order."""

from __future__ import annotations

import random

import pytest

from generator.model import Entry, Library, Mention, Paper, Role, Tag, TagKey, TagUse
from generator.problems import Position
from generator.related import LEAST, SHOWN, relate

BERT = TagKey("models", "bert")
RARE = TagKey("models", "rare")
DUSK = "Lanterns at dusk are read by tired people who carry heavy ladders through narrow streets."
CAKE = "Cakes need flour, butter, sugar and patient bakers with warm ovens and cold hands."


def paper(name: str, text: str) -> Paper:
    """Return a paper of this slug and text."""
    return Paper(name, name.title(), text, entries=(Entry(Position("a.txt", 1), name),))


def library(papers: list[Paper], tags: dict[str, list[TagKey]]) -> Library:
    """Return a library in which papers bear tags."""
    uses = {
        one.slug: tuple(
            TagUse(key, Role.NAMES, (Mention(key, "abstract", 0, 1, "x", "name", "x"),))
            for key in tags.get(one.slug, ())
        )
        for one in papers
    }
    bearers = {
        key: tuple((one, use) for one in papers for use in uses[one.slug] if use.tag == key) for key in (BERT, RARE)
    }
    borne = {key: some for key, some in bearers.items() if some}
    named = {key: Tag(key, key.slug) for key in borne}
    return Library(tuple(papers), named, uses, {one.slug: () for one in papers}, borne)


def test_a_lone_paper_has_none():
    """One paper is near nothing, and an empty list is no fault."""
    assert relate(library([paper("a", DUSK)], {})).neighbours == {}
    assert relate(library([], {})).neighbours == {}


def test_words_bring_papers_together():
    """Two papers on lanterns are near each other, the one on cakes is not; the words in common are the reason."""
    found = relate(library([paper("a", DUSK), paper("b", DUSK + " Quickly."), paper("c", CAKE)], {})).neighbours
    assert [near.slug for near in found["a"]] == ["b"]
    assert found["c"] == ()
    (reason,) = found["a"][0].reasons
    assert reason.kind == "speaks of"
    assert set(reason.words) <= {"lanterns", "dusk", "ladders", "tired", "narrow", "dusk read", "heavy ladders"}


def test_tags_bring_papers_together_and_rare_ones_more():
    """Of two papers with other words the one that shares a rare tag is nearer, and rare tags are named first."""
    papers = [
        paper(name, f"{name} {text}")
        for name, text in zip("abcd", (DUSK, CAKE, "Ships sail.", "Owls hunt."), strict=True)
    ]
    tags = {"a": [BERT, RARE], "b": [BERT], "c": [BERT, RARE], "d": [BERT]}
    found = relate(library(papers, tags)).neighbours
    assert found["a"][0].slug == "c"
    assert found["a"][0].shared == (RARE, BERT)
    assert {near.slug for near in found["a"]} >= {"b", "d"}


@pytest.mark.parametrize("texts", [["", "", ""], ["the", "of", "and"], ["∞", "∞", "∅"], [DUSK, DUSK, DUSK]])
def test_texts_that_say_nothing_are_no_fault(texts: list[str]):
    """Empty texts, words that all share, marks only, and one text for all: no fault, and no paper is near itself."""
    papers = [
        Paper(str(at), text or "∞", text, entries=(Entry(Position("a.txt", 1), "x"),)) for at, text in enumerate(texts)
    ]
    found = relate(library(papers, {})).neighbours
    assert set(found) == {"0", "1", "2"}
    for slug, near in found.items():
        assert slug not in {one.slug for one in near}
        assert all(LEAST <= one.score <= 1 for one in near)


def test_no_more_than_six_and_in_order():
    """Of fifty near papers six are shown, the nearest first, each once, and as near in another order of the list."""
    words = [f"lantern{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh"]
    papers = [paper(f"p{at}", " ".join(random.Random(at).sample(words, 16))) for at in range(50)]  # noqa: S311 -- no secret
    tags = {one.slug: [BERT] for one in papers[::2]}
    found = relate(library(papers, tags)).neighbours
    for near in found.values():
        assert 0 < len(near) <= SHOWN
        assert len({one.slug for one in near}) == len(near)
        assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)
    again = relate(library(papers[::-1], tags)).neighbours
    scores = {slug: [one.score for one in near] for slug, near in found.items()}
    assert {slug: [one.score for one in near] for slug, near in again.items()} == scores
