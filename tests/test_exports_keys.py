"""Citation keys: what they are made of, that no two are alike, and that a paper that is added changes none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exports.keys import key_of, keys_of
from generator.exports.kinds import Kind, kind_of
from generator.markdown import slug
from generator.model import Entry, Library, Paper, Reading, Sidecar
from generator.problems import Position

KEYS = (
    ("ViLBERT: Pretraining Task-Agnostic Representations", "Jiasen Lu", 2019, "lu2019vilbert"),
    ("Llama 2: Open Foundation Models", "Hugo Touvron", 2023, "touvron2023llama2"),
    ("Swin Transformer V2: Scaling Up", "Ze Liu", 2021, "liu2021swintransformerv2"),
    ("Visualizing Data using t-SNE", "Laurens van der Maaten", 2008, "vandermaaten2008visualizingdatausing"),
    ("ConViT: Soft Convolutions", "Stéphane d'Ascoli", 2021, "dascoli2021convit"),
    ("On the Use of Lanterns", "孙剑", 2015, "sunjian2015uselanterns"),
    ("Gemini: A Family", "DeepMind Team", 2023, "deepmindteam2023gemini"),
    ("C++ for X: Y", None, 2020, "2020cplusplusforx"),
    ("A Title Without Facts", None, None, "titlefacts"),
    ("The The", None, None, "thethe"),
    ("∞", None, None, f"x{slug('∞')}"),
)


def paper(title: str, author: str | None = "A. Author", year: int | None = 2024, file: str = "a.txt") -> Paper:
    """Return a paper of one source."""
    where = Position(file, 1)
    authors = (author,) if author else ()
    return Paper(slug(title), title, authors=authors, year=year, entries=(Entry(where, title),))


@pytest.mark.parametrize(("title", "author", "year", "key"), KEYS, ids=[key for *_, key in KEYS])
def test_a_key_says_who_when_and_what(title: str, author: str | None, year: int | None, key: str):
    """The first author's family name with its particles, the year, and the title's own name or first telling words."""
    assert key_of(paper(title, author, year)) == key


def test_of_two_alike_the_newcomer_gives_way():
    """Two papers of one key: the one that the list had first keeps it, wherever the other stands, and none changes."""
    old, new = paper("Lantern: Reading", file="z.txt"), paper("Lantern: Writing", file="a.txt")
    readings = (
        Reading("z.txt", "", Sidecar(captured="2026-01-01")),
        Reading("a.txt", "", Sidecar(captured="2026-02-01")),
    )
    alone = keys_of(Library((old,), readings=readings))
    both = keys_of(Library((new, old), readings=readings))
    assert alone[old.slug] == both[old.slug] == "author2024lantern"
    assert re.fullmatch(r"author2024lantern[0-9a-f]{8}", both[new.slug])
    assert keys_of(Library((old, new), readings=readings)) == both


TITLES = st.lists(
    st.text(st.sampled_from("ab :-é孙∞A1"), min_size=1, max_size=8).filter(str.strip), unique_by=slug, max_size=12
)


@given(TITLES, st.data())
@settings(max_examples=200, deadline=None)
def test_keys_are_unique_and_stay(titles: list[str], data: st.DataObject):
    """Whatever the titles: ASCII letters and digits, no key twice, and papers added later change none."""
    papers = tuple(paper(title) for title in titles)
    count = data.draw(st.integers(0, len(papers)))
    before, after = keys_of(Library(papers[:count])), keys_of(Library(papers))
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(papers)
    assert all(re.fullmatch(r"[a-z0-9]+", key) for key in after.values())


def test_a_correction_of_other_facts_keeps_the_key():
    """Venue, ids, texts and further authors are no part of a key."""
    one = paper("Lantern: Reading")
    more = replace(one, venue="A Venue", arxiv="2401.00001", doi="10.1/x", authors=(*one.authors, "B. Author"))
    assert key_of(one) == key_of(more)


VENUES = (
    (None, Kind.PREPRINT),
    ("NeurIPS 2019", Kind.CONFERENCE),
    ("ICCV 2023 Workshops (CLVL)", Kind.CONFERENCE),
    ("ACL-IJCNLP 2021 (short papers)", Kind.CONFERENCE),
    ("ACM MM 2021", Kind.CONFERENCE),
    ("IEEE Journal of Biomedical and Health Informatics, 2025", Kind.JOURNAL),
    ("IEEE TPAMI 2023", Kind.JOURNAL),
    ("JMLR 23, 2022, pp. 1-56", Kind.JOURNAL),
    ("TMLR 2023", Kind.JOURNAL),
    ("Computers in Biology and Medicine, 2022", Kind.JOURNAL),
    ("Engineering Reports (2025)", Kind.JOURNAL),
    ("Artificial Intelligence Review, 2026", Kind.JOURNAL),
    ("PhD dissertation, Aarhus University, 2023", Kind.THESIS),
)


@pytest.mark.parametrize(("venue", "kind"), VENUES, ids=[str(venue) for venue, _ in VENUES])
def test_the_venue_says_what_a_paper_is(venue: str | None, kind: Kind):
    """A preprint has no venue; journals and theses are known by words of their names, all else is proceedings."""
    assert kind_of(replace(paper("Lantern: Reading"), venue=venue)) is kind
