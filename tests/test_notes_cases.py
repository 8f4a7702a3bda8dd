"""The cases of `cases/notes/`: files of a curator in; every problem to the word, and what is shown, out."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from conftest import few_terms
from journeys import configuration

from generator import pipeline
from generator.curation import HandFile
from generator.model import Library, SourceFile
from generator.notes.links import Ground
from generator.notes.render import rendered
from generator.problems import Level

pytestmark = pytest.mark.usefixtures("few_names")
FOLDER = Path(__file__).parent / "cases" / "notes"
CASE = re.compile(r"^# ([^\n]+)\n(?=````)(.*?)(?=^# [^\n]+\n````|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```` (\w+)(?: (\S+))?\n(.*?)^````$", re.MULTILINE | re.DOTALL)
ASSETS = frozenset({"about.md", "notes/papers/lantern.png", "notes/papers/data.csv"})


SHIPPED = re.compile(r"(generator/tagging/vocabulary/\w+\.yml):\d+:\d+")  # where its lines stand is not the case's


@cache
def source() -> SourceFile:
    return SourceFile("list.bib", (FOLDER / "list.bib").read_bytes(), name="list.bib")


def made(blocks: list[tuple[str, str, str]]) -> tuple[Library, str]:
    """Return the library of a case, and its problems but for hints."""
    files = tuple(HandFile(f"docs/{path}", path, text.rstrip("\n")) for kind, path, text in blocks if kind == "file")
    library, problems = pipeline.build_library(
        pipeline.Inputs(configuration(), (source(),), written=files, assets=ASSETS)
    )
    said = [str(one) for one in problems if one.level is not Level.HINT]
    gone = [f"settled: {one}" for one in without_notes() if one not in said]
    told = "".join(f"{one}\n" for one in (*(one for one in said if one not in without_notes()), *gone))
    return library, SHIPPED.sub(r"\1", told)


@cache
def without_notes() -> tuple[str, ...]:
    """Return the problems that the list has without any note: each case names what it adds and what it settles."""
    _, problems = pipeline.build_library(pipeline.Inputs(configuration(), (source(),)))
    return tuple(str(one) for one in problems if one.level is not Level.HINT)


def shown(library: Library) -> str:
    """Return what the notes changed in a library: each noted paper and tag, then its text as HTML."""
    rows = []
    ground = Ground(library, ASSETS)
    rows.append(f"papers: {', '.join(paper.slug for paper in library.papers)}")
    for paper in library.papers:
        if paper.note:
            rows += [f"{paper.slug}:", *fields(library, paper)]
            rows += rendered(paper.note, f"papers/{paper.slug}.md", ground).splitlines()
    for key, tag in library.tags.items():
        if tag.note:
            bearers = [paper.slug for paper, _ in library.bearers[key]]
            rows += [f"{key.facet}/{key.slug}: {tag.name}; in {', '.join(bearers)}"]
            rows += rendered(tag.note, f"{key.facet}/{key.slug}.md", ground).splitlines()
    return "".join(f"{row}\n" for row in rows if row)


def fields(library: Library, paper: object) -> list[str]:
    """Return the fields of a paper that a note may change, where they are something."""
    tags = [("+" if use.said else "") + use.tag.slug for use in library.uses[paper.slug]]
    facts = {
        "title": paper.title,
        "summary": (paper.summary or "").replace("\n", " / "),
        "abstract": paper.abstract if paper.note.corrections else "",
        "facts": " | ".join(map(str, filter(None, (*paper.authors, paper.year, paper.venue, paper.arxiv, paper.doi)))),
        "links": " ".join(f"{one.kind}:{one.url}" for one in paper.links),
        "tags": " ".join(tags),
        "introduces": " ".join(one.name for one in library.introductions[paper.slug]),
        "repairs": "; ".join(f"{r.field} {r.start} {r.found} → {r.became} ({r.rule})" for r in paper.repairs),
        "note": " ".join(filter(None, (paper.note.status, paper.note.added, "featured" * paper.note.featured))),
        "former": " ".join(paper.former),
    }
    return [f"  {name}: {value}" for name, value in facts.items() if value]


def cases() -> list[object]:
    return [
        pytest.param(BLOCK.findall(body), id=f"{path.stem}: {title}")
        for path in sorted(FOLDER.glob("*.md"))
        for title, body in CASE.findall(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("blocks", cases())
def test_case(blocks: list[tuple[str, str, str]]):
    """The files of a case give exactly the problems, and the papers and tags, that it names."""
    library, problems = made(blocks)
    expected = {kind: text for kind, _, text in blocks if kind != "file"}
    assert problems == expected.get("problems", "")
    assert shown(library) == expected["shown"]


def test_cases_are_found():
    """Every case file is read whole: as many cases as it has expectations."""
    count = sum(path.read_text(encoding="utf-8").count("```` shown\n") for path in FOLDER.glob("*.md"))
    assert len(cases()) == count > 40


def rewrite() -> None:
    """Write what the cases give into their files, for a person to read before it is kept."""
    pipeline.shipped = lambda: (few_terms(), ())
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        parts = []
        for title, body in CASE.findall(text):
            blocks = BLOCK.findall(body)
            library, problems = made(blocks)
            files = [f"```` file {name}\n{body}````\n" for kind, name, body in blocks if kind == "file"]
            told = [f"```` problems\n{problems}````\n"] if problems else []
            parts.append(f"# {title}\n" + "".join([*files, *told, f"```` shown\n{shown(library)}````\n"]))
        path.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__" and os.environ.get("REWRITE"):
    rewrite()
