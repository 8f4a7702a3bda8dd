"""The page for programs: its examples run as they stand, and what it names is there."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING

from browser import served
from sites import ADDRESS

if TYPE_CHECKING:
    import pytest
    from sites import Site


def examples(site: Site) -> list[str]:
    """Return the programs on the page, as a reader would copy them."""
    return ["".join(block.itertext()) for block in site.pages["api/"].main.iter("pre")]


def test_examples_run_as_they_stand(default_site: Site, capsys: pytest.CaptureFixture[str]):
    """Each program is Python that needs nothing else, runs against the site, and prints what its sentence promises."""
    programs = examples(default_site)
    assert len(programs) == 4
    assert all(ADDRESS in program for program in programs)
    with served(default_site.folder) as root:
        said = []
        for program in programs:
            exec(compile(textwrap.dedent(program).replace(ADDRESS, root), "api", "exec"), {})  # noqa: S102
            said.append(capsys.readouterr().out)
    titles, tags, texts, whole = said
    tagged = [paper["title"] for paper in default_site.papers if paper["tasks"]]
    assert all(repr(title) in titles for title in tagged)
    assert len(tags.splitlines()) == 10
    assert re.match(r"\d+ (models|datasets|tasks|methods) \w", tags)
    most = max(json.loads((default_site.folder / "tags.json").read_text("utf-8"))["tags"], key=lambda tag: tag["count"])
    assert len(re.findall("^(?:introduces|names) ", texts, re.MULTILINE)) == most["count"]
    assert "None" not in texts
    assert "papers.json is whole" in whole
    assert "differs" not in whole


def test_addresses_on_the_page_are_there(default_site: Site):
    """Every file that the page names stands in the site."""
    words = ["".join(one.itertext()) for one in default_site.pages["api/"].main.iter("code")]
    named = [
        word.removeprefix(ADDRESS)
        for word in words
        if re.search(r"[\w-]\.(json|txt|bib|ris|md|atom)$", word) and word[0] != "."
    ]
    assert len(named) > 8
    assert [name for name in named if not (default_site.folder / name).is_file()] == []
