"""The noun between a format and the desk: a record of fields, each with the file's name for it and its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.problems import Problem

# What is read of a record, by the names that files give it: lower case, letters and digits only.
NAMES = {
    "title": "title papertitle articletitle documenttitle primarytitle ti",
    "abstract": "abstract abstracttext abstractnote abstracts ab",
    "summary": "summary description tldr",
    "authors": "authors author authornames authorlist creators creator authorfullnames au",
    "year": "year publicationyear pubyear py date publicationdate coverdate issued",
    "published": "published publishedat publisheddate submittedat submitteddate firstsubmitted",
    "venue": "venue journal journaltitle containertitle publicationtitle booktitle conference conferencename"
    " sourcetitle publication proceedings publishedin so",
    "arxiv": "arxiv arxivid arxivnumber arxivno arxividentifier eprint",
    "doi": "doi di digitalobjectidentifier doilink",
    "url": "url urls link links pdf pdfurl pdflink paperurl paperlink arxivurl arxivlink absurl code codeurl"
    " codelink github githuburl githubrepo repo repository project projecturl projectpage homepage website"
    " openaccesspdf",
    "keywords": "keywords keyword tags authorkeywords manualtags topics subjects categories de",
    "hints": "id extra note number archiveid externalids paperid identifier",
}
CANONICAL = {written: name for name, all_written in NAMES.items() for written in all_written.split()}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its name here (`""` where it is not kept), its values as text, its lines, its own name."""

    name: str
    values: tuple[str, ...]
    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as a file lists it, from its first to its last line; `fault` is why it cannot be read.

    `column` counts from 1: of several records on a line it tells one from the other. `called` names it to people.
    """

    first: int
    last: int
    fields: tuple[Field, ...] = ()
    column: int = 1
    fault: Problem | None = None
    called: str = ""

    def of(self, *names: str) -> Iterator[Field]:
        """Yield the fields of these names, in the order of the file."""
        return (field for field in self.fields if field.name in names)


def canonical(written: str) -> str:
    """Return the name that a column or key has here; empty where it is not kept."""
    return CANONICAL.get(squeezed(written), "")


def squeezed(written: str) -> str:
    """Return a name's letters and digits in lower case: "Paper-Title" and `paper_title` are one."""
    return re.sub(r"[\W_]+", "", written).casefold()
