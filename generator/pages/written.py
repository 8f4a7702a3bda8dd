"""A note or a collection in; what the pages show of it out: its text, its signature, and where one edits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.markdown import Markdown, link, relative
from generator.notes.forge import edit_url, mend_url, new_url
from generator.notes.render import rendered
from generator.pages.contract import CURATED, paper_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.curation import Prose
    from generator.model import Paper
    from generator.pages.contract import Context

STYLE = "note"  # the style sheet of the pages that have a text of the curator's


@dataclass(frozen=True, slots=True)
class Shown:
    """A curator's text as a page has it: `edit` leads to its file on the forge, and is empty where there is none."""

    text: Markdown
    signature: Markdown
    edit: Markdown


def note_of(context: Context, page: str, note: Prose | None, about: str, *said: str | Markdown) -> Shown:
    """Return a page's note, or the way to write one; `about` is the folder and slug of what it is about."""
    folders = context.configuration.use_directory_urls
    text = rendered(note, page, context.ground, folders=folders) if note and note.body.strip() else Markdown("")
    if note:
        url, words = edit_url(context.configuration, note.path), "Edit note"
    else:
        url, words = new_url(context.configuration, f"notes/{about}.md"), "Write a note"
    signed = Markdown(" · ").join([one for one in said if one])
    return Shown(text, signed, link(words, url, "edit") if url else Markdown(""))


def mend_link(context: Context, paper: Paper) -> Markdown:
    """Return the link by which a reader says what is wrong with a paper's record; empty where no forge takes that."""
    note = paper.note.path if paper.note else f"notes/papers/{paper.slug}.md"
    where = paper.entries[0].position
    place = f"{context.source_name(where.file)}, line {where.line or 1}; or the note docs/{note}"
    page = context.catalogue.page(paper) or f"papers/{paper.slug}/"
    url = mend_url(context.configuration, paper.title, page, place)
    return link("Say what is wrong with this record", url, "edit") if url else Markdown("")


def status_of(paper: Paper) -> str:
    """Return how far the curator is with a paper, in words that are not the reader's own mark."""
    status = paper.note.status if paper.note else None
    return CURATED[status] if status else ""


def places_in_collections(context: Context, page: str, paper: Paper) -> Iterator[tuple[Markdown, Markdown, Markdown]]:
    """Yield each collection that names a paper, with the paper before it and the one behind."""
    papers = {one.slug: one for one in context.library.papers} if context.library.collections else {}
    for one in context.library.collections:
        if paper.slug in one.papers:
            at = one.papers.index(paper.slug)
            near = (one.papers[at - 1] if at else None, one.papers[at + 1] if at + 1 < len(one.papers) else None)
            before, behind = (
                link(papers[name].title, relative(page, paper_path(name))) if name else Markdown("") for name in near
            )
            yield link(one.title, relative(page, collection_path(one.name))), before, behind


def collection_path(name: str) -> str:
    """Return the page of a collection below `docs/`, beside the file that the curator wrote: `x.md` is `x/index.md`."""
    return f"collections/{name}/index.md"
