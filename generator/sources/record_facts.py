"""The fields of a record in; facts about its paper out, with a problem for each that is not what it should be."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from generator.model import Fact, FactKind
from generator.problems import Position, Problem, warning
from generator.sources.bibtex_fields import PREPRINT
from generator.sources.identifiers import address, arxiv_id, arxiv_within, doi
from generator.sources.markup import line
from generator.sources.people import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.sources.fields import Field, Record

# What programs write where they know nothing.
UNKNOWN = re.compile(r"(?:|nan|n/?a|none|null|nil|unknown|undefined|not available|-+|\?+|\[\]|\{\})", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
DAY = re.compile(r"(?P<year>(?:1[89]|20)\d\d)[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)(?!\d)")


def facts_of(record: Record, file: str) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Return all that the record says, each fact once, in the order of their kinds."""
    found = [item for reader in READERS for item in reader(record, file)]
    facts = {(item.kind, item.values): item for item in reversed(found) if isinstance(item, Fact)}
    problems = tuple(item for item in found if isinstance(item, Problem))
    return tuple(reversed(facts.values())), problems


def _values(record: Record, *names: str) -> Iterator[tuple[Field, str]]:
    """Yield what the fields of these names say, each value on one line; what says "unknown" is not said."""
    for field in record.of(*names):
        for value in field.values:
            text = line(value)
            if not UNKNOWN.fullmatch(text):
                yield field, text


def _at(field: Field, file: str) -> Position:
    return Position(file, field.first)


def _authors(record: Record, file: str) -> Iterator[Fact | Problem]:
    fields = [field for field in record.of("authors", "author") if any(field.values)]
    who: list[str] = []
    for field in fields:
        for value in field.values:
            # A field `author` holds one name, `authors` may list several.
            found = (line(value),) if field.name == "author" else names_in(line_ends_kept(value))
            if found is None:
                how = "part them with `;`"
                yield warning(
                    "bad-authors", _at(field, file), f"cannot tell the names in `{line(value):.60}` apart", how
                )
                return
            who += [name for name in found if not UNKNOWN.fullmatch(name)]
    if who:
        yield Fact(FactKind.AUTHORS, tuple(who), _at(fields[0], file))


def line_ends_kept(value: str) -> str:
    """Return a value of several lines with each on a line of its own: a list may have a name a line."""
    return "\n".join(filter(None, map(line, value.split("\n"))))


def _year(record: Record, file: str) -> Iterator[Fact | Problem]:
    wrong: Problem | None = None
    for field, value in _values(record, "year"):
        found = YEAR.search(value)
        if found:
            yield Fact(FactKind.YEAR, (found.group(),), _at(field, file))
            return
        wrong = wrong or warning(
            "bad-year", _at(field, file), f"`{value:.40}` is no year", "write four digits, e.g. 2025"
        )
    if wrong:
        yield wrong


def _published(record: Record, file: str) -> Iterator[Fact | Problem]:
    """Give the day when a preprint first appeared: its year is no quarrel with the year of a later venue."""
    for field, value in _values(record, "published"):
        day = calendar_day(value)
        year = YEAR.search(value)
        if day:
            yield Fact(FactKind.PUBLISHED, (day,), _at(field, file))
            return
        if year:
            yield Fact(FactKind.YEAR, (year.group(),), _at(field, file))
            return


def calendar_day(value: str) -> str | None:
    """Return the first day that a text names as year-month-day, as ISO writes it."""
    found = DAY.search(value)
    try:
        return dt.date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def _venue(record: Record, file: str) -> Iterator[Fact | Problem]:
    for field, value in _values(record, "venue"):
        if not PREPRINT.match(value) and not address(value):
            yield Fact(FactKind.VENUE, (value,), _at(field, file))
            return


def _doi(record: Record, file: str) -> Iterator[Fact | Problem]:
    for field, value in _values(record, "doi"):
        found = doi(value)
        if found:
            yield Fact(FactKind.DOI, (found,), _at(field, file))
            return
        if not arxiv_within(value):
            how = "a DOI is `10.`, at least four digits, a slash and more, e.g. 10.1000/182"
            yield warning("bad-doi", _at(field, file), f"`{value:.60}` is no DOI", how)
    for field, value in _values(record, "url", "hints"):
        found = doi(value) if field.name == "hints" or "doi.org/" in value.casefold() else None
        if found:
            yield Fact(FactKind.DOI, (found,), _at(field, file))
            return


def _arxiv(record: Record, file: str) -> Iterator[Fact | Problem]:
    for field, value in _values(record, "arxiv"):
        found = arxiv_id(value) or arxiv_within(value)
        if found:
            yield Fact(FactKind.ARXIV, (found,), _at(field, file))
            return
        how = "write it as in 2501.01234"
        yield warning("bad-arxiv", _at(field, file), f"`{value:.40}` is no arXiv id", how)
    for field, value in _values(record, "doi", "url", "venue", "hints"):
        found = arxiv_within(value)
        if found:
            yield Fact(FactKind.ARXIV, (found,), _at(field, file))
            return


def _urls(record: Record, file: str) -> Iterator[Fact | Problem]:
    known = {value for item in _doi(record, file) if isinstance(item, Fact) for value in item.values}
    for field, value in _values(record, "url"):
        found = [url for word in re.split(r"[\s;|]+", value) if (url := address(word.strip("<>,")))]
        for url in found:
            # The pages that arXiv has of a paper follow from its id, as the resolver's page does from its DOI.
            if not (arxiv_id(url) and "arxiv.org/" in url.casefold()) and doi(url) not in known:
                yield Fact(FactKind.URL, (url,), _at(field, file))


def _keywords(record: Record, file: str) -> Iterator[Fact | Problem]:
    words: dict[str, Field] = {}
    for field, value in _values(record, "keywords"):
        for word in re.split(r"\s*[;|]\s*", value) if re.search("[;|]", value) else re.split(r"\s*,\s*", value):
            if word:
                words.setdefault(word, field)
    if words:
        yield Fact(FactKind.KEYWORDS, tuple(words), _at(next(iter(words.values())), file))


READERS: tuple[Callable[[Record, str], Iterator[Fact | Problem]], ...] = (
    _authors,
    _year,
    _published,
    _venue,
    _doi,
    _arxiv,
    _urls,
    _keywords,
)
