"""What MkDocs logs and raises in; problems with the file and line they speak of out."""

from __future__ import annotations

import logging
import os
import re
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator.problems import Position, Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

LOGGERS = ("mkdocs", "MARKDOWN")
PAGE = re.compile(r"'(?P<page>[^']+\.md)'(?:.*?link '(?P<link>[^']+)')?", re.DOTALL)
SETTING = re.compile(r"Config value '(?P<key>[^']+)': (?P<said>.*)", re.DOTALL)


def loaded(config_file: Path, **settings: str | None) -> tuple[MkDocsConfig | None, tuple[Problem, ...]]:
    """Return the configuration, its hooks imported, with these settings in place of the file's; or what is wrong."""
    config = None
    with listening(config_file) as problems:
        config = load_config(config_file=str(config_file), **settings)
    return config, tuple(problems)


@contextmanager
def listening(config_file: Path, docs: Path | None = None) -> Iterator[list[Problem]]:
    """Keep MkDocs silent and collect its warnings and errors, and whatever a template or a user's hook raises."""
    problems: list[Problem] = []
    ear = _Ear(problems, config_file, docs)
    before = [(log, log.handlers, log.propagate) for log in map(logging.getLogger, LOGGERS)]
    for log, _, _ in before:
        log.handlers, log.propagate = [ear], False
    try:
        yield problems
    except (Exception, SystemExit) as fault:  # noqa: BLE001 -- hooks and templates are the user's and may raise anything
        if not (isinstance(fault, Abort) and problems):
            problems.append(_raised(fault, config_file))
    finally:
        for log, handlers, propagate in before:
            log.handlers, log.propagate = handlers, propagate


class _Ear(logging.Handler):
    def __init__(self, problems: list[Problem], config_file: Path, docs: Path | None) -> None:
        super().__init__(logging.WARNING)
        self.problems, self.config_file, self.docs = problems, config_file, docs

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().strip()
        setting = SETTING.fullmatch(said)
        if setting:
            place = _line_with(self.config_file, rf"^{re.escape(setting['key'])}\s*:")
            said = f"`{setting['key']}`: {setting['said']}"
        else:
            place = self._page(said)
        self.problems.append(error("site", place, " ".join(said.split())))

    def _page(self, said: str) -> Position:
        """Return the place in the page that a message names; in the configuration where it names none of ours."""
        named = PAGE.search(said)
        if named is None or self.docs is None:
            return _line_with(self.config_file, re.escape(named["page"]) if named else "(?!)")
        page = self.docs / named["page"]
        if not page.is_file():
            return _line_with(self.config_file, re.escape(named["page"]))
        return _line_with(page, re.escape(named["link"]) if named["link"] else "(?!)")


def _line_with(file: Path, pattern: str) -> Position:
    """Return the file's first line that matches, or the file as a whole."""
    shown = os.path.relpath(file) if file.absolute().is_relative_to(Path.cwd()) else str(file)
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    found = (number for number, line in enumerate(lines, start=1) if re.search(pattern, line))
    return Position(shown, next(found, 0))


def _raised(fault: BaseException, config_file: Path) -> Problem:
    """Return a problem at the last place of the user's own that an exception went through."""
    said = fault.format_message() if isinstance(fault, MkDocsException) else f"{type(fault).__name__}: {fault}"
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if _is_users(f.filename)]
    line = getattr(fault, "lineno", None)  # a template that does not parse says where; it has no frame of its own
    name = getattr(fault, "filename", None)
    if isinstance(name, str) and isinstance(line, int):
        place = Position(name, line)
    elif frames:
        place = Position(frames[-1].filename, frames[-1].lineno or 0)
    else:
        place = _line_with(config_file, "(?!)")
    return error("site", place, " ".join(said.split()) or "the build was stopped")


def _is_users(file: str) -> bool:
    ours = Path(__file__).parent
    return "site-packages" not in file and not file.startswith("<") and Path(file).parent != ours
