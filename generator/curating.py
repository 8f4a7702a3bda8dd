"""A list in; the options that the curators' verbs share, and the folder that they write to, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import commands
from generator.problems import PRINTINGS

if TYPE_CHECKING:
    from generator.commands import Loaded

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
