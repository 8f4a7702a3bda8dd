"""A paper's title and texts in; the names that the paper itself brings in, with kind and the words that say so, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.tagging.kinds import facet_and_kind, last_noun, noun_anywhere
from generator.tagging.names import could_be
from generator.tagging.phrases import THE_KNOWN
from generator.tagging.said import said_in
from generator.tagging.titles import in_title
from generator.tagging.unfolded import long_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.tagging.sentence import Found
    from generator.tagging.text import Text


PLURAL = re.compile(r"[A-Z]s$")  # "ViTs" are several of what others brought in
WEAK = frozenset(  # so are variants said too
    {"we introduce … and NAME", "along with NAME", "NAME does …", "NAME is a …", "our NAME"}
)


@dataclass(frozen=True, slots=True)
class New:
    """A name brought in, with all the places that say so; `long` is its written-out form, `noun` what it is called."""

    name: str
    long: str | None
    noun: str | None
    kind: str
    facet: str
    found: tuple[Found, ...]


def introduced(texts: Mapping[str, Text], known: Callable[[str], str | None] = lambda _: None) -> tuple[New, ...]:
    """Return the names that a paper introduces, in order; `texts` holds `title`, `abstract` and `summary`.

    `known` gives the facet of a name that the vocabulary has: what is known is more often used than brought in.
    """
    title = texts["title"].words if "title" in texts else ""
    body = "\n".join([text.words for field, text in texts.items() if field != "title"])
    by_name: dict[str, list[Found]] = {}
    for field, text in texts.items():
        some = in_title(title, body, known) if field == "title" else said_in(text, field, title, known)
        for one in some:
            several = one.rule in {"our NAME", "our model NAME"} and PLURAL.search(one.name) and known(one.name)
            named = could_be(one.name) or one.rule == THE_KNOWN or (field == "title" and one.name[0].isdigit())
            if named and not several:
                by_name.setdefault(one.name, []).append(one)
    if not by_name:
        return ()
    longs = {name: long for name in by_name if (long := long_of(name, texts.values()))}
    if len(by_name) == 1:  # mostly, and what follows tells names apart
        [(name, every)] = by_name.items()
        return (_new(name, longs.get(name), tuple(every), texts),) if longs.get(name) != name else ()
    written = set(longs.values())
    return tuple(
        _new(name, longs.get(name), tuple(some), texts)
        for name, some in by_name.items()
        if name not in written
        and not (name.endswith("s") and name[:-1] in by_name)
        and not _is_cut_short(name, some, by_name, texts)
        and not (_is_a_variant(name, by_name) and all(one.rule in WEAK for one in some))
    )


def _is_cut_short(name: str, found: Iterable[Found], others: Iterable[str], texts: Mapping[str, Text]) -> bool:
    """Say whether a name is each time the beginning of another that is brought in: "Dusk", where "Dusk Lens" stands."""
    longer = [other for other in others if other.startswith(f"{name} ")]
    return bool(longer) and all(texts[one.field].words.startswith(tuple(longer), one.start) for one in found)


def _is_a_variant(name: str, others: Iterable[str]) -> bool:
    """Say whether a name is another with a size or an addition behind a hyphen."""
    return any(name.startswith(f"{other}-") and name[len(other) + 1].isalpha() for other in others)


def _new(name: str, long: str | None, found: tuple[Found, ...], texts: Mapping[str, Text]) -> New:
    noun = next((one.noun for one in found if one.noun), None) or noun_anywhere(name, texts)
    if noun is None and " " in name:
        noun = last_noun(name.rpartition(" ")[2])
    noun = noun or (last_noun(long) if long else None)
    facet, kind = facet_and_kind(name, noun)
    return New(name, long, noun, kind, facet, found)
