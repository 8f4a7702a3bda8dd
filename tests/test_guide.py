"""The guide, page by page, followed to the letter: each command prints what the page says, and the list is whole."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from guide import GUIDE, agrees, examples, follow, with_part

from generator.markdown import tag_slug
from generator.model import TagKey
from generator.pages.explore import KEYS
from generator.tagging import BY_NAME
from generator.tagging.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "index.md"
OTHERS = sorted(page.name for page in GUIDE.glob("*.md") if page.name != FIRST)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the list that the guide's first page leaves its reader with."""
    return follow(GUIDE / FIRST, tmp_path_factory.mktemp("guide"))


def test_one_starts_from_nothing(started: Path):
    """Who follows the first page has a built site of three papers, and nothing of the list that was copied."""
    assert len(list((started / "docs/papers").glob("*.md"))) == 3 + 1
    assert (started / "site/models/bert/index.html").is_file()
    assert (started / "site/guide/notes/index.html").is_file()


@pytest.mark.parametrize("name", OTHERS)
def test_each_page_can_be_followed(name: str, started: Path, tmp_path: Path):
    """From that list on, each page's commands print what the page says, whatever pages were read before."""
    shutil.copytree(started, tmp_path / "my-list", ignore=shutil.ignore_patterns("site"), symlinks=True)
    follow(GUIDE / name, tmp_path / "my-list")


def test_links_into_explore_are_understood():
    """Each address that the guide shows asks by keys that Explore has, for tags that can be found."""
    known = {term.key for term in shipped()[0]}
    text = (GUIDE / "links.md").read_text(encoding="utf-8")
    addresses = re.findall(r"`/explore/(\?[^`]+)`", text)
    assert addresses == re.findall(r"\(\.\./explore/index\.md(\?[^)]+)\)", text)
    assert addresses
    for address in addresses:
        for key, value in parse_qsl(urlsplit(address).query, strict_parsing=True):
            facet = key.removeprefix("any.").removeprefix("not.")
            assert facet in {"q", "sort", *KEYS}, address
            assert facet not in BY_NAME or TagKey(facet, tag_slug(value)) in known, value


def test_the_first_page_leads_to_all_others():
    """No page of the guide is left for the reader to guess."""
    text = (GUIDE / FIRST).read_text(encoding="utf-8")
    assert all(f"]({name})" in text for name in OTHERS)


@pytest.mark.parametrize(
    ("said", "printed", "holds"),
    [
        pytest.param("a\n", "a\n", True, id="the-same"),
        pytest.param("a\n", "b\n", False, id="another"),
        pytest.param("a\n", "a\nb\n", False, id="more-than-is-said"),
        pytest.param("…\nb\n", "a\na\nb\n", True, id="any-lines"),
        pytest.param("3 … 5\n", "3 and 4 and 5\n", True, id="any-words"),
        pytest.param("3 … 5\n", "3\n5\n", False, id="words-of-one-line"),
    ],
)
def test_what_is_printed_is_compared(said: str, printed: str, *, holds: bool):
    """A page may leave out words or lines by `…`, and nothing else may differ."""
    assert agrees(said, printed) is holds


def test_a_part_of_a_file_replaces_its_keys():
    """What a page says of `mkdocs.yml` stands in the place of what was there, and all else stays."""
    assert with_part("a: 1\nb:\n  c: 2\n\nd: 3\n", "b:\n  c: 4\n") == "a: 1\nb:\n  c: 4\n\nd: 3\n"


def test_an_example_is_read_as_it_stands(tmp_path: Path):
    """Files, commands and what those print are told apart by their fences."""
    page = tmp_path / "page.md"
    page.write_text('``` {.yaml data-file="a.yml"}\nb: 1\n```\n\n```sh\ncat a.yml\n```\n\n```text\nb: 1\n```\n')
    assert [(one.kind, one.file, one.printed) for one in examples(page)] == [
        ("file", "a.yml", None),
        ("sh", "", "b: 1\n"),
    ]
    assert follow(page, tmp_path) == tmp_path
