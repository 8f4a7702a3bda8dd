"""A page a paper: who and where, tags with their evidence, texts, repairs, provenance, and what is near it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from generator.exports import json_ld
from generator.exports.zotero import head_marks, signposts
from generator.markdown import Markdown, escape, link, relative
from generator.model import Mention, Role, TagKey
from generator.notes.apply import said_in
from generator.pages.around import Around, around
from generator.pages.cite import citation
from generator.pages.contract import (
    Context,
    PageKind,
    Row,
    chip,
    kept,
    paper_path,
    prose,
    row,
    shortened,
    tag_path,
    take,
)
from generator.pages.explore import choices
from generator.pages.weight import by_weight
from generator.pages.why import why
from generator.pages.written import STYLE, mend_link, note_of, places_in_collections, status_of
from generator.tagging import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.model import OutputFile, Paper, TagUse

LINK_NAMES = {"arxiv": "arXiv", "doi": "DOI", "code": "Code", "project": "Project"}
SPACE_NAMES = {"": "nothing", " ": "a space", "\n": "a line end", "\xa0": "a hard space"}


def write(context: Context, only: frozenset[str] | None = None) -> Iterator[OutputFile]:
    """Yield `papers/SLUG.md` for each paper, or for these slugs only."""
    titles = {paper.slug: paper for paper in context.library.papers}
    for paper, ways in around(context.library.papers):
        if only is None or paper.slug in only:
            yield _page(context, paper, titles, ways)


def _page(context: Context, paper: Paper, papers: dict[str, Paper], ways: Around) -> OutputFile:
    page = paper_path(paper.slug)
    texts = context.texts(paper)
    uses = by_weight(context.library.uses[paper.slug])
    return context.render(
        page,
        "paper.md",
        _meta(context, paper, texts),
        paper=paper,
        title=_title(context, page, paper, texts),
        authors=", ".join(paper.authors),
        imprint=" · ".join(part for part in (str(paper.year or ""), paper.venue or "") if part),
        links=[link(_link_name(one.kind, one.url), one.url, "out") for one in paper.links],
        tags=[
            (facet.title, [_tag_chip(context, page, use, texts) for use in uses if use.tag.facet == facet.name])
            for facet in FACETS
        ],
        note=note_of(context, page, paper.note, f"papers/{paper.slug}", *_signature(paper)),
        collections=list(places_in_collections(context, page, paper)),
        introduces=[(one.name, one.short, one.kind) for one in context.library.introductions[paper.slug]],
        summary=_text(context, page, paper, "summary", texts),
        abstract=_text(context, page, paper, "abstract", texts),
        hidden=paper.abstract is not None and "abstract" not in texts,
        reasons=list(_reasons(context, page, uses, texts)),
        repairs=list(_repairs(paper, texts)),
        provenance=list(_provenance(context, page, paper)),
        mend=mend_link(context, paper),
        related=[
            _uncitable(row(context, page, papers[near.slug], why(context, page, near), tags=False))
            for near in context.library.neighbours.get(paper.slug, ())
        ],
        elsewhere=list(_elsewhere(paper)),
        around=ways,
        citation=citation(paper),
        files=take(page, f"papers/{paper.slug}", feeds=False),
    )


def _uncitable(shown: Row) -> Row:
    """Return a row that Zotero cannot save: on a page about one paper it would offer a list instead of that paper."""
    return replace(shown, coins=Markdown(""))


def _meta(context: Context, paper: Paper, texts: dict[str, str]) -> dict[str, object]:
    """Return the front matter: what the theme and the search index read."""
    uses = context.library.uses[paper.slug]
    names = {
        facet.name: [context.library.tags[u.tag].name for u in uses if u.tag.facet == facet.name] for facet in FACETS
    }
    return {
        "title": paper.title,
        "description": shortened(texts.get("summary") or texts.get("abstract") or paper.title, 160),
        "kind": "paper",
        "files": f"papers/{paper.slug}",
        "scripts": ["paper"],
        "styles": [STYLE] if paper.note or any(paper.slug in one.papers for one in context.library.collections) else [],
        "authors": list(paper.authors),
        "year": paper.year,
        "venue": paper.venue,
        **names,
        "citation": head_marks(context.catalogue, paper),
        "signposts": signposts(paper),
        "coins": context.context_object(paper),
        "data": json_ld.article(context.catalogue, paper),
        "introduces": [one.short or one.name for one in context.library.introductions[paper.slug]],
        **choices(context.library, paper),
    }


def _signature(paper: Paper) -> Iterator[str]:
    """Yield what a note says beside its text."""
    if paper.note:
        yield "Featured" if paper.note.featured else ""
        yield status_of(paper).capitalize()[:1] + status_of(paper)[1:]
        yield f"added {paper.note.added}" if paper.note.added else ""


def _link_name(kind: str, url: str) -> str:
    host = re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", url)
    return LINK_NAMES.get(kind, host)


def _tag_chip(context: Context, page: str, use: TagUse, texts: dict[str, str]) -> Markdown:
    return Markdown(chip(context, page, use.tag, str(use.role)) + _to_words(use, texts))


def _to_words(use: TagUse, texts: dict[str, str]) -> Markdown:
    """Return a small link from a tag to its words, where it has some that are shown."""
    shown = _marked(use, texts)
    first = next((m for field in ("summary", "abstract", "title") for m in shown if m.field == field), None)
    return link(str(len(shown)), f"#{anchor(use.tag, first.field, 0)}", "to-words") if first else Markdown("")


def _marked(use: TagUse, texts: dict[str, str]) -> list[Mention]:
    """Return the words of a tag that are marked on its page: those of the texts, or else those of the title."""
    shown = [mention for mention in use.mentions if mention.field in texts]
    return [mention for mention in shown if mention.field != "title"] or shown


def anchor(tag: TagKey, field: str, number: int) -> str:
    """Return the anchor of a tag's words: the n-th mention of it in a field."""
    return f"{field}-{tag.facet}-{tag.slug}" + (f"-{number + 1}" if number else "")


