"""Vocabulary files in; terms, checked against each other, and the tags they stand for, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, RootModel, field_validator

from generator import strict_yaml
from generator.markdown import slug, tag_slug
from generator.model import Tag, TagKey
from generator.problems import Position, Problem, error
from generator.tagging import BY_NAME
from generator.tagging.context import any_stands, lowered

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence


class Rule(NamedTuple):
    """A name, what else it is called, where it comes from, and when it counts.

    `slug` is for names that differ from another's in their capitals only (`Autoformer`, `AutoFormer`).
    """

    name: str
    slug: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    derived_from: tuple[str, ...] = ()
    case: str = "any"
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()


class Line(BaseModel):
    """One line of a vocabulary as it is written: the fields of a `Rule`."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1)

    name: str
    slug: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    derived_from: tuple[str, ...] = ()
    case: Literal["any", "exact"] = "any"
    with_: tuple[str, ...] = Field(default=(), alias="with")
    without: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")

    @field_validator("slug")
    @classmethod
    def _is_a_slug(cls, value: str | None) -> str | None:
        if value is not None and slug(value) != value:
            raise ValueError(f"this is no part of an address; write it as `{slug(value)}`")
        return value

    def rule(self) -> Rule:
        """Return what the line says."""
        return Rule(*(getattr(self, name) for name in Rule._fields))


class VocabularyFile(RootModel[tuple[Line, ...]]):
    """A file of rules, for one facet."""


@dataclass(frozen=True, slots=True)
class Term:
    """A rule with its facet and its place. `own` names count only in the papers listed, for names that are words."""

    facet: str
    rule: Rule
    position: Position
    only_in: frozenset[str] | None = None
    known: bool = True
    key: TagKey = field(init=False, compare=False)  # the tag's identity

    def __post_init__(self) -> None:
        key = TagKey(self.facet, self.rule.slug or tag_slug(self.rule.name))
        object.__setattr__(self, "key", key)

    def tag(self) -> Tag:
        """Return the tag that the rule finds."""
        rule = self.rule
        return Tag(self.key, rule.name, rule.aliases, rule.parent, rule.derived_from, known=self.known)


def read_vocabulary(text: str, file: str, facet: str) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """Return the terms of one vocabulary file, or its problems."""
    data, marks, problems = strict_yaml.parse(text, file)
    if problems:
        return (), problems
    rules, faults = strict_yaml.check(data or [], marks, file, VocabularyFile)
    if rules is None:
        return (), faults
    return tuple(Term(facet, line.rule(), marks[index,]) for index, line in enumerate(rules.root)), ()


@lru_cache(maxsize=65536)
def spelling(name: str, *, exact: bool) -> str:
    """Return what two spellings that match the same words have in common."""
    solid = name if name.isalnum() else re.sub(r"[\s\-‐‑–]+", "", name)
    return solid if exact else solid.lower()


def quarrels(terms: Iterable[Term], doubted: Container[str] | None = None) -> Iterator[Problem]:
    """Yield an error for each name that two terms claim, and each kin that is no term or leads in a circle.

    Where `doubted` names files, no other file's terms are at fault.
    """
    terms = list(terms)
    claimed: dict[str, list[tuple[str | None, Term]]] = {}
    named: dict[str, Term] = {}
    at: dict[TagKey, Term] = {}
    for term in terms:
        for name in (term.rule.name, *term.rule.aliases):
            claimed.setdefault(spelling(name, exact=False), []).append((_exactly(name, term), term))
        named[term.rule.name] = term
        at.setdefault(term.key, term)
    for term in terms:
        if doubted is None or term.position.file in doubted:
            yield from _claims(term, claimed, at)
            yield from _kin(term, named, claimed)
            yield from _circle(term, named)
            yield from _never(term)


def _exactly(name: str, term: Term) -> str | None:
    """Return how a name must be written to count; `None` where it counts in any case."""
    return spelling(name, exact=True) if term.rule.case == "exact" and name != name.lower() else None


