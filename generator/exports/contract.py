"""What an export promises: a library in, files out; and what all formats may know of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.exports.keys import keys_of
from generator.notes.names import Names
from generator.notes.plain import plain_text
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.model import Library, OutputFile, Paper
    from generator.settings import Configuration


@dataclass(frozen=True, slots=True)
class Export:
    """Files at the site's root that stand once, and how they are written."""

    name: str
    write: Callable[[Library, Configuration], Iterator[OutputFile]]


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list that readers may take: `path` is its page's address below the root, without the last slash."""

    path: str
    title: str
    description: str
    papers: tuple[Paper, ...]
    text: str = ""  # what the curator says of it, a paragraph a line; the Markdown file has it
    brief: bool = False  # its files leave abstracts, summaries and notes out: a paper is in many such lists
    roles: Mapping[str, str] = field(default_factory=dict)  # of a tag's list, by slug: what the tag is in a paper


@dataclass(frozen=True)
class Catalogue:
    """The library as formats see it: only what may be published, and what all of them say alike."""

    library: Library
    configuration: Configuration
    whole: Catalogue | None = None  # of one for brief lists: that with all texts, which knows the rest

    @cached_property
    def brief(self) -> Catalogue:
        """Return the same for brief lists: their papers have all facts and tags, and no texts beside the title."""
        return Catalogue(self.library, self.configuration, whole=self)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Return the citation key of each paper, by slug."""
        return self.whole.keys if self.whole else keys_of(self.library)

    @cached_property
    def papers(self) -> Mapping[str, Paper]:
        """Return the papers by slug."""
        return {paper.slug: paper for paper in self.library.papers}

    def address(self, path: str = "") -> str | None:
        """Return the whole address of something below the site's root, where the site's own is known."""
        root = self.configuration.site_url
        return f"{root.rstrip('/')}/{path}" if root else None

    def page(self, paper: Paper) -> str | None:
        """Return the whole address of a paper's page, where the site's own is known."""
        return self.address(f"papers/{paper.slug}/")

    def url(self, paper: Paper) -> str | None:
        """Return where a paper is read: its publisher's page, else arXiv's, else its code, else its page here."""
        order = {"arxiv": 1, "code": 2}
        links = sorted((link for link in paper.links if link.kind != "doi"), key=lambda link: order.get(link.kind, 0))
        return links[0].url if links else self.page(paper)

    def abstract(self, paper: Paper) -> str | None:
        """Return the abstract, where it may be published and the list is not a brief one."""
        return paper.abstract if self.configuration.reading_list.publish_abstracts and not self.whole else None

    def summary(self, paper: Paper) -> str | None:
        """Return the summary, where the list is not a brief one."""
        return None if self.whole else paper.summary

    def remarks(self, paper: Paper) -> tuple[str, ...]:
        """Return what the list itself says about a paper: its summary and the curator's note, as far as they are."""
        return tuple(filter(None, (self.summary(paper), self.note(paper))))

    def note(self, paper: Paper) -> str:
        """Return the curator's note as plain text, a paragraph a line; empty where none is, and in brief lists."""
        body = paper.note.body if paper.note and not self.whole else ""
        return plain_text(body, self.names, f"papers/{paper.slug}.md") if body.strip() else ""

    @cached_property
    def names(self) -> Names:
        """Return what `[[names]]` in notes lead to."""
        return Names(self.library)

    def tags(self, paper: Paper) -> Mapping[str, tuple[str, ...]]:
        """Return the names of a paper's tags by facet, in the order of the facets."""
        uses = self.library.uses[paper.slug]
        tags = self.library.tags
        return {
            facet.name: tuple(tags[use.tag].name for use in uses if use.tag.facet == facet.name) for facet in FACETS
        }

    def keywords(self, paper: Paper) -> tuple[str, ...]:
        """Return the keywords that its sources give, then the names of its tags, each spelling once."""
        found: dict[str, str] = {}
        for word in (*paper.keywords, *(name for names in self.tags(paper).values() for name in names)):
            found.setdefault(word.casefold(), word)
        return tuple(found.values())

    def added(self, paper: Paper) -> str | None:
        """Return the ISO date at which the list had the paper: as its note says, else of the first of its captures."""
        return self._added.get(paper.slug)

    @cached_property
    def _added(self) -> Mapping[str, str | None]:
        if self.whole:
            return self.whole._added  # noqa: SLF001 -- one of the same kind
        captured = {reading.file: reading.sidecar.captured for reading in self.library.readings}
        found: dict[str, str | None] = {}
        for paper in self.library.papers:
            said = paper.note.added if paper.note else None
            days = filter(None, (captured.get(entry.position.file) for entry in paper.entries))
            found[paper.slug] = said or min(days, default=None)
        return found

    @cached_property
    def years(self) -> Mapping[int, int]:
        """Return how many papers each year has."""
        return Counter(paper.year for paper in self.library.papers if paper.year)


@dataclass(frozen=True, slots=True)
class Listing:
    """How lists are written in a format: `entry` writes a paper, once for all the lists that have it."""

    entry: Callable[[Catalogue, Paper], str]
    together: Callable[[Catalogue, PaperList, Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of papers: a file is `head`, its papers with `between` between two, and `tail`.

    `between` stands in no paper's text, so that a file can be cut into its papers again (`take.js` does).
    A paper's own file begins with `opening`; above `head` a list's file may have a `heading`.
    """

    name: str
    ending: str
    type: str
    entry: Callable[[Catalogue, Paper], str]
    head: str = ""
    between: str = "\n"
    tail: str = "\n"
    opening: str = ""
    heading: Callable[[PaperList], str] = lambda _: ""
    brief: Listing | None = None  # how brief lists are written, where not as all others are

    def alone(self, entry: str) -> str:
        """Return a paper's own file."""
        return f"{self.opening}{entry}{self.tail}"

    def together(self, papers: PaperList, entries: Mapping[str, str]) -> str:
        """Return a list's file, from each paper's text by slug."""
        body = self.between.join([entries[paper.slug] for paper in papers.papers])
        return f"{self.heading(papers)}{self.head}{body}{self.tail}"


@dataclass(frozen=True, slots=True)
class Feed(Listing):
    """A format of lists that readers subscribe to."""

    name: str
    ending: str
    type: str
