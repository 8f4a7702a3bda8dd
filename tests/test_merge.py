"""Entries to papers: what several sources say of one paper, and what they do not agree on."""

from __future__ import annotations

from itertools import permutations

import pytest

from generator.merge import merge
from generator.model import Entry, Fact, FactKind, Link, Paper, Reading, Sidecar, TextKind
from generator.problems import Position, Problem

ABSTRACT = "We read lanterns at dusk and find that most of them say nothing at all."
LONGER = f"{ABSTRACT} A second study at dawn agrees."


def entry(
    file: str,
    line: int,
    title: str,
    text: str | None = None,
    kind: TextKind = TextKind.ABSTRACT,
    **facts: str | tuple[str, ...],
) -> Entry:
    """Return an entry; each fact stands one line further down."""
    given = tuple(
        Fact(FactKind(name), (value,) if isinstance(value, str) else value, Position(file, line + at))
        for at, (name, value) in enumerate(facts.items(), 1)
    )
    return Entry(Position(file, line), title, text, kind, given)


def merged(*entries: Entry) -> tuple[tuple[Paper, ...], list[Problem]]:
    """Merge entries, each file being one reading, in order of appearance."""
    files = dict.fromkeys(one.position.file for one in entries)
    readings = [
        Reading(file, "toy", Sidecar(), tuple(one for one in entries if one.position.file == file)) for file in files
    ]
    papers, problems = merge(readings)
    return papers, list(problems)


def codes(problems: list[Problem]) -> list[str]:
    """Return the kinds of problems."""
    return [problem.code for problem in problems]


def test_a_paper_in_two_files_is_one_paper():
    """The abstract of one file and the summary of the other stand beside each other, with both provenances."""
    (paper,), problems = merged(
        entry("a.txt", 1, "Lanterns at Dusk", ABSTRACT),
        entry("b.txt", 7, "LANTERNS AT DUSK", "Most lanterns say nothing.", TextKind.SUMMARY),
    )
    assert (paper.title, paper.abstract, paper.summary) == ("Lanterns at Dusk", ABSTRACT, "Most lanterns say nothing.")
    assert [str(one.position) for one in paper.entries] == ["a.txt:1", "b.txt:7"]
    assert problems == []


def test_facts_join_their_paper_by_title():
    """A bibliography's entry, which has no text, lends its facts and not its title's spelling."""
    (paper,), problems = merged(
        entry("a.bib", 1, "Lanterns -- at dusk", authors=("A. Author", "B. Author"), year="2024", venue="Lamps"),
        entry("b.txt", 1, "Lanterns at Dusk", ABSTRACT, arxiv="2401.00001", keywords=("dusk", "dawn", "dusk")),
    )
    assert paper.title == "Lanterns at Dusk"
    assert (paper.authors, paper.year, paper.venue) == (("A. Author", "B. Author"), 2024, "Lamps")
    assert (paper.arxiv, paper.doi, paper.keywords) == ("2401.00001", None, ("dusk", "dawn"))
    assert problems == []


