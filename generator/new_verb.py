"""Arguments of `new` in; a folder with a list that builds at once out."""

from __future__ import annotations

import json
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__, disk
from generator.report import said
from generator.sentences import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

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
CONFIGURATION = "mkdocs.yml"
PACKAGE = "reading-list"
NEW_EXAMPLES = """
\b
Examples:
  reading-list new my-papers && cd my-papers && reading-list build
  reading-list new ~/lists/vision --name "What machines see"

A run that was stopped goes on where it was when the same command is given again.
"""


@click.command(epilog=NEW_EXAMPLES)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="What the list is called.  [default: the folder's name]")
def new(folder: Path, name: str | None) -> int:
    """Make a list of your own: settings, a first source with a note, a collection, and the workflow that deploys it.

    The generator and its looks are not copied: the installed ones are used, so that a later version needs no merging.
    """
    whole = _whole((name or folder.absolute().name.replace("-", " ").capitalize()).strip())
    begun = _begun(folder, whole)
    for place, data in whole.items():
        if place not in begun:
            disk.write_whole(folder / place, data)
    if begun:
        said(f"A run that was stopped had begun this list; it is finished now, from {counted(len(begun), 'file')} on.")
    said(f"A list is in {disk.shown(folder)}. Next: cd {disk.shown(folder)} && reading-list build")
    return 0


def _whole(title: str) -> dict[str, bytes]:
    """Return all files of a new list; its configuration is the last, for without it a folder is no list yet."""
    shipped = resources.files("generator") / "new_list"
    whole = {place: (shipped / file).read_text(encoding="utf-8") for place, file in FILES.items()}
    whole["requirements.txt"] = f"{requirement(_direct_url())}\n"
    quoted = json.dumps(title, ensure_ascii=False)
    whole[CONFIGURATION] = whole.pop(CONFIGURATION).replace("site_name: NAME", f"site_name: {quoted}", 1)
    return {place: text.encode() for place, text in whole.items()}


def _direct_url() -> str | None:
    """Return what the installer noted about where the package is from (PEP 610); `None` for an index."""
    try:
        return metadata.distribution(PACKAGE).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None


def requirement(direct_url: str | None) -> str:
    """Return how the generator is installed elsewhere: from the repository that it is from, or by its number."""
    noted = json.loads(direct_url) if direct_url else {}
    url, vcs = str(noted.get("url", "")), noted.get("vcs_info", {})
    if not url.startswith(("https://", "http://", "ssh://")):  # a folder or file of this machine, or an index
        return f"{PACKAGE}=={__version__}"
    return f"{PACKAGE} @ {vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else f"{PACKAGE} @ {url}"


def _begun(folder: Path, whole: Mapping[str, bytes]) -> set[str]:
    """Return which files a run that was stopped has written; a folder that holds anything else is refused."""
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{disk.shown(folder)} is there already, and no folder: name another")
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(disk.SCRATCH)]
    names = {path.relative_to(folder).as_posix(): path for path in found}
    others = sorted(name for name, path in names.items() if disk.read_bytes(path) != whole.get(name))
    if CONFIGURATION in names or others:
        first = next(iter(others), CONFIGURATION)
        said_ = f"{disk.shown(folder)} is there already, and holds {first}"
        raise click.UsageError(f"{said_}: name another folder; what is there is left alone")
    return set(names)
