"""Faults as values: what is wrong, where, and how to write it right; printed for people, for CI and for machines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a thing stands: a file as the user named it, a line from 1 (0 is the file as a whole), a column from 1."""

    file: str
    line: int = 0
    column: int | None = None

    def __str__(self) -> str:
        """Return `path:line` or `path:line:column`, as editors and terminals link it."""
        parts = [self.file, str(self.line or 1)]
        return ":".join([*parts, str(self.column)] if self.column else parts)


class Level(StrEnum):
    """How bad a problem is: only errors fail a build; warnings fail it under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `code` names its kind (stable, kebab-case), `hint` says how to write it right.

    `also` are the other places that it speaks of: a note beside any of them may settle it.
    """

    level: Level
    code: str
    position: Position
    message: str
    hint: str = ""
    also: tuple[Position, ...] = ()

    def __str__(self) -> str:
        """Return `path:line: what is wrong (how to write it right)`."""
        level = "" if self.level is Level.ERROR else f"{self.level}: "
        return f"{self.position}: {level}{self.message}" + (f" ({self.hint})" if self.hint else "")


def error(code: str, position: Position, message: str, hint: str = "") -> Problem:
    """Return a problem that fails the build."""
    return Problem(Level.ERROR, code, position, message, hint)


def warning(code: str, position: Position, message: str, hint: str = "", *also: Position) -> Problem:
    """Return a problem that a curator should judge."""
    return Problem(Level.WARNING, code, position, message, hint, also)


def hint(code: str, position: Position, message: str, how: str = "") -> Problem:
    """Return a problem that a curator may like to know."""
    return Problem(Level.HINT, code, position, message, how)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, by file, line, then severity."""
    rank = list(Level)
    return sorted(
        dict.fromkeys(problems), key=lambda p: (p.position.file, p.position.line, rank.index(p.level), p.code)
    )


def as_text(problem: Problem) -> str:
    """Print for a terminal, on one line; a title's control characters would be its commands."""
    return CONTROLS.sub(lambda match: f"\\x{ord(match.group()):02x}", str(problem))


def as_github(problem: Problem) -> str:
    """Print as a workflow command, which annotates the line in a pull request (GitHub's escaping rules)."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    kind = "notice" if problem.level is Level.HINT else str(problem.level)
    where = f"file={value(problem.position.file)},line={problem.position.line or 1},title={value(problem.code)}"
    said = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return f"::{kind} {where}::{data(said)}"


def as_json(problem: Problem) -> str:
    """Print as one JSON object on one line."""
    fields = {
        "level": str(problem.level),
        "code": problem.code,
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "message": problem.message,
        "hint": problem.hint,
    }
    return json.dumps(fields, ensure_ascii=False)


PRINTINGS = {"text": as_text, "github": as_github, "json": as_json}
