"""The file of a note on a paper in; the note, and every fault of its front matter with its line, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from generator.curation import Correction, Given, Note, Status, TagChange
from generator.markdown import slug
from generator.model import TEXT_FIELDS  # noqa: TC001 -- pydantic reads it
from generator.notes.front_matter import a_list, calendar_date, one_or_many, read_front, web_address
from generator.problems import Position, Problem, error
from generator.sources.identifiers import arxiv_id, doi
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.curation import HandFile
    from generator.notes.front_matter import Front

STRICT = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1)
CHANGE = re.compile(r"([+-])\s*(\S.*)", re.DOTALL)
FACTS = ("authors", "year", "venue", "arxiv", "doi")


def _change(text: str) -> str:
    if not CHANGE.fullmatch(text):
        raise ValueError("begin with + to give the tag or with - to take it away, e.g. [+BERT, -ViT]")
    return text


def _slug(text: str) -> str:
    if slug(text) != text:
        raise ValueError(f"this is no part of an address; write it as `{slug(text)}`")
    return text


def _arxiv(text: str) -> str:
    known = arxiv_id(text)
    if known is None:
        raise ValueError('write an arXiv id in quotes, e.g. "1908.02265"')
    return known


def _doi(text: str) -> str:
    known = doi(text)
    if known is None:
        raise ValueError("write a DOI, e.g. 10.1000/182")
    return known


def _id_as_text(value: object) -> object:
    """Refuse a number: YAML drops the last zero of 2301.00010."""
    if isinstance(value, (int, float)):
        raise ValueError("put the id in quotes, or YAML reads it as a number")  # noqa: TRY004 -- as pydantic wants it
    return value


Many = Annotated[tuple[str, ...], BeforeValidator(one_or_many)]
Web = Annotated[str, AfterValidator(web_address)]


class WrittenLink(BaseModel):
    """A link with its kind; a bare address is told by its host."""

    model_config = STRICT
    kind: Literal["arxiv", "doi", "code", "project", "web"] | None = None
    url: Web


def _as_link(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


class WrittenCorrection(BaseModel):
    """What to look for, exactly, and what to put in its place."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    find: str = Field(min_length=1)
    replace: str
    field: Literal[TEXT_FIELDS] | None = None  # type: ignore[valid-type]  # the fields that have a text


Changes = Annotated[tuple[Annotated[str, AfterValidator(_change)], ...], BeforeValidator(one_or_many)]
_fields: dict[str, Any] = {facet.name: (Changes, ()) for facet in FACETS}
WrittenTags = create_model("WrittenTags", __config__=STRICT, **_fields)


class Written(BaseModel):
    """What may stand in the front matter of a note on a paper; all of it may be left out."""

    model_config = STRICT

    title: str | None = None
    summary: str | None = None
    status: Literal["to read", "reading", "read"] | None = None
    added: Annotated[str, AfterValidator(calendar_date)] | None = None
    authors: Annotated[tuple[str, ...], BeforeValidator(a_list)] | None = None
    year: int | None = Field(default=None, ge=1800, le=2200)
    venue: str | None = None
    arxiv: Annotated[str, BeforeValidator(_id_as_text), AfterValidator(_arxiv)] | None = None
    doi: Annotated[str, BeforeValidator(_id_as_text), AfterValidator(_doi)] | None = None
    links: Annotated[tuple[Annotated[WrittenLink, BeforeValidator(_as_link)], ...], BeforeValidator(one_or_many)] = ()
    tags: WrittenTags | None = None  # type: ignore[valid-type]  # made above from the facets
    corrections: Annotated[tuple[WrittenCorrection, ...], BeforeValidator(one_or_many)] = ()
    aliases: Annotated[tuple[Annotated[str, AfterValidator(_slug)], ...], BeforeValidator(one_or_many)] = ()
    featured: bool = False
    same_as: Many = ()
    not_same_as: Many = ()
    exclude: bool = False
    accept: Many = ()


def read_paper_note(file: HandFile) -> tuple[Note, tuple[Problem, ...]]:
    """Return the note and what is wrong with it; what is right counts."""
    front, problems = read_front(file, Written)
    said = front.said
    note = Note(
        file.file,
        file.path,
        front.body,
        front.line,
        title=front.one("title"),
        summary=front.one("summary"),
        status=Status(said.status) if said.status else None,
        added=said.added,
        featured=said.featured,
        facts=tuple(_facts(front)),
        links=tuple((one.kind, one.url) for one in said.links),
        tags=tuple(_changes(front, Position(file.file, 1))),
        corrections=tuple(
            Correction(one.find, one.replace, one.field, front.said_at("corrections", at) or Position(file.file, 1))
            for at, one in enumerate(said.corrections)
        ),
        aliases=front.many("aliases"),
        same_as=front.many("same_as"),
        not_same_as=front.many("not_same_as"),
        exclude=said.exclude,
        accept=front.many("accept"),
    )
    return note, (*problems, *_at_odds(note))


def _at_odds(note: Note) -> Iterator[Problem]:
    """Yield an error for each paper that a note says to be the same and not the same."""
    same = {one.text for one in note.same_as}
    for one in note.not_same_as:
        if one.text in same:
            said = f"`{one.text}` is under `same_as` and under `not_same_as`"
            yield error("same-and-not", one.position, said, "take it out of one of them")


def _facts(front: Front[Written]) -> Iterator[Given]:
    for kind in FACTS:
        value = getattr(front.said, kind)
        place = front.said_at(kind)
        if value and place:
            yield Given(kind, tuple(value) if kind == "authors" else (str(value),), place)


def _changes(front: Front[Written], fallback: Position) -> Iterator[TagChange]:
    if front.said.tags is None:
        return
    for facet in FACETS:
        for at, text in enumerate(getattr(front.said.tags, facet.name)):
            found = CHANGE.fullmatch(text)
            if found:
                yield TagChange(
                    facet.name, found[2].strip(), found[1] == "+", front.said_at("tags", facet.name, at) or fallback
                )