def _text(context: Context, page: str, paper: Paper, field: str, texts: dict[str, str]) -> list[Markdown]:
    """Return a text's paragraphs, with the words of each tag linked to its page and given an anchor."""
    if field not in texts:
        return []
    mentions = _marked_in(context, paper, field, texts)
    return prose(texts[field], mentions, _marker(page, field))


def _title(context: Context, page: str, paper: Paper, texts: dict[str, str]) -> Markdown:
    """Return the title, with the words of each tag that it alone names marked as in a text."""
    mark = _marker(page, "title")
    shown, at = Markdown(""), 0
    for number, mention in enumerate(_marked_in(context, paper, "title", texts)):
        shown = Markdown(shown + kept(paper.title[at : mention.start]) + mark(mention, number))
        at = mention.end
    return Markdown(shown + kept(paper.title[at:]))


def _marked_in(context: Context, paper: Paper, field: str, texts: dict[str, str]) -> list[Mention]:
    every = (mention for use in context.library.uses[paper.slug] for mention in _marked(use, texts))
    return sorted((mention for mention in every if mention.field == field), key=lambda mention: mention.start)


def _marker(page: str, field: str) -> Callable[[Mention, int], Markdown]:
    """Return what makes a mention a link to its tag's page, with an anchor of its own."""
    seen: dict[TagKey, int] = {}

    def mark(mention: Mention, _: int) -> Markdown:
        number = seen[mention.tag] = seen.get(mention.tag, -1) + 1
        target = relative(page, tag_path(mention.tag))
        return link(mention.text, target, "mention", mention.tag.facet, anchor=anchor(mention.tag, field, number))

    return mark


def _reasons(
    context: Context, page: str, uses: Sequence[TagUse], texts: dict[str, str]
) -> Iterator[tuple[Markdown, str, Markdown]]:
    """Yield a row for each tag: the tag, its role, and each place with the rule that found it."""
    for use in uses:
        seen: dict[tuple[TagKey, str], int] = {}
        marked = frozenset(_marked(use, texts))
        places = []
        for mention in use.mentions:
            key = (mention.tag, mention.field)
            number = seen[key] = seen.get(key, -1) + 1
            words = (
                link(mention.text, f"#{anchor(use.tag, mention.field, number)}") if mention in marked else mention.text
            )
            if mention.field == "note":
                line = f", line {use.said.line}" if use.said else ""
                places.append(Markdown(", ").join([f"the curator’s note{line}", mention.rule]))
                continue
            places.append(
                Markdown(", ").join(
                    [
                        Markdown(f"“{escape(words) if not isinstance(words, Markdown) else words}”"),
                        f"{mention.field} {mention.start}–{mention.end}",
                        mention.rule,
                    ]
                )
            )
        yield (
            chip(context, page, use.tag),
            "introduces" if use.role is Role.INTRODUCES else "names",
            Markdown("; ").join(places),
        )


def _repairs(paper: Paper, texts: dict[str, str]) -> Iterator[tuple[str, Markdown, Markdown, str]]:
    for one in paper.repairs:
        if one.field in texts:
            yield one.field, _shown(one.found), _shown(one.became), one.rule


def _shown(text: str) -> Markdown:
    if text in SPACE_NAMES:
        return Markdown(f"*{SPACE_NAMES[text]}*")
    return escape("".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text))


def _provenance(context: Context, page: str, paper: Paper) -> Iterator[tuple[Markdown, str]]:
    """Yield what the curator gave, which counts before all else; then where each entry stands, and what it gave."""
    if paper.note:
        yield escape(f"docs/{paper.note.path}"), ", ".join(["the curator’s note", *said_in(paper.note)])
    sidecars = {reading.file: reading.sidecar for reading in context.library.readings}
    for entry in paper.entries:
        sidecar = sidecars[entry.position.file]
        gave = [
            "title",
            *([str(entry.kind)] if entry.text else []),
            *dict.fromkeys(str(fact.kind) for fact in entry.facts),
        ]
        said = ", ".join(gave) + (f"; captured {sidecar.captured}" if sidecar.captured else "")
        where = link(
            f"{context.source_name(entry.position.file)}, line {entry.position.line}",
            relative(page, context.source_path(entry.position.file)),
        )
        yield where, said


def _elsewhere(paper: Paper) -> Iterator[Markdown]:
    """Yield ways to find the paper at other places, by its id where one is known and else by its title."""
    title, quoted = quote_plus(paper.title), quote_plus(f'"{paper.title}"')
    by_id = {
        "arXiv": f"https://arxiv.org/abs/{paper.arxiv}",
        "Hugging Face": f"https://huggingface.co/papers/{paper.arxiv}",
        "Semantic Scholar": f"https://www.semanticscholar.org/arxiv/{paper.arxiv}",
    }
    by_title = {
        "arXiv": f"https://arxiv.org/search/?searchtype=title&query={quoted}",
        "Hugging Face": f"https://huggingface.co/papers?q={title}",
        "Semantic Scholar": f"https://www.semanticscholar.org/search?q={title}",
        "Google Scholar": f"https://scholar.google.com/scholar?q={quoted}",
    }
    for name, search in by_title.items():
        known = by_id.get(name) if paper.arxiv else None
        yield link(name if known else f"Search {name}", known or search, "out")


KIND = PageKind("paper", write)
