"""A library and what lies around it in; what could be better about the list as a whole, check by check, out.

Each check's docstring is its rule. Whatever is wrong in one file is said where that file is read.
"""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import TYPE_CHECKING

from generator import strict_yaml
from generator.evaluation import read_labels, squeezed
from generator.notes.body import references
from generator.notes.links import SCHEME, Ground
from generator.problems import Position, Problem, error, hint
from generator.tagging.candidates import as_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.curation import HandFile
    from generator.model import Library
    from generator.strict_yaml import Path
    from generator.tagging.vocabulary import Term

FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s/?#]+(/\S*)?", re.IGNORECASE)
LIBRARIES = ("BibTeX", "RIS", "CSL", "CSV", "JSON")  # files that one keeps up to date
TOLD = frozenset({"no-text"})  # said already, where the paper is read


def missing_names(library: Library) -> Iterator[Problem]:
    """Each name that looks like a model or a dataset should have a tag."""
    yield from as_problems(library)


def untagged(library: Library) -> Iterator[Problem]:
    """Each paper should bear a tag: whoever looks for it by what it uses does not find it otherwise."""
    for paper in library.papers:
        if not library.uses[paper.slug]:
            said = f"“{paper.title:.60}” has no tag: no name in it is known"
            how = f"give it one in docs/notes/papers/{paper.slug}.md: `tags: {{tasks: [+NAME]}}`"
            yield hint("no-tag", paper.position, said, how)


def textless(library: Library, told: Iterable[Problem]) -> Iterator[Problem]:
    """Each paper should have an abstract or a summary: without one it is found and tagged by its title alone."""
    said_of = {problem.position for problem in told if problem.code in TOLD}
    for paper in library.papers:
        if paper.abstract is None and paper.summary is None and paper.position not in said_of:
            how = f"add a source that has it, or write `summary:` in docs/notes/papers/{paper.slug}.md"
            yield hint("no-text", paper.position, f"“{paper.title:.60}” has neither abstract nor summary", how)


def undated(library: Library) -> Iterator[Problem]:
    """Each saved page should say in its sidecar when that was: readers see it, and it dates the site."""
    for reading in library.readings:
        if reading.entries and reading.sidecar.captured is None and not reading.format.startswith(LIBRARIES):
            name = re.split(r"[\\/]", reading.file)[-1].rpartition(".")[0]
            how = f"write `captured: 2026-01-31` into {name}.yml beside it"
            yield hint("undated", Position(reading.file, 1), "nothing says when this source was saved", how)


def ahead(library: Library, today: str) -> Iterator[Problem]:
    """Each date that a curator wrote should have come: a later one is a slip, and may date the whole site."""
    notes = [paper.note for paper in library.papers if paper.note]
    dates = [(note.position, "added", note.added) for note in notes]
    dates += [(Position(one.file, 1), "captured", one.sidecar.captured) for one in library.readings]
    for position, key, day in dates:
        if day and day > today:
            where = "" if key == "added" else " in the file beside it"
            yield hint("not-yet", position, f"`{key}`{where} is {day}, which has not come yet", "check the year")


def unnamed(library: Library, own: Iterable[Term]) -> Iterator[Problem]:
    """Each name in the list's own vocabulary should stand in a paper."""
    for term in own:
        if term.key not in library.tags:
            how = "check its spelling and its rules, or take it out"
            yield hint("name-unused", term.position, f"no paper names `{term.rule.name}`", how)


def lost_labels(library: Library, labels: tuple[str, str] | None) -> Iterator[Problem]:
    """Each label made by hand should be of a paper of the list, and be written right."""
    if labels is None:
        return
    found, problems = read_labels(labels[1], labels[0])
    yield from problems
    titles = {squeezed(paper.title) for paper in library.papers}
    slugs = {paper.slug for paper in library.papers}
    for label in found:
        if label.slug not in slugs if label.slug else squeezed(label.title) not in titles:
            called = label.slug or label.title
            how = "take it out, or write the title or the slug as the list has it"
            said = f"these labels are of no paper of the list: “{called:.60}”"
            yield hint("label-unused", Position(labels[0], _line_of(labels[1], called)), said, how)


