"""Papers that lack facts, and a way to ask arXiv, in; the facts that its answers surely give, as BibTeX, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.markdown import fold, slug
from generator.model import FactKind, Sidecar, SourceFile
from generator.problems import Position, Problem, error, warning
from generator.sources import arxiv_atom, read_source
from generator.sources.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.model import Entry, Paper

ENDPOINT = "https://export.arxiv.org/api/query"
BATCH = 50  # ids in a request: its address stays below 2,000 characters
RESULTS = 10  # of a search by title: those after the tenth are other papers
LONGEST = 300  # characters of a title in a search
WORD = re.compile(r"[^\W_]+")
HEAD = "% Found at arXiv by `reading-list enrich`: look through it before you commit it.\n"


@dataclass(frozen=True, slots=True)
class Query:
    """One request: its parameters, and the papers that it is about."""

    parameters: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer. `of_query`: the server took the question for wrong, and others may still be asked."""

    said: str
    of_query: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What arXiv says of a paper and the list does not: facts by kind, as text."""

    paper: Paper
    arxiv: str
    facts: Mapping[FactKind, tuple[str, ...]]


@dataclass(slots=True)
class Found:
    """All findings, what is doubtful, and how many papers had nothing to find; `stopped` is why asking ended early."""

    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    nothing: int = 0
    stopped: str = ""


def lacking(paper: Paper) -> tuple[FactKind, ...]:
    """Return what arXiv could say of a paper and nobody has; many papers have no DOI, so that is no reason to ask."""
    known = {
        FactKind.AUTHORS: paper.authors,
        FactKind.YEAR: paper.year,
        FactKind.ARXIV: paper.arxiv,
    }
    return tuple(kind for kind, value in known.items() if not value)


def queries(papers: Sequence[Paper]) -> list[Query]:
    """Return what to ask: papers with an id in batches, each other paper by its title."""
    wanted = [paper for paper in papers if lacking(paper)]
    known = [paper for paper in wanted if paper.arxiv]
    batches = [by_id(known[at : at + BATCH]) for at in range(0, len(known), BATCH)]
    return [*batches, *(by_title(paper) for paper in wanted if not paper.arxiv and WORD.search(paper.title))]


def by_id(papers: Sequence[Paper]) -> Query:
    """Return the question for papers with an id."""
    ids = ",".join(paper.arxiv or "" for paper in papers)
    return Query((("id_list", ids), ("max_results", str(len(papers)))), tuple(papers))


def by_title(paper: Paper) -> Query:
    """Return the question for a title; what is not letter or digit has a meaning in arXiv's searches."""
    words = " ".join(WORD.findall(paper.title))[:LONGEST]
    return Query((("search_query", f'ti:"{words}"'), ("max_results", str(RESULTS))), (paper,))


def look_up(papers: Sequence[Paper], ask: Callable[[Query], bytes | Refused]) -> Found:
    """Ask for every paper that lacks something; where arXiv does not answer, keep what was found and stop."""
    found = Found()
    waiting = queries(papers)[::-1]
    while waiting and not found.stopped:
        query = waiting.pop()
        answer = ask(query)
        if not isinstance(answer, Refused):
            _take(query, answer, found)
        elif not answer.of_query:
            found.stopped = answer.said
        elif len(query.papers) > 1:  # one of them is what the server cannot take: find it by halves
            middle = len(query.papers) // 2
            waiting += [by_id(query.papers[middle:]), by_id(query.papers[:middle])]
        else:
            said = f"arXiv refused to look for “{query.papers[0].title:.60}”: {answer.said}"
            found.problems.append(warning("refused", query.papers[0].position, said, "check its arXiv id"))
    return found


def entries_of(answer: bytes) -> tuple[Entry, ...] | None:
    """Return the papers of an answer; `None` where it is not a whole Atom feed, and should be asked for again."""
    text = decode(SourceFile("answer.xml", answer), strict=True)
    if isinstance(text, Problem) or not arxiv_atom.sniff(text):
        return None
    reading = arxiv_atom.read(text, Sidecar())
    broken = any(one.level == "error" and one.code not in {"no-paper", "arxiv-error"} for one in reading.problems)
    return None if broken else reading.entries


def _take(query: Query, answer: bytes, found: Found) -> None:
    entries = entries_of(answer) or ()
    for paper in query.papers:
        entry = _by_id(paper, entries) if paper.arxiv else _by_title(paper, entries, found)
        finding = _finding(paper, entry) if entry else None
        if finding:
            found.findings.append(finding)
        else:
            found.nothing += 1
        if entry and fold(entry.title) != fold(paper.title):
            said = f"arXiv calls {paper.arxiv} “{entry.title:.80}”, and here it is “{paper.title:.80}”"
            found.problems.append(warning("titles-differ", paper.position, said, "check that the id is this paper's"))


