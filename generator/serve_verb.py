"""Arguments of `serve` in; a preview of the list that follows every change to it, until it is stopped, out."""

from __future__ import annotations

import queue
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import commands, disk
from generator.curating import CONFIG, FORMAT
from generator.problems import Level, as_text
from generator.report import report, said, working
from generator.sentences import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchdog.events import FileSystemEvent

    from generator.preview import News
    from generator.renewal import Renewed

QUIET = 0.05  # seconds without a further change: an editor writes a file in several steps
SERVE_EXAMPLES = """
\b
Examples:
  reading-list serve                 then open http://127.0.0.1:8000/ and change a note
  reading-list serve --port 8080     where another program has that port
"""


@click.command(epilog=SERVE_EXAMPLES)
@CONFIG
@FORMAT
@click.option("--port", default=8000, show_default=True, help="Where the preview listens, on this machine only.")
def serve(config_file: Path, printing: str, port: int) -> int:
    """Show the site in a browser and show it anew after each change.

    What is wrong in the list is shown in the page, too; the last good page stays until it is mended. The search knows
    what was there at the start.
    """
    from generator.preview import News, Server  # noqa: PLC0415 -- no other verb serves
    from generator.renewal import Renewal  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="reading-list-preview-") as folder:
        news = News()
        renewal = Renewal(config_file, Path(folder), f"http://127.0.0.1:{port}/")
        try:
            server = Server(renewal.site, port, news)
        except OSError:
            raise click.UsageError(f"port {port} is taken: name another, such as --port {port + 1}") from None
        said("Building the site once; then every change is shown within a moment …")
        with working("Building the site"):
            first = renewal.begin()
        _tell(news, first, printing)
        if not renewal.site.exists():
            server.server_close()
            return 1
        threading.Thread(target=server.serve_forever, daemon=True).start()
        said(f"Serving on http://127.0.0.1:{port}/ — stop with Ctrl-C.")
        try:
            for changed in _changes(config_file):
                for renewed in renewal.follow(changed):
                    _tell(news, renewed, printing)
        except KeyboardInterrupt:
            return 0
        finally:
            news.end()
            server.shutdown()
            server.server_close()
    return 0


def _tell(news: News, renewed: Renewed, printing: str) -> None:
    """Say what is wrong in the terminal and, if it is an error, in the open pages."""
    report(renewed.problems, printing, strict=False)
    errors = [as_text(problem) for problem in renewed.problems if problem.level is Level.ERROR]
    news.tell(errors, renewed.newer)
    pages = sum(name.endswith(".html") for name in renewed.newer)
    said(f"{counted(pages, 'page')} anew, {counted(len(errors), 'error')}.")


def _changes(config_file: Path) -> Iterator[set[Path]]:
    """Yield the files that were changed, by and by, as long as one is asked; what we write ourselves is left out."""
    from watchdog.events import FileSystemEventHandler  # noqa: PLC0415 -- no other verb watches
    from watchdog.observers import Observer  # noqa: PLC0415

    found: queue.Queue[Path] = queue.Queue()

    class Ear(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in {"created", "modified", "moved", "deleted"} and not event.is_directory:
                for name in (event.src_path, event.dest_path):
                    if isinstance(name, str) and name:
                        found.put(Path(name))

    observer, heard = Observer(), set[Path]()
    observer.start()
    try:
        while True:
            docs, places = commands.watched(config_file)  # anew each time: the settings may name other folders now
            around = {place if place.is_dir() else place.parent for place in places}  # editors put a new file in place
            for place in {place for place in around if place.is_dir()} - heard:
                observer.schedule(Ear(), str(place), recursive=place != config_file.absolute().parent)
            heard |= around
            some = {found.get()}
            with suppress(queue.Empty):
                while True:
                    some.add(found.get(timeout=QUIET))
            ours = {docs / name for name in disk.generated(docs)}
            theirs = {path for path in some if path not in ours and _is_theirs(path, config_file)}
            if theirs:
                yield theirs
    finally:
        observer.stop()


def _is_theirs(path: Path, config_file: Path) -> bool:
    """Say whether a file is one that people write: no editor's scratch file, and nothing that is built."""
    hidden = any(part.startswith(".") for part in path.parts[len(config_file.absolute().parent.parts) :])
    return not hidden and not path.name.endswith(("~", ".swp", ".tmp", ".pyc")) and "__pycache__" not in path.parts
