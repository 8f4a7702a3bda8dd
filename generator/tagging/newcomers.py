"""What papers introduce, and the vocabulary, in; terms for the names that the vocabulary lacks out."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.markdown import tag_slug
from generator.tagging.context import counts, is_foreign, whole_of
from generator.tagging.inferred import inferred, is_proper_dataset
from generator.tagging.names import commonness, is_proper
from generator.tagging.vocabulary import Rule, Term, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model import Mention, Paper, TagKey
    from generator.tagging.introductions import New
    from generator.tagging.text import Text

SIZED = re.compile(
    r"[-_ ]?(?:\d+(?:\.\d+)?B-A\d+B|\d+(?:\.\d+)?[BM]|[BSLHGT]/?\d{1,2}|[Bb]ase|[Ll]arge|[Ss]mall|[Tt]iny|[Hh]uge"
    r"|[BSLHTGX]|XL|\d{2,3})$"
)
ORDINARY = 2.0  # a Zipf frequency: a word that stands once in ten million words is in a newspaper now and then


class Known:
    """The vocabulary by name: names that must be written exactly are found only so."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._exact: dict[str, Term] = {}
        self._any: dict[str, Term] = {}
        self._hidden: frozenset[str] = frozenset()
        self._found: dict[str, Term | None] = {}
        self._names: dict[str, tuple[str, ...] | None] = {}
        for term in terms:
            for name in (term.rule.name, *term.rule.aliases):
                self._exact.setdefault(spelling(name, exact=True), term)
                if term.rule.case == "any" or name.islower():
                    self._any.setdefault(spelling(name, exact=False), term)

    def spellings(self) -> frozenset[str]:
        """Return all names without spaces and hyphens, and in small letters those that count in any case."""
        return frozenset(self._exact).union(self._any)

    def without(self, names: frozenset[str]) -> Known:
        """Return the same vocabulary for a paper that means something else by some names."""
        if not names:
            return self
        other = Known(())
        other._exact, other._any, other._names = self._exact, self._any, self._names
        other._found, other._hidden = self._found, names  # what was looked up is shared
        return other

    def term(self, name: str) -> Term | None:
        """Return the term of this name, or of its singular."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return None if name in self._hidden else self._found[name]

    def _look_up(self, name: str) -> Term | None:
        for form in dict.fromkeys((name, name.removesuffix("s"), SIZED.sub("", name))):
            found = self._exact.get(spelling(form, exact=True)) or self._any.get(spelling(form, exact=False))
            if found:
                return found
        return None

    def facet(self, name: str) -> str | None:
        """Return the facet of a known name; none of a method's proper name, which is as likely brought in as used."""
        term = self.term(name)
        if term is None or (term.facet == "methods" and is_proper(name) and is_proper(term.rule.name)):
            return None
        return term.facet

    def names(self, name: str) -> tuple[str, ...] | None:
        """Return all names of the known thing of this name."""
        if name not in self._names:
            term = self.term(name)
            self._names[name] = (term.rule.name, *term.rule.aliases) if term else None
        return self._names[name]


def newcomers(
    papers: Sequence[Paper],
    texts: Mapping[str, Mapping[str, Text]],
    news: Mapping[str, tuple[New, ...]],
    known: Known,
    redefined: Mapping[str, frozenset[str]],
) -> Iterator[tuple[Term, frozenset[str]]]:
    """Yield a term for each introduced name that is nobody's yet, with the slugs of the papers that introduce it.

    A name that a paper defines as something else than the famous one, and a name that is a word, count only there.
    """
    shared: defaultdict[str, list[tuple[Paper, New]]] = defaultdict(list)
    for paper in papers:
        for new in (_judged(one, texts[paper.slug]) for one in news[paper.slug]):
            term = known.term(new.name)
            if term is None:
                shared[spelling(new.name, exact=True)].append((paper, new))
            elif new.name in redefined[paper.slug] or not counts(term, texts[paper.slug], paper.slug):
                yield _own(paper, new, known), frozenset({paper.slug})
    for bearers in shared.values():
        paper, new = bearers[0]
        slugs = frozenset(one.slug for one, _ in bearers)
        rule = Rule(name=new.name, aliases=_aliases(new, known), case="exact")
        word = commonness(new.name) >= ORDINARY
        yield Term(new.facet, rule, paper.position, slugs if word else None, known=False), slugs


def _judged(new: New, texts: Mapping[str, Text]) -> New:
    """Return what is brought in with another facet, where only its ending says "model" and the science is another."""
    by_ending = new.facet == "models" and new.noun is None
    return replace(new, facet="methods") if by_ending and is_foreign(whole_of(texts)) else new


def surmised(
    papers: Sequence[Paper],
    texts: Mapping[str, Mapping[str, Text]],
    named: Mapping[str, Sequence[Mention]],
    known: Known,
    introduced: Iterable[Term],
) -> Iterator[tuple[Term, frozenset[str]]]:
    """Yield a term for each name that the words around it say to be a model or dataset; no paper introduces it."""
    taken = {spelling(name, exact=True) for term in introduced for name in (term.rule.name, *term.rule.aliases)}
    done: set[str] = set()
    for paper in papers:
        if is_foreign(whole_of(texts[paper.slug])):
            continue  # where iCLIP is a protocol
        shorts = {
            pair.short
            for text in texts[paper.slug].values()
            for pair in text.brackets.pairs()
            if not is_proper_dataset(text.words, pair)
        }

        def is_free(name: str, shorts: set[str] = shorts) -> bool:
            plain = spelling(name, exact=True)
            return plain not in taken and plain not in done and name not in shorts and known.term(name) is None

        for field, text in texts[paper.slug].items():
            mentions = [mention for mention in named[paper.slug] if mention.field == field]
            for one in list(inferred(text.words, mentions, is_free, lambda part: known.term(part) is not None)):
                if spelling(one.name, exact=True) not in done:
                    done.add(spelling(one.name, exact=True))
                    rule = Rule(name=one.name, case="exact")
                    yield Term(one.facet, rule, paper.position, known=False), frozenset()


def _own(paper: Paper, new: New, known: Known) -> Term:
    """Return a term for a name that is also somebody else's: a page of its own, found in this paper only."""
    slug = tag_slug(new.long or f"{new.name} {new.kind}")
    taken = known.term(new.long) if new.long else None
    if taken is not None or slug == tag_slug(new.name):
        slug = f"{tag_slug(new.name)}-{hashlib.sha256(paper.slug.encode()).hexdigest()[:6]}"
    rule = Rule(name=new.name, slug=slug, aliases=_aliases(new, known), case="exact")
    return Term(new.facet, rule, paper.position, frozenset({paper.slug}), known=False)


def _aliases(new: New, known: Known) -> tuple[str, ...]:
    """Return the written-out form, unless it is a plain phrase of the field that others mean something else by."""
    long = new.long
    if not long or long.lower() == long or known.term(long):
        return ()
    return (long,)


def key_of(new: New, paper: Paper, own: Mapping[tuple[str, str], TagKey], known: Known) -> TagKey | None:
    """Return the tag of a name that a paper introduces: its newcomer's, else the known one's."""
    found = own.get((paper.slug, spelling(new.name, exact=True)))
    if found:
        return found
    term = known.term(new.name)
    return term.key if term else None
