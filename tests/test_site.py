"""The site: Markdown in; pages out, put in place whole or not at all."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import site as site_module
from generator.build_log import loaded
from generator.site import MARKER, build_pages, build_site

ROOT = Path(__file__).parent.parent
HOSTILE = '</title><script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} & \u202eabc'
CONFIG = """\
site_name: A list
theme: {name: material, custom_dir: OVERRIDES, font: false, favicon: assets/favicon.svg}
nav: [Home: index.md, Papers: papers/index.md]
not_in_nav: "*"
plugins: []
markdown_extensions: [attr_list, md_in_html, tables]
validation: {anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a list's pages, as the generator writes them, and the real look."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("OVERRIDES", str(ROOT / "overrides")))
    write(tmp_path, "index.md", "---\ntitle: Home\nkind: home\n---\n# Home\n\n[Papers](papers/index.md)\n")
    write(tmp_path, "papers/index.md", "# Papers\n\n[One](one.md)\n")
    matter = f"title: {quoted(HOSTILE)}\ndescription: {quoted(HOSTILE)}\nkind: paper\nauthors: [{quoted(HOSTILE)}]\n"
    matter += f"year: 2019\nvenue: {quoted(HOSTILE)}\nmodels: [{quoted(HOSTILE)}, BERT]\n"
    write(tmp_path, "papers/one.md", f"---\n{matter}---\n# One {{ .paper-title }}\n\nA text about words.\n")
    return tmp_path


def quoted(text: str) -> str:
    """Return a YAML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(project: Path, path: str, text: str) -> None:
    """Write a page below `docs/`."""
    file = project / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def built(project: Path, name: str = "site", **options: int) -> tuple:
    """Build the project's site; return the problems."""
    return build_site(project / "mkdocs.yml", project / name, epoch=options.get("epoch", 1_700_000_000))


def tree(folder: Path) -> dict[str, str]:
    """Return each file's digest by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def leftovers(project: Path) -> list[str]:
    """Return the names of staging folders."""
    return [path.name for path in project.iterdir() if path.name.startswith(".site")]


def test_a_site_stands_with_pages_and_search(project: Path):
    """A build gives the pages, the look, the search and our mark, and leaves nothing beside the site."""
    assert built(project) == ()
    for path in ("index.html", "papers/one/index.html", "404.html", "pagefind/pagefind.js", MARKER):
        assert (project / "site" / path).is_file(), path
    assert (project / "site/assets/stylesheets/base.css").is_file()
    assert leftovers(project) == []


def test_two_builds_are_the_same_bytes(project: Path, monkeypatch: pytest.MonkeyPatch):
    """The same pages give the same files, search index included, in another folder and at another time."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert built(project, "one") == built(project, "two") == ()
    assert tree(project / "one") == tree(project / "two")


def test_source_date_epoch_of_the_environment_wins(project: Path, monkeypatch: pytest.MonkeyPatch):
    """Whoever sets SOURCE_DATE_EPOCH decides the build's date, and finds it unchanged afterwards."""
    (project / "mkdocs.yml").write_text((project / "mkdocs.yml").read_text() + "site_url: https://example.org/\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert built(project) == ()
    assert "<lastmod>1970-01-02</lastmod>" in (project / "site/sitemap.xml").read_text()
    assert os.environ["SOURCE_DATE_EPOCH"] == "86400"


def test_a_page_that_is_gone_leaves_the_site(project: Path):
    """The new site takes the old one's place whole: nothing of the old one stays."""
    write(project, "papers/two.md", "# Two\n")
    assert built(project) == ()
    (project / "docs/papers/two.md").unlink()
    assert built(project) == ()
    assert not (project / "site/papers/two").exists()


@pytest.mark.parametrize(
    ("page", "line"),
    [
        pytest.param("# One\n\nA [link](nowhere.md) that leads nowhere.\n", 3, id="missing page"),
        pytest.param("# One\n\n\nAn [anchor](index.md#nowhere).\n", 4, id="missing anchor"),
    ],
)
def test_a_warning_fails_and_the_old_site_stays(project: Path, page: str, line: int):
    """A broken link is an error at its line, and the site before it stays to the letter."""
    assert built(project) == ()
    before = tree(project / "site")
    write(project, "papers/one.md", page)
    (problem,) = built(project)
    assert problem.level == "error"
    assert Path(problem.position.file).name == "one.md"
    assert problem.position.line == line
    assert tree(project / "site") == before
    assert leftovers(project) == []


@pytest.mark.parametrize(
    ("config", "said"),
    [
        pytest.param("site_name: [", "mkdocs.yml", id="not YAML"),
        pytest.param("site_name: A\nnot_a_setting: 1\n", "not_a_setting", id="unknown key"),
        pytest.param("site_name: A\nhooks: [gone.py]\n", "gone.py", id="missing hook"),
        pytest.param("site_name: A\ntheme: nope\n", "nope", id="unknown theme"),
        pytest.param("site_name: A\nnav: [gone.md]\n", "gone.md", id="nav names no page"),
    ],
)
def test_a_wrong_configuration_is_a_problem(project: Path, config: str, said: str):
    """Whatever is wrong with mkdocs.yml is said in a sentence, with the file, and nothing is built or raised."""
    (project / "mkdocs.yml").write_text(config)
    problems = built(project)
    assert any(said in str(problem) for problem in problems)
    assert all(problem.level == "error" and "Traceback" not in problem.message for problem in problems)
    assert not (project / "site").exists()


def test_a_template_that_breaks_is_named(project: Path):
    """A fault in a template of one's own is an error at its file and line."""
    overrides = project / "overrides"
    shutil.copytree(ROOT / "overrides", overrides)
    (overrides / "main.html").write_text("<p>\n{% if %}\n")
    (project / "mkdocs.yml").write_text(CONFIG.replace("OVERRIDES", "overrides"))
    (problem,) = built(project)
    assert problem.position.file.endswith("main.html")
    assert problem.position.line == 2


def test_a_hook_that_raises_is_named(project: Path):
    """A fault in a hook of the user's is an error at its file and line, and MkDocs' own strictness stays out of it."""
    (project / "theirs.py").write_text("def on_page_markdown(markdown, **_):\n    raise KeyError('lost')\n")
    (project / "mkdocs.yml").write_text((project / "mkdocs.yml").read_text() + "hooks: [theirs.py]\n")
    problems = built(project)
    assert any(p.position.file.endswith("theirs.py") and p.position.line == 2 for p in problems)


@pytest.mark.parametrize("name", ["index.html", "sitemap.xml", ".hidden"])
def test_a_foreign_folder_is_refused(project: Path, name: str):
    """A folder that we did not build is never replaced, be it another website."""
    (project / "site").mkdir()
    (project / "site" / name).write_text("mine")
    (problem,) = built(project)
    assert problem.code == "site-dir"
    assert "--site-dir" in problem.hint
    assert (project / "site" / name).read_text() == "mine"


def test_an_empty_folder_is_taken(project: Path):
    """A folder without anything in it is a place for a site."""
    (project / "site").mkdir()
    assert built(project) == ()


def test_a_file_is_refused(project: Path):
    """A file stands where the site should: it stays."""
    (project / "site").write_text("mine")
    assert [p.code for p in built(project)] == ["site-dir"]


def test_leftovers_of_a_crash_are_cleared(project: Path):
    """A staging folder that no process holds is deleted by the next build."""
    stale = project / ".site-staging-abc" / "new"
    stale.mkdir(parents=True)
    assert built(project) == ()
    assert leftovers(project) == []


def test_a_site_moved_aside_by_a_crash_comes_back(project: Path):
    """Where a crash fell between the two renames, a build that fails still leaves the old site in its place."""
    assert built(project) == ()
    before = tree(project / "site")
    aside = project / ".site-staging-abc"
    aside.mkdir()
    (project / "site").rename(aside / "old")
    write(project, "papers/one.md", "[broken](nowhere.md)\n")
    assert built(project) != ()
    assert tree(project / "site") == before


@pytest.mark.parametrize("exchange", [True, False])
def test_the_swap_works_with_and_without_the_exchange(project: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool):  # noqa: FBT001 -- a parameter
    """Where the system cannot exchange two folders in one step, two renames give the same."""
    if not exchange:
        monkeypatch.setattr(site_module, "_exchange", lambda *_: False)
    assert built(project) == ()
    write(project, "papers/one.md", "# Another\n")
    assert built(project) == ()
    assert "Another" in (project / "site/papers/one/index.html").read_text()
    assert leftovers(project) == []


def _die_in(project: Path, stage: str) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(site_module, stage, die)
    built(project)


@pytest.mark.parametrize("stage", ["build", "finish", "swap"])
def test_a_kill_leaves_the_old_site_whole(project: Path, stage: str):
    """A process killed while it builds, indexes or swaps leaves the old site, and the next run cleans up."""
    assert built(project) == ()
    before = tree(project / "site")
    process = multiprocessing.get_context("fork").Process(target=_die_in, args=(project, stage))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert tree(project / "site") == before
    assert leftovers(project) != []
    assert built(project) == ()
    assert leftovers(project) == []


def test_plain_mkdocs_gives_the_same_bytes(project: Path, monkeypatch: pytest.MonkeyPatch):
    """MkDocs' own build, with our hook, makes the same site: pages, search and mark; ours runs the hook's work once."""
    runs: list[Path] = []
    monkeypatch.setattr("generator.commands.generate_into", lambda config: runs.append(config) or ((), tuple))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text() + f"hooks: [{ROOT / 'generator/hook.py'}]\nstrict: true\n")
    assert built(project) == ()
    assert runs == []
    build(load_config(str(config), site_dir=str(project / "plain")))
    assert runs == [config]
    assert tree(project / "plain") == tree(project / "site")


def test_a_place_that_cannot_be_written_is_a_problem(project: Path):
    """Where the system refuses the folder, the build says which and why."""
    (project / "file").write_text("in the way")
    (problem,) = built(project, "file/site")
    assert problem.code == "site-dir"
    assert str(project / "file/site") in str(problem)


def test_only_wanted_pages_are_built(project: Path, tmp_path: Path):
    """A partial build makes the wanted pages, byte for byte as a full one does."""
    assert built(project) == ()
    config, problems = loaded(project / "mkdocs.yml")
    assert config is not None
    assert problems == ()
    assert build_pages(config, lambda path: path == "papers/one.md", tmp_path / "part") == ()
    assert sorted(p.parent.name for p in (tmp_path / "part").rglob("index.html")) == ["one"]
    part, whole = tmp_path / "part/papers/one/index.html", project / "site/papers/one/index.html"
    assert part.read_text() == whole.read_text()


def test_the_sitemap_lists_pages_that_one_stays_on(project: Path):
    """Every page is in it, but no old address, which only leads on."""
    config = project / "mkdocs.yml"
    config.write_text("site_url: https://example.org/list/\n" + config.read_text())
    moved = "kind: moved\ntemplate: moved.html\nmoved_to: ../one/\ncanonical: papers/one/\n"
    write(project, "papers/old.md", f"---\ntitle: Old\n{moved}---\n")
    assert built(project) == ()
    assert (project / "site/papers/old/index.html").exists()
    found = re.findall("<loc>(.*)</loc>", (project / "site/sitemap.xml").read_text())
    assert sorted(found) == [f"https://example.org/list/{name}" for name in ("", "papers/", "papers/one/")]


def test_hostile_front_matter_is_text_in_the_page(project: Path):
    """A title, description, author, venue or tag with markup in it stands in the head as text: no tag of it is one."""
    write(project, "papers/two.md", f"---\ntitle: {quoted(HOSTILE)}\nkind: tag\n---\nNo heading of its own.\n")
    assert built(project) == ()
    for name in ("one", "two"):
        page = (project / f"site/papers/{name}/index.html").read_text(encoding="utf-8")
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert not re.search(r"<img[^>]*onerror", page)
        assert page.count("</title>") == 1
        assert "{{ 7*7 }}" in page


def test_no_page_asks_another_host(project: Path):
    """Stylesheets, scripts, pictures and icons come from the site itself, by relative addresses."""
    assert built(project) == ()
    for page in (project / "site").rglob("*.html"):
        loads = re.findall(r'<(?:link|script|img|source|iframe)\b[^>]*?(?:href|src)="([^"]+)"', page.read_text())
        assert loads, page
        assert not [url for url in loads if re.match(r"(?:[a-z]+:)?//", url)], page
    for sheet in (project / "site/assets").rglob("*.css"):
        assert not re.search(r"@import|url\(['\"]?(?:https?:)?//", sheet.read_text()), sheet


def test_the_themes_own_assets_are_not_published(project: Path):
    """What no page of ours asks for, 2 MB of the theme's scripts and maps, is not in the site."""
    assert built(project) == ()
    assert not list((project / "site/assets").rglob("*.map"))
    assert {path.name for path in (project / "site/assets").iterdir()} <= {"stylesheets", "javascripts", "favicon.svg"}


def test_nothing_is_printed(project: Path, capfd: pytest.CaptureFixture[str]):
    """A build is silent, MkDocs and Pagefind included: what there is to say is in the problems."""
    write(project, "papers/one.md", "[broken](nowhere.md)\n")
    built(project)
    assert capfd.readouterr() == ("", "")
