"""What a kind of page promises: a library in, files out; and what all kinds share: rows, marked text, addresses."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator import sentences
from generator.exports import FEEDS, FORMATS
from generator.exports.contract import Catalogue
from generator.exports.zotero import context_object
from generator.markdown import Markdown, as_markdown, code, escape, front_matter, link, relative, slug
from generator.model import OutputFile, TagKey
from generator.notes.links import Ground
from generator.pages.formulas import formulas
from generator.pages.weight import by_weight
from generator.plane import Atlas
from generator.sentences import counted as counted  # noqa: PLC0414 -- every kind of page counts something
from generator.sentences import shortened as shortened  # noqa: PLC0414 -- and most shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.evaluation import Score
    from generator.model import Library, Mention, Paper, TagUse
    from generator.settings import Configuration

T = TypeVar("T")

PAGE_OF_ROWS = 100
ROW_TAGS = 5
CURATED = {
    "to read": "to be read by the curator",
    "reading": "being read by the curator",
    "read": "read by the curator",
}
URL = re.compile(r"https?://(?=\w)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]}'’]")
WHERE = ("abstract", "summary", "title")  # where evidence reads best


@dataclass(frozen=True)
class Context:
    """What every page may know: the library, the list's configuration, and how to render a template."""

    library: Library
    configuration: Configuration
    scores: Mapping[str, Score] = field(default_factory=dict)
    labelled: str = ""
    assets: frozenset[str] = frozenset()
    atlas: Atlas = field(default_factory=Atlas)

    @cached_property
    def ground(self) -> Ground:
        """Return what the links of notes and collections can lead to."""
        return Ground(self.library, self.assets)

    def render(self, path: str, template: str, meta: Mapping[str, object], **values: object) -> OutputFile:
        """Return a page: its front matter, then the template filled in; every plain string is escaped."""
        body = ENVIRONMENT.get_template(template).render(page=path, **values)
        text = front_matter({"generated": True, **meta}) + "\n" + re.sub(r"\n{3,}", "\n\n", body.strip("\n")) + "\n"
        return OutputFile(path, text)

    @property
    def shows_abstracts(self) -> bool:
        """Say whether abstracts may be published."""
        return self.configuration.reading_list.publish_abstracts

    def texts(self, paper: Paper) -> dict[str, str]:
        """Return the texts of a paper that may be published."""
        fields = ("title", "summary", "abstract") if self.shows_abstracts else ("title", "summary")
        return {name: paper.text_of(name) for name in fields if paper.text_of(name)}

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the library as formats see it."""
        return Catalogue(self.library, self.configuration)

    def coins(self, paper: Paper) -> Markdown:
        """Return what makes a row citable, as the title of a span."""
        return Markdown(self.context_object(paper).replace("&", "&amp;"))

    def context_object(self, paper: Paper) -> str:
        """Return what makes a row citable."""
        if paper.slug not in self._coins:
            self._coins[paper.slug] = context_object(self.catalogue, paper)
        return self._coins[paper.slug]

    @cached_property
    def _coins(self) -> dict[str, str]:
        return {}

    @cached_property
    def _source_names(self) -> dict[str, str]:
        """Return the last part of each ledger's address; where two would be one, the later has a number."""
        taken: Counter[str] = Counter()
        names: dict[str, str] = {}
        for reading in self.library.readings:
            name = slug(self.source_name(reading.file))
            taken[name] += 1
            names[reading.file] = name if taken[name] == 1 else f"{name}-{taken[name]}"
        return names

    @cached_property
    def rank(self) -> Mapping[TagKey, int]:
        """Return the place of each tag when the most named of a facet come first."""
        return {key: at for at, key in enumerate(self.library.tags)}

    def source_name(self, file: str) -> str:
        """Return how a source is called in public."""
        return self._public_names[file]

    @cached_property
    def _public_names(self) -> Mapping[str, str]:
        return self.library.source_names()

    def source_path(self, file: str, number: int = 1) -> str:
        """Return the file of a source's ledger below `docs/`, or of one of its further pages."""
        name = self._source_names[file]
        return f"sources/{name}.md" if number == 1 else f"sources/{name}/page-{number}.md"


