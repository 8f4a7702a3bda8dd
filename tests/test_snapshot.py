"""The archive that keeps a list: the same bytes each time, whole by its checksums, and a site that opens from it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import OpenerDirector, build_opener

import pytest
from browser import executable, opened

from generator import commands, snapshot
from generator.commands import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from running import Ran
    from sites import Site

OPENER: OpenerDirector = build_opener()


@pytest.fixture(scope="module")
def archive(toy_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the toy list's snapshot."""
    target = tmp_path_factory.mktemp("dist") / "toy.zip"
    loaded = commands.load(toy_site.project / CONFIGURATION)
    snapshot.pack(toy_site.folder, toy_site.project, loaded.inputs, target, "2026-02-20")
    return target


@contextmanager
def open_snapshot(place: Path) -> Iterator[str]:
    """Run a snapshot as a reader would, on a free port, and return the address that it prints."""
    command = [sys.executable, str(place), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            yield running.stdout.readline().split()[1]
        finally:
            running.terminate()


def checked(place: Path) -> tuple[int, str]:
    """Return what the snapshot says of itself."""
    done = subprocess.run([sys.executable, str(place), "--check"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_the_same_list_gives_the_same_archive(toy: Path, run: Callable[..., Ran]):
    """Two runs with all files touched in between write the same bytes; no clock and no place on the disk is in them."""
    assert run("snapshot", "--into", "one/list.zip", "--site-dir", "here").code == 0
    for path in toy.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert run("snapshot", "--into", "two/list.zip", "--site-dir", "there").code == 0
    assert (toy / "one/list.zip").read_bytes() == (toy / "two/list.zip").read_bytes()


def test_it_is_called_by_its_list_and_day(toy: Path, run: Callable[..., Ran]):
    """Without a name of its own it stands in dist/, with the day of the latest capture; what it is, it says itself."""
    said = run("snapshot").err
    assert "dist/a-toy-list-2026-02-20.zip" in said
    with zipfile.ZipFile(toy / "dist/a-toy-list-2026-02-20.zip") as archive:
        words = archive.read("README.txt").decode()
    assert "python3 a-toy-list-2026-02-20.zip" in words
    assert "2026-02-20" in words


def test_it_holds_site_data_schema_and_what_they_were_made_of(archive: Path):
    """Pages, search, data with their schemas, sources with their sidecars, and settings; each has its checksum."""
    with zipfile.ZipFile(archive) as held:
        names = held.namelist()
        rows = held.read("SHA256SUMS").decode().splitlines()
        sums = {row[66:]: row[:64] for row in rows}
        assert all(hashlib.sha256(held.read(name)).hexdigest() == digest for name, digest in sums.items())
        assert {info.date_time for info in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(names) == {*sums, "SHA256SUMS"}
    assert len(names) == len(set(names))
    data = {f"site/{name}{end}.json" for name in ("papers", "tags", "index") for end in ("", ".schema")}
    assert data | {"site/index.html", "site/pagefind/pagefind.js", "list/mkdocs.yml", "list/docs/about.md"} <= set(
        names
    )
    assert any(name.startswith("list/sources/") and name.endswith(".yml") for name in names)
    assert not [name for name in names if name.startswith("/") or ".." in name]


def test_what_was_changed_is_named(archive: Path, tmp_path: Path):
    """Packed or unpacked, a snapshot checks itself; a file that is changed or gone is named, and the check fails."""
    assert checked(archive) == (0, "Every file is as it was packed.\n")
    with zipfile.ZipFile(archive) as held:
        held.extractall(tmp_path)
    assert checked(tmp_path)[0] == 0
    (tmp_path / "site/papers.json").write_text("{}")
    (tmp_path / "site/tags.json").unlink()
    code, said = checked(tmp_path)
    assert code == 1
    assert said.count("not as it was packed") == 2
    assert "site/papers.json: " in said


def test_it_serves_its_site_and_nothing_else(archive: Path):
    """One command shows the site; folders lead to their pages, and no address leads out of the site."""
    with open_snapshot(archive) as root:
        for path, kind in (("", "text/html"), ("papers/", "text/html"), ("papers.json", "application/json")):
            with OPENER.open(root + path) as answer:
                assert answer.headers["Content-Type"] == kind
        with OPENER.open(f"{root}papers") as answer:
            assert answer.url == f"{root}papers/"
        for path in ("no/such/page", "../SHA256SUMS", "%2e%2e/README.txt", "../../etc/passwd"):
            with pytest.raises(HTTPError) as fault:
                OPENER.open(root + path)
            assert fault.value.code == 404
            fault.value.close()


def test_sources_that_may_not_be_published_are_not_in_it(toy_site: Site, tmp_path: Path):
    """Where abstracts may not be published, no source is packed, and the archive says so."""
    loaded = commands.load(toy_site.project / CONFIGURATION)
    own = loaded.inputs.configuration.reading_list.model_copy(update={"publish_abstracts": False})
    configuration = loaded.inputs.configuration.model_copy(update={"reading_list": own})
    inputs = replace(loaded.inputs, configuration=configuration)
    snapshot.pack(toy_site.folder, toy_site.project, inputs, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert not [name for name in archive.namelist() if name.startswith("list/sources/")]
        assert "may not publish their abstracts" in archive.read("README.txt").decode()


@pytest.mark.browser
@pytest.mark.skipif(executable() is None, reason="there is no Chromium here")
def test_pages_and_search_work_from_it(chromium: Browser, archive: Path):
    """A reader opens the snapshot, finds a paper by its words, and reads its page."""
    with open_snapshot(archive) as root, opened(chromium, root) as page:
        page.goto(f"{root}explore/?q=lantern")
        page.locator(".row .row-title a").first.click()
        page.wait_for_url("**/papers/**")
        assert "lantern" in page.locator("h1").inner_text().lower()
