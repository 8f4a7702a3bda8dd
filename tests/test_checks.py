"""What `check` says of a list as a whole: each case breaks the toy list in one way, and names the line to mend."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")
BARE = "@article{a,\n  title = {Quiet Rivers and Their Names},\n  author = {A. Author},\n  year = {2020}\n}\n"
CASES = [
    pytest.param("sources/bare.bib", BARE, "no-text", 1, id="a paper without a text"),
    pytest.param("sources/bare.bib", BARE, "no-tag", 1, id="a paper without a tag"),
    pytest.param("docs/more.md", "---\ntitle: M\n---\n\n[x](papers/nobody.md)\n", "broken-link", 5, id="a dead link"),
    pytest.param("docs/more.md", "![x](assets/none.png)\n", "broken-link", 1, id="a picture that is not there"),
    pytest.param("labels.yml", '- {title: "Nobody\'s Paper"}\n', "label-unused", 1, id="labels of no paper"),
    pytest.param("labels.yml", "- {titel: A}\n", "unknown-key", 1, id="labels that are wrong"),
    pytest.param("my-models.yml", "- {name: Zanzibarnet}\n", "name-unused", 1, id="a name that no paper has"),
]


@pytest.mark.parametrize(("file", "text", "code", "line"), CASES)
def test_each_check_names_the_line_to_mend(  # noqa: PLR0913, PLR0917 -- two fixtures and a case
    toy: Path, run: object, file: str, text: str, code: str, line: int
):
    """Whatever could be better is said once, at its file and line, with how to mend it."""
    (toy / file).parent.mkdir(exist_ok=True)
    (toy / file).write_text(text, "utf-8")
    if file == "my-models.yml":
        put(toy / "mkdocs.yml", "  reading_list:\n", "  reading_list:\n    vocabulary: my-models.yml\n")
    found = [json.loads(row) for row in run("check", "--format", "json").out.splitlines()]
    ours = [one for one in found if (one["file"], one["code"]) == (file, code)]
    assert [one["line"] for one in ours] == [line]
    assert ours[0]["hint"]


def put(file: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_navigation_entry_to_nowhere_is_an_error(toy: Path, run: object):
    """A page that the navigation names and nobody writes is found at its line of mkdocs.yml; the others are right."""
    put(toy / "mkdocs.yml", "  - About: about.md\n", "  - About: about.md\n  - More:\n      - Lost: papers/lost.md\n")
    ran = run("check", "--format", "github")
    assert ran.code == 1
    line = (toy / "mkdocs.yml").read_text("utf-8").splitlines().index("      - Lost: papers/lost.md") + 1
    assert [row.partition("::")[2].split("::")[0] for row in ran.out.splitlines() if "broken-nav" in row] == [
        f"error file=mkdocs.yml,line={line},title=broken-nav"
    ]


def test_a_saved_page_without_a_day_is_said(toy: Path, run: object):
    """Without its sidecar nobody knows when a page was saved; what one keeps up to date has no such day."""
    page = next(path for path in sorted((toy / "sources").glob("*.txt")) if path.with_suffix(".yml").exists())
    page.with_suffix(".yml").unlink()
    found = [json.loads(row) for row in run("check", "--format", "json").out.splitlines()]
    assert [one["file"] for one in found if one["code"] == "undated"] == [f"sources/{page.name}"]


@pytest.mark.usefixtures("toy")
def test_the_lists_own_pages_lead_nowhere_wrong(run: object):
    """The toy list, as it stands, has no link to nowhere."""
    assert "broken" not in run("check", "--format", "json").out
