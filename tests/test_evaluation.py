"""Held here: how right the tags are, on the summaries that ship and, where they are at hand, on the real captures."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import commands, evaluation, pipeline

ROOT = Path(__file__).parent.parent
CAPTURES = ROOT.parent / "shared" / "captures"
# Floors: precision, recall. The labels were made on the abstracts; a summary of ninety words names less of what is new.
SUMMARIES = {"models": (0.99, 0.97), "datasets": (0.99, 0.96), "introduces": (0.97, 0.95)}
ABSTRACTS = {"models": (0.99, 0.98), "datasets": (0.98, 0.97), "introduces": (0.97, 0.95)}


def scores(sources: tuple[Path, ...]) -> dict[str, evaluation.Score]:
    loaded = commands.load(ROOT / "mkdocs.yml", sources)
    library, _ = pipeline.build_library(loaded.inputs)
    found, labelled, problems = pipeline.score(library, loaded.inputs)
    assert labelled == 110
    assert not problems
    return found


def held(found: dict[str, evaluation.Score], floors: dict[str, tuple[float, float]]) -> None:
    for facet, (precision, recall) in floors.items():
        assert found[facet].precision >= precision, found[facet].wrong
        assert found[facet].recall >= recall, found[facet].missed


def test_the_summaries_keep_their_floors():
    """No change may make the tags of the shipped list worse than its floors."""
    held(scores((ROOT / "sources",)), SUMMARIES)


@pytest.mark.captures
@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the real captures are not beside the project")
def test_the_captures_keep_their_floors():
    """No change may make the tags of the real abstracts worse than their floors."""
    held(scores((CAPTURES,)), ABSTRACTS)


def label(**names: evaluation.Names) -> evaluation.Label:
    return evaluation.Label(title="On Lanterns", **names)


def paper(*models: str) -> dict[str, object]:
    return {
        "title": "On lanterns",
        "models": [{"name": name} for name in models],
        "datasets": [],
        "introduces": [],
        "tasks": [],
        "methods": [],
    }


def score(one: evaluation.Label, given: dict[str, object]) -> evaluation.Score:
    return evaluation.evaluate([one], [given], lambda _, name: evaluation.squeezed(name))[0]["models"]


def test_what_is_required_and_not_given_costs_recall():
    """A missed name is named, and costs nothing in precision."""
    found = score(label(models=evaluation.Names(required=("BERT", "ViT"))), paper("BERT"))
    assert (found.precision, found.recall, found.missed) == (1.0, 0.5, [("On Lanterns", "ViT")])


def test_what_is_given_and_not_allowed_costs_precision():
    """A name that no reader found is named, and costs nothing in recall; an allowed one costs nothing at all."""
    found = score(label(models=evaluation.Names(required=("BERT",), allowed=("Swin",))), paper("BERT", "Swin", "CLIP"))
    assert found.recall == 1.0
    assert found.precision == pytest.approx(2 / 3)
    assert found.wrong == [("On Lanterns", "CLIP")]


@pytest.mark.parametrize(
    "text",
    [
        "- {title: On LANTERNS, models: {required: [BERT, ViT]}}\n",
        "- {slug: on-lanterns, models: {required: [BERT, ViT]}}\n",
        "on-lanterns: {models: {required: [BERT, ViT]}}\n",
    ],
)
def test_a_label_says_of_which_paper(text: str):
    """A paper is told by its title or by its slug, in a list or as the key."""
    (one,), problems = evaluation.read_labels(text, "labels.yml")
    assert problems == ()
    found = score(one, paper("BERT") | {"slug": "on-lanterns"})
    assert (found.recall, len(found.missed)) == (0.5, 1)


def test_spellings_of_one_name_are_one():
    """Case, spaces, hyphens and plurals do not count."""
    assert evaluation.squeezed("MoCo v3s") == evaluation.squeezed("moco-V3")


def test_a_label_without_its_paper_is_said():
    """A title that no paper has is reported, not counted as missed."""
    _, absent = evaluation.evaluate([label()], [], lambda _, name: name)
    assert absent == ["On Lanterns"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("lanterns:\n  model: {required: [B]}\n", 2, "did you mean `models`?"),
        ("- models: {required: [B]}\n", 1, "its `title` or its `slug`"),
        ("- title: A\n  model: {required: [B]}\n", 2, "did you mean `models`?"),
        ("- titel: A\n", 1, "titel"),
        ("- title: A\n  models: {require: [B]}\n", 2, "require"),
        ("title: [", 2, "YAML"),
    ],
)
def test_faulty_labels_are_named_by_line(text: str, line: int, said: str):
    """A slip in the labels is a problem with its line, never a wrong figure."""
    labels, problems = evaluation.read_labels(text, "labels.yml")
    assert labels == ()
    assert any(problem.position.line == line and said in str(problem) for problem in problems), [
        str(p) for p in problems
    ]
