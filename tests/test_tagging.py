"""Tags of invented papers: which names count, which are another's, and what a paper brings in itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Entry, Library, Paper, Role
from generator.problems import Position
from generator.tagging import FACETS
from generator.tagging.matching import Matcher
from generator.tagging.shipped import shipped
from generator.tagging.surfaces import beginnings, forms
from generator.tagging.tag import tag_papers
from generator.tagging.text import texts_of
from generator.tagging.vocabulary import quarrels, read_vocabulary

CASES = Path(__file__).parent / "cases/tagging"
ALWAYS = ("models", "datasets")


@dataclass(frozen=True)
class Case:
    """One case of a file: `fails` says why it cannot hold yet."""

    name: str
    title: str
    text: str
    tags: dict[str, frozenset[str]]
    fails: str | None


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file: `## name`, title, text and tags, parted by lines of a full stop."""
    found = []
    for part in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        title, text, tags = re.split(r"^\.\n", rest, flags=re.MULTILINE)
        fails = re.match(r"> fails: (.*)\n", title)
        lines = dict(line.split(":", 1) for line in tags.strip().splitlines())
        wanted = {facet: frozenset(filter(None, map(str.strip, names.split(",")))) for facet, names in lines.items()}
        found.append(
            Case(
                f"{path.stem}: {name}",
                re.sub(r"^> .*\n", "", title).strip(),
                text.strip(),
                dict.fromkeys(ALWAYS, frozenset()) | wanted,
                fails[1] if fails else None,
            )
        )
    return found


EVERY = [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path)]


@cache
def library() -> Library:
    """Return all cases as one list, so that the vocabulary is read once."""
    papers = [
        Paper(str(at), case.title, case.text, entries=(Entry(Position(f"{at}.txt", 1), case.title),))
        for at, case in enumerate(EVERY)
    ]
    return tag_papers(papers, shipped()[0])


def marked(case: Case) -> object:
    """Return a case as a parameter; one that cannot hold yet must fail."""
    marks = [pytest.mark.xfail(strict=True, reason=case.fails)] if case.fails else []
    return pytest.param(EVERY.index(case), id=case.name, marks=marks)


@pytest.mark.parametrize("at", [marked(case) for case in EVERY])
def test_tags(at: int):
    """The paper bears these tags of each facet named, and no other."""
    found = library()
    got = {
        facet.name: {found.tags[use.tag].name for use in found.uses[str(at)] if use.tag.facet == facet.name}
        for facet in FACETS
    }
    got["introduces"] = {one.name for one in found.introductions[str(at)]}
    assert {facet: got[facet] for facet in EVERY[at].tags} == EVERY[at].tags


def test_evidence_is_the_words():
    """Every mention stands where it says, in the field it says, and says which rule found it."""
    found = library()
    count = 0
    for paper in found.papers:
        for use in found.uses[paper.slug]:
            assert use.mentions
            for one in use.mentions:
                assert paper.text_of(one.field)[one.start : one.end] == one.text
                assert one.rule
                count += 1
    assert count > len(EVERY) / 2


def test_no_words_are_marked_twice():
    """Of two names whose words overlap one is named: a page marks each word for one tag."""
    found = library()
    for paper in found.papers:
        places = sorted((m.field, m.start, m.end) for use in found.uses[paper.slug] for m in use.mentions)
        assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(places)), paper.title


def test_introduced_names_have_pages():
    """A new name of a proper kind is a tag at once, and its paper introduces it."""
    found = library()
    for paper in found.papers:
        introduced = {one.tag for one in found.introductions[paper.slug] if one.tag}
        roles = {use.tag: use.role for use in found.uses[paper.slug]}
        assert all(roles[key] is Role.INTRODUCES for key in introduced if key in roles)
        assert all(key in found.tags for key in roles)


def test_bearers_are_the_uses_turned_round():
    """Papers by tag and tags by paper say the same, and tags come by facet, the most named first."""
    found = library()
    there = {(key, paper.slug) for key, some in found.bearers.items() for paper, _ in some}
    assert there == {(use.tag, slug) for slug, uses in found.uses.items() for use in uses}
    assert list(found.bearers) == list(found.tags)
    for facet in FACETS:
        counts = [len(some) for key, some in found.bearers.items() if key.facet == facet.name]
        assert counts == sorted(counts, reverse=True)


def test_the_shipped_vocabulary_has_no_quarrel():
    """No two tags claim one name or one page, and all kin are tags."""
    assert [str(problem) for problem in shipped()[1]] == []


@cache
def matcher() -> Matcher:
    """Return a matcher of all shipped names."""
    return Matcher(shipped()[0])