def finished(value: object) -> Markdown | Markup:
    """Return what a template prints: Markdown and a macro's output as they are, anything else escaped."""
    return value if isinstance(value, Markup) else as_markdown(value)


ENVIRONMENT = Environment(
    loader=PackageLoader("generator.pages"),
    undefined=StrictUndefined,
    finalize=finished,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=True,  # what a macro returns is then marked as done; `finalize` has escaped for Markdown before
)


ENVIRONMENT.filters["code"] = code


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page and how all of its pages are written."""

    name: str
    write: Callable[[Context], Iterator[OutputFile]]


def take(page: str, path: str, *, feeds: bool = True) -> list[tuple[str, str]]:
    """Return the name and the link of each file of a list (or, without feeds, of a paper), as seen from its page."""
    here = page.removesuffix(".md").removesuffix("index").rstrip("/") or "."
    offers = [(one.name, one.ending) for one in FORMATS]
    offers += [(one.name, one.ending) for one in FEEDS if feeds]
    return [(name, posixpath.relpath(f"{path}.{ending}", here)) for name, ending in offers]


def paper_path(name: str) -> str:
    """Return the file below `docs/` of the paper with this slug."""
    return f"papers/{name}.md"


def tag_path(key: TagKey, number: int = 1) -> str:
    """Return the file of a tag's page below `docs/`, or of one of its further pages."""
    return f"{key.facet}/{key.slug}.md" if number == 1 else f"{key.facet}/{key.slug}/page-{number}.md"


@dataclass(frozen=True, slots=True)
class Row:
    """A paper in a list: each part is ready to be printed."""

    title: Markdown
    meta: str
    tags: Markdown
    text: Markdown
    coins: Markdown


def row(context: Context, page: str, paper: Paper, text: Markdown | None = None, *, tags: bool = True) -> Row:
    """Return a list row; without a text of its own it shows the beginning of the summary or the abstract."""
    shown = context.texts(paper)
    line = text if text is not None else escape(shortened(shown.get("summary") or shown.get("abstract") or ""))
    uses = by_weight(context.library.uses[paper.slug])[:ROW_TAGS]
    return Row(
        title=link(paper.title, relative(page, paper_path(paper.slug))),
        meta=" · ".join(filter(None, (imprint(paper), curated(paper)))),
        tags=Markdown(" ").join(chip(context, page, use.tag, str(use.role)) for use in uses if tags),
        text=line,
        coins=context.coins(paper),
    )


def curated(paper: Paper) -> str:
    """Return what a row says of the curator's reading; the reader's own marks are another thing."""
    note = paper.note
    return (
        ", ".join(filter(None, ("featured" if note.featured else "", CURATED.get(note.status or "", ""))))
        if note
        else ""
    )


def imprint(paper: Paper) -> str:
    """Return authors, year and venue on one line, as far as they are known."""
    names = list(paper.authors)
    shown = ", ".join(names[:3]) + (
        f" and {len(names) - 3} more" if len(names) > 4 else "".join(f", {n}" for n in names[3:])
    )
    return " · ".join(part for part in (shown, str(paper.year or ""), paper.venue or "") if part)


def chip(context: Context, page: str, key: TagKey, *classes: str) -> Markdown:
    """Return a tag as a link to its page, marked with its facet."""
    return link(context.library.tags[key].name, relative(page, tag_path(key)), "tag", key.facet, *classes)


