"""Slips of a curator's hand in; each said with its place and how to mend it, and the rest of the list built, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")
NOTE = "docs/notes/papers/shared-lanterns-one-paper-in-two-files.md"
OTHER = "docs/notes/papers/lanterns-are-not-all-you-need.md"
SLUG = "lanterns-are-not-all-you-need"


def write(toy: Path, name: str, text: str | bytes) -> None:
    (toy / name).parent.mkdir(parents=True, exist_ok=True)
    (toy / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def folder(name: str) -> Callable[[Path], None]:
    return lambda toy: (toy / name).mkdir(parents=True)


def link(name: str, to: str) -> Callable[[Path], None]:
    def make(toy: Path) -> None:
        (toy / name).parent.mkdir(parents=True, exist_ok=True)
        (toy / name).symlink_to(to)

    return make


def text(*files: str | bytes) -> Callable[[Path], None]:
    def make(toy: Path) -> None:
        for name, content in zip(files[::2], files[1::2], strict=True):
            write(toy, str(name), content)

    return make


def sidecar_is_a_folder(toy: Path) -> None:
    (toy / "sources/notes.yml").unlink()
    (toy / "sources/notes.yml").mkdir()


SLIPS = {
    "a wrong key": (
        text(NOTE, "---\nstatsu: read\n---\n"),
        f"{NOTE}:2:1: unknown key `statsu` (did you mean `status`?)",
    ),
    "a wrong name": (text(NOTE.replace("ern", "enr"), "Hi.\n"), ":1: this note fits no paper of the list"),
    "a tab": (text(NOTE, "---\ntags:\n\tmodels: [+BERT]\n---\n"), f"{NOTE}:3:1: cannot read this YAML"),
    "no end": (text(NOTE, "---\nstatus: read\n"), f"{NOTE}:1: the front matter that begins here has no end"),
    "old Macintosh lines": (text(NOTE, "---\rstatus: raed\r---\r"), f"{NOTE}:2:1: `status`: "),
    "Latin-1": (
        text(NOTE, b"---\nstatus: read\n---\ncaf\xe9\n"),
        f"{NOTE}:4: this is not UTF-8 text (save it as UTF-8)",
    ),
    "UTF-16": (text(NOTE, "---\n".encode("utf-16")), f"{NOTE}:1: this is not UTF-8 text"),
    "a list above": (text(NOTE, "---\n- read\n---\n"), f"{NOTE}:2:1: `the whole file` must be `key: value` lines"),
    "no boolean": (text(NOTE, "---\nfeatured: maybe\n---\n"), f"{NOTE}:2:1: `featured`: write `true` or `false`"),
    "no number": (text(NOTE, "---\nyear: twenty\n---\n"), f"{NOTE}:2:1: `year`: write a whole number (here it is"),
    "no replacement": (
        text(NOTE, "---\ncorrections: {find: Lantern}\n---\n"),
        f"{NOTE}:2:1: `corrections.0.replace` is missing (write `replace: …` here)",
    ),
    "no list": (text(NOTE, "---\nauthors: 5\n---\n"), f"{NOTE}:2:1: `authors`: write a list, as `[one, two]`"),
    "a link of words to nothing": (text(NOTE, "\nSee [[ |words]].\n"), f"{NOTE}:2: this link names nothing"),
    "itself": (text(NOTE, "---\nsame_as: Shared Lanterns: One\n---\n"), f"{NOTE}:2:"),
    "the same and not": (
        text(NOTE, f"---\nsame_as: {SLUG}\nnot_same_as: {SLUG}\n---\n"),
        f"{NOTE}:3:1: `{SLUG}` is under `same_as` and under `not_same_as` (take it out of one of them)",
    ),
    "two notes of one paper": (
        text(
            NOTE, f"---\nsame_as: {SLUG}\n---\n", OTHER, "---\nsame_as: shared-lanterns-one-paper-in-two-files\n---\n"
        ),
        ":1: this paper has a note already",
    ),
    "another's address": (
        text(NOTE, f"---\naliases: [{SLUG}]\n---\n"),
        f"{NOTE}:2:11: the address `{SLUG}` is that of",
    ),
    "a correction of nothing": (
        text(NOTE, "---\ncorrections: [{find: zzz qqq, replace: b}]\n---\n"),
        f"{NOTE}:2:15: “zzz qqq” is not in the title",
    ),
    "another ending": (
        text(f"{NOTE[:-3]}.txt", "Hi.\n"),
        f"{NOTE[:-3]}.txt:1: this is not read: its name ends in .txt (call it",
    ),
    "a loud ending": (text(f"{NOTE[:-3]}.MD", "Hi.\n"), ":1: this is not read: its name ends in .MD (call it"),
    "a folder of a note's name": (folder(NOTE), f"{NOTE}:1: this is a folder, and its name is that of a note"),
    "a note that leads nowhere": (
        link(NOTE, "/nowhere"),
        f"{NOTE}:1: this symbolic link leads to no file (let it lead",
    ),
    "a source that leads nowhere": (
        link("sources/a.txt", "a.txt"),
        "sources/a.txt:1: this symbolic link leads to no file",
    ),
    "a folder of a sidecar's name": (sidecar_is_a_folder, "sources/notes.yml:1: cannot read this file: is a directory"),
    "a picture among sources": (text("sources/p.png", bytes(range(256)) * 40), "sources/p.png:3:115: this is not text"),
    "an empty source": (text("sources/e.txt", ""), "sources/e.txt:1: this file is empty (save the page's text into it"),
    "JSON cut off": (
        text("sources/j.json", '[{"title": "A B"},\n {"title": ]'),
        "sources/j.json:2:12: this JSON cannot",
    ),
    "BibTeX cut off": (
        text("sources/b.bib", "@article{x,\n title = {A B},\n"),
        "sources/b.bib:1: `@article{x,` is not closed",
    ),
}


@pytest.mark.parametrize(("make", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_said_and_the_rest_is_built(toy: Path, run: object, make: object, said: str):
    """The run fails with `path:line: what (how to mend)`, once; the other papers' pages are there."""
    run("generate")
    before = {path.stem for path in (toy / "docs/papers").glob("*.md")}
    make(toy)
    ran = run("generate")
    assert ran.code == 1
    lines = [line for line in ran.err.splitlines() if said in line]
    assert len(lines) == 1, ran.err
    assert re.fullmatch(r"\S+:\d+(:\d+)?: .+ \(.+\)", lines[0])
    merged = {SLUG, "shared-lanterns-one-paper-in-two-files"}
    assert before - merged <= {path.stem for path in (toy / "docs/papers").glob("*.md")}