NAMES = ["BERT", "ViT-B/16", "CLIP", "ResNet-50/101", "GPT-2/3", "Swin", "COCO-20i", "ImageNet-1K", "RefCOCO+", "T5"]
PARTS = ["Vision", "Transformer", "Wide", "İ", "ß", "ﬁ", "🏮", "-", "–", "/", "+", ".", ",", "(", ")", "’s", "s"]
WORDS = st.sampled_from([*NAMES, *PARTS])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=2)), max_size=10), st.sampled_from(["", " ", "\n", "-"]))
def test_mentions_of_any_text_are_in_order_and_apart(words: list[str], joint: str):
    """Whatever the text, mentions do not overlap, hold no line end, and are the words at their place."""
    text = joint.join(words)
    found = matcher().mentions(texts_of({"abstract": text}))
    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all("\n" not in one.text and one.text == one.text.strip() for one in found)


SOME = tuple(shipped()[0][::60])
SPELT = sorted({form for term in SOME for name in (term.rule.name, *term.rule.aliases) for form in forms(name)})


@cache
def of_some() -> Matcher:
    """Return a matcher of one name in sixty."""
    return Matcher(SOME)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SPELT), WORDS), max_size=8), st.sampled_from(["", " ", "\n", "-", "/"]))
def test_names_that_cannot_stand_in_a_text_are_not_missed(words: list[str], joint: str):
    """A matcher built for what its texts begin with finds in them whatever one of all names finds."""
    texts = texts_of({"title": joint.join(words), "abstract": joint.join(words[::-1]).lower()})
    begun = beginnings(text.words for text in texts.values())
    assert Matcher(SOME, begun).mentions(texts) == of_some().mentions(texts)


@pytest.mark.parametrize("name", ["CFBI", "ControlNet", "ControlNet-", "Adult Census", "DeepLabv3"])
def test_a_name_may_be_the_last_word(name: str):
    """A name is found at the end of a text as before a full stop, also where a longer name begins with it."""
    last, within = (matcher().mentions(texts_of({"title": title})) for title in (name, f"{name} ."))
    assert [(one.tag, one.start, one.end) for one in last] == [(one.tag, one.start, one.end) for one in within]
    assert last


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("- {name: A}\n- {name: B, aliases: [a]}\n", "two-tags-one-name", 2),
        ("- {name: A-B}\n- {name: A B}\n", "two-tags-one-name", 2),
        ("- {name: A, case: exact}\n- {name: a, case: exact}\n", "same-address", 2),
        ("- {name: A, parent: Z}\n", "unknown-kin", 1),
        ("- {name: A, derived_from: [Z]}\n", "unknown-kin", 1),
        ("- {name: A, parent: B}\n- {name: B, parent: A}\n", "circular-kin", 1),
        ("- {name: A, parent: A}\n", "circular-kin", 1),
        ("- {name: A, derived_from: [A]}\n", "circular-kin", 1),
        ("- {name: A}\n- {name: B, derived_from: [A, C]}\n- {name: C, parent: B}\n", "circular-kin", 2),
        ("- {name: LampNet, case: exact}\n- {name: Glow, aliases: [LampNet]}\n", "two-tags-one-name", 2),
        ("- {name: Glow, aliases: [lampnet]}\n- {name: LampNet, case: exact}\n", "two-tags-one-name", 2),
        ("- &lamp {name: Lamp}\n- *lamp\n", "two-tags-one-name", 1),
    ],
)
def test_quarrels_in_a_vocabulary_are_named(text: str, code: str, line: int):
    """Each kind of quarrel is an error at the line that brought it."""
    terms, problems = read_vocabulary(text, "models.yml", "models")
    assert problems == ()
    assert (code, line) in {(problem.code, problem.position.line) for problem in quarrels(terms)}


WRONG = [
    *("- {nam: A}\n", "- {name: }\n", "- name\n", "name: A\n", "- [\n", "- {name: ''}\n"),
    *("- {name: A, case: some}\n", "- {name: A, aliases: B}\n"),
    *("- {name: A, slug: ../x}\n", "- {name: A, slug: index}\n", "- {name: A, slug: A b}\n"),
]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_lines_of_a_vocabulary_are_named(text: str):
    """What is no rule is a problem with a place, and the file gives no terms."""
    terms, problems = read_vocabulary(text, "models.yml", "models")
    assert terms == ()
    assert problems
    assert all(problem.position.line for problem in problems)


def test_a_word_of_any_length_takes_little_room():
    """Of a text without a space, what its words begin with is not kept a hundred thousand times."""
    assert len(beginnings(["ab" * 100_000])) < 1000


def test_capitals_tell_names_apart():
    """A name in any case may stand beside one that must be written in other capitals: each text names one of them."""
    lines = "- {name: LaMP, case: exact}\n- {name: Lamp, slug: lamp-2}\n"
    terms, _ = read_vocabulary(lines, "models.yml", "models")
    assert list(quarrels(terms)) == []
    found = Matcher(terms).mentions(texts_of({"abstract": "We light LaMP and a Lamp."}))
    assert [(one.text, one.alias) for one in found] == [("LaMP", "LaMP"), ("Lamp", "Lamp")]