def prose(
    text: str, mentions: Sequence[Mention] = (), mark: Callable[[Mention, int], Markdown] | None = None
) -> list[Markdown]:
    """Return a text's paragraphs, its addresses as links, and each mention as `mark` shows it (given its number)."""
    paragraphs = []
    offset = 0
    numbered = list(enumerate(mentions))
    for part in text.split("\n"):
        inside = [
            (m.start - offset, m.end - offset, mark(m, n) if mark else escape(m.text))
            for n, m in numbered
            if offset <= m.start and m.end <= offset + len(part)
        ]
        pieces: list[Markdown] = []
        at = 0
        for start, end, shown in _with_formulas(part, inside):
            pieces += [_linked(part[at:start]), shown]
            at = end
        pieces.append(_linked(part[at:]))
        if part.strip():
            paragraphs.append(Markdown("".join(pieces)))
        offset += len(part) + 1
    return paragraphs


def _with_formulas(text: str, marked: list[tuple[int, int, Markdown]]) -> list[tuple[int, int, Markdown]]:
    """Return marked words and formulas in order; a formula that shares a letter with words or an address is none."""
    found = [*formulas(text)]
    if not found:
        return marked
    taken = [*((start, end) for start, end, _ in marked), *(match.span() for match in URL.finditer(text))]
    free = [one for one in found if not any(start < one.end and one.start < end for start, end in taken)]
    return sorted([*marked, *free], key=lambda one: one[0])


def _linked(text: str) -> Markdown:
    """Escape a stretch of text, keeping the spaces at its ends, and make its web addresses links."""
    parts: list[str] = []
    at = 0
    for match in URL.finditer(text):
        parts += [kept(text[at : match.start()]), link(match.group(), match.group())]
        at = match.end()
    return Markdown("".join([*parts, kept(text[at:])]))


def kept(text: str) -> str:
    """Escape a stretch of text, keeping the spaces at its ends."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return f"{before}{escape(text)}{after}"


def evidence(context: Context, paper: Paper, use: TagUse) -> Markdown:
    """Return the sentence that shows a tag, the words in bold; empty where the text may not be published."""
    texts = context.texts(paper)
    if use.said and all(mention.field == "note" for mention in use.mentions):
        return Markdown("The curator’s note gives this tag.")
    for where in WHERE:
        found = [mention for mention in use.mentions if mention.field == where and where in texts]
        if found:
            low, high = sentences.around(texts[where], found[0].start, found[0].end)
            low, high = _window(texts[where], low, high, found[0])
            inside = [
                m._replace(start=m.start - low, end=m.end - low) for m in found if m.start >= low and m.end <= high
            ]
            words = prose(texts[where][low:high], inside, lambda m, _: Markdown(f"**{escape(m.text)}**"))
            cut = texts[where][:low].strip() != "" and texts[where][low - 1 : low].strip() == ""
            return Markdown(("… " if cut and texts[where][low].islower() else "") + " ".join(words))
    return Markdown("")


def _window(text: str, low: int, high: int, mention: Mention, most: int = 320) -> tuple[int, int]:
    """Return a part of a long sentence around a mention, cut between words."""
    if high - low <= most:
        return low, high
    begin = max(low, mention.start - most // 2)
    begin = begin if begin == low else text.find(" ", begin, mention.start) + 1 or mention.start
    end = min(high, begin + most)
    end = end if end == high else max(text.rfind(" ", mention.end, end), mention.end)
    return begin, end


def paged(rows: Sequence[T], size: int = PAGE_OF_ROWS) -> list[Sequence[T]]:
    """Return the rows in pages; no rows are one empty page."""
    return [rows[at : at + size] for at in range(0, len(rows), size)] or [()]


def pages_nav(page: str, paths: Sequence[str]) -> list[Markdown]:
    """Return a link to each page of a list, this one in bold; nothing for a single page."""
    if len(paths) == 1:
        return []
    shown = _near_pages(len(paths), paths.index(page))
    links: list[Markdown] = []
    last = -1
    for at in shown:
        if at != last + 1:
            links.append(Markdown("…"))
        links.append(Markdown(f"**{at + 1}**") if paths[at] == page else link(str(at + 1), relative(page, paths[at])))
        last = at
    return links


def _near_pages(count: int, here: int) -> Iterable[int]:
    return sorted({0, count - 1, *range(max(0, here - 2), min(count, here + 3))})
