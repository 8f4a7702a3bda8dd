"""Readings in; papers, whose text is mended and whose facts agree, and what a curator should judge, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import identity
from generator.markdown import fold, slug
from generator.model import Fact, FactKind, Link, Paper, Repair, TextKind
from generator.notes.apply import former_addresses, noted
from generator.notes.fit import facts_of, fitted, second_note, unneeded
from generator.problems import Problem, error, warning
from generator.repair import Doubt, Lexicon, lexicon, mend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.curation import Note
    from generator.model import Entry, Reading

ONE_VALUE = (FactKind.YEAR, FactKind.VENUE, FactKind.ARXIV, FactKind.DOI)


@dataclass(frozen=True, slots=True)
class Mended:
    """An entry with its title and text repaired."""

    entry: Entry
    title: str
    text: str | None
    repairs: tuple[Repair, ...]
    doubts: tuple[Problem, ...]


def merge(readings: Sequence[Reading], notes: Sequence[Note] = ()) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Return the papers in the order in which the sources list them, and the problems of merging them."""
    entries = [entry for reading in readings for entry in reading.entries]
    words = lexicon(text for entry in entries for text in (entry.title, entry.text or ""))
    mended = [_mend(entry, words) for entry in entries]
    fit = fitted(notes, entries, [slug(one.title) for one in mended])
    keys = [identity.keys(one.entry, one.title, facts_of(note)) for one, note in zip(mended, fit.notes, strict=True)]
    papers: list[Paper] = []
    problems: list[Problem] = [*fit.problems]
    taken: dict[str, Paper] = {}
    for group in identity.groups(keys, fit.decisions):
        some = list(dict.fromkeys(note for note in (fit.notes[index] for index in group) if note))
        note = some[0] if some else None
        problems += [second_note(other, note) for other in some[1:]]
        if note and note.exclude:
            continue
        lead = group if not (note and note.same_as) else sorted(group, key=lambda index: fit.notes[index] is not note)
        problems += [doubt for index in group for doubt in mended[index].doubts]
        paper, faults = _paper([mended[index] for index in lead], note)
        problems += faults
        if paper.slug in taken:
            problems.append(_same_address(paper, taken[paper.slug]))
            continue
        taken[paper.slug] = paper
        papers.append(paper)
    found, crossed = former_addresses(papers)
    near = list(identity.near_titles([paper.title for paper in papers]))
    doubts = (*_near(papers, near, fit.decisions), *_not_needed(papers, near, keys, fit.decisions))
    return found, (*problems, *crossed, *doubts)


def _mend(entry: Entry, words: Lexicon) -> Mended:
    title = mend(entry.title, "title", words)
    text = mend(entry.text, str(entry.kind), words) if entry.text is not None else None
    doubts = [*title.doubts, *(text.doubts if text else ())]
    return Mended(
        entry,
        title.text,
        text.text if text else None,
        (*title.repairs, *(text.repairs if text else ())),
        tuple(_doubtful(doubt, entry) for doubt in dict.fromkeys(doubts)),
    )


def _doubtful(doubt: Doubt, entry: Entry) -> Problem:
    code = "text-lost" if doubt.rule == "lost" else "repair-in-doubt"
    return warning(code, entry.position, f"{doubt.message} in “{entry.title:.60}”", doubt.hint)


def _paper(group: Sequence[Mended], note: Note | None) -> tuple[Paper, list[Problem]]:
    """Return the one paper that these entries are, the first entry of each kind giving its words, and its note."""
    lead = next((one for one in group if one.text is not None), group[0])
    abstract = _text(group, TextKind.ABSTRACT)
    summary = _text(group, TextKind.SUMMARY)
    given = facts_of(note)
    facts = [*given, *(fact for one in group for fact in one.entry.facts)]
    published = _first(facts, FactKind.PUBLISHED)
    year = _first(facts, FactKind.YEAR) or (published or "")[:4]
    arxiv, doi = _first(facts, FactKind.ARXIV), _first(facts, FactKind.DOI)
    shown = (*(r for r in lead.repairs if r.field == "title"), *_repairs(abstract), *_repairs(summary))
    paper = Paper(
        slug=slug(lead.title),
        title=lead.title,
        abstract=abstract.text if abstract else None,
        summary=summary.text if summary else None,
        authors=next((fact.values for fact in facts if fact.kind is FactKind.AUTHORS), ()),
        year=int(year) if year else None,
        published=published,
        venue=_first(facts, FactKind.VENUE),
        arxiv=arxiv,
        doi=doi,
        links=tuple(_links(facts, arxiv, doi, note.links if note else ())),
        keywords=tuple(dict.fromkeys(v for f in facts if f.kind is FactKind.KEYWORDS for v in f.values)),
        repairs=shown,
        entries=tuple(one.entry for one in group),
    )
    paper, faults = noted(paper, note)
    settled = {fact.kind for fact in given}
    open_facts = [fact for fact in facts if fact.kind not in settled]
    return paper, [*faults, *_fact_quarrels(open_facts, paper), *_text_quarrels(group), *_title_quarrels(group, note)]


def _text(group: Sequence[Mended], kind: TextKind) -> Mended | None:
    """Return the entry with the longest text of a kind: of two saved versions the cut one is the shorter."""
    having = [one for one in group if one.entry.kind is kind and one.text]
    return max(having, key=lambda one: len(one.text or ""), default=None)


def _repairs(one: Mended | None) -> tuple[Repair, ...]:
    return tuple(r for r in one.repairs if r.field == str(one.entry.kind)) if one else ()


