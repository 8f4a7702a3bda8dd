"""What several test files share: the toy list to break, a small vocabulary, built sites, and a browser."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
import sites
from browser import browser
from journeys import journey, toy_sources
from playwright.sync_api import expect
from running import Ran

from generator.cli import main
from generator.tagging.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from sites import Site

    from generator.model import Library
    from generator.tagging.vocabulary import Term

TOY = sites.TOY
NAMED = ("BERT", "ViT", "CLIP", "ResNet", "GPT-2", "Swin", "ImageNet", "COCO", "Fine-tuning")


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the toy list, with the test standing in it, as a curator would."""
    folder = tmp_path / "toy_list"
    shutil.copytree(TOY, folder)
    monkeypatch.chdir(folder)
    return folder


@cache
def few_terms() -> tuple[Term, ...]:
    """Return the shipped terms that the toy list names, with their families: thousands take half a second a run."""
    by_name = {term.rule.name: term for term in shipped()[0]}
    wanted = list(NAMED)
    for name in wanted:
        rule = by_name[name].rule
        wanted += [kin for kin in (rule.parent, *rule.derived_from) if kin and kin not in wanted]
    return tuple(by_name[name] for name in wanted)


@pytest.fixture
def few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the journey know these terms only."""
    monkeypatch.setattr("generator.pipeline.shipped", lambda: (few_terms(), ()))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return a function that runs a verb in this process."""

    def run_(*args: object) -> Ran:
        capfd.readouterr()
        code = main([str(arg) for arg in args])
        return Ran(code, *capfd.readouterr())

    return run_


@pytest.fixture
def files() -> dict[str, str]:
    """Return the toy list's files by path."""
    return {file.path: file.text for file in journey(*toy_sources())[1]}


@pytest.fixture
def library() -> Library:
    """Return the toy list's papers and tags."""
    return journey(*toy_sources())[0]


@pytest.fixture(scope="session")
def default_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of the list that ships."""
    return sites.default(tmp_path_factory.mktemp("default"))


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of the toy list."""
    return sites.toy(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="session")
def captures_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of the default list and the two real captures."""
    return sites.with_captures(tmp_path_factory.mktemp("captures"), publish_abstracts=True)


@pytest.fixture(scope="session")
def hidden_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the same site where abstracts may not be published."""
    return sites.with_captures(tmp_path_factory.mktemp("hidden"), publish_abstracts=False)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return a browser for all tests of a file."""
    expect.set_options(timeout=20_000)  # a machine that does other things besides is slow
    with browser() as started:
        yield started
