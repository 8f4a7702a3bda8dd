"""The file of a note on a tag in; the note, and every fault of its front matter with its line, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from generator.curation import Said, TagNote
from generator.notes.front_matter import one_or_many, read_front, web_address
from generator.notes.papers import STRICT

if TYPE_CHECKING:
    from generator.curation import HandFile
    from generator.problems import Problem

Many = Annotated[tuple[str, ...], BeforeValidator(one_or_many)]


class WrittenKin(BaseModel):
    """The family that a tag belongs to, and what it was made from; both may stand by themselves too."""

    model_config = STRICT
    parent: str | None = None
    derived_from: Many | None = None


class Written(BaseModel):
    """What may stand in the front matter of a note on a tag; the rule's keys are those of the vocabulary."""

    model_config = STRICT

    name: str | None = None
    aliases: Many | None = None
    kin: WrittenKin | None = None
    parent: str | None = None
    derived_from: Many | None = None
    homepage: Annotated[str, AfterValidator(web_address)] | None = None
    case: Literal["any", "exact"] | None = None
    with_: Many | None = Field(default=None, alias="with")
    without: Many | None = None
    not_: Many | None = Field(default=None, alias="not")


def read_tag_note(file: HandFile) -> tuple[TagNote, tuple[Problem, ...]]:
    """Return the note and what is wrong with it; what is right counts."""
    front, problems = read_front(file, Written)
    said = front.said
    kin = said.kin or WrittenKin()
    note = TagNote(
        file.file,
        file.path,
        front.body,
        front.line,
        title=front.one("name"),
        aliases=said.aliases,
        parent=said.parent or kin.parent,
        derived_from=said.derived_from or kin.derived_from,
        case=said.case,
        needs=said.with_,
        forbids=said.without,
        never=said.not_,
        homepage=said.homepage,
        places=tuple(Said(str(path[0]), place) for path, place in front.marks.items() if len(path) == 1),
    )
    return note, problems