def test_unknown_facts_stay_unknown():
    """Nothing is guessed: what no source says is `None` or empty."""
    ((paper,), _) = merged(entry("a.txt", 1, "Lanterns at Dusk"))
    assert (paper.abstract, paper.summary, paper.year, paper.venue, paper.arxiv, paper.doi) == (None,) * 6
    assert paper.authors == paper.links == paper.keywords == paper.repairs == ()


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("year", "2023", "2024"),
        ("venue", "Lamps", "Journal of Lamps"),
        ("arxiv", "2401.00001", "2401.00002"),
        ("doi", "10.1/a", "10.1/b"),
        ("authors", ("A. Author",), ("A. Author", "B. Author")),
        ("authors", ("A. Author",), ("A. Writer",)),
    ],
)
def test_facts_that_disagree_name_both_places(kind: str, one: object, other: object):
    """The first is shown, and a warning at the second says where the first stands."""
    (paper,), problems = merged(
        entry("a.bib", 1, "Lanterns at Dusk", **{kind: one}), entry("b.bib", 5, "Lanterns at Dusk", **{kind: other})
    )
    assert str(getattr(paper, kind)) == str(one)
    (problem,) = problems
    assert (problem.code, problem.level, str(problem.position)) == ("facts-disagree", "warning", "b.bib:6")
    assert "a.bib:2" in problem.message


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("venue", "LAMPS, 2024", "Lamps 2024"),
        ("doi", "10.1/AB", "10.1/ab"),
        ("authors", ("Ann Author", "Bo Author"), ("A. Author", "B. Author")),
        ("authors", ("A. Áuthor",), ("A. Author",)),
    ],
)
def test_other_spellings_of_a_fact_agree(kind: str, one: object, other: object):
    """Case, punctuation, accents and first names written short are no quarrel."""
    _, problems = merged(
        entry("a.bib", 1, "Lanterns at Dusk", **{kind: one}), entry("b.bib", 5, "Lanterns at Dusk", **{kind: other})
    )
    assert problems == []


def test_of_two_texts_the_longer_is_shown():
    """Two captures of one paper whose texts differ: the cut one gives way, and a warning names both places."""
    for first, second in ((ABSTRACT, LONGER), (LONGER, ABSTRACT)):
        (paper,), (problem,) = merged(
            entry("a.txt", 1, "Lanterns at Dusk", first), entry("b.txt", 5, "Lanterns at Dusk", second)
        )
        assert paper.abstract == LONGER
        assert (problem.code, str(problem.position)) == ("texts-differ", "b.txt:5")
        assert "a.txt:1" in problem.message


def test_the_same_text_twice_is_no_quarrel():
    """Two captures that differ in white space, case and quotation marks say the same."""
    (paper,), problems = merged(
        entry("a.txt", 1, "Lanterns at Dusk", ABSTRACT),
        entry("b.txt", 5, "Lanterns at Dusk", f" {ABSTRACT.upper().replace(' ', '  ')}"),
    )
    assert len(paper.entries) == 2
    assert problems == []


def test_one_title_twice_in_a_file_is_one_paper():
    """The same title stands twice in one file, with two texts: one paper, and a question."""
    papers, problems = merged(
        entry("a.txt", 1, "Lanterns at Dusk", ABSTRACT), entry("a.txt", 9, "Lanterns at dusk", LONGER)
    )
    assert len(papers) == 1
    assert codes(problems) == ["texts-differ"]


def test_two_titles_with_one_id_are_asked_about():
    """One id makes one paper of two titles; as an id is easily mistyped, a warning names both."""
    (paper,), (problem,) = merged(
        entry("a.txt", 1, "Lanterns at Dusk", ABSTRACT, arxiv="2401.00001"),
        entry("b.bib", 5, "Something Else", arxiv="2401.00001"),
    )
    assert paper.title == "Lanterns at Dusk"
    assert (problem.code, str(problem.position)) == ("titles-differ", "b.bib:5")
    assert "a.txt:1" in problem.message


NEAR = ("Lanterns Are All You Need", "Lanterns Are Not All You Need")


def test_near_titles_are_asked_about_and_never_merged():
    """One word more may be another paper: both stay, and a warning at the second names the first."""
    papers, (problem,) = merged(entry("a.txt", 1, NEAR[0], ABSTRACT), entry("b.txt", 5, NEAR[1], ABSTRACT))
    assert [paper.title for paper in papers] == list(NEAR)
    assert (problem.code, problem.level, str(problem.position)) == ("same-paper-maybe", "warning", "b.txt:5")
    assert "a.txt:1" in problem.message


def test_near_titles_with_an_id_each_are_two_papers():
    """Two arXiv ids have settled the question."""
    papers, problems = merged(
        entry("a.bib", 1, NEAR[0], arxiv="2401.00001"), entry("a.bib", 5, NEAR[1], arxiv="2401.00002")
    )
    assert len(papers) == 2
    assert problems == []


