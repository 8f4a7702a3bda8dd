"""Bad input: every fault has a place, an exit code and no traceback, and the rest of the list goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from running import pages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")


LONG_LINE = "word " * 1_000_000
BAD = {
    "not UTF-8": ("bad.txt", b"A caf\xcf\xf0\xe8\xe2\nof lanterns\n", "bad.txt:1:6"),
    "empty": ("bad.txt", b"", "bad.txt:1"),
    "white space": ("bad.txt", b" \n\n\t\n", "bad.txt:1"),
    "binary": ("bad.txt", bytes(range(256)) * 20, "bad.txt:3"),
    "a picture": ("bad.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "bad.txt:1"),
    "one endless line": ("bad.txt", LONG_LINE.encode(), "bad.txt:1"),
    "only furniture": ("bad.txt", b"Daily Papers\nSubscribe\n", "bad.txt:1"),
    "no reader knows it": ("bad.csv", b"a,b,c\n1,2,3\n4,5,6\n", "bad.csv:1"),
    "broken BibTeX": ("bad.bib", b"@article{key,\n  title = {Never closed\n\n", "bad.bib:1"),
    "BibTeX without a title": ("bad.bib", b"@misc{key,\n  year = {2024}\n}\n", "bad.bib:1"),
    "unreadable sidecar": ("notes.yml", b"text: [summaries\n", "notes.yml:2"),
    "unknown key in a sidecar": ("notes.yml", b"url: https://example.org\ntexts: summaries\n", "notes.yml:2"),
    "wrong value in a sidecar": ("notes.yml", b"\n\ntext: poems\n", "notes.yml:3"),
    "sidecar that is no mapping": ("notes.yml", b"- summaries\n", "notes.yml:1"),
    "sidecar that is not UTF-8": ("notes.yml", b"title: \xff\n", "notes.yml:1"),
    "sidecar of nothing": ("lost.yml", b"text: summaries\n", "lost.yml:1"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named_and_the_rest_goes_on(toy: Path, run: object, what: str):
    """`path:line: …` on standard error, how to mend it, exit 1; the ten other papers are written all the same."""
    name, data, place = BAD[what]
    (toy / "sources" / name).write_bytes(data)
    ran = run("generate")
    assert ran.code == 1
    said = [line for line in ran.err.splitlines() if line.startswith(f"sources/{place}")]
    assert said, ran.err
    assert all(re.match(r"\S+:\d+(:\d+)?: .+ \(.+\)$", line) for line in said)
    assert len(pages(toy)) == 10


def test_fifty_megabytes_on_one_line_are_refused_at_once(toy: Path, run: object):
    """A file that is no list does not fill the memory."""
    (toy / "sources/bad.txt").write_bytes(b"x" * 50_000_000)
    ran = run("check")
    assert ran.code == 1
    assert "sources/bad.txt:1: " in ran.err


@pytest.mark.parametrize("name", ["folder.txt", "gone.txt"])
def test_missing_files_and_folders_are_named(toy: Path, run: object, name: str):
    """A path that is not there is named; a folder that is called like a file is read as a folder, and is empty here."""
    (toy / "folder.txt").mkdir()
    ran = run("generate", "--sources", name)
    assert ran.code == 1
    assert f"{name}:1: " in ran.err
    assert "no paper was found" in run("build", "--sources", name).err
    assert not (toy / "docs/papers").exists()


def test_without_papers_nothing_is_written_or_deleted(toy: Path, run: object):
    """A slip of a path does not empty the site."""
    run("generate")
    before = sorted((toy / "docs").rglob("*"))
    assert run("generate", "--sources", "gone.txt").code == 1
    assert sorted((toy / "docs").rglob("*")) == before


CONFIGURATIONS = {
    "not YAML": ("site_name: [\n", "mkdocs.yml:2"),
    "a tab": ("extra:\n\treading_list: {}\n", "mkdocs.yml:2"),
    "no mapping": ("- a\n- b\n", "mkdocs.yml:1"),
    "nothing": ("", "mkdocs.yml:1"),
    "a key twice": ("site_name: A\nextra: {}\nsite_name: B\n", "mkdocs.yml:3"),
}


@pytest.mark.parametrize("verb", ["generate", "build", "check"])
@pytest.mark.parametrize("what", CONFIGURATIONS)
def test_a_broken_configuration_is_named_and_not_guessed_at(toy: Path, run: object, what: str, verb: str):
    """What mkdocs.yml wants cannot be known, so nothing is built by its defaults."""
    text, place = CONFIGURATIONS[what]
    (toy / "mkdocs.yml").write_text(text)
    ran = run(verb)
    assert ran.code == 1
    assert any(line.startswith(f"{place}:") for line in ran.err.splitlines())
    assert not (toy / "docs/papers").exists()


SETTINGS = {
    "unknown key": ("publish_abstract: false", "did you mean `publish_abstracts`?"),
    "no truth": ("publish_abstracts: nope", "publish_abstracts"),
    "names of another kind": ("vocabulary: {a: b}", "vocabulary"),
    "a number for a name": ("5: x", "5"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_a_wrong_setting_is_named_and_publishes_nothing_by_accident(toy: Path, run: object, what: str):
    """The list is generated with what is right in its settings; abstracts stay out until the settings are."""
    setting, hint = SETTINGS[what]
    text = (toy / "mkdocs.yml").read_text().replace("publish_abstracts: true", setting)
    (toy / "mkdocs.yml").write_text(text)
    ran = run("generate")
    assert ran.code == 1
    assert any(re.match(r"mkdocs\.yml:\d+:\d+: ", line) and hint in line for line in ran.err.splitlines())
    assert len(pages(toy)) == 10
    assert "We drop everything" not in (toy / "docs/papers/lanterns-are-all-you-need.md").read_text()
    assert "Every paper here is invented" in (toy / "docs/index.md").read_text()


def test_a_missing_configuration_says_what_to_do(run: object):
    """Run in the wrong folder, a verb says so."""
    ran = run("generate", "--config", "nope/mkdocs.yml")
    assert ran.code == 1
    assert ran.err.startswith("nope/mkdocs.yml:1: ")
    assert "--config" in ran.err


VOCABULARIES = {
    "two names": ("my-models.yml", "- {name: Lantern Reader}\n- {name: LanternReader}\n", "my-models.yml:2"),
    "unknown kin": ("my-models.yml", "- {name: Lantern Reader, parent: Nobody}\n", "my-models.yml:1"),
    "unknown key": ("my-models.yml", "- {name: Lantern Reader, alias: [x]}\n", "my-models.yml:1"),
    "not YAML": ("my-models.yml", "- {name\n", "my-models.yml:"),
    "no facet": ("my-lamps.yml", "- {name: Lantern Reader}\n", "my-lamps.yml:1"),
    "missing": ("gone-models.yml", None, "gone-models.yml:1"),
}


@pytest.mark.parametrize("what", VOCABULARIES)
def test_a_vocabulary_with_faults_is_left_out(toy: Path, run: object, what: str):
    """The list's own names are checked like ours; where they are wrong, papers keep the tags of the others."""
    name, text, place = VOCABULARIES[what]
    if text is not None:
        (toy / name).write_text(text)
    settings = (toy / "mkdocs.yml").read_text() + f"    vocabulary: {name}\n"
    (toy / "mkdocs.yml").write_text(settings)
    ran = run("generate")
    assert ran.code == 1
    assert any(line.startswith(place) for line in ran.err.splitlines()), ran.err
    assert (toy / "docs/models/bert.md").exists()


