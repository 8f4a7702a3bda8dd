"""The fields of a BibTeX entry in; facts about its paper out, with a problem for each that is not what it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from generator.model import Fact, FactKind
from generator.problems import Position, Problem, error, warning
from generator.sources.identifiers import address, arxiv_id, arxiv_within, doi
from generator.sources.latex import names, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

VENUES = ("booktitle", "journal", "journaltitle", "howpublished", "maintitle")
THESIS_VENUES = ("school", "institution", "publisher")
ADDRESSES = ("url", "howpublished", "link", "ee", "pdf", "website", "code")
PREPRINT = re.compile(r"(arxiv|corr\b|abs/|preprint)", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# A field inside another's value: the comma between them is missing.
SWALLOWED = re.compile(r"[}\"]\s*(?P<name>[A-Za-z]+)\s*=\s*[{\"]")
KNOWN = frozenset(
    """abstract address annote annotation archiveprefix author bdsk-url-1 biburl bibsource booktitle booktitleaddon
    chapter code copyright crossref date date-added date-modified day doi edition editor ee eid eprint
    eprintclass eprinttype file howpublished institution internal-note isbn issn issue_date issue journal
    journaltitle key keyword keywords langid language link location maintitle month note number numpages
    organization pages pagetotal pdf place primaryclass pmid publisher pubstate school series shorttitle slides
    timestamp title type url urldate venue video volume website year""".split()  # noqa: SIM905 -- a list of this length reads best as words
)
SHORTEST = 4  # letters; shorter names are one slip from too many others


@dataclass(frozen=True, slots=True)
class Value:
    """What stands to the right of a field's `=`, without its outer braces or quotes, and where."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Fields:
    """An entry's type and fields, by lower-case name."""

    type: str
    values: Mapping[str, Value]
    others: tuple[tuple[str, Value], ...] = ()  # of fields that stand twice, all but the first

    def first(self, *wanted: str) -> Value | None:
        """Return the first of the named fields that says something."""
        found = (self.values.get(name) for name in wanted)
        value = next((value for value in found if value and value.text.strip()), None)
        lost = SWALLOWED.search(value.text) if value else None
        return replace(value, text=value.text[: lost.start()]) if value and lost else value


def facts_of(fields: Fields) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Return all that the entry says, each fact once, in the order of their kinds."""
    found = [item for reader in READERS for item in reader(fields)]
    facts = {(item.kind, item.values): item for item in reversed(found) if isinstance(item, Fact)}
    problems = tuple(item for item in found if isinstance(item, Problem))
    return tuple(reversed(facts.values())), problems


def _slips(fields: Fields) -> Iterator[Fact | Problem]:
    """Yield what is surely or probably mistyped: a lost comma, and names of fields that are nearly known ones."""
    for name, value in fields.values.items():
        lost = SWALLOWED.search(value.text)
        if lost:
            said = f"the field `{name}` holds `{lost['name']} = …`: the comma between the two is missing"
            yield error("missing-comma", value.position, said, f"put a comma after the value of `{name}`")
        if name not in KNOWN and len(name) >= SHORTEST:
            near = min(sorted(KNOWN - fields.values.keys()), key=lambda known: OSA.distance(name, known))
            if OSA.distance(name, near) == 1:
                said = f"no field is called `{name}`"
                yield warning("unknown-field", value.position, said, f"did you mean `{near}`?")


def _authors(fields: Fields) -> Iterator[Fact | Problem]:
    value = fields.first("author")
    if value and (who := names(value.text)):
        yield Fact(FactKind.AUTHORS, who, value.position)


def _year(fields: Fields) -> Iterator[Fact | Problem]:
    value = fields.first("year", "date")
    if not value:
        return
    found = YEAR.search(plain(value.text))
    if found:
        yield Fact(FactKind.YEAR, (found.group(),), value.position)
    else:
        yield warning(
            "bad-year", value.position, f"`{value.text:.40}` is no year", "write four digits, e.g. year = {2025}"
        )


def _venue(fields: Fields) -> Iterator[Fact | Problem]:
    """Give where it appeared: a preprint server is no venue, and neither is an address."""
    order = (*THESIS_VENUES, *VENUES) if "thesis" in fields.type else VENUES
    for name in order:
        value = fields.first(name)
        venue = plain(value.text) if value else ""
        if value and venue and not PREPRINT.match(venue) and not _addresses(value.text):
            yield Fact(FactKind.VENUE, (venue,), value.position)
            return


def _doi(fields: Fields) -> Iterator[Fact | Problem]:
    value = fields.first("doi")
    if not value:
        return
    for one in (value, *(other for name, other in fields.others if name == "doi")):
        found = doi(_unescaped(one.text))
        if found:
            yield Fact(FactKind.DOI, (found,), one.position)
            return
    if not _arxiv_within(value):
        yield warning(
            "bad-doi",
            value.position,
            f"`{value.text:.60}` is no DOI",
            "a DOI is `10.`, at least four digits, a slash and more, e.g. doi = {10.1000/182}",
        )


def _arxiv(fields: Fields) -> Iterator[Fact | Problem]:
    eprint, kind = fields.first("eprint"), fields.first("archiveprefix", "eprinttype")
    claimed = kind is not None and kind.text.strip().lower() == "arxiv"
    if eprint and (claimed or kind is None):
        found = arxiv_id(_unescaped(eprint.text))
        if found:
            yield Fact(FactKind.ARXIV, (found,), eprint.position)
            return
        if claimed:
            yield warning(
                "bad-arxiv",
                eprint.position,
                f"`{eprint.text:.40}` is no arXiv id",
                "write it as in eprint = {2501.01234}",
            )
    for name in ("doi", *ADDRESSES, "journal", "volume", "note", "number"):
        value = fields.first(name)
        found = _arxiv_within(value) if value else None
        if value and found:
            yield Fact(FactKind.ARXIV, (found,), value.position)
            return


def _arxiv_within(value: Value) -> str | None:
    return arxiv_within(_unescaped(value.text))


def _urls(fields: Fields) -> Iterator[Fact | Problem]:
    for name in ADDRESSES:
        value = fields.first(name)
        found = _addresses(value.text) if value else []
        for url in found:
            yield Fact(FactKind.URL, (url,), value.position if value else Position(""))
        if value and name == "url" and not found:
            yield warning(
                "bad-url", value.position, f"`{value.text:.60}` is no web address", "it begins with https:// or http://"
            )


def _addresses(text: str) -> list[str]:
    words = re.split(r"\s+|;\s|;(?=https?:)|\\url|\\href", _unescaped(text))
    return [url for url in (address(word.strip("<>,")) for word in words) if url]


def _unescaped(text: str) -> str:
    """Return an address or id without what LaTeX needs around its special characters."""
    return re.sub(r"\\([_%#&~$])|[{}]", r"\1", text.replace(r"\textasciitilde", "~")).strip()


def _keywords(fields: Fields) -> Iterator[Fact | Problem]:
    value = fields.first("keywords", "keyword")
    words = [plain(word) for word in re.split(r"[,;\n]", value.text)] if value else []
    kept = tuple(dict.fromkeys(word for word in words if word))
    if value and kept:
        yield Fact(FactKind.KEYWORDS, kept, value.position)


READERS: tuple[Callable[[Fields], Iterator[Fact | Problem]], ...] = (
    _slips,
    _authors,
    _year,
    _venue,
    _doi,
    _arxiv,
    _urls,
    _keywords,
)
