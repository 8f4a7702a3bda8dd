"""MkDocs' pages in; their Markdown as HTML out, the same by any number of processes."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import threading
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from logging.handlers import BufferingHandler
from typing import TYPE_CHECKING

from generator.build_log import LOGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents

FEWEST = 200  # pages for which starting processes is worth its time
AT_ONCE = 32  # pages that a process takes at a time
PARENT_SEEN = 0.2  # seconds between two looks whether whoever began a process is still there


@dataclass(frozen=True, slots=True)
class _Work:
    """What each process knows from its beginning."""

    pages: Sequence[Page]
    config: MkDocsConfig
    files: Files


@dataclass(frozen=True, slots=True)
class Rendered:
    """What MkDocs' `Page.render` makes of `markdown`; links by the path below `docs/` that they lead to."""

    markdown: str
    content: str | None
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]] | None
    said: tuple[tuple[str, int, str], ...]


def processors() -> int:
    """Return how many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def render_ahead(pages: Sequence[Page], config: MkDocsConfig, files: Files, jobs: int | None = None) -> None:
    """Render pages before MkDocs does, so that it finds them done; a page that a hook changes is rendered by MkDocs.

    Where processes cannot be copied as they are (Windows, macOS), or are not worth it, nothing is done ahead.
    """
    number = min(jobs or processors(), 1 + len(pages) // FEWEST)
    if number < 2 or multiprocessing.get_start_method() == "spawn":
        return
    for page, rendered in zip(pages, _rendered(_Work(pages, config, files), number), strict=True):
        if rendered is not None:
            # A page has no slots: MkDocs calls what stands here in the place of its own method.
            page.render = _Prepared(page, rendered)  # type: ignore[method-assign]


def _rendered(work: _Work, number: int) -> Iterator[Rendered | None]:
    gc.freeze()  # no process then looks through, and so copies, what all of them share
    context = multiprocessing.get_context("fork")
    with warnings.catch_warnings(), ProcessPoolExecutor(number, context, _begin, (work,)) as crew:
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the numeric libraries, which rest by now
        yield from crew.map(_render, range(len(work.pages)), chunksize=AT_ONCE)
    gc.unfreeze()


def _begin(work: _Work) -> None:
    global _work  # noqa: PLW0603 -- a process's own, set once: what it was copied with
    _work = work
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when the one that began it was killed: nothing else would tell it, and it holds much."""
    while os.getppid() == parent:
        time.sleep(PARENT_SEEN)
    os._exit(1)


_work: _Work


def _render(number: int) -> Rendered | None:
    """Render a page in this process; what goes wrong here goes wrong again, and is told, where MkDocs does it."""
    page = _work.pages[number]
    heard = BufferingHandler(10**6)
    heard.setLevel(logging.WARNING)
    for name in LOGGERS:
        logging.getLogger(name).handlers = [heard]
    try:
        page.read_source(_work.config)
        markdown = page.markdown or ""
        page.render(_work.config, _work.files)
    except Exception:  # noqa: BLE001 -- any extension may raise anything
        return None
    links = page.links_to_anchors
    done = Rendered(
        markdown,
        page.content,
        page.toc,
        page._title_from_render,  # noqa: SLF001 -- what `Page.render` sets
        page.present_anchor_ids,
        None if links is None else {file.src_uri: found for file, found in links.items()},
        tuple((record.name, record.levelno, record.getMessage()) for record in heard.buffer),
    )
    page.content = page.markdown = None
    return done


class _Prepared:
    """Stands in the place of a page's `render`."""

    def __init__(self, page: Page, rendered: Rendered) -> None:
        self.page, self.rendered = page, rendered

    def __call__(self, config: MkDocsConfig, files: Files) -> None:
        """Give the page what another process made of the same Markdown."""
        page, done = self.page, self.rendered
        del page.render  # the page's own method again, and nothing is kept twice
        if page.markdown != done.markdown:
            page.render(config, files)
            return
        page.content, page.toc, page.present_anchor_ids = done.content, done.toc, done.anchors
        page._title_from_render = done.title  # noqa: SLF001 -- what `Page.render` sets
        if done.links is not None:
            found = ((files.get_file_from_path(path), anchors) for path, anchors in done.links.items())
            page.links_to_anchors = {file: anchors for file, anchors in found if file is not None}
        for name, level, said in done.said:
            logging.getLogger(name).log(level, "%s", said)
