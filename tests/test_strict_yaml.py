"""YAML texts in; values checked against a model, or problems with line and column, out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, RootModel

from generator import strict_yaml


class Kettle(BaseModel):
    """A model to check against."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    litres: int = 1
    lids: list[str] = []


class Kettles(RootModel[list[Kettle]]):
    """A model of a file that is a list."""


FAULTS = [
    pytest.param("nam: x", "k.yml:1:1: unknown key `nam` (did you mean `name`?)", id="near key"),
    pytest.param("litres: 2\nqqqq: x", "k.yml:2:1: unknown key `qqqq` (known keys: lids, litres, name)", id="far key"),
    pytest.param("litres: many", "k.yml:1:1: `litres`: write a whole number", id="a number"),
    pytest.param(
        "lids:\n  - a\n  - {}",
        "k.yml:3:5: `lids.1`: write a text; in quotes, if it looks like a number or a list",
        id="an item of a list",
    ),
    pytest.param(
        "name: a\nname: b", "k.yml:2:1: `name` stands twice (it is already on line 1: keep one)", id="a key twice"
    ),
    pytest.param("name: [a", "k.yml:2:1: cannot read this YAML", id="not closed"),
    pytest.param("name: a: b", "k.yml:1:8: cannot read this YAML", id="a colon"),
    pytest.param("- a", "k.yml:1:1: `the whole file` must be `key: value` lines", id="a list"),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_faults(text: str, said: str):
    """A fault is named with its line and column, in words that say what to write."""
    value, problems = strict_yaml.read(text + "\n", "k.yml", Kettle)
    assert value is None
    assert len(problems) == 1
    assert str(problems[0]).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- name: a\n- litres: many\n", "k.yml:2:3: `litres`: write a whole number"),
        ("- name: a\n- name: b\n  nam: x\n", "k.yml:3:3: unknown key `nam` (did you mean `name`?)"),
        ("- a\n", "k.yml:1:3: `each item of the list` must be `key: value` lines"),
    ],
)
def test_faults_of_a_list(text: str, said: str):
    """In a file that is a list the place says which item is at fault, and the key is called as it is written."""
    _, problems = strict_yaml.read(text, "k.yml", Kettles)
    assert [str(problem).startswith(said) for problem in problems] == [True]


def test_an_item_that_repeats_another_has_a_place():
    """Each key and item of a file has a place, also where an alias stands for it."""
    value, marks, problems = strict_yaml.parse("- &a {name: x}\n- *a\n", "k.yml")
    assert (value, problems) == ([{"name": "x"}, {"name": "x"}], ())
    assert (1,) in marks


@pytest.mark.parametrize("word", ["no", "on", "yes", "off", "2025-02-27", "Falsehoods", "True Colours", "trueness"])
def test_plain_words_stay_text(word: str):
    """Words and dates that other readers of YAML turn into something else stay as written."""
    value, _ = strict_yaml.read(f"name: {word}\n", "k.yml", Kettle)
    assert value == Kettle(name=word)


def test_all_faults_are_reported():
    """Two faults are two problems, each at its line."""
    _, problems = strict_yaml.read("litres: many\nnam: x\n", "k.yml", Kettle)
    assert sorted(problem.position.line for problem in problems) == [1, 2]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc:-[]{}&*!|>'\"%@#,? \n\t0\x00\u0085\u2028é"), max_size=60))
def test_no_text_raises(text: str):
    """Any text gives a value or problems."""
    value, problems = strict_yaml.read(text, "k.yml", Kettle)
    assert (value is None) == bool(problems)
