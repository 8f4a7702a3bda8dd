"""Arguments of `new` in; a folder with a list that builds at once out."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import click

from generator import __version__, disk
from generator.report import said

# What lies in a new list, and the file of the package that it begins as.
FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "sources/first.yml": "first.yml",
    "sources/first.bib": "first.bib",
    "docs/about.md": "about.md",
    "docs/notes/papers/attention-is-all-you-need.md": "note.md",
    "docs/collections/where-to-begin.md": "collection.md",
    "docs/assets/favicon.svg": "favicon.svg",
    "README.md": "README.md",
    ".gitignore": "gitignore.txt",
    ".github/workflows/deploy.yml": "deploy.yml",
}
NEW_EXAMPLES = """
\b
Examples:
  reading-list new my-papers && cd my-papers && reading-list build
  reading-list new ~/lists/vision --name "What machines see"
"""


@click.command(epilog=NEW_EXAMPLES)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="What the list is called.  [default: the folder's name]")
def new(folder: Path, name: str | None) -> int:
    """Make a list of your own: settings, a first source with a note, a collection, and the workflow that deploys it.

    The generator and its looks are not copied: the installed ones are used, so that a later version needs no merging.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{disk.shown(folder)} is there already, and not empty: name another folder")
    shipped = resources.files("generator") / "new_list"
    title = (name or folder.absolute().name.replace("-", " ").capitalize()).strip()
    whole = {place: (shipped / file).read_text(encoding="utf-8") for place, file in FILES.items()}
    quoted = json.dumps(title, ensure_ascii=False)
    whole["mkdocs.yml"] = whole["mkdocs.yml"].replace("site_name: NAME", f"site_name: {quoted}", 1)
    whole["requirements.txt"] = f"reading-list=={__version__}\n"
    configuration = whole.pop("mkdocs.yml")
    for place, text in whole.items():
        disk.write_whole(folder / place, text.encode())
    disk.write_whole(folder / "mkdocs.yml", configuration.encode())  # last: without it the folder is no list yet
    said(f"A list is in {disk.shown(folder)}. Next: cd {disk.shown(folder)} && reading-list build")
    return 0
