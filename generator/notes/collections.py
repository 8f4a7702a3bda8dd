"""The file of a collection in; its title, summary and prose, and what is wrong with its front matter, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel

from generator.curation import Collection
from generator.notes.front_matter import read_front
from generator.notes.papers import STRICT

if TYPE_CHECKING:
    from generator.curation import HandFile
    from generator.problems import Problem

HEADING = re.compile(r"\s*# +(?P<title>[^\n]+?)(?: +#+)? *(?:\n|$)")


class Written(BaseModel):
    """What may stand in the front matter of a collection."""

    model_config = STRICT

    title: str | None = None
    summary: str | None = None


def read_collection(file: HandFile) -> tuple[Collection, tuple[Problem, ...]]:
    """Return the collection; without a title in its front matter, its first heading or its file's name is one."""
    front, problems = read_front(file, Written)
    body, line = front.body, front.line
    first = HEADING.match(body)
    if first:  # the page has the title as its heading already
        line += first.group().count("\n")
        body = body[first.end() :]
    name = file.path.rpartition("/")[2].removesuffix(".md")
    title = front.said.title or (first["title"] if first else name.replace("-", " ").capitalize())
    return Collection(file.file, file.path, body, line, title=title, summary=front.said.summary or ""), problems
