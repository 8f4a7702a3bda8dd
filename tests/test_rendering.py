"""Rendering: pages in; the same HTML, warnings and links by one process and by several, out."""

from __future__ import annotations

import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from running import ROOT

from generator import rendering
from generator.build_log import loaded
from generator.rendering import render_ahead
from generator.site import build_pages

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
site_name: A list
theme: {name: null, custom_dir: look}
nav: [Home: index.md]
not_in_nav: "*"
plugins: []
markdown_extensions: [attr_list, md_in_html, tables, toc]
validation: {anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a list of forty pages that link each other, some of them wrongly; two pages are worth a process."""
    monkeypatch.setattr(rendering, "FEWEST", 2)
    monkeypatch.setattr(rendering, "AT_ONCE", 3)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "look").mkdir()
    (tmp_path / "look/main.html").write_text("{{ page.title }} {{ page.toc | length }} {{ page.content }}")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\n[First](p0.md#part)\n")
    for number in range(40):
        wrong = {7: "[gone](gone.md)", 8: "[gone](p7.md#nowhere)"}.get(number, "")
        text = f"---\nkind: paper\n---\n# Page {number}\n\n## Part\n\n[Next](p{(number + 1) % 40}.md#part) {wrong}\n"
        (tmp_path / f"docs/p{number}.md").write_text(text)
    return tmp_path


def built(project: Path, jobs: int) -> tuple[dict[str, bytes], list[str]]:
    """Return the site by path, and what was said."""
    config, problems = loaded(project / "mkdocs.yml")
    assert config is not None, problems
    into = project / f"site{jobs}"
    said = [str(problem) for problem in build_pages(config, lambda _: True, into, jobs)]
    return {str(p.relative_to(into)): p.read_bytes() for p in into.rglob("*.html")}, said


def test_several_processes_give_the_same_site(project: Path):
    """Pages, titles, tables of contents and warnings, of broken anchors too, are those of one process, in its order."""
    one, said = built(project, 1)
    assert len(one) == 41
    assert len(said) == 2
    assert built(project, 3) == (one, said)


def test_several_processes_do_the_work(project: Path, monkeypatch: pytest.MonkeyPatch):
    """With two processes MkDocs itself renders nothing here: each page is there when it asks."""
    asked: list[str] = []
    monkeypatch.setattr("mkdocs.structure.pages.Page.render", lambda page, *_: asked.append(page.file.src_uri))
    monkeypatch.setattr(rendering, "_render", rendered_elsewhere)
    built(project, 2)
    assert asked == []


def rendered_elsewhere(number: int) -> rendering.Rendered:
    """Stand in for what a process makes of a page."""
    page = rendering._work.pages[number]
    page.read_source(rendering._work.config)
    return rendering.Rendered(page.markdown or "", "<p>made elsewhere</p>", [], None, set(), {}, ())


def test_what_a_hook_changes_is_rendered_again(project: Path):
    """A page whose Markdown a user's hook changes shows the change, however many processes there are."""
    (project / "hook.py").write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown + '\\n*By a hook.*\\n'\n"
    )
    (project / "mkdocs.yml").write_text(CONFIG + "hooks: [hook.py]\n")
    one, said = built(project, 1)
    assert all(b"<em>By a hook.</em>" in page for page in one.values())
    assert built(project, 2) == (one, said)


def test_few_pages_start_no_process(project: Path, monkeypatch: pytest.MonkeyPatch):
    """A short list is rendered where it is: starting processes would take longer."""
    monkeypatch.setattr(rendering, "FEWEST", 200)
    monkeypatch.setattr(rendering, "_rendered", None)
    render_ahead([], None, None)
    assert len(built(project, 4)[0]) == 41


CREW = """
import multiprocessing, os, sys, time
from concurrent.futures import ProcessPoolExecutor
from generator import rendering
with ProcessPoolExecutor(1, multiprocessing.get_context("fork"), rendering._begin, (None,)) as crew:
    print(crew.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def test_no_process_outlives_a_killed_build():
    """Whoever is killed while others render for it leaves none of them behind."""
    with subprocess.Popen([sys.executable, "-c", CREW], cwd=ROOT, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        assert int(build.stdout.readline()) != build.pid
        build.kill()
        # The worker holds the other end of this pipe, as long as it is there.
        assert select.select([build.stdout], [], [], 60)[0]
        assert build.stdout.read() == ""
