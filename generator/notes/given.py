"""A tagged library in; the library with the tags that notes give and take, and what no longer fits, out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model import Mention, Role, Tag, TagKey, TagUse
from generator.notes.fit import three_nearest
from generator.problems import Problem, error, warning
from generator.tagging import BY_NAME, FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.curation import TagChange
    from generator.model import Library, Paper
    from generator.tagging.vocabulary import Term

RULE = "note"
RANK = {facet.name: at for at, facet in enumerate(FACETS)}


def with_given_tags(library: Library, terms: Sequence[Term]) -> tuple[Library, tuple[Problem, ...]]:
    """Return the library in which notes win over rules; a tag that nobody knows is a problem."""
    noted = [paper for paper in library.papers if paper.note and paper.note.tags]
    if not noted:
        return library, ()
    tags = {**{term.key: term.tag() for term in terms}, **library.tags}
    names = _names(tags)
    uses, introductions = dict(library.uses), dict(library.introductions)
    problems: list[Problem] = []
    for paper in noted:
        problems += _twice(paper.note.tags if paper.note else (), names)
        for change in paper.note.tags if paper.note else ():
            key = _found(change, names)
            if key is None:
                problems.append(_unknown(change, names, tags))
                continue
            if not change.gives and all(use.tag != key for use in uses[paper.slug]):
                said = f"the rules give `{change.name}` to this paper no more"
                problems.append(warning("note-unneeded", change.position, said, f"take `-{change.name}` out"))
            uses[paper.slug] = _changed(uses[paper.slug], key, change, paper)
            if not change.gives:
                introductions[paper.slug] = tuple(one for one in introductions[paper.slug] if one.tag != key)
    library = replace(library, uses=uses, introductions=introductions)
    return _indexed(library, tags), tuple(problems)


def _twice(changes: Iterable[TagChange], names: Mapping[tuple[str, str], TagKey]) -> Iterator[Problem]:
    """Yield an error for each tag that a note speaks of again, perhaps to the contrary."""
    seen: dict[TagKey, TagChange] = {}
    for change in changes:
        key = _found(change, names)
        before = seen.setdefault(key, change) if key else change
        if before is not change:
            said = f"this note speaks of the tag `{change.name}` twice"
            how = f"it is already on line {before.position.line}: keep one of the two"
            yield error("tag-twice", change.position, said, how)


def _names(tags: Mapping[TagKey, Tag]) -> dict[tuple[str, str], TagKey]:
    """Return the tags by facet and by name, alias and address, as written and in small letters."""
    found: dict[tuple[str, str], TagKey] = {}
    for spelt in (str, str.casefold):
        for key, tag in tags.items():
            for name in (tag.name, key.slug, *tag.aliases):
                found.setdefault((key.facet, spelt(name)), key)
    return found


def _found(change: TagChange, names: Mapping[tuple[str, str], TagKey]) -> TagKey | None:
    return names.get((change.facet, change.name)) or names.get((change.facet, change.name.casefold()))


def _changed(uses: tuple[TagUse, ...], key: TagKey, change: TagChange, paper: Paper) -> tuple[TagUse, ...]:
    others = tuple(use for use in uses if use.tag != key)
    if not change.gives:
        return others
    own = next((use for use in uses if use.tag == key), TagUse(key, Role.NAMES, ()))
    words = Mention(key, "note", 0, 0, "", RULE, paper.note.file if paper.note else "")
    given = replace(own, mentions=(*own.mentions, words), said=change.position)
    return tuple(sorted((*others, given), key=lambda use: RANK[use.tag.facet]))


def _unknown(change: TagChange, names: Mapping[tuple[str, str], TagKey], tags: Mapping[TagKey, Tag]) -> Problem:
    elsewhere = next((key for facet in BY_NAME if (key := _found(change._replace(facet=facet), names))), None)
    said = f"the {change.facet} have no tag `{change.name}`"
    if elsewhere:
        how = f"it is among the {elsewhere.facet}; write it under `{elsewhere.facet}`"
    else:
        near = three_nearest(change.name, [tag.name for key, tag in tags.items() if key.facet == change.facet])
        how = f"the nearest are {near}; a new one begins with a note: docs/notes/{change.facet}/NAME.md with `name:`"
    return error("unknown-tag", change.position, said, how)


def _indexed(library: Library, tags: Mapping[TagKey, Tag]) -> Library:
    """Return the library with its tags and their bearers as its papers' uses now are."""
    bearers: defaultdict[TagKey, list[tuple[Paper, TagUse]]] = defaultdict(list)
    for paper in library.papers:
        for use in library.uses[paper.slug]:
            bearers[use.tag].append((paper, use))
    order = _most_first(bearers, tags)
    return replace(
        library,
        tags={key: tags[key] for key in order},
        bearers={key: tuple(bearers[key]) for key in order},
    )


def _most_first(bearers: Mapping[TagKey, Sequence[object]], tags: Mapping[TagKey, Tag]) -> Iterable[TagKey]:
    return sorted(bearers, key=lambda key: (RANK[key.facet], -len(bearers[key]), tags[key].name.casefold()))
