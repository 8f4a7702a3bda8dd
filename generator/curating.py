"""A list in; the options that the curators' verbs share, and the folder that they write to, out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import commands, disk
from generator.problems import PRINTINGS
from generator.tagging import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.commands import Loaded

LISTS = re.compile(r"index|page-\d+|.*/.*")  # pages of a folder that are no paper's and no tag's
CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=commands.CONFIGURATION,
    help="The list's configuration.",
    show_default=True,
)
FORMAT = click.option(
    "--format",
    "printing",
    type=click.Choice(list(PRINTINGS)),
    default="text",
    help="How problems are printed.",
    show_default=True,
)


def sources_folder(loaded: Loaded) -> Path:
    """Return the first configured folder of sources, or the folder of the first source."""
    first = loaded.root / loaded.inputs.configuration.reading_list.sources[0]
    return first if not first.suffix else first.parent


def known_papers(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the slugs of papers that begin so, by the pages that the last run wrote: a shell asks as one types."""
    slugs = (name for folder, name in _pages(context) if folder == "papers")
    return sorted(name for name in slugs if name.startswith(begun))


def known_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Return the slugs of papers and the addresses of tags that begin so."""
    tags = (f"{folder}/{name}" for folder, name in _pages(context) if folder != "papers")
    return [*known_papers(context, parameter, begun), *sorted(name for name in tags if name.startswith(begun))]


def _pages(context: click.Context) -> Iterator[tuple[str, str]]:
    """Yield folder and name of each page of a paper or a tag."""
    docs, _ = commands.watched(context.params.get("config_file") or commands.CONFIGURATION)
    for path in disk.generated(docs):
        folder, _, name = path.removesuffix(".md").partition("/")
        if path.endswith(".md") and folder in {"papers", *BY_NAME} and not LISTS.fullmatch(name):
            yield folder, name