def _first(facts: Iterable[Fact], kind: FactKind) -> str | None:
    return next((fact.values[0] for fact in facts if fact.kind is kind), None)


def _links(
    facts: Iterable[Fact], arxiv: str | None, doi: str | None, given: Iterable[tuple[str | None, str]]
) -> Iterator[Link]:
    """Yield each address once, a note's first; those that arXiv's id and the DOI already say are not repeated."""
    said = set()
    if arxiv:
        said.add(_bare(f"https://arxiv.org/abs/{arxiv}"))
        yield Link("arxiv", f"https://arxiv.org/abs/{arxiv}")
    if doi:
        said.add(_bare(f"https://doi.org/{doi}"))
        yield Link("doi", f"https://doi.org/{doi}")
    told = ((None, url) for fact in facts if fact.kind is FactKind.URL for url in fact.values)
    for kind, url in (*given, *told):
        if _bare(url) not in said:
            said.add(_bare(url))
            yield Link(kind or ("code" if "github.com/" in url or "gitlab.com/" in url else "web"), url)


def _bare(url: str) -> str:
    """Return what two spellings of one address have in common."""
    return url.casefold().removeprefix("https://").removeprefix("http://").removesuffix("/")


def _same(kind: FactKind, first: Fact, second: Fact) -> bool:
    if kind is FactKind.AUTHORS:
        return [fold(name).split()[-1:] for name in first.values] == [fold(name).split()[-1:] for name in second.values]
    return fold(first.values[0]) == fold(second.values[0])


def _fact_quarrels(facts: Sequence[Fact], paper: Paper) -> Iterator[Problem]:
    for kind in (*ONE_VALUE, FactKind.AUTHORS):
        given = [fact for fact in facts if fact.kind is kind]
        for other in given[1:]:
            if not _same(kind, given[0], other):
                there = f"{_show(given[0])} at {given[0].position}"
                said = f"{kind} of “{paper.title:.60}” is {_show(other)} here, but {there}"
                how = "the first is shown; mend the wrong one, or say the right one in a note"
                yield warning("facts-disagree", other.position, said, how, given[0].position)


def _show(fact: Fact) -> str:
    shown = ", ".join(fact.values[:3]) + (" …" if len(fact.values) > 3 else "")
    return f"“{shown}”"


def _text_quarrels(group: Sequence[Mended]) -> Iterator[Problem]:
    for kind in TextKind:
        having = [one for one in group if one.entry.kind is kind and one.text]
        for other in having[1:]:
            if fold(other.text or "") != fold(having[0].text or ""):
                said = f"the {kind} of “{other.title:.60}” differs from the one at {having[0].entry.position}"
                how = "the longer one is shown; keep one of the two"
                yield warning("texts-differ", other.entry.position, said, how, having[0].entry.position)


def _title_quarrels(group: Sequence[Mended], note: Note | None) -> Iterator[Problem]:
    if note and (note.title or note.same_as):
        return  # the curator has said which title counts, or that they are one
    for other in group[1:]:
        if fold(other.title) != fold(group[0].title):
            there = f"“{group[0].title:.80}” at {group[0].entry.position}"
            said = f"“{other.title:.80}” is taken for the same paper as {there}, by its arXiv id or DOI"
            how = "they are shown as one paper; mend the id if they are two, or say `not_same_as` in a note"
            yield warning("titles-differ", other.entry.position, said, how, group[0].entry.position)


def _same_address(paper: Paper, other: Paper) -> Problem:
    said = f"“{paper.title:.80}” would have the same address as “{other.title:.80}” at {other.position}"
    return error("same-address", paper.position, said, "change one of the titles; the second is left out")


def _slugs_of(paper: Paper) -> set[str]:
    return {paper.slug, *paper.former}


def _apart(one: Paper, two: Paper, decided: identity.Decisions) -> bool:
    return any(frozenset((a, b)) in decided.apart for a in _slugs_of(one) for b in _slugs_of(two))


def _near(papers: Sequence[Paper], pairs: Iterable[tuple[int, int]], decided: identity.Decisions) -> Iterator[Problem]:
    for first, second in pairs:
        one, two = papers[first], papers[second]
        if one.arxiv and two.arxiv:
            continue  # with one id they would be one paper: these are known to be two
        if decided.apart and _apart(one, two, decided):
            continue
        said = f"“{two.title:.80}” may be the same paper as “{one.title:.80}” at {one.position}"
        how = "they are kept apart; say `same_as` or `not_same_as` in a note, or give both the same arXiv id or DOI"
        yield warning("same-paper-maybe", two.position, said, how, one.position)


def _not_needed(
    papers: Sequence[Paper],
    pairs: Sequence[tuple[int, int]],
    keys: Sequence[tuple[str, ...]],
    decided: identity.Decisions,
) -> Iterator[Problem]:
    """Yield a doubt for each pair that a note keeps apart though nothing joins them or asks about them."""
    if not decided.apart:
        return
    asked = {frozenset((a, b)) for i, j in pairs for a in _slugs_of(papers[i]) for b in _slugs_of(papers[j])}
    for group in identity.groups(keys):
        asked |= {frozenset((decided.slugs[a], decided.slugs[b])) for a in group for b in group}
    for paper in papers:
        for wanted in paper.note.not_same_as if paper.note else ():
            if not any(frozenset((name, slug(wanted.text))) in asked for name in _slugs_of(paper)):
                yield unneeded(wanted, "nothing takes these two for one paper")
