"""Arguments of `new-note` in; the beginning of a note on a paper or a tag written, an exit code out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from generator import commands, disk, explain, pipeline
from generator.curating import CONFIG, known_names
from generator.model import TagKey
from generator.notes.names import Names, Nowhere
from generator.report import report, said, working
from generator.sentences import counted

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Library

MOST_TOLD = 10  # candidates named one by one
NOTE_EXAMPLES = """
\b
Examples:
  reading-list new-note vilbert                  the paper that introduces ViLBERT
  reading-list new-note "image is worth"         any part of a title
  reading-list new-note models/bert              the tag, where a paper has the name too
  reading-list new-note BERT --dry-run           print it, write nothing
"""
OF_PAPER = """\
---
status: to read
---

<!--
{title}
Why this paper matters, and what to read next. A name in double square brackets links a paper, a model or a dataset.
-->
"""
OF_TAG = """\
<!--
{title}
What this is, in a sentence, and which paper to begin with. A name in double square brackets links a paper.
-->
"""


@click.command(name="new-note", epilog=NOTE_EXAMPLES)
@click.argument("what", metavar="PAPER|TAG", shell_complete=known_names)
@CONFIG
@click.option("--dry-run", is_flag=True, help="Print the note; write nothing.")
def new_note(config_file: Path, what: str, dry_run: bool) -> int:  # noqa: FBT001 -- click gives an argument an option
    """Begin a note on a paper or a tag in docs/notes/.

    PAPER is a slug, a name that the paper introduces, or any part of its title; TAG is a name or an address
    such as models/bert. A note that is there already is left alone.
    """
    if not what.strip():
        raise click.UsageError("say which paper or tag: any part of a title, or a name")
    with working("Reading the list"):
        loaded = commands.load(config_file)
        library = commands.survey(loaded).library
    if not library.papers:
        return report(loaded.problems, "text", strict=False) or 1
    found = _meant(library, what.strip())
    if len(found) != 1:
        return _ask(library, what, found)
    ((path, title),) = found.items()
    target = loaded.root / loaded.inputs.configuration.docs_dir / "notes" / path
    there = _noted(library, path) or (disk.shown(target) if disk.is_there(target) else None)
    if there:
        said(f"“{title}” has a note already: {there}")
        return 1
    text = (OF_PAPER if path.startswith("papers/") else OF_TAG).format(title=title.replace("--", "- -"))
    if dry_run:
        click.echo(text, nl=False)
        said(f"Nothing was written; it would be {disk.shown(target)}.")
        return 0
    disk.write_whole(target, text.encode())
    said(f"Begun: {disk.shown(target)} — “{title}”. Write, then look: reading-list serve")
    return 0


def _meant(library: Library, what: str) -> dict[str, str]:
    """Return the notes that may be meant, by their path below `docs/notes/`, with what each is about."""
    found = Names(library).find(what)
    if not isinstance(found, Nowhere) and found.facet:
        return {found.path: found.name}
    papers = {f"papers/{paper.slug}.md": paper.title for paper in pipeline.find(library, what.removeprefix("papers/"))}
    tags = {
        f"{key.facet}/{key.slug}.md": tag.name
        for key, tag in library.tags.items()
        if what.casefold() in (name.casefold() for name in (tag.name, *tag.aliases))
    }
    if papers and not isinstance(found, Nowhere) and found.path in papers:
        return {found.path: found.name}
    return papers or tags


def _noted(library: Library, path: str) -> str | None:
    """Return the file of the note that a paper or a tag has, whatever it is called."""
    folder, _, name = path.removesuffix(".md").partition("/")
    if folder != "papers":
        tag = library.tags.get(TagKey(folder, name))
        return tag.note.file if tag and tag.note else None
    return next((paper.note.file for paper in library.papers if paper.slug == name and paper.note), None)


def _ask(library: Library, what: str, found: dict[str, str]) -> int:
    """Say which notes may be meant, or which titles come nearest."""
    if found:
        said(f"“{what}” may mean {counted(len(found), 'thing')}; say one of these:")
    else:
        said(f"No paper or tag fits “{what}”. The nearest:")
        names = Names(library)
        near = (names.find(name) for name in names.near(what))
        found = {one.path: one.name for one in near if not isinstance(one, Nowhere)}
        more = {f"papers/{paper.slug}.md": paper.title for paper in explain.nearest(library, what)}
        found = dict(list((found | more).items())[: explain.NEAREST])
    for path, title in list(found.items())[:MOST_TOLD]:
        said(f"  {path.removesuffix('.md')}  {json.dumps(title, ensure_ascii=False)[1:-1]}")
    if len(found) > MOST_TOLD:
        said(f"  and {len(found) - MOST_TOLD} more")
    return 1
