"""A text written by hand in; its front matter, checked key by key, its Markdown and where that begins, out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from generator import strict_yaml
from generator.curation import Said
from generator.problems import Position, Problem, error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.curation import HandFile

M = TypeVar("M", bound=BaseModel)
FENCE = "---"
ENDS = (FENCE, "...")


@dataclass(frozen=True, slots=True)
class Front(Generic[M]):
    """What is right in a front matter, where each part stands, and what follows it."""

    said: M
    marks: Mapping[strict_yaml.Path, Position]
    body: str
    line: int

    def said_at(self, *keys: str | int) -> Position | None:
        """Return where a part stands, or the nearest part that encloses it."""
        while keys and keys not in self.marks:
            keys = keys[:-1]
        return self.marks.get(keys) if keys else None

    def many(self, name: str) -> tuple[Said, ...]:
        """Return the words of a field that holds one or many, each with its place."""
        fallback = next(iter(self.marks.values()), Position("", 1))
        values = getattr(self.said, name) or ()
        return tuple(Said(value, self.said_at(name, at) or fallback) for at, value in enumerate(values))

    def one(self, name: str) -> Said | None:
        """Return a field's text with its place."""
        value = getattr(self.said, name)
        place = self.said_at(name)
        return Said(value, place) if value is not None and place else None


def read_front(file: HandFile, model: type[M]) -> tuple[Front[M], tuple[Problem, ...]]:
    """Return what the file says; a key that is wrong is left out and is a problem, the others and the text count."""
    lines = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != FENCE:
        return Front(model(), {}, _body(lines), 1), ()
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ENDS), None)
    if end is None:
        how = f"end it with a line `{FENCE}`; the text of the note follows"
        fault = error("front-matter", Position(file.file, 1), "the front matter that begins here has no end", how)
        return Front(model(), {}, "", 1), (fault,)
    data, marks, problems = strict_yaml.parse("\n".join(["", *lines[1:end]]), file.file)
    said, faults = _checked(data, marks, file.file, model)
    if problems:
        faults = problems if data is None else (*problems, *faults)
    return Front(said, marks, _body(lines[end + 1 :]), end + 2), faults


def _body(lines: list[str]) -> str:
    """Return the text as written; only white space at its end is nobody's."""
    return "\n".join(lines).rstrip()


def _checked(
    data: object, marks: Mapping[strict_yaml.Path, Position], file: str, model: type[M]
) -> tuple[M, tuple[Problem, ...]]:
    if data is None:
        return model(), ()
    said, faults = strict_yaml.check(data, marks, file, model)
    if said is not None:
        return said, ()
    pairs = data.items() if isinstance(data, dict) else ()
    right = {key: value for key, value in pairs if strict_yaml.check({key: value}, {}, "", model)[0]}
    return model.model_validate(right), faults


def one_or_many(value: object) -> object:
    """Let a list of one be written without brackets."""
    return (value,) if isinstance(value, (str, dict)) else value


def a_list(value: object) -> object:
    """Refuse a text where a list is needed: its commas would be guessed at."""
    if isinstance(value, str):
        raise ValueError("write a list: [the first, the second]")  # noqa: TRY004 -- pydantic's faults are ValueErrors
    return value


def calendar_date(text: str) -> str:
    """Return an ISO date; `ValueError` for anything else."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError("write a date as year-month-day, e.g. 2026-02-27")
    try:
        dt.date.fromisoformat(text)
    except ValueError as fault:
        raise ValueError("no calendar has this date") from fault
    return text


def web_address(text: str) -> str:
    """Return a web address; `ValueError` for anything else."""
    if not re.fullmatch(r"https?://[^\s/?#]+\S*", text):
        raise ValueError("write an address that begins with https:// or http://")
    return text
