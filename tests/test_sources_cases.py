"""The Markdown files of cases in; each case's ledger, entries and problems as its text says, or a failing test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.model import Entry, Reading, SourceFile
from generator.problems import ordered
from generator.sources import read_source

FOLDER = Path(__file__).parent / "cases" / "sources"
CASE = re.compile(r"^# ([^\n]+)\n(.*?)(?=^# |\Z)", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```` (\w+)\n(.*?)^````$", re.MULTILINE | re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def cases() -> list[object]:
    found = []
    for path in sorted(FOLDER.glob("*.md")):
        text = ESCAPE.sub(lambda code: chr(int(code.group(1), 16)), path.read_text(encoding="utf-8"))
        for title, body in CASE.findall(text):
            found.append(pytest.param(dict(FENCE.findall(body)), id=f"{path.stem}: {title}"))
    return found


def ledger(reading: Reading) -> str:
    return "".join(f"{row.position.line} {row.state}: {row.rule}\n" for row in reading.ledger())


def entry_text(entry: Entry) -> str:
    texts = entry.text.split("\n") if entry.text else []
    facts = [f"{fact.kind} = {' | '.join(fact.values)}" for fact in entry.facts]
    return "".join([f"{entry.title}\n", *(f"  {line}\n" for line in [*texts, *facts])])


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, str]):
    """A text gives exactly the ledger, the entries with their facts, and the problems that its case names."""
    reading = read_source(SourceFile("case.txt", case["input"].encode()))
    assert ledger(reading) == case["ledger"]
    assert "".join(map(entry_text, reading.entries)) == case["entries"]
    problems = "".join(f"{one.position.line or 1} {one.code}\n" for one in ordered(reading.problems))
    assert problems == case.get("problems", "")


def test_cases_are_found():
    """Every case file is read whole: as many cases as it has inputs."""
    inputs = sum(path.read_text(encoding="utf-8").count("```` input\n") for path in FOLDER.glob("*.md"))
    assert len(cases()) == inputs > 15