def test_addresses_are_not_repeated():
    """What the arXiv id and the DOI say is no further link, and neither is another spelling of one address."""
    urls = (
        "http://example.org/x",
        "https://example.org/x/",
        "https://ARXIV.org/abs/2401.00001",
        "https://doi.org/10.1/A",
    )
    for order in permutations(urls):
        entries = [entry("a.bib", at, "Lanterns at Dusk", url=url) for at, url in enumerate(order, 1)]
        ((paper,), _) = merged(entry("b.bib", 1, "Lanterns at Dusk", arxiv="2401.00001", doi="10.1/a"), *entries)
        assert [link.kind for link in paper.links] == ["arxiv", "doi", "web"]
    code = entry("a.bib", 1, "Lanterns at Dusk", url="https://github.com/example/lanterns")
    assert merged(code)[0][0].links == (Link("code", "https://github.com/example/lanterns"),)


def test_two_titles_with_one_slug_are_an_error(monkeypatch: pytest.MonkeyPatch):
    """Should two hashes ever be one, the second paper is left out and the build fails at its line."""
    monkeypatch.setattr("generator.merge.slug", lambda _: "lanterns")
    papers, (problem,) = merged(entry("a.txt", 1, "Red Lanterns", ABSTRACT), entry("b.txt", 5, "Blue Lamps", ABSTRACT))
    assert [paper.title for paper in papers] == ["Red Lanterns"]
    assert (problem.code, problem.level, str(problem.position)) == ("same-address", "error", "b.txt:5")


def test_repairs_belong_to_the_text_that_is_shown():
    """Undoing a paper's repairs at their places gives the source's words of the very entries that are shown."""
    broken = "We read 129times as many lanterns, &amp; most say nothing."
    (paper,), _ = merged(
        entry("a.txt", 1, "Lanterns &amp; Dusk", broken), entry("b.txt", 5, "Lanterns & Dusk", "Short &lt; text.")
    )
    assert paper.title == "Lanterns & Dusk"
    for field, source in (("title", "Lanterns &amp; Dusk"), ("abstract", broken)):
        text = paper.text_of(field)
        for one in reversed([repair for repair in paper.repairs if repair.field == field]):
            assert text[one.start : one.start + len(one.became)] == one.became
            text = text[: one.start] + one.found + text[one.start + len(one.became) :]
        assert text == source


ENTRIES = (
    entry("a.txt", 1, "Lanterns at Dusk", ABSTRACT, arxiv="2401.00001"),
    entry("a.txt", 5, "Red Lanterns", LONGER),
    entry("b.txt", 1, "Dusk, and Its Lanterns", LONGER, arxiv="2401.00001", year="2023"),
    entry("c.bib", 1, "Dusk and its lanterns", doi="10.1/A", year="2024"),
    entry("c.bib", 9, "Blue Lamps", doi="10.1/a"),
    entry("d.txt", 1, "???", ABSTRACT),
    entry("d.txt", 5, "∞"),
)


def test_the_order_of_sources_does_not_matter():
    """Whichever source is read first, the same entries make the same papers, with the same texts, ids and questions.

    Of facts that disagree the first is shown, so the journey reads sources by their names.
    """
    files = list(dict.fromkeys(one.position.file for one in ENTRIES))
    seen = set()
    for order in permutations(files):
        papers, problems = merged(*(one for file in order for one in ENTRIES if one.position.file == file))
        parts = frozenset((frozenset(one.position for one in p.entries), p.abstract, p.arxiv, p.doi) for p in papers)
        seen.add((parts, frozenset(codes(problems))))
    assert len(seen) == 1
    ((parts, _),) = seen
    assert sorted(len(part[0]) for part in parts) == [1, 1, 1, 4]