def test_a_date_to_come_is_said(toy: Path, run: object):
    """A day that has not come is no error, for clocks differ, but `check` says it."""
    write(toy, NOTE, "---\nadded: 2999-01-01\n---\n")
    write(toy, "sources/facts.yml", "captured: 2999-01-01\n")
    ran = run("check")
    assert ran.code == 0
    assert f"{NOTE}:1: hint: `added` is 2999-01-01, which has not come yet" in ran.err
    assert "sources/facts.bib:1: hint: `captured` in the file beside it is 2999-01-01" in ran.err


SETTINGS = {
    "a theme": ("  name: material", "  name: materiel", "no theme is called `materiel` (did you mean `material`?)"),
    "a plugin": ("plugins: []", "plugins: [serach]", "no plugin is called `serach`"),
    "a plugin with options": ("plugins: []", "plugins:\n  - serach: {lang: en}", "no plugin is called `serach`"),
    "an extension": (
        "- attr_list",
        "- atr_list",
        "no Markdown extension is called `atr_list` (did you mean `attr_list`?)",
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), SETTINGS.values(), ids=SETTINGS)
def test_what_a_build_would_stop_at_is_said(toy: Path, run: object, old: str, new: str, said: str):
    """A theme, plugin or extension that is not installed is an error at its line; those that are, are none."""
    settings = (toy / "mkdocs.yml").read_text("utf-8")
    assert run("check").code == 0
    changed = settings.replace(old, new, 1)
    write(toy, "mkdocs.yml", changed)
    ran = run("check")
    assert ran.code == 1
    name = said.split("`")[1]
    line = next(at for at, text in enumerate(changed.splitlines(), 1) if name in text)
    assert re.search(rf"mkdocs\.yml:{line}:\d+: {re.escape(said)}", ran.err), ran.err


def test_names_of_many_kinds_are_known(toy: Path, run: object):
    """Plugins of the theme, packages of extensions, options in either form, and a theme of one's own are no faults."""
    settings = (toy / "mkdocs.yml").read_text("utf-8")
    more = "  - pymdownx.superfences\n  - markdown.extensions.footnotes\n  - admonition: {}\n"
    settings = settings.replace("plugins: []", "plugins: {search: {lang: en}, material/tags: {}}")
    write(toy, "mkdocs.yml", settings.replace("  - attr_list\n", f"  - attr_list\n{more}"))
    assert run("check").code == 0
    bare = settings.replace("name: material", "name: null\n  custom_dir: looks").replace("search: {lang: en}, ", "")
    write(toy, "mkdocs.yml", bare)
    assert run("check").code == 0


@pytest.mark.parametrize("url", ["example.org/list", "//example.org", "https://", "ftp://example.org", '"http://a b"'])
def test_an_address_that_is_none_is_said(toy: Path, run: object, url: str):
    """The address of the site is a whole one, or `check` names its line; a build would stop at most of these."""
    settings = (toy / "mkdocs.yml").read_text("utf-8")
    write(toy, "mkdocs.yml", f"site_url: {url}\n{settings}")
    ran = run("check")
    assert ran.code == 1
    assert "mkdocs.yml:1:1: `site_url` is no whole address" in ran.err
    write(toy, "mkdocs.yml", f"site_url: https://example.org:8000/list\n{settings}")
    assert run("check").code == 0