def _claimant(name: str, claimed: Mapping[str, Sequence[tuple[str | None, Term]]]) -> Term | None:
    """Return the first term that a text which has this name, so written, would name."""
    claims = claimed.get(spelling(name, exact=False), ())
    written = spelling(name, exact=True)
    return next((term for exact, term in claims if exact is None or exact == written), None)


def _claims(
    term: Term, claimed: Mapping[str, Sequence[tuple[str | None, Term]]], at: Mapping[TagKey, Term]
) -> Iterator[Problem]:
    """Yield an error for each name, and for the address, that an earlier term has already."""
    for name in dict.fromkeys((term.rule.name, *term.rule.aliases)):
        other = _claimant(name, claimed) or term
        if other is not term:
            said = f"`{name}` is already a name of `{other.rule.name}` ({other.position})"
            yield error("two-tags-one-name", term.position, said, "keep it on one of the two lines")
    other = at[term.key]
    if other is not term and other.rule.name != term.rule.name:
        said = f"`{term.rule.name}` would have the same page as `{other.rule.name}` ({other.position})"
        yield error("same-address", term.position, said, "give one of them a `slug`")


def _never(term: Term) -> Iterator[Problem]:
    """Yield an error for each part of a rule that no text can meet."""
    rule = term.rule
    names = (rule.name, *rule.aliases)
    for name in names:
        if not any(map(str.isalnum, name)):
            yield error(
                "never-matches",
                term.position,
                f"`{name}` has no letter or digit, so no text can name it",
                "write it out",
            )
        if any_stands(lowered(rule.without), name.lower()):
            said = f"`{name}` holds a word that `without` forbids, so it never counts"
            yield error("never-matches", term.position, said, "take the word from `without`")
    for word in {w.lower() for w in rule.with_} & {w.lower() for w in rule.without}:
        said = f"`{rule.name}` both needs and forbids `{word}`, so it never counts"
        yield error("never-matches", term.position, said, "keep the word under `with` or under `without`")
    for other in rule.not_:
        inside = spelling(other, exact=False)
        if not any(spelling(name, exact=False) in inside for name in names) or inside in {
            spelling(n, exact=False) for n in names
        }:
            said = f"`not: {other}` can never keep `{rule.name}` from counting"
            yield error("never-matches", term.position, said, "write a longer text that holds the name")


def _kin_of(term: Term) -> tuple[str, ...]:
    return (*([term.rule.parent] if term.rule.parent else []), *term.rule.derived_from)


def _kin(
    term: Term, named: Mapping[str, Term], claimed: Mapping[str, Sequence[tuple[str | None, Term]]]
) -> Iterator[Problem]:
    """Yield an error for each kin that is no tag's name."""
    for kin in _kin_of(term):
        if kin not in named:
            other = _claimant(kin, claimed)
            near = other.rule.name if other else strict_yaml.nearest(kin, named)
            yield error(
                "unknown-kin",
                term.position,
                f"`{term.rule.name}`: no tag is called `{kin}`",
                f"did you mean `{near}`?" if near else "add it",
            )


def _circle(term: Term, named: Mapping[str, Term]) -> Iterator[Problem]:
    """Yield an error for a term that comes of itself."""
    seen: set[str] = set()
    waiting = [*_kin_of(term)]
    while waiting:
        kin = waiting.pop()
        if kin == term.rule.name:
            said = f"`{kin}` is its own ancestor by `parent` or `derived_from`"
            yield error("circular-kin", term.position, said, "remove one of the parents")
            return
        if kin in named and kin not in seen:
            seen.add(kin)
            waiting += _kin_of(named[kin])


def facet_of_file(path: str) -> str | None:
    """Return the facet that a list's own vocabulary file (`models.yml`, `my-datasets.yml`) is for."""
    stem = re.split(r"[\\/]", path)[-1].removesuffix(".yml").removesuffix(".yaml")
    return next((name for name in BY_NAME if stem == name or stem.endswith(f"-{name}")), None)
