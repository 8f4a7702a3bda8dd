"""Notes in a list on the disk: what the verbs say of them, what is written, and that no run touches them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")
SLUG = "lanterns-are-all-you-need"


def write(toy: Path, name: str, text: str) -> Path:
    """Put a file below the toy list's docs/."""
    path = toy / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_note_is_shown_and_never_written(toy: Path, run: object):
    """Its text stands on the page before the abstract; the file keeps its bytes, and a second run writes nothing."""
    note = write(toy, f"notes/papers/{SLUG}.md", "---\nstatus: reading\n---\nRead it with [[LanternNet]].\n")
    write(toy, "collections/first.md", "# First steps\n\n[[Shared Lanterns]], then [[LanternNet]].\n")
    before = note.read_bytes(), note.stat().st_mtime_ns
    assert run("generate").code == 0
    page = (toy / f"docs/papers/{SLUG}.md").read_text("utf-8")
    assert page.index("Curator’s note") < page.index("Read it with") < page.index("## Abstract")
    assert "Being read by the curator" in page
    assert (note.read_bytes(), note.stat().st_mtime_ns) == before
    assert "0 pages written, 0 deleted" in run("generate").err
    assert (toy / "docs/collections/first/index.md").exists()
    note.unlink()
    assert "pages written, 0 deleted" in run("generate").err
    assert "Curator’s note" not in (toy / f"docs/papers/{SLUG}.md").read_text("utf-8")


def test_an_orphan_is_told_and_kept(toy: Path, run: object):
    """A note on no paper is an error at its file that names three papers; the file stays, and all pages are written."""
    note = write(toy, "notes/papers/lantern-is-all-you-need.md", "Years of work.\n")
    ran = run("generate")
    assert ran.code == 1
    (said,) = [line for line in ran.err.splitlines() if line.startswith("docs/notes/")]
    assert said.startswith("docs/notes/papers/lantern-is-all-you-need.md:1: this note fits no paper")
    assert f"`{SLUG}`, `lanterns-are-not-all-you-need` or `" in said
    assert note.read_text() == "Years of work.\n"
    assert (toy / f"docs/papers/{SLUG}.md").exists()


def test_other_sources_make_no_orphans(toy: Path, run: object):
    """With `--sources`, what a note speaks of may not be there: that is a hint, and no fault."""
    write(toy, f"notes/papers/{SLUG}.md", "Read [[Shared Lanterns]].\n")
    ran = run("generate", "--sources", "sources/notes.txt")
    assert ran.code == 0
    assert f"docs/notes/papers/{SLUG}.md:1: hint: this note fits no paper" in ran.err


def test_a_note_that_is_no_text(toy: Path, run: object):
    """A file that is not UTF-8 is named with its line."""
    path = toy / "docs/notes/papers"
    path.mkdir(parents=True)
    (path / f"{SLUG}.md").write_bytes(b"one\ntwo \xff\n")
    ran = run("check")
    assert ran.code == 1
    assert f"docs/notes/papers/{SLUG}.md:2: this is not UTF-8 text" in ran.err


ACCEPTED = {
    "shared-lanterns-one-paper-in-two-files": "[facts-disagree]",
    "lanterns-are-all-you-need": "same-paper-maybe",
    "script-alert-1-script-img-src-x-onerror-alert-2-javascript-alert-3-7-7-raw-8-mkdocs-yml-code-id-cls-1-f99b27c3": (
        "[repair-in-doubt]"
    ),
}


def test_judged_warnings_make_check_green(toy: Path, run: object):
    """Each warning is settled by a note on its paper: `check --strict` passes; taken out again, it fails."""
    assert run("check", "--strict").code == 1
    for name, codes in ACCEPTED.items():
        write(toy, f"notes/papers/{name}.md", f"---\naccept: {codes}\n---\n")
    ran = run("check", "--strict")
    assert (ran.code, "0 errors, 0 warnings" in ran.err) == (0, True), ran.err
    (toy / f"docs/notes/papers/{SLUG}.md").unlink()
    assert run("check", "--strict").code == 1


