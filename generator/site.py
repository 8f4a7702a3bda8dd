"""Markdown below `docs/` in; a finished site with its search out, built aside and put in place whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.commands.build import build
from mkdocs.structure.files import InclusionLevel

from generator import sitemap
from generator.build_log import listening, loaded
from generator.curation import WRITTEN
from generator.problems import Level, Position, Problem, error
from generator.rendering import render_ahead
from generator.search import build_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import BasePlugin
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from generator.model import OutputFile

try:
    import fcntl
except ImportError:  # Windows: a leftover that is in use cannot be deleted there anyway
    fcntl = None  # type: ignore[assignment]

# In a site of ours, so that no other folder is ever replaced.
MARKER = ".reading-list-site"
# The steps below stand among MkDocs' plugins under this name; the hook sees it and leaves the work to us.
STEPS = "reading-list/site"
AT_FDCWD, RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


def build_site(
    config_file: Path,
    site_dir: Path,
    *,
    site_url: str | None = None,
    epoch: int | None = None,
    beside: Iterable[OutputFile] = (),
) -> tuple[Problem, ...]:
    """Build all pages and the search into `site_dir`; where anything is wrong, what was there before stays.

    `epoch` (seconds since 1970) dates the build where the environment has no `SOURCE_DATE_EPOCH`. `beside` are files
    that no page is made from; their paths count from the site's root.
    """
    try:
        return _foreign(site_dir) or _staged(config_file, site_dir.absolute(), site_url, epoch, beside)
    except OSError as fault:
        how = "check the permissions and the free space, or name another folder with --site-dir"
        return (error("site-dir", Position(str(site_dir)), f"the site cannot be written: {fault}", how),)


def _staged(
    config_file: Path, site_dir: Path, site_url: str | None, epoch: int | None, beside: Iterable[OutputFile]
) -> tuple[Problem, ...]:
    """Build in a staging folder, and swap where nothing went wrong."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(site_dir)
    with _dated(epoch), _staging(site_dir) as staging:
        new = staging / "new"
        config, problems = loaded(config_file, site_dir=str(new), site_url=site_url)
        if config is None or _failed(problems):
            return problems
        problems += build_pages(config, lambda _: True, new)
        if not _failed(problems):
            problems += finish(new, beside)
        if not _failed(problems):
            swap(new, site_dir, staging / "old")
        return problems


def _failed(problems: tuple[Problem, ...]) -> bool:
    return any(problem.level is Level.ERROR for problem in problems)


def build_pages(
    config: MkDocsConfig, wanted: Callable[[str], bool], into: Path, jobs: int | None = None
) -> tuple[Problem, ...]:
    """Build the pages whose path below `docs/` is wanted, and the files beside them; a warning is an error.

    `jobs` processes do it; `None` means as many as there are processors.
    """
    config.site_dir = str(into)
    config.strict = False  # MkDocs' own strictness raises after the last page, without saying what was wrong
    config.plugins[STEPS] = cast("BasePlugin[Any]", Steps(wanted, jobs))  # any object's `on_…` will do, as hooks show
    with listening(Path(config.config_file_path), Path(config.docs_dir)) as problems:
        build(config)
    return tuple(problems)


def finish(site: Path, beside: Iterable[OutputFile] = ()) -> tuple[Problem, ...]:
    """Add to a built site the files beside its pages, the search index, and the mark by which it is known as ours."""
    (site / MARKER).touch()
    there: set[str] = set()
    for file in beside:
        folder, _, _ = file.path.rpartition("/")
        if folder not in there:
            (site / folder).mkdir(parents=True, exist_ok=True)
            there.add(folder)
        (site / file.path).write_bytes(file.text.encode("utf-8", "replace"))
    split_sitemap(site)
    return build_index(site)


def split_sitemap(site: Path, most: int = sitemap.MOST) -> None:
    """Put an index in the place of a sitemap that is too long, and its parts beside it."""
    place = site / sitemap.NAME
    if not place.exists():
        return
    text = place.read_text(encoding="utf-8")
    parts = tuple(sitemap.parts_of(text, sitemap.root_of(text), most))
    for part in parts:
        (site / part.path).write_text(part.text, encoding="utf-8", newline="\n")
    if parts:
        (site / f"{sitemap.NAME}.gz").unlink(missing_ok=True)


class Steps:
    """What this build does at MkDocs' stages."""

    def __init__(self, wanted: Callable[[str], bool], jobs: int | None = None) -> None:
        self.wanted, self.jobs = wanted, jobs

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out unwanted pages and the theme's unused files."""
        for file in files.documentation_pages():
            if not self.wanted(file.src_uri):
                file.inclusion = InclusionLevel.EXCLUDED
        return without_unused(files, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Render the pages, all of which are known by now, in several processes."""
        there = (file.page for file in files.documentation_pages())
        render_ahead([page for page in there if page is not None], config, files, self.jobs)
        return nav


def without_unused(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what the theme below ours has beside its pages, and what curators wrote: pages of ours hold that."""
    ours = [Path(config.docs_dir), *([Path(config.theme.custom_dir)] if config.theme.custom_dir else [])]
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.src_dir and Path(file.src_dir) not in ours:
            files.remove(file)
        elif WRITTEN.fullmatch(file.src_uri) and file.src_uri != "collections/index.md":
            file.inclusion = InclusionLevel.EXCLUDED
    return files


def _foreign(site_dir: Path) -> tuple[Problem, ...]:
    """Refuse a place that holds something else than a site of ours."""
    place = Position(str(site_dir))
    if site_dir.is_symlink() or (site_dir.exists() and not site_dir.is_dir()):
        return (error("site-dir", place, "the site's folder is not a plain folder", "name another with --site-dir"),)
    if site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / MARKER).exists():
        how = f"delete it yourself, or name another with --site-dir; a site of ours holds a file `{MARKER}`"
        return (error("site-dir", place, "this folder holds other files, and a build would replace them all", how),)
    return ()


@contextmanager
def _dated(epoch: int | None) -> Iterator[None]:
    """Let MkDocs take its date from `SOURCE_DATE_EPOCH`, and keep it quiet about its next release."""
    ours = {"NO_MKDOCS_2_WARNING": "1"} | ({} if epoch is None else {"SOURCE_DATE_EPOCH": str(epoch)})
    added = {name: value for name, value in ours.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _prefix(site_dir: Path) -> str:
    return f".{site_dir.name}-staging-"


@contextmanager
def _staging(site_dir: Path) -> Iterator[Path]:
    """Give a folder on the site's own file system, held by a lock that a crash lets go."""
    folder = Path(tempfile.mkdtemp(prefix=_prefix(site_dir), dir=site_dir.parent))
    lock = _lock(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Return an open file descriptor that holds the folder, `None` when another process holds it."""
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def clear_leftovers(site_dir: Path) -> None:
    """Delete the staging folders of crashed runs, and put back the site that one of them had just moved aside."""
    for folder in sorted(site_dir.parent.glob(_prefix(site_dir) + "*")):
        lock = _lock(folder)
        if fcntl is not None and lock is None:
            continue
        if (folder / "old" / MARKER).exists() and not site_dir.exists():
            (folder / "old").rename(site_dir)
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def swap(new: Path, site_dir: Path, old: Path) -> None:
    """Put the new site in the old one's place: in one step where the system can, else by two renames."""
    new.chmod(0o755)  # for web servers that run as somebody else
    if not site_dir.exists():
        new.rename(site_dir)
    elif not _exchange(new, site_dir):
        site_dir.rename(old)
        new.rename(site_dir)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders so that no moment sees neither (Linux's renameat2); say whether it was done."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)