def test_a_lists_own_vocabulary_counts(toy: Path, run: object):
    """A name that only this list knows gets its page."""
    (toy / "my-datasets.yml").write_text("- {name: Lantern Signs, aliases: [lantern signs]}\n")
    (toy / "mkdocs.yml").write_text((toy / "mkdocs.yml").read_text() + "    vocabulary: my-datasets.yml\n")
    assert run("generate").code == 0
    assert "lantern signs" in (toy / "docs/datasets/lantern-signs.md").read_text()


def test_no_site_replaces_the_last_good_one(toy: Path, run: object):
    """When `docs/` cannot be a site, that is said with its place, and the code is 1."""
    (toy / "docs/index.md").write_text("# By hand\n")
    ran = run("generate")
    assert ran.code == 1
    assert "docs/index.md:1: this was not written by the generator" in ran.err
    assert (toy / "docs/index.md").read_text() == "# By hand\n"


def test_a_file_for_the_docs_folder_is_named(toy: Path, run: object):
    """What the system refuses is a line with the path, not a traceback."""
    (toy / "mkdocs.yml").write_text((toy / "mkdocs.yml").read_text().replace("docs_dir: docs", "docs_dir: README.md"))
    ran = run("generate")
    assert ran.code == 1
    assert "README.md:1: " in ran.err
