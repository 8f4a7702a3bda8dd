"""What a pull request brings: told from the list as it is, and shown so that a stranger's words can do nothing."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

GITHUB = Path(__file__).parent.parent / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
ADDED = """\
TY  - JOUR
TI  - Kettles of the North
AU  - Author, A.
ER  -

TY  - JOUR
AU  - Nobody
ER  -
"""


def script(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, GITHUB / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


comment = script("comment")


def file(**changes: Any) -> dict[str, Any]:
    return {"file": "sources/a.ris", "format": "RIS", "papers": [], "refused": 0, "problems": [], **changes}


def paper(title: str, *, known: bool = False, gains: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"title": title, "known": known, "gains": list(gains)}


@pytest.mark.usefixtures("few_names")
def test_names_without_a_tag_are_told(toy: Path):
    """A name in a new source that looks like a model and has no tag is among what the file brings."""
    text = "TY  - JOUR\nTI  - Kettles of the North\nAB  - We compare with KettleNet-7B and boil water.\nER  -\n"
    (toy / "sources/added.ris").write_text(text, encoding="utf-8")
    (told,) = script("brings").brought(["sources/added.ris"])
    assert "candidate" in {one["code"] for one in told["problems"]}


@pytest.mark.usefixtures("few_names")
def test_a_new_source_is_told_from_the_list(toy: Path):
    """What a file brings is weighed against the list without it: new papers, known ones, what is refused and where."""
    known = "TY  - JOUR\nTI  - Lanterns Are All You Need\nER  -\n"
    (toy / "sources/added.ris").write_text(ADDED + known, encoding="utf-8")
    told = list(script("brings").brought(["sources/added.ris", "sources/not-there.ris"]))
    assert [one["file"] for one in told] == ["sources/added.ris"]
    assert {one["title"]: one["known"] for one in told[0]["papers"]} == {
        "Kettles of the North": False,
        "Lanterns Are All You Need": True,
    }
    assert told[0]["refused"] == 3
    assert ("no-title", 6) in {(one["code"], one["line"]) for one in told[0]["problems"]}
    json.dumps(told)


def test_the_comment_says_what_is_new_known_and_wrong():
    """Papers and problems stand in lists by kind, with their numbers; hints but for candidates are left out."""
    problems = [
        {"level": "error", "code": "no-title", "line": 6, "message": "it has no title", "hint": "give it one"},
        {"level": "hint", "code": "candidate", "line": 1, "message": "“KettleNet” has no tag", "hint": ""},
        {"level": "hint", "code": "no-text", "line": 1, "message": "no abstract", "hint": ""},
    ]
    papers = [paper("One"), paper("Two", known=True, gains=("venue",)), paper("Three", known=True)]
    said = comment.comment({"files": [file(papers=papers, refused=3, problems=problems)]})
    assert said.startswith(comment.MARK)
    assert "Papers: 1 new, 2 known; 3 lines refused." in said
    assert "- `One`\n" in said
    assert "- `Two`: `venue`\n" in said
    assert "- line 6: `it has no title` → `give it one`\n" in said
    assert "KettleNet" in said
    assert "no abstract" not in said


@given(st.text())
def test_a_strangers_words_are_shown_as_code(text: str):
    """Whatever a title holds, it stays on its line, between backticks of which it has no run as long."""
    shown = comment.code(text)
    fence = re.match("`+", shown)
    assert fence
    inside = shown[len(fence.group()) : -len(fence.group())]
    assert shown.endswith(fence.group())
    assert fence.group() not in re.findall("`+", inside)
    assert len(shown.splitlines()) == 1


def test_a_comment_fits():
    """However much a pull request brings, the comment is one that GitHub takes, and says what is left out."""
    many = [file(papers=[paper("x" * 1000)] * 1000) for _ in range(100)]
    said = comment.comment({"files": many})
    assert len(said) < 65_000
    assert "… and 970 more" in said
    assert re.search(r"… and \d+ more of 100 files", said)
    assert "No source of the list" in comment.comment({"files": []})


def test_the_script_needs_python_alone():
    """The half that may write to the forge runs without the generator and what that needs."""
    told = json.dumps({"number": 1, "files": [file(papers=[paper("One")])]})
    done = subprocess.run(
        [sys.executable, "-I", "-S", GITHUB / "comment.py"], input=told, capture_output=True, text=True, check=True
    )
    assert "`One`" in done.stdout


GH = """\
#!/bin/sh
case "$*" in
  "run download"*) cp "$ARTIFACT" "$7/artifact.tar" ;;
  *head.sha*) echo abc ;;
  *paginate*) echo $THERE ;;
  *) echo "$@" >> "$SAID" ;;
esac
"""


@pytest.mark.parametrize(
    ("head", "there", "done"),
    [
        pytest.param("abc", "", "--method POST repos/a/b/issues/7/comments", id="new"),
        pytest.param("abc", "42", "--method PATCH repos/a/b/issues/comments/42", id="there-already"),
        pytest.param("def", "", "", id="of-another-pull-request"),
    ],
)
def test_one_comment_is_made_or_mended(head: str, there: str, done: str, tmp_path: Path):
    """The comment is written once, then mended; a number that the commit does not vouch for is not believed."""
    (tmp_path / "brought.json").write_text(json.dumps({"number": 7, "files": [file()]}), encoding="utf-8")
    subprocess.run(["tar", "-cf", "artifact.tar", "./brought.json"], cwd=tmp_path, check=True)
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    said = tmp_path / "said"
    env = {"RUN": "1", "HEAD": head, "THERE": there, "GH_REPO": "a/b", "SAID": str(said)}
    env |= {"ARTIFACT": str(tmp_path / "artifact.tar"), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    subprocess.run([GITHUB / "comment.sh"], cwd=GITHUB.parent, env=env, check=True, capture_output=True)
    assert done in (said.read_text(encoding="utf-8") if said.exists() else "")
    assert said.exists() is bool(done)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_little(path: Path):
    """Every action is pinned, no code of a pull request runs where there are rights, and no job has all rights."""
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    events = workflow[True]  # YAML reads `on` so
    assert all(re.search(r"@[0-9a-f]{40} # v\d", line) for line in text.splitlines() if "uses:" in line)
    assert "pull_request_target" not in text
    assert set(workflow["permissions"]) <= {"contents"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    rights = {
        right
        for job in workflow["jobs"].values()
        for right, how in job.get("permissions", {}).items()
        if how == "write"
    }
    assert "pull_request" not in events or not rights
    runs = [step["run"] for job in workflow["jobs"].values() for step in job.get("steps", ()) if "run" in step]
    assert not any("${{" in run for run in runs)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_forms_are_whole(path: Path):
    """Each question of a form has a label and a name of its own, as GitHub asks, and one at least must be answered."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = [one for one in form["body"] if one["type"] != "markdown"]
    names = [one["id"] for one in asked]
    assert {"name", "description", "body"} <= set(form)
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[\w-]+", name) for name in names)
    assert all(one["attributes"]["label"] for one in asked)
    assert any(one.get("validations", {}).get("required") for one in asked)


def test_a_papers_page_fills_in_the_form():
    """The names by which a page fills in the form for mending a record are names of that form."""
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/mend-a-record.yml").read_text(encoding="utf-8"))
    assert {"page", "place"} <= {one.get("id") for one in form["body"]}
