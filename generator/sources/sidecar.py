"""A capture's `NAME.yml` in; where the capture is from, when it was saved and what its text is, out, with faults."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict

from generator import strict_yaml
from generator.model import Sidecar, TextKind
from generator.problems import Position, Problem, error
from generator.sources.decode import decode

if TYPE_CHECKING:
    from generator.model import SourceFile

KINDS = {"abstracts": TextKind.ABSTRACT, "summaries": TextKind.SUMMARY}


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"\s", text):
        raise ValueError("write an address that begins with https:// or http://")
    return text


def _calendar_date(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError("write a date as year-month-day, e.g. 2025-02-27")
    try:
        dt.date.fromisoformat(text)
    except ValueError as fault:
        raise ValueError("no calendar has this date") from fault
    return text


class Written(BaseModel):
    """What may stand in the file."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    url: Annotated[str, AfterValidator(_web_address)] | None = None
    captured: Annotated[str, AfterValidator(_calendar_date)] | None = None
    title: str | None = None
    text: Literal["abstracts", "summaries"] = "abstracts"


def read_sidecar(file: SourceFile | None) -> tuple[Sidecar, tuple[Problem, ...]]:
    """Return what the file says; a key that is wrong is left out and is a problem, the others count."""
    if file is None:
        return Sidecar(), ()
    text = decode(file, strict=True)
    if isinstance(text, Problem):
        return Sidecar(), (text,)
    data, marks, problems = strict_yaml.parse("\n".join(text.lines), file.path)
    if data is None:
        return Sidecar(), problems or (
            error(
                "bad-value",
                Position(file.path),
                "this file says nothing",
                "write for example `text: summaries`, or delete the file",
            ),
        )
    written, faults = strict_yaml.check(data, marks, file.path, Written)
    return _sidecar(written or _what_is_right(data)), (*problems, *faults)


def _what_is_right(data: object) -> Written:
    pairs = data.items() if isinstance(data, dict) else ()
    right = {key: value for key, value in pairs if strict_yaml.check({key: value}, {}, "", Written)[0]}
    return Written.model_validate(right)


def _sidecar(written: Written) -> Sidecar:
    return Sidecar(written.url, written.captured, written.title, KINDS[written.text])
