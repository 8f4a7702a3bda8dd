"""A library in; what a name in `[[…]]` leads to, or why it leads nowhere, out."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from generator.markdown import fold
from generator.model import TagKey
from generator.tagging import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Library, Paper

SHORTEST_PART = 4  # letters of a title; fewer are in too many
SUGGESTED = 3
MANY = 3000  # names; among more, the quicker measure of likeness is good enough


class Target(NamedTuple):
    """What a name leads to: a page below `docs/`, what it is called, and its paper's slug or its tag's facet.

    `by_address` says that it was not a name at all but an address or an id, which nobody reads in a sentence.
    """

    path: str
    name: str
    paper: str | None = None
    facet: str | None = None
    by_address: bool = False


class Nowhere(NamedTuple):
    """Why a name leads nowhere: what is wrong, and the names that come near or that it may stand for."""

    said: str
    how: str


def worded(found: Target | Nowhere, target: str, text: str) -> str:
    """Return the words that stand for a name in `[[target|text]]`; an address is replaced by what it leads to."""
    if text or isinstance(found, Nowhere):
        return text or target
    return found.name if found.by_address or "/" in target else target


class Names:
    """All names of a library; built once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._papers: dict[str, Paper] = {}
        self._introduced: defaultdict[str, dict[str, Paper]] = defaultdict(dict)
        self._tags: defaultdict[str, dict[TagKey, None]] = defaultdict(dict)
        for paper in library.papers:
            for said in (paper.slug, *paper.former, fold(paper.title), *([paper.arxiv] if paper.arxiv else [])):
                self._papers.setdefault(said, paper)
            for one in library.introductions.get(paper.slug, ()):
                for name in filter(None, (one.name, one.short)):
                    self._introduced[name.casefold()][paper.slug] = paper
        for paper in library.papers:
            for entry in paper.entries:  # as a source wrote it, for one whose title a note has mended since
                self._papers.setdefault(fold(entry.title), paper)
        for key, tag in library.tags.items():
            for name in (tag.name, *tag.aliases):
                self._tags[name][key] = None
                self._tags[name.casefold()][key] = None

    def find(self, name: str, page: str = "") -> Target | Nowhere:
        """Return what a name leads to from a page; the page itself is led to only where nothing else has the name."""
        said = name.strip()
        if not said:
            how = "write the name of a paper or a tag into it; if these are brackets and no link, put them in backticks"
            return Nowhere("this link names nothing", how)
        folder, slash, last = said.partition("/")
        if slash and folder in {"papers", *BY_NAME}:
            paper, key = self._papers.get(last), TagKey(folder, last)
            found = self._paper(paper, last) if folder == "papers" else self._tag(key, last)
            return found or self._one_of(said, self._tags_called(last, folder))
        paper = self._papers.get(said) or self._papers.get(fold(said))
        return self._paper(paper, said) or self._by_name(said, page)

    def _by_name(self, said: str, page: str) -> Target | Nowhere:
        papers = list(self._introduced.get(said.casefold(), {}).values())
        tags = self._tags_called(said)
        if len(papers) == 1 and not (tags and page == f"papers/{papers[0].slug}.md"):
            return self._paper(papers[0]) or self._unknown(said)
        if tags:
            return self._one_of(said, tags)
        return self._one_of(said, [f"papers/{paper.slug}" for paper in papers or self._with_part(said)])

    def _tags_called(self, name: str, facet: str | None = None) -> list[str]:
        """Return the tags with a name, as it is written if one is written so."""
        found = self._tags.get(name) or self._tags.get(name.casefold()) or {}
        return [f"{key.facet}/{key.slug}" for key in found if facet in {None, key.facet}]

    def _with_part(self, words: str) -> list[Paper]:
        """Return the papers in whose title the words stand, if they are words enough."""
        part = fold(words)
        if len(part) < SHORTEST_PART:
            return []
        return [paper for title, paper in self._titles if f" {part} " in title]

    @cached_property
    def _titles(self) -> list[tuple[str, Paper]]:
        return [(f" {fold(paper.title)} ", paper) for paper in self.library.papers]

    def _paper(self, paper: Paper | None, said: str = "") -> Target | None:
        if paper is None:
            return None
        by_address = said in {paper.slug, *paper.former, paper.arxiv}
        return Target(f"papers/{paper.slug}.md", paper.title, paper=paper.slug, by_address=by_address)

    def _tag(self, key: TagKey, said: str = "") -> Target | None:
        tag = self.library.tags.get(key)
        by_address = said == key.slug
        return Target(f"{key.facet}/{key.slug}.md", tag.name, facet=key.facet, by_address=by_address) if tag else None

    def _one_of(self, said: str, addresses: list[str]) -> Target | Nowhere:
        if len(addresses) == 1:
            folder, _, last = addresses[0].partition("/")
            found = self._paper(self._papers[last]) if folder == "papers" else self._tag(TagKey(folder, last))
            return found or self._unknown(said)
        if addresses:
            listed = " or ".join(f"[[{one}]]" for one in addresses[:SUGGESTED])
            more = f", or one of {len(addresses) - SUGGESTED} more" if len(addresses) > SUGGESTED else ""
            return Nowhere(f"`[[{said:.80}]]` may mean {len(addresses)} things", f"write {listed}{more}")
        return self._unknown(said)

    def near(self, said: str) -> tuple[str, ...]:
        """Return the names that are most like one that leads nowhere, the nearest first."""
        wanted = said.rpartition("/")[2]
        scorer = fuzz.WRatio if len(self._known) < MANY else fuzz.ratio
        found = process.extract(fold(wanted), self._known, scorer=scorer, limit=SUGGESTED)
        return tuple(dict.fromkeys(self._shown[key] for _, _, key in found))

    def _unknown(self, said: str) -> Nowhere:
        near = self.near(said)
        what = f"no paper, tag or introduced name of the list is called `{said:.80}`"
        return Nowhere(what, "the nearest: " + ", ".join(f"[[{name}]]" for name in near) if near else "")

    @cached_property
    def _shown(self) -> dict[str, str]:
        """Return every name, as one would write it, by what it is compared as."""
        names: Iterable[str] = (
            *(tag.name for tag in self.library.tags.values()),
            *(one.short or one.name for some in self.library.introductions.values() for one in some),
            *(paper.title for paper in self.library.papers),
        )
        return {fold(name): name for name in reversed(tuple(names))}

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return {key: key for key in self._shown}