def dead_links(pages: Iterable[HandFile], ground: Ground) -> Iterator[Problem]:
    """Each relative link in a page written by hand should lead to a page of the site or to a file beside it."""
    for page in pages:
        front = FRONT.match(page.text)
        skipped = front.end() if front else 0
        first = page.text.count("\n", 0, skipped) + 1
        for one in references(page.text[skipped:]):
            if one.kind == "name" or SCHEME.match(one.target) or one.target.startswith("#"):
                continue
            fault = _nowhere(page.path, one.target, ground)
            if fault:
                yield error("broken-link", Position(page.file, first + one.line), *fault)


def dead_nav(text: str, file: str, ground: Ground) -> Iterator[Problem]:
    """Each page that the navigation names should be there."""
    data, marks, _ = strict_yaml.parse(text, file, foreign_tags=True)
    nav = data.get("nav") if isinstance(data, dict) else None
    for target, path in _leaves(nav, ("nav",)):
        fault = None if SCHEME.match(target) else _nowhere("index.md", target, ground)
        if fault:
            yield error("broken-nav", marks.get(path, Position(file, 1)), *fault)


def wrong_address(text: str, file: str) -> Iterator[Problem]:
    """Whatever `site_url` says should be a whole address: a build stops at most others."""
    data, marks, _ = strict_yaml.parse(text, file, foreign_tags=True)
    url = data.get("site_url") if isinstance(data, dict) else None
    if isinstance(url, str) and url and not ADDRESS.fullmatch(url):
        said = f"`site_url` is no whole address (here it is '{url:.80}')"
        how = "write it as https://example.org/my-list/"
        yield error("bad-value", marks.get(("site_url",), Position(file, 1)), said, how)


def not_installed(text: str, file: str) -> Iterator[Problem]:
    """Each theme, plugin and Markdown extension that the settings name should be installed: a build stops at it."""
    data, marks, _ = strict_yaml.parse(text, file, foreign_tags=True)
    settings = data if isinstance(data, dict) else {}
    theme = settings.get("theme")
    themes = [(name, path) for name, path in _leaves(theme, ("theme",)) if path in {("theme",), ("theme", "name")}]
    prefix = f"{themes[0][0]}/" if themes else ""
    for what, group, named in (
        ("theme", "mkdocs.themes", themes),
        ("plugin", "mkdocs.plugins", list(_named(settings, "plugins"))),
        ("Markdown extension", "markdown.extensions", list(_named(settings, "markdown_extensions"))),
    ):
        known = {one.name for one in entry_points(group=group)} if named else set()
        for name, path in named:
            if known.isdisjoint({name, prefix + name}) and not (what.startswith("Markdown") and _is_module(name)):
                near = strict_yaml.nearest(name, sorted(known))
                how = f"did you mean `{near}`?" if near else "install it, or take it out"
                yield error("not-installed", marks.get(path, Position(file, 1)), f"no {what} is called `{name}`", how)


def _named(settings: Mapping[str, object], key: str) -> Iterator[tuple[str, Path]]:
    """Yield the names that a setting lists, which may have options, and where they stand."""
    value = settings.get(key)
    for at, one in enumerate(value) if isinstance(value, list) else ():
        yield from ((name, (key, at)) for name in (one if isinstance(one, dict) else [one]) if isinstance(name, str))
    yield from ((name, (key, name)) for name in (value if isinstance(value, dict) else ()) if isinstance(name, str))


def _is_module(name: str) -> bool:
    try:
        return find_spec(re.split("[.:]", name)[0]) is not None
    except ValueError:  # no module can be called so
        return False


def _nowhere(page: str, target: str, ground: Ground) -> tuple[str, str] | None:
    """Return what is wrong with a link of a page; the files that readers take away are known to a build only."""
    bare = target.partition("#")[0].partition("?")[0]
    if not bare.endswith((".md", "/")) and not bare.startswith("assets/"):
        return None
    found = ground.path_from(page, target)
    return None if found.path else (found.said, found.how)


def _leaves(nav: object, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(nav, str):
        yield nav, path
    pairs = nav.items() if isinstance(nav, dict) else enumerate(nav) if isinstance(nav, list) else ()
    for key, value in pairs:
        yield from _leaves(value, (*path, key))


def _line_of(text: str, words: str) -> int:
    lines: Sequence[str] = text.splitlines()
    return next((at for at, line in enumerate(lines, 1) if words in line), 1)
