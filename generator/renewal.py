"""A list that is being changed in; its site, of which only the pages that changed are built anew, out."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import commands, disk, pipeline
from generator.build_log import loaded as read_configuration
from generator.problems import Problem, ordered
from generator.site import build_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

OURS = frozenset({"looks", "templates", "partials"})  # folders of the package
LOOKS = (".html", ".yml", ".yaml", ".md", ".j2")  # of templates: every page is made with them
LOADING = 0.4  # seconds for an open browser to load the page, for which our server shares a processor with what follows
NOT_PARTIAL = "sitemap.xml"  # of some pages only, it would be wrong


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a change came to: whether pages are new, and every problem of the list."""

    newer: frozenset[str]  # the paths of files of the site
    problems: tuple[Problem, ...]


class Renewal:
    """A site in a folder of its own, kept like the list; what it is made from stays in memory between two changes."""

    def __init__(self, config_file: Path, folder: Path, address: str) -> None:
        self.config_file, self.address = config_file, address
        self.site, self.part = folder / "site", folder / "part"
        self.built: commands.Built | None = None

    def begin(self) -> Renewed:
        """Build the whole site, its search included."""
        self.built = commands.build(self.config_file, commands.load(self.config_file), self.site, self.address)
        return Renewed(frozenset(), self.built.problems)

    def follow(self, changed: Iterable[Path]) -> Iterator[Renewed]:
        """Yield what became of a change: of the papers' own pages first where only notes changed, then of all."""
        paths = {path.absolute() for path in changed}
        loaded = commands.load(self.config_file)
        docs = loaded.root / loaded.inputs.configuration.docs_dir
        if not self.site.exists():
            yield self.begin()
            return
        first = self._of_notes(loaded, docs, paths)
        if first:
            yield first
            time.sleep(LOADING)
            self._clear()
        built = commands.generate(loaded)
        names = {path.relative_to(docs.absolute()).as_posix() for path in paths if path.is_relative_to(docs.absolute())}
        looks = loaded.root.absolute() / (loaded.inputs.configuration.custom_dir or "overrides")
        every = any(self._is_look(path, docs.absolute(), looks) for path in paths)
        written = set(built.written.changed) if built.written else set()
        yield self._show(built, (lambda _: True) if every else (written | names).__contains__)
        self._clear()

    def _of_notes(self, loaded: commands.Loaded, docs: Path, paths: set[Path]) -> Renewed | None:
        """Build the papers' pages whose notes have another text, if nothing else has changed."""
        files = [one for one in loaded.inputs.written if (docs / one.path).absolute() in paths]
        found = pipeline.with_texts(self.built.library, files) if self.built and len(files) == len(paths) else None
        if found is None or self.built is None:
            return None
        library, slugs, faults = found
        written = disk.write_files(docs, pipeline.render_papers(library, loaded.inputs, slugs), whole=False)
        built = replace(self.built, library=library, problems=(*self.built.problems, *faults), written=written)
        return self._show(built, set(written.changed).__contains__)

    def _is_look(self, path: Path, docs: Path, looks: Path) -> bool:
        """Say whether every page is made with a file: the configuration, a template of the list's or of ours."""
        if path == self.config_file.absolute():
            return True
        outside = not path.is_relative_to(docs) and path.suffix in LOOKS
        ours = path.is_relative_to(Path(__file__).parent) and not OURS.isdisjoint(path.parts)
        return outside and (path.is_relative_to(looks) or ours)

    def _show(self, built: commands.Built, wanted: Callable[[str], bool]) -> Renewed:
        """Build some pages aside, and put what differs into the site, unless they cannot be built."""
        self.built = built
        config, faults = read_configuration(self.config_file, site_dir=str(self.part), site_url=self.address)
        if config is not None and not commands.any_errors(faults):
            faults += build_pages(config, wanted, self.part)
        newer = frozenset() if commands.any_errors(faults) else frozenset(self._put())
        return Renewed(newer, tuple(ordered([*built.problems, *faults])))

    def _clear(self) -> None:
        """Delete what was built aside, while nobody waits."""
        shutil.rmtree(self.part, ignore_errors=True)

    def _put(self) -> Iterator[str]:
        """Put what differs into the site; yield its paths."""
        for file in sorted(self.part.rglob("*")):
            name = file.relative_to(self.part)
            if not file.is_file() or str(name).startswith(NOT_PARTIAL):
                continue
            place = self.site / name
            if disk.read_bytes(place) != file.read_bytes():
                place.parent.mkdir(parents=True, exist_ok=True)
                file.replace(place)
                yield name.as_posix()
