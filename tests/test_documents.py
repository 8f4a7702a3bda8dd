"""What README and CONTRIBUTING say of the project: each file, verb, setting and library that they name is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from generator.cli import verbs
from generator.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def table(text: str, head: str) -> set[str]:
    """Return the first words in code of each row of a table."""
    rows = text[text.index(head) :].split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return {match[1] for row in rows if (match := re.match(r"\| `([\w-]+)", row))}


def test_each_verb_is_there():
    """README's table of commands names verbs of the command line only."""
    assert table(README, "| verb |") <= set(verbs.commands)


def test_each_setting_is_there():
    """README's table of settings names every setting, and no other."""
    assert table(README, "| Under `extra.reading_list` |") == set(Settings.model_fields)


def test_each_file_is_there():
    """Every file of code that CONTRIBUTING names is there."""
    names = {path.name for folder in ("generator", "overrides", "tests") for path in (ROOT / folder).rglob("*.*")}
    said = set(re.findall(r"\b([a-z_]+\.(?:py|js|css|html))\b", CONTRIBUTING))
    assert len(said) > 50
    assert said <= names


def test_each_library_has_a_reason():
    """CONTRIBUTING says why for each library that the project asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[\[<>=!]", one)[0].lower() for one in asked}
    text = CONTRIBUTING[CONTRIBUTING.index("## Why these libraries") :].lower()
    parts = {"mkdocs-material": "material", "axe-playwright-python": "axe", "types-pyyaml": "pyyaml", "jinja2": "jinja"}
    assert not {name for name in names if parts.get(name, name) not in text}
