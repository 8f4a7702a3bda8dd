"""Groups of papers in; the words that set each apart from the rest, names with a page before other words, out."""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from generator.likeness import stems
from generator.tagging.names import commonness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.likeness import Likeness
    from generator.model import Library, TagKey

WORDS = 2  # in a label
LEAST = 0.15  # the share of a group's papers that a label speaks for, at least
SMALL = 20  # papers; of a group with fewer two papers are enough for a label
LIFT = 1.8  # how many times as frequent a label is in its group as in the list, at least
BY_FACET = {"tasks": 1.5, "methods": 1.2, "models": 0.6, "datasets": 0.5}
OTHER_WORDS = 1.0
FAINT = 0.2  # a score: what says less is left out
COMMON = 0.1  # a share of the list: what more papers name than that says less
GENERIC = 0.6
EVERYDAY = 5.4  # Zipf: "way" and "need" say nothing; "video" and "survey" do
SAID = 0.4  # of a paper that the first words of a label speak for already
PLAIN = frozenset(
    """learning learned training trained model network data deep neural visual vision language image text feature
    efficient fast faster adaptive unified unifying understanding representation long-term pre-trained""".split()  # noqa: SIM905 -- reads best as words
)
MEASURES = frozenset({"bertscore", "intersection-over-union", "bleu", "cider", "rouge", "frechet-inception-distance"})


class Term(NamedTuple):
    """What may stand in a label: its words, its tag if it has a page, and the papers that have it."""

    words: str
    tag: TagKey | None
    papers: frozenset[int]
    weight: float


def label(
    groups: Sequence[Sequence[int]], terms: Sequence[Term], count: int, wholes: Sequence[tuple[Term, ...]] = ()
) -> list[tuple[Term, ...]]:
    """Return up to two terms for each group of papers (given by place), no term for two groups; large groups first.

    `wholes` are the labels of what each group is a part of: a part does not say them again.
    """
    taken: set[str] = set()
    found: dict[int, tuple[Term, ...]] = {}
    for at in sorted(range(len(groups)), key=lambda one: (-len(groups[one]), one)):
        said = {stem for term in (wholes[at] if wholes else ()) for stem in _stems(term.words)}
        chosen = tuple(_best(frozenset(groups[at]), terms, count, taken, said))
        taken |= {term.words.lower() for term in chosen}
        found[at] = chosen
    return [found[at] for at in range(len(groups))]


def _best(group: frozenset[int], terms: Sequence[Term], count: int, taken: set[str], said: set[str]) -> Iterator[Term]:
    """Yield the best term, and the one that speaks best for the papers that the first leaves out."""
    left = group
    least = max(2 if len(group) < SMALL else 3, LEAST * len(group))
    for _ in range(WORDS):
        scored = [
            (_score(left, group, term, count, least), term)
            for term in terms
            if term.words.lower() not in taken and not said & _stems(term.words)
        ]
        value, term = max(scored, key=lambda one: (one[0], one[1].words), default=(0.0, None))
        if term is None or value < FAINT:
            return
        yield term
        said = said | _stems(term.words)
        left = left - term.papers


@cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:5] for word in words.lower().replace("-", " ").split())


def _score(left: frozenset[int], group: frozenset[int], term: Term, count: int, least: float) -> float:
    """Return how well a term speaks for what is left of a group; 0 where it speaks for few, or for others as well."""
    whole = len(group & term.papers)
    least = least if term.tag or " " in term.words else max(3, least)
    lift = (whole / len(group)) / (len(term.papers) / count)
    if whole < least or lift < LIFT:
        return 0.0
    weight = term.weight * (GENERIC if len(term.papers) > COMMON * count else 1.0)
    spoken = len(left & term.papers) + SAID * len((group - left) & term.papers)
    return round(weight * spoken / len(group) * log(lift), 9)


def terms_of(library: Library, alike: Likeness) -> list[Term]:
    """Return all that may stand in a label: tags, and words of titles; each with two papers at least."""
    bearers: dict[TagKey, set[int]] = {}
    for at, paper in enumerate(library.papers):
        for use in library.uses[paper.slug]:
            bearers.setdefault(use.tag, set()).add(at)
    found = [
        Term(library.tags[key].name, key, frozenset(some), BY_FACET.get(key.facet, 1.0))
        for key, some in bearers.items()
        if len(some) > 1 and key.slug not in MEASURES
    ]
    told: dict[str, list[frozenset[str]]] = {}
    for term in found:
        for stem in _stems(term.words):
            told.setdefault(stem, []).append(_stems(term.words))
    for words, papers in sorted(_in_titles(library).items()):
        shown = alike.shown(words)
        mine = _stems(shown)
        if len(papers) > 1 and _says_something(words) and not any(mine <= some for some in told.get(min(mine), ())):
            found.append(Term(shown[:1].upper() + shown[1:], None, frozenset(papers), OTHER_WORDS))
    return found


def _in_titles(library: Library) -> dict[str, set[int]]:
    """Return what stands in titles, where authors say in a few words what a paper is on."""
    found: dict[str, set[int]] = {}
    for at, paper in enumerate(library.papers):
        for words in stems(paper.title):
            found.setdefault(words, set()).add(at)
    return found


def _says_something(words: str) -> bool:
    parts = words.split()
    return not PLAIN.issuperset(parts) and all(commonness(part) < EVERYDAY for part in parts)