def _id(entry: Entry) -> str:
    return next((fact.values[0] for fact in entry.facts if fact.kind is FactKind.ARXIV), "")


def _by_id(paper: Paper, entries: Sequence[Entry]) -> Entry | None:
    wanted = (paper.arxiv or "").casefold()
    return next((entry for entry in entries if _id(entry).casefold() == wanted), None)


def _by_title(paper: Paper, entries: Sequence[Entry], found: Found) -> Entry | None:
    """Return the one entry of exactly this title; two papers of one title are the curator's to tell apart."""
    same = [entry for entry in entries if _id(entry) and fold(entry.title) == fold(paper.title)]
    if len({_id(entry) for entry in same}) > 1:
        ids = ", ".join(sorted(_id(entry) for entry in same))
        said = f"arXiv has several papers called “{paper.title:.60}”: {ids}"
        found.problems.append(warning("several-papers", paper.position, said, "give this one its arXiv id"))
        return None
    return same[0] if same else None


def _finding(paper: Paper, entry: Entry) -> Finding | None:
    """Return what the entry adds, a DOI too where it has one."""
    said = {fact.kind: fact.values for fact in reversed(entry.facts)}
    published = said.get(FactKind.PUBLISHED)
    if published:
        said[FactKind.YEAR] = (published[0][:4],)
    wanted = (*lacking(paper), *(() if paper.doi else (FactKind.DOI,)))
    facts = {kind: said[kind] for kind in wanted if said.get(kind)}
    return Finding(paper, _id(entry), facts) if facts else None


SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}",
}  # fmt: skip


def as_bibtex(found: Found, taken: str) -> tuple[str, tuple[Problem, ...]]:
    """Return an entry a finding, with keys that the file so far (`taken`) has not; each is read back before it counts.

    What the file has of a paper, the curator has seen: it is not written again.
    """
    keys = {key.casefold() for key in re.findall(r"@\w+\s*\{\s*([^\s,{}]+)\s*,", taken)}
    texts: list[str] = []
    problems: list[Problem] = []
    for finding in found.findings:
        if f"eprint = {{{finding.arxiv}}}" in taken:
            continue
        text = "".join(_lines(finding, _key(finding, keys)))
        if _says_the_same(text, finding):
            texts.append(text)
        else:
            said = f"what arXiv says of “{finding.paper.title:.60}” cannot be written as BibTeX"
            how = f"look at https://arxiv.org/abs/{finding.arxiv}"
            problems.append(warning("not-written", finding.paper.position, said, how))
    return "\n".join(texts), tuple(problems)


def _key(finding: Finding, keys: set[str]) -> str:
    stem = slug(finding.paper.title)[:40].strip("-") or "paper"
    names = (stem if not at else f"{stem}-{at}" for at in range(len(keys) + 1))
    key = next(name for name in names if name.casefold() not in keys)
    keys.add(key.casefold())
    return key


def _lines(finding: Finding, key: str) -> Iterator[str]:
    facts = finding.facts
    yield f"@misc{{{key},\n  title = {{{_escaped(finding.paper.title)}}},\n"
    if FactKind.AUTHORS in facts:
        yield f"  author = {{{' and '.join(map(_author, facts[FactKind.AUTHORS]))}}},\n"
    if FactKind.YEAR in facts:
        yield f"  year = {{{facts[FactKind.YEAR][0]}}},\n"
    if FactKind.DOI in facts:
        yield f"  doi = {{{facts[FactKind.DOI][0]}}},\n"
    yield f"  eprint = {{{finding.arxiv}}},\n  eprinttype = {{arxiv}},\n}}\n"


def _author(name: str) -> str:
    """Return a name as one author: in braces where BibTeX would part or turn it."""
    written = _escaped(name)
    return f"{{{written}}}" if "," in name or re.search(r"\sand\s", name, re.IGNORECASE) else written


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in text)


def _says_the_same(text: str, finding: Finding) -> bool:
    reading = read_source(SourceFile("finding.bib", text.encode("utf-8", "replace")))
    if len(reading.entries) != 1 or fold(reading.entries[0].title) != fold(finding.paper.title):
        return False
    facts = {fact.kind: fact.values for fact in reading.entries[0].facts}
    return all(facts.get(kind) == values for kind, values in finding.facts.items()) and not any(
        problem.level == "error" for problem in reading.problems
    )


def stopped_problem(found: Found, endpoint: str) -> Problem:
    """Return the error for a run that ended early."""
    said = f"arXiv does not answer: {found.stopped}"
    return error("no-answer", Position(endpoint), said, "run this again later: answers so far are kept")
