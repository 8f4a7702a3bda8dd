"""Labels made by hand and papers.json in; precision, recall and every miss of each facet out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, RootModel, model_validator

from generator import strict_yaml
from generator.markdown import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.problems import Problem

FACETS = ("models", "datasets", "introduces", "tasks", "methods")
# A label of these facets lists what a careful reader wants, not all that may be said: only recall is measured.
WANTED_ONLY = ("tasks", "methods")


class Names(BaseModel):
    """What a reader found: `required` must be tagged, `allowed` may be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    required: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


class Found(BaseModel):
    """What a reader found in one paper: names only, no text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    models: Names = Names()
    datasets: Names = Names()
    introduces: Names = Names()
    tasks: Names = Names()
    methods: Names = Names()


class Label(Found):
    """One paper's labels; which paper, its title or its slug says."""

    title: str = ""
    slug: str = ""

    @model_validator(mode="after")
    def _is_of_a_paper(self) -> Label:
        if not (self.title or self.slug):
            raise ValueError("this says of no paper; write its `title` or its `slug`")
        return self


class LabelFile(RootModel[tuple[Label, ...]]):
    """A file of labels."""


class LabelsBySlug(RootModel[dict[str, Found]]):
    """A file of labels in which each stands behind its paper's slug."""


@dataclass
class Score:
    """Counts of one facet, and what was missed and wrongly given, as (title, name)."""

    found: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    measures_precision: bool = True
    required: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Return the share of given names that are required or allowed."""
        given = self.right + len(self.wrong)
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """Return the share of required names that were given."""
        return self.found / self.required if self.required else 1.0


def read_labels(text: str, file: str) -> tuple[tuple[Label, ...], tuple[Problem, ...]]:
    """Return the labels of a file, or its problems."""
    data, marks, problems = strict_yaml.parse(text, file)
    if problems:
        return (), problems
    if isinstance(data, dict):
        by_slug, faults = strict_yaml.check(data, marks, file, LabelsBySlug)
        found = by_slug.root.items() if by_slug else ()
        return tuple(
            Label(slug=slug, **{facet: getattr(one, facet) for facet in FACETS}) for slug, one in found
        ), faults
    labels, faults = strict_yaml.check(data or [], marks, file, LabelFile)
    return (labels.root if labels else ()), faults


def evaluate(
    labels: Iterable[Label], papers: Iterable[Mapping[str, Any]], same: Callable[[str, str], str]
) -> tuple[dict[str, Score], list[str]]:
    """Score the papers (records of papers.json) against the labels; also return which labels fit no paper.

    `same(facet, name)` gives the one spelling that all aliases of a tag share.
    """
    scores = {facet: Score(measures_precision=facet not in WANTED_ONLY) for facet in FACETS}
    papers = tuple(papers)
    by_title = {fold(paper["title"]): paper for paper in papers}
    by_slug = {paper.get("slug"): paper for paper in papers}
    absent: list[str] = []
    for label in labels:
        paper = by_slug.get(label.slug) if label.slug else by_title.get(fold(label.title))
        if paper is None:
            absent.append(label.title or label.slug)
            continue
        for facet in FACETS:
            _score(scores[facet], label, facet, paper, same)
    return scores, absent


def is_paper(record: object) -> bool:
    """Say whether a record has what is scored: a title, and names in each facet."""
    if not isinstance(record, dict) or not isinstance(record.get("title"), str):
        return False
    facets = [record.get(facet) for facet in FACETS]
    return all(isinstance(tags, list) and all(map(_is_named, tags)) for tags in facets)


def _is_named(tag: object) -> bool:
    return isinstance(tag, dict) and isinstance(tag.get("name"), str)


def given(paper: Mapping[str, Any], facet: str) -> Iterator[tuple[str, ...]]:
    """Yield the names that a paper was given in a facet, each with the other names of the same thing."""
    for tag in paper[facet]:
        yield tuple(name for name in (tag.get("short"), tag["name"]) if name)


def _score(score: Score, label: Label, facet: str, paper: Mapping[str, Any], same: Callable[[str, str], str]) -> None:
    wanted: Names = getattr(label, facet)
    required = {same(facet, name): name for name in wanted.required}
    allowed = {same(facet, name) for name in wanted.allowed}
    seen: set[str] = set()
    for some in given(paper, facet):
        keys = {same(facet, name) for name in some}
        seen |= keys
        if keys & (required.keys() | allowed):
            score.right += 1
        elif score.measures_precision:
            score.wrong.append((label.title or paper["title"], some[0]))
    score.required += len(required)
    for key, name in required.items():
        if key in seen:
            score.found += 1
        else:
            score.missed.append((label.title or paper["title"], name))


def squeezed(name: str) -> str:
    """Return a name without case, spaces and marks; a plural is its singular."""
    return re.sub(r"[\W_]+", "", name.replace("²", "2").replace("+", "plus")).casefold().removesuffix("s")


def report(scores: Mapping[str, Score], absent: Iterable[str]) -> Iterator[str]:
    """Yield the figures as lines, then every miss."""
    if not any(score.required for score in scores.values()):
        yield "no label fits a paper of this list: there is nothing to measure"
        return
    yield f"{'':12}{'precision':>10}{'recall':>9}{'given':>8}{'required':>10}"
    for facet, score in scores.items():
        precision = f"{score.precision:.3f}" if score.measures_precision else "–"
        yield f"{facet:12}{precision:>10}{score.recall:>9.3f}{score.right + len(score.wrong):>8}{score.required:>10}"
    for facet, score in scores.items():
        for title, name in score.missed:
            yield f"{facet}: missed “{name}” in “{title:.70}”"
        for title, name in score.wrong:
            yield f"{facet}: wrong “{name}” in “{title:.70}”"
    absent = list(absent)
    if absent:
        many = "a paper that is" if len(absent) == 1 else f"{len(absent)} papers that are"
        yield f"labels of {many} not in this list were left aside, such as “{absent[0]:.70}”"
