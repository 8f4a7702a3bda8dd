"""An empty folder in; a list in it with its built site, and each page as an HTML5 parser reads it, out."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import html5lib
import pytest

from generator import commands

ROOT = Path(__file__).parent.parent
TOY = Path(__file__).parent / "toy_list"
CAPTURES = ROOT.parent / "shared" / "captures"
ADDRESS = "https://example.org/some/path/"  # where the sites are told that they will stand
FORGE = """\
repo_url: https://github.com/example/list
edit_uri: edit/main/docs/
"""
LOOKS = "  custom_dir: overrides\n  favicon: assets/favicon.svg\n"
# Each field of a record tries to run something. The marks are those of HTML alone: BibTeX has a use for some others.
HIT = """\
@article{hit,
  title = {<img src=x onerror=window.__hit=1> in Every Field</title><script>window.__hit=2</script>},
  author = {<img src=x onerror=window.__hit=3> Author and B. Author</title><script>window.__hit=4</script>},
  journal = {Letters "><img src=x onerror=window.__hit=5>},
  year = {2024},
  keywords = {<script>window.__hit=6</script>},
  abstract = {We read signs with BERT and <iframe srcdoc='<script>parent.__hit=7</script>'></iframe> on ImageNet.},
  url = {https://example.org/"onclick="window.__hit=8}
}
"""

needs_captures = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the two real captures are not here")


@dataclass(frozen=True)
class Site:
    """A built site: its list's folder, and its own."""

    project: Path
    folder: Path

    @cached_property
    def papers(self) -> list[dict[str, Any]]:
        """Return what the site tells machines about its papers."""
        return json.loads((self.folder / "papers.json").read_text(encoding="utf-8"))["papers"]

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return every page by its address below the site's root, read as HTML5."""
        files = sorted(self.folder.rglob("*.html"))
        return {_address(path.relative_to(self.folder)): Page.read(path) for path in files}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Return the address of each kind's longest page that one stays on, and of the page for what is not there."""
        found: dict[str, str] = {}
        for address, page in self.pages.items():
            if page.kind == "moved":
                continue
            kind = page.kind if address != "404.html" else "404"
            if kind not in found or len(page.text) > len(self.pages[found[kind]].text):
                found[kind] = address
        return found


@dataclass(frozen=True)
class Page:
    """A page: its text, the faults that an HTML5 parser finds in it, and its elements (`xml.etree`)."""

    text: str
    errors: tuple[str, ...]
    tree: Any

    @classmethod
    def read(cls, path: Path) -> Page:
        """Parse a file."""
        text = path.read_text(encoding="utf-8")
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(text)
        errors = tuple(f"line {line}: {code} {data}" for (line, _), code, data in parser.errors)
        return cls(text, errors, tree)

    @property
    def main(self) -> Any:
        """Return the part between header and footer."""
        return self.tree.find(".//main")

    @property
    def kind(self) -> str:
        """Return what the page is, as its front matter says."""
        return next(name[3:] for name in self.main.get("class").split() if name.startswith("of-"))

    def elements(self) -> list[Any]:
        """Return all elements, comments left out."""
        return [element for element in self.tree.iter() if isinstance(element.tag, str)]


def _address(path: Path) -> str:
    return path.as_posix().removesuffix("index.html")


def _copied(folder: Path) -> Path:
    """Copy what the default list is made from, and nothing that the generator writes."""
    for name in ("overrides", "sources"):
        shutil.copytree(ROOT / name, folder / name)
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "docs"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / "generator").mkdir()
    for name in ("mkdocs.yml", "labels.yml", "generator/hook.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def _built(project: Path) -> Site:
    with contextlib.chdir(project):
        config = Path("mkdocs.yml")
        made = commands.build(config, commands.load(config), site_url=ADDRESS)
    assert made.site is not None, "\n".join(map(str, made.problems))
    return Site(project, project / made.site)


def default(folder: Path) -> Site:
    """Build the list that ships."""
    return _built(_copied(folder))


def toy(folder: Path) -> Site:
    """Build the toy list and one more record, in which every field is hostile, with the real look."""
    for name, place in ((TOY, "."), (ROOT / "overrides", "overrides"), (ROOT / "docs/assets", "docs/assets")):
        shutil.copytree(name, folder / place, dirs_exist_ok=True)
    _replace(folder / "mkdocs.yml", "  font: false\n", "  font: false\n" + LOOKS)
    (folder / "sources/hit.bib").write_text(HIT, encoding="utf-8")
    return _built(folder)


def noted(folder: Path, files: dict[str, str]) -> Site:
    """Build the toy list with these files below its docs/, as if it lay on a forge."""
    for name, place in ((TOY, "."), (ROOT / "overrides", "overrides"), (ROOT / "docs/assets", "docs/assets")):
        shutil.copytree(name, folder / place, dirs_exist_ok=True)
    for name, text in files.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    _replace(folder / "mkdocs.yml", "  font: false\n", "  font: false\n" + LOOKS)
    _replace(folder / "mkdocs.yml", "docs_dir: docs\n", "docs_dir: docs\n" + FORGE)
    return _built(folder)


def with_captures(folder: Path, *, publish_abstracts: bool) -> Site:
    """Build the default list with the two real captures beside its summaries."""
    _copied(folder)
    for capture in CAPTURES.glob("*.txt"):
        shutil.copy(capture, folder / "sources" / capture.name)
    if not publish_abstracts:
        _replace(folder / "mkdocs.yml", "publish_abstracts: true", "publish_abstracts: false")
    return _built(folder)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
