"""Kin: who is whose child, and what reading a tag with its family adds."""

from __future__ import annotations

from generator.model import Entry, Library, Paper
from generator.pages.contract import Context
from generator.pages.family import bearers, write
from generator.problems import Position
from generator.settings import Configuration
from generator.tagging.candidates import as_problems, candidates
from generator.tagging.kin import children, family
from generator.tagging.tag import tag_papers
from generator.tagging.vocabulary import read_vocabulary

VOCABULARY = """
- {name: Lamp}
- {name: TinyLamp, parent: Lamp}
- {name: TinyLamp 2, parent: TinyLamp}
- {name: WickLamp, derived_from: [TinyLamp]}
- {name: Moon}
- {name: DuskNet-X, with: [dusk]}
"""


def library(*texts: str) -> Library:
    """Return the library of papers with these texts, by a small vocabulary."""
    terms, problems = read_vocabulary(VOCABULARY, "models.yml", "models")
    assert problems == ()
    papers = [
        Paper(
            f"paper-{at}", f"Reading {at}", abstract=text, entries=(Entry(Position("a.txt", at + 1), "Reading", text),)
        )
        for at, text in enumerate(texts)
    ]
    return tag_papers(papers, terms)


def slugs(keys: object) -> list[str]:
    return [key.slug for key in keys]  # type: ignore[attr-defined]


def test_a_family_goes_down_to_the_last_child():
    """A tag's family is itself, its children, what derives from them, and theirs."""
    found = library("Lamp reads.", "TinyLamp reads.", "TinyLamp 2 reads.", "WickLamp reads.", "Moon shines.")
    born = children(found)
    lamp = next(key for key in found.tags if key.slug == "lamp")
    assert sorted(slugs(family(lamp, born))) == ["lamp", "tinylamp", "tinylamp-2", "wicklamp"]
    assert slugs(family(lamp, born))[0] == "lamp"


def test_a_tag_is_read_with_or_without_its_family():
    """The family's page has the papers that name a member, each once; the tag's own page only those that name it."""
    found = library("Lamp and TinyLamp read.", "TinyLamp 2 reads.", "Moon shines.")
    lamp = next(key for key in found.tags if key.slug == "lamp")
    assert [paper.slug for paper, _ in found.bearers[lamp]] == ["paper-0"]
    assert sorted(bearers(Context(found, Configuration()), family(lamp, children(found)))) == ["paper-0", "paper-1"]
    assert "models/lamp/family.md" in {file.path for file in write(Context(found, Configuration()))}


def test_a_tag_without_kin_has_no_family_page():
    """Where nothing came of a tag, there is no second page to read."""
    assert list(write(Context(library("Moon shines."), Configuration()))) == []


def test_an_unknown_name_is_a_candidate_with_its_line():
    """A name that looks like a model is told to the curator, where it stands, with the line that makes a tag of it."""
    found = library("We read lanterns beside GlowNet-X.", "GlowNet-X is old.")
    assert [(one.name, len(one.papers), one.line) for one in candidates(found)] == [
        ("GlowNet-X", 2, "- {name: GlowNet-X}")
    ]
    (problem,) = as_problems(found)
    assert (problem.position, str(problem.level)) == (Position("a.txt", 1), "hint")
    assert "- {name: GlowNet-X}" in problem.hint


def test_words_and_quantities_are_no_candidates():
    """Units, sizes, languages and abbreviations that newspapers use are not told."""
    assert (
        candidates(library("On a 32GB GPU with CUDA, in English and with MRI, T1-weighted, we read 10K lanterns."))
        == ()
    )


def test_a_known_name_is_no_candidate():
    """A name that the vocabulary has and that lacks its words here is not told: its line would be there twice."""
    assert candidates(library("We read lanterns beside DuskNet-X and two DuskNet-Xs.")) == ()


def test_candidates_of_a_megabyte():
    """Of a very long text each unknown name is told once; what is too long for a name is none."""
    text = "GlowNet-X lights BERT and MOONY. " * 25_000 + "GlowNet" * 40_000
    assert [one.name for one in candidates(library(text))] == ["GlowNet-X", "MOONY"]