def test_an_old_address_leads_on(toy: Path, run: object):
    """A corrected title has a new page, and the old one leads there; without the note all is as it was."""
    run("generate")
    before = sorted(path.name for path in (toy / "docs/papers").glob("*.md"))
    note = write(toy, f"notes/papers/{SLUG}.md", '---\ntitle: "Lanterns: Enough"\naliases: [lanterns]\n---\n')
    assert run("generate").code == 0
    for old in (SLUG, "lanterns"):
        text = (toy / f"docs/papers/{old}.md").read_text("utf-8")
        assert 'template: "moved.html"' in text
        assert "[here it is](lanterns-enough.md)" in text
    assert "# Lanterns" in (toy / "docs/papers/lanterns-enough.md").read_text("utf-8")
    note.unlink()
    run("generate")
    assert sorted(path.name for path in (toy / "docs/papers").glob("*.md")) == before


def test_machines_get_the_note(toy: Path, run: object):
    """papers.json has its text and status, says which tags it gave, and is as its schema has it."""
    write(toy, f"notes/papers/{SLUG}.md", "---\nstatus: to read\ntags: {models: +BERT}\n---\nWhy, in *words*.\n")
    run("generate")
    records = json.loads((toy / "docs/papers.json").read_text("utf-8"))
    jsonschema.validate(records, json.loads((toy / "docs/papers.schema.json").read_text("utf-8")))
    (one,) = [paper for paper in records["papers"] if paper["slug"] == SLUG]
    assert (one["note"], one["status"]) == ("Why, in *words*.", "to read")
    (bert,) = [tag for tag in one["models"] if tag["name"] == "BERT"]
    assert [(why["field"], why["rule"]) for why in bert["evidence"]] == [("note", "note")]
    assert all(one[why["field"]][why["start"] : why["end"]] == why["text"] for why in bert["evidence"])


def test_explain_tells_the_curator_from_the_sources(toy: Path, run: object):
    """What a note gives is said to be the curator's, with its file."""
    write(toy, f"notes/papers/{SLUG}.md", "---\nyear: 2020\ntags: {models: [+BERT]}\n---\n")
    ran = run("explain", SLUG)
    assert f"docs/notes/papers/{SLUG}.md: the curator's note, which wins: year, tags" in ran.out
    assert f"given by the curator's note docs/notes/papers/{SLUG}.md" in ran.out


def test_collections_are_told_on_each_paper(toy: Path, run: object):
    """A paper of a collection names the one before it and the one behind, in the order of the prose."""
    write(toy, "collections/path.md", "---\ntitle: A path\n---\n[[Shared Lanterns]], [[LanternNet]], [[MarkEater]].\n")
    run("generate")
    page = (toy / "docs/papers/paragraphs-of-light-learning-from-lanterns-in-several-steps.md").read_text("utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith("In the collection")]
    assert line.startswith("In the collection [A path](../collections/path/index.md): before it, [Shared Lanterns")
    assert "; next, [&#60;script&#62;" in line
    assert "[A path](path/index.md)" in (toy / "docs/collections/index.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["notes/README.md", "notes/papers/.draft.md", "notes/papers/fig.png"])
def test_what_is_no_note(toy: Path, run: object, name: str):
    """A README, a hidden file and a picture are nobody's note."""
    write(toy, name, "x")
    assert f"docs/{name}:" not in run("check").err


def test_the_ledger_names_the_pages_that_there_are(toy: Path, run: object):
    """Where a note moves a paper, or leaves it out, its lines say so."""
    write(toy, f"notes/papers/{SLUG}.md", "---\ntitle: Enough\n---\n")
    write(toy, "notes/papers/x-fc75980d.md", "---\nexclude: true\n---\n")
    rows = [json.loads(line) for line in run("ledger", "--json", "sources/captured.txt").out.splitlines()]
    papers = {row["line"]: row["paper"] for row in rows if row["state"] == "title"}
    assert "enough" in papers.values()
    assert None in papers.values()
    assert SLUG not in papers.values()
