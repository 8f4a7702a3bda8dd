"""A list that is being changed in; its site, of which only the pages that changed are built anew, out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator import commands, disk, pipeline
from generator.build_log import loaded as read_configuration
from generator.problems import Problem, ordered
from generator.site import build_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.plane import Atlas

LOOKS = (".html", ".yml", ".yaml", ".md", ".j2")  # of templates: every page is made with them
NOT_PARTIAL = "sitemap.xml"  # of some pages only, it would be wrong


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a change came to: whether pages are new, and every problem of the list."""

    newer: bool
    problems: tuple[Problem, ...]


class Renewal:
    """A site in a folder of its own, kept like the list; what it is made from stays in memory between two changes."""

    def __init__(self, config_file: Path, folder: Path, address: str) -> None:
        self.config_file, self.address = config_file, address
        self.site, self.part = folder / "site", folder / "part"
        self.atlas: Atlas | None = None
        self.built: commands.Built | None = None

    def begin(self) -> Renewed:
        """Build the whole site, its search included."""
        self.built = commands.build(self.config_file, commands.load(self.config_file), self.site, self.address)
        return Renewed(self.built.site is not None, self.built.problems)

    def follow(self, changed: Iterable[Path]) -> Iterator[Renewed]:
        """Yield what became of a change: of the papers' own pages first where only notes changed, then of all."""
        paths = {path.absolute() for path in changed}
        loaded = commands.load(self.config_file)
        docs = loaded.root / loaded.inputs.configuration.docs_dir
        if not self.site.exists():
            yield self.begin()
            return
        notes = (docs / "notes" / "papers").absolute()
        if all(path.is_relative_to(notes) for path in paths):
            yield self._of_notes(loaded, docs)
        built = commands.generate(loaded)
        names = {path.relative_to(docs.absolute()).as_posix() for path in paths if path.is_relative_to(docs.absolute())}
        every = any(self._is_look(path, docs.absolute()) for path in paths)
        written = set(built.written.changed) if built.written else set()
        yield self._show(built, (lambda _: True) if every else (written | names).__contains__)

    def _of_notes(self, loaded: commands.Loaded, docs: Path) -> Renewed:
        """Build the pages of papers only; what is related to what stays as it was for the moment."""
        built = commands.survey(loaded)
        library = built.library
        if self.built:
            library = library.with_neighbours(self.built.library.neighbours)
        files = pipeline.render_papers(library, loaded.inputs)
        written = disk.write_files(docs, files, whole=False)
        return self._show(replace(built, written=written), set(written.changed).__contains__)

    def _is_look(self, path: Path, docs: Path) -> bool:
        if path == self.config_file.absolute():
            return True
        outside = not path.is_relative_to(docs) and path.suffix in LOOKS
        return outside and any(part in {"overrides", "templates", "partials"} for part in path.parts)

    def _show(self, built: commands.Built, wanted: Callable[[str], bool]) -> Renewed:
        """Build some pages aside, and put what differs into the site, unless they cannot be built."""
        self.built = replace(built, library=built.library)
        shutil.rmtree(self.part, ignore_errors=True)
        config, faults = read_configuration(self.config_file, site_dir=str(self.part), site_url=self.address)
        if config is not None and not commands.any_errors(faults):
            faults += build_pages(config, wanted, self.part)
        newer = not commands.any_errors(faults) and self._put()
        return Renewed(newer, tuple(ordered([*built.problems, *faults])))

    def _put(self) -> bool:
        newer = False
        for file in sorted(self.part.rglob("*")):
            name = file.relative_to(self.part)
            if not file.is_file() or str(name).startswith(NOT_PARTIAL):
                continue
            place = self.site / name
            if disk.read_bytes(place) != file.read_bytes():
                place.parent.mkdir(parents=True, exist_ok=True)
                file.replace(place)
                newer = True
        return newer
