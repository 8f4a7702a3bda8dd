"""A paper in; its BibTeX entry, in the fields that Zotero, JabRef, BibTeX, biber and pandoc each read, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat, write

from generator.exports.contract import Format
from generator.exports.kinds import Kind, kind_of
from generator.exports.names import parts_of
from generator.exports.texts import clean, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exports.contract import Catalogue
    from generator.model import Paper

TYPES = {
    Kind.PREPRINT: "misc",
    Kind.CONFERENCE: "inproceedings",
    Kind.JOURNAL: "article",
    Kind.THESIS: "phdthesis",
}
VENUES = {Kind.CONFERENCE: "booktitle", Kind.JOURNAL: "journal", Kind.THESIS: "school"}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}
# BibTeX counts a brace behind a backslash too: one without its fellow would end the field too early or never.
LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
MARKS = re.compile(r"[\\{}~^&%$#_]")
LIGATURES = re.compile(r"(?<=-)-|(?<=')'|(?<=`)`|(?<=[!?])`")
RUNAWAY = re.compile(r"(?=@|[\w:+/'.-]+\s*=)")
END = "\n}\n"


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return the entry but for its last brace, which stands between entries: in an entry none begins a line."""
    fields = [Field(name, f"{{{value}}}") for name, value in _fields(catalogue, paper) if value]
    block = Entry(TYPES[kind_of(paper)], catalogue.keys[paper.slug], fields)
    return write(Library([block]), _layout()).removesuffix(END)


def escape(text: str) -> str:
    """Return a text as LaTeX prints it to the letter. Letters stay as they are: the file is UTF-8."""
    braces = SPECIAL if _balanced(text) else SPECIAL | LONE
    return LIGATURES.sub(r"{}\g<0>", MARKS.sub(lambda mark: braces[mark.group()], clean(text)))


def _balanced(text: str) -> bool:
    depth = 0
    for mark in re.findall(r"[{}]", text):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _layout() -> BibtexFormat:
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    return layout


def _fields(catalogue: Catalogue, paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the fields in order. A second pair of braces keeps capitals in styles that would change them."""
    yield "title", f"{{{escape(paper.title)}}}"
    yield "author", " and ".join(map(_person, paper.authors))
    yield "year", str(paper.year or "")
    yield from _venue(paper)
    if paper.arxiv:
        yield "eprint", paper.arxiv
        yield "eprinttype", "arXiv"  # biblatex
        yield "archiveprefix", "arXiv"  # BibTeX's styles, Zotero and JabRef
    yield "doi", _verbatim(paper.doi or "")
    yield from _addresses(catalogue, paper)
    yield "keywords", ", ".join(escape(re.sub(r"\s*[,;]\s*", " ", word)) for word in catalogue.keywords(paper))
    yield "abstract", _text(catalogue.abstract(paper) or "")
    # `note` would be printed in bibliographies; of `annote` and biblatex's `annotation`, Zotero reads the former only
    yield "annote", _text("\n".join(catalogue.remarks(paper)))


def _venue(paper: Paper) -> Iterator[tuple[str, str]]:
    kind, venue = kind_of(paper), escape(paper.venue or "")
    if venue:
        yield VENUES[kind], f"{{{venue}}}" if kind is Kind.CONFERENCE else venue  # pandoc changes a `booktitle`'s case


def _addresses(catalogue: Catalogue, paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the paper's first address of its own as `url`, else its page; code and a second address beside it."""
    first = catalogue.url(paper)
    more = [link for link in paper.links if link.kind not in {"arxiv", "doi"} and link.url != first]
    yield "url", _verbatim(first or "")
    yield "website", " ".join(_verbatim(link.url) for link in more if link.kind != "code")
    yield "code", " ".join(_verbatim(link.url) for link in more if link.kind == "code")


def _verbatim(address: str) -> str:
    """Return an address for a field that is read to the letter; its braces would be counted, so they are encoded."""
    return re.sub(r"[\\{}\s]", lambda mark: f"%{ord(mark.group()):02X}", clean(address))


def _person(name: str) -> str:
    """Return a name as "von Last, Jr, First", and one that is whole in braces, so that no program takes it apart."""
    parts = parts_of(clean(name))
    family = escape(parts.family)
    if parts.literal:
        # "others" alone says in BibTeX that there are more authors, for biber in braces too
        return f"{{{family}{{}}}}" if family == "others" else f"{{{family}}}"
    if parts.family[:1].islower() and parts.given[:1].islower():
        family = f"{{{family}}}"  # of names in small letters only, "hooks, bell", biber reads the parts twice
    last = f"{escape(parts.particle)} {family}".strip()
    return ", ".join(part for part in (last, escape(parts.suffix), escape(parts.given)) if part)


def _text(text: str) -> str:
    """Return paragraphs. One that begins as a field or an entry does, biber would take for the end of a lost brace."""
    return "\n\n".join("{}" * bool(RUNAWAY.match(part)) + escape(part) for part in paragraphs(text))


FORMAT = Format("BibTeX", "bib", "application/x-bibtex", entry, between=END + "\n", tail=END)
