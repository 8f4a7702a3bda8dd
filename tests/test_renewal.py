"""The preview's own work without a browser: which folders it watches, and which pages a change makes anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import commands
from generator.renewal import Renewal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("few_names")


@pytest.fixture
def looks(toy: Path) -> Path:
    """Return the folder of a list's own looks, whatever it is called."""
    settings = toy / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  name: material\n", "  name: material\n  custom_dir: mine\n")
    settings.write_text(text.replace("  custom_dir: overrides\n", ""), "utf-8")
    (toy / "mine").mkdir()
    return toy / "mine"


def test_own_looks_are_watched(toy: Path, looks: Path):
    """The theme's `custom_dir` is among the folders in which a change may change the site."""
    assert looks in commands.watched(toy / "mkdocs.yml")[1]


def test_a_template_of_ones_own_makes_every_page_anew(toy: Path, looks: Path, tmp_path: Path):
    """A template in `custom_dir` is shown on each page, and one that does not parse is a fault that leaves the site."""
    renewal = Renewal(toy / "mkdocs.yml", tmp_path / "preview", "http://127.0.0.1:8000/")
    renewal.begin()
    template = looks / "main.html"
    template.write_text("<!doctype html><title>x</title><body>{{ page.title }} in my looks</body>", "utf-8")
    (*_, renewed) = renewal.follow([template])
    assert "papers/index.html" in renewed.newer
    assert "in my looks" in (renewal.site / "papers/index.html").read_text("utf-8")
    template.write_text("{{ x", "utf-8")
    (*_, renewed) = renewal.follow([template])
    assert any(problem.position.file.endswith("main.html") for problem in renewed.problems)
    assert "in my looks" in (renewal.site / "papers/index.html").read_text("utf-8")
