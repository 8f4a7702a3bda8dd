"""MkDocs' own `build` and `serve` in; the pages and the search that our verbs make out."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands import generate_into, parts_of
from generator.problems import Level, Problem
from generator.site import STEPS, finish, without_unused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

    from generator.model import OutputFile

log = logging.getLogger("mkdocs.reading_list")
# What gives the files of each list that was generated last, by its configuration's path.
LATEST: dict[str, Callable[[], Iterable[OutputFile]]] = {}
LEVELS = {Level.ERROR: logging.ERROR, Level.WARNING: logging.INFO, Level.HINT: logging.DEBUG}


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the generated pages into `docs/`, unless our own build did and runs this one."""
    if STEPS not in config.plugins:
        problems, LATEST[config.config_file_path] = generate_into(Path(config.config_file_path))
        _report(problems)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
    """Watch what the list itself is made of, wherever its settings say that it lies."""
    del builder
    for path in parts_of(Path(config.config_file_path)):
        server.watch(str(path))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what no page of ours asks for."""
    return without_unused(files, config)


def on_post_build(config: MkDocsConfig) -> None:
    """Add to the finished site what readers take away, and its index."""
    if STEPS not in config.plugins:
        beside = LATEST.get(config.config_file_path, tuple)
        _report(finish(Path(config.site_dir), beside()))


def _report(problems: Iterable[Problem]) -> None:
    """Log problems as MkDocs' own; our warnings are a curator's doubts, which its strict mode would count as faults."""
    for problem in problems:
        log.log(LEVELS[problem.level], "%s", problem)
