"""Notes and collections of a library in; where each of their references leads, and those that lead nowhere, out."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from generator.notes.body import Reference, headings, parsed, references
from generator.notes.names import Names, Nowhere
from generator.notes.render import anchor_of
from generator.problems import Position, Problem, error
from generator.tagging import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.curation import Prose
    from generator.model import Library

IMAGES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")  # what mkdocs.yml publishes of the notes
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
SAFE = ("http:", "https:", "mailto:")
# Pages that the generator writes beside papers and tags; whether this list has each of them, MkDocs says.
WRITTEN = ("index", "explore", "compare", "map", "reading", "sources", "about", "guide", "feed", "years", "api")


COUNTED = "count it from the folder of this file, or write [[the name]] of a paper or a tag"


class Found(NamedTuple):
    """Where a relative link leads: a path below `docs/`, or what is wrong with it."""

    path: str | None
    said: str = ""
    how: str = ""


class Ground:
    """What links can lead to: the library's pages, and the files that lie below `docs/` by hand."""

    def __init__(self, library: Library, assets: frozenset[str]) -> None:
        self.names = Names(library)
        self.assets = assets
        self._pages = {f"papers/{name}.md" for paper in library.papers for name in (paper.slug, *paper.former)}
        self._pages |= {f"{key.facet}/{key.slug}.md" for key in library.tags}
        self._pages |= {f"{folder}/index.md" for folder in ("papers", "collections", *BY_NAME)}
        self._notes = {p.note.path: f"papers/{p.slug}.md" for p in library.papers if p.note}
        self._notes |= {t.note.path: f"{k.facet}/{k.slug}.md" for k, t in library.tags.items() if t.note}
        self._notes |= {one.path: f"collections/{one.name}/index.md" for one in library.collections}

    def path(self, prose: Prose, target: str) -> Found:
        """Return where a relative link of a text leads."""
        return self.path_from(prose.path, target)

    def path_from(self, page: str, target: str) -> Found:
        """Return where a relative link leads from a file below `docs/`."""
        place, _, _ = target.partition("#")
        place = unquote(place.partition("?")[0])
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), place))
        if place.startswith("/"):
            return Found(None, f"`{target:.80}` counts from the host, where the site need not be", COUNTED)
        if path.startswith("../"):
            return Found(None, f"`{target:.80}` leads out of docs/", COUNTED)
        known = self._notes.get(path) or (path if path in self._pages else None)
        if known or path.partition("/")[0].removesuffix(".md") in WRITTEN:
            return Found(known or path)
        return self._file(path, target)

    def _file(self, path: str, target: str) -> Found:
        """Return a file that lies below `docs/` by hand, if it is published."""
        if path not in self.assets:
            name = path.endswith((".md", "/")) or "." not in path
            how = "to lead to a paper or a tag, write [[its name]]" if name else "check the name and its capitals"
            return Found(None, f"there is no file `{target:.80}` beside this one", how)
        if path.startswith("notes/") and not path.lower().endswith(IMAGES):
            how = "of docs/notes/ only images are published; move the file to docs/assets/"
            return Found(None, f"`{target:.80}` is not part of the site", how)
        return Found(path)


def link_problems(proses: Iterable[Prose], ground: Ground) -> Iterator[Problem]:
    """Yield an error for each reference that leads nowhere, at its line."""
    for prose in proses:
        for one in references(prose.body):
            fault = _fault(prose, one, ground)
            if fault:
                yield error(fault[0], Position(prose.file, prose.line + one.line), fault[1], fault[2])


def _fault(prose: Prose, one: Reference, ground: Ground) -> tuple[str, str, str] | None:
    """Return code, message and hint of what is wrong with a reference."""
    if one.kind == "name":
        found = ground.names.find(one.target)
        return ("unknown-link", *found) if isinstance(found, Nowhere) else None
    if SCHEME.match(one.target):
        if one.kind == "image" and not one.target.startswith("data:"):
            how = "save it beside the note, and link the file"
            return (
                "foreign-image",
                f"the picture `{one.target:.80}` lies on another host, which readers would tell",
                how,
            )
        if not one.target.lower().startswith((*SAFE, "//")):
            return "unsafe-link", f"`{one.target:.80}` is no address that a page may lead to", "write https://…"
        return None
    if one.target.startswith("#"):
        return _anchor_fault(prose, one.target)
    there = ground.path(prose, one.target)
    return ("broken-link", there.said, there.how) if there.path is None else None


def _anchor_fault(prose: Prose, target: str) -> tuple[str, str, str] | None:
    known = [anchor_of(text) for _, text in headings(parsed(prose.body))]
    if target[1:] in known or not target[1:] or f'id="{target[1:]}"' in prose.body:
        return None
    how = "its headings are " + ", ".join(f"#{name}" for name in known) if known else "it has no headings"
    return "broken-link", f"this text has no heading `{target:.80}`", how


def papers_named(prose: Prose, ground: Ground) -> tuple[str, ...]:
    """Return the slugs of the papers that a text leads to, in order, each once."""
    found: dict[str, None] = {}
    by_path = {f"papers/{paper.slug}.md": paper.slug for paper in ground.names.library.papers}
    for one in references(prose.body):
        if one.kind == "name":
            target = ground.names.find(one.target)
            slug = None if isinstance(target, Nowhere) else target.paper
        else:
            there = None if SCHEME.match(one.target) or one.target.startswith("#") else ground.path(prose, one.target)
            slug = by_path.get(there.path or "") if there and one.kind == "link" else None
        if slug:
            found.setdefault(slug)
    return tuple(found)
