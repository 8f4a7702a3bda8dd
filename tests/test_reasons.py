"""Why a paper is related: roles before shared tags, rare tags before words, and what many share last."""

from __future__ import annotations

import pytest

from generator.likeness import likeness
from generator.model import Entry, Introduction, Library, Mention, Paper, Reason, Role, Tag, TagKey, TagUse
from generator.problems import Position
from generator.reasons import Reasons

BERT, VILBERT, VIDBERT = (TagKey("models", name) for name in ("bert", "vilbert", "vidbert"))
DIALOGUE, COMMON = TagKey("tasks", "visual-dialogue"), TagKey("methods", "pre-training")
TAGS = {
    BERT: Tag(BERT, "BERT"),
    VILBERT: Tag(VILBERT, "ViLBERT", derived_from=("BERT",)),
    VIDBERT: Tag(VIDBERT, "VidBERT", derived_from=("BERT",)),
    DIALOGUE: Tag(DIALOGUE, "Visual dialogue"),
    COMMON: Tag(COMMON, "Pre-training"),
}
INTRODUCES, NAMES = Role.INTRODUCES, Role.NAMES


def reasons(
    here: dict[TagKey, Role], there: dict[TagKey, Role], kinds: tuple[str, str] = ("", ""), *, others: int = 8
) -> tuple[Reason, ...]:
    """Return the reasons for two papers in a list whose other papers all bear the common tag."""
    bearing = [here, there, *({COMMON: NAMES} for _ in range(others))]
    texts = ["Lanterns glimmer.", "Lanterns flicker.", *(f"Cakes{at}" for at in range(others))]
    papers = tuple(
        Paper(f"p{at}", f"P{at}", text, entries=(Entry(Position("a.txt", 1), "P"),)) for at, text in enumerate(texts)
    )
    uses = {
        paper.slug: tuple(
            TagUse(key, role, (Mention(key, "abstract", 0, 1, "x", "name", "x"),)) for key, role in borne.items()
        )
        for paper, borne in zip(papers, bearing, strict=True)
    }
    bearers = {
        key: tuple((paper, use) for paper in papers for use in uses[paper.slug] if use.tag == key) for key in TAGS
    }
    introduced = {
        paper.slug: (Introduction("X", None, kinds[at], ()),) if at < 2 and kinds[at] else ()
        for at, paper in enumerate(papers)
    }
    library = Library(papers, TAGS, uses, introduced, {key: some for key, some in bearers.items() if some})
    return Reasons(library, likeness(library)).of(0, 1)


@pytest.mark.parametrize(
    ("here", "there", "first"),
    [
        pytest.param({VILBERT: NAMES}, {VILBERT: INTRODUCES}, Reason("introduces", (VILBERT,)), id="it-introduces"),
        pytest.param({VILBERT: INTRODUCES}, {VILBERT: NAMES}, Reason("names", (VILBERT,)), id="it-names"),
        pytest.param({BERT: INTRODUCES}, {VILBERT: INTRODUCES}, Reason("builds on", (VILBERT, BERT)), id="builds-on"),
        pytest.param({VILBERT: INTRODUCES}, {BERT: INTRODUCES}, Reason("built on", (VILBERT, BERT)), id="built-on"),
        pytest.param(
            {VILBERT: INTRODUCES, BERT: NAMES},
            {VIDBERT: INTRODUCES},
            Reason("siblings", (VILBERT, VIDBERT, BERT)),
            id="siblings",
        ),
        pytest.param({DIALOGUE: NAMES}, {DIALOGUE: NAMES}, Reason("shares", (DIALOGUE,)), id="shares"),
    ],
)
def test_roles_and_families_are_reasons(here: dict[TagKey, Role], there: dict[TagKey, Role], first: Reason):
    """Who introduces what the other names, what builds on what, and which rare tags both bear are said first."""
    assert reasons(here, there)[0] == first


def test_two_benchmarks_for_one_task():
    """That both introduce a benchmark is a reason, with the task; that both introduce a model is none."""
    shared = {DIALOGUE: NAMES}
    assert reasons(shared, shared, ("benchmark", "benchmark"))[0] == Reason(
        "both introduce", (DIALOGUE,), ("benchmark",)
    )
    assert reasons(shared, shared, ("model", "model"))[0].kind == "shares"
    assert reasons(shared, shared, ("benchmark", "metric"))[0].kind == "shares"


def test_what_most_papers_share_comes_last():
    """A tag on most papers of the list is named behind the words in common, and not at all beside a rare one."""
    both = {COMMON: NAMES}
    assert [reason.kind for reason in reasons(both, both)] == ["speaks of", "shares common"]
    assert reasons(both, both)[0].words == ("lanterns",)
    rare = {COMMON: NAMES, DIALOGUE: NAMES}
    assert COMMON not in {key for reason in reasons(rare, rare) for key in reason.tags}


def test_no_tag_is_named_twice():
    """Each reason says something that those before it did not."""
    said = reasons({VILBERT: NAMES, DIALOGUE: NAMES}, {VILBERT: INTRODUCES, DIALOGUE: NAMES})
    tags = [key for reason in said for key in reason.tags]
    assert [reason.kind for reason in said] == ["introduces", "shares"]
    assert len(set(tags)) == len(tags)
