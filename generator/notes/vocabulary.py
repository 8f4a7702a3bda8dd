"""Notes on tags and the vocabulary in; the vocabulary with what they add, and tags with their notes, out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.markdown import tag_slug
from generator.model import TagKey
from generator.notes.fit import three_nearest
from generator.problems import Problem, error, warning
from generator.tagging.vocabulary import Rule, Term, quarrels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.curation import TagNote
    from generator.model import Library


RULE_KEYS = ("name", "aliases", "parent", "derived_from", "kin", "case", "with", "without", "not")
ABOUT = {
    "unknown-kin": ("kin", "parent", "derived_from"),
    "circular-kin": ("kin", "parent", "derived_from"),
    "two-tags-one-name": ("aliases", "name"),
    "never-matches": ("without", "not", "aliases", "name"),
}


def with_notes(terms: Sequence[Term], notes: Sequence[TagNote]) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """Return the terms with those that notes add or change; a note whose rule is at fault changes nothing."""
    speaking = [note for note in notes if note.adds_to_vocabulary]
    if not speaking:
        return tuple(terms), ()
    known = {term.key: term for term in terms}
    problems: list[Problem] = []
    changed: dict[TagKey, Term] = {}
    for note in speaking:
        term = _term(note, known.get(_key(note)))
        if isinstance(term, Problem):
            problems.append(term)
        else:
            changed[_key(note)] = term
    by_file = {note.file: note for note in speaking}
    untouched = [term for term in terms if term.key not in changed]
    renamed = {known[key].rule.name: term.rule.name for key, term in changed.items() if key in known}
    told = quarrels([_with_kin_renamed(term, renamed) for term in (*untouched, *changed.values())], by_file)
    faults = [_aimed(fault, by_file[fault.position.file]) for fault in told]
    wrong = {fault.position.file for fault in faults}
    right = {key: term for key, term in changed.items() if term.position.file not in wrong}
    names = {known[key].rule.name: term.rule.name for key, term in right.items() if key in known}
    every = (*(right.pop(term.key, term) for term in terms), *right.values())
    return tuple(_with_kin_renamed(term, names) for term in every), (*problems, *faults)


def _with_kin_renamed(term: Term, names: Mapping[str, str]) -> Term:
    """Return a term whose kin are called as notes call them now."""
    rule = term.rule
    if not names or not (rule.parent or rule.derived_from):
        return term
    parent = names.get(rule.parent, rule.parent) if rule.parent else None
    derived_from = tuple(names.get(name, name) for name in rule.derived_from)
    if (parent, derived_from) == (rule.parent, rule.derived_from):
        return term
    return replace(term, rule=rule._replace(parent=parent, derived_from=derived_from))


def _aimed(fault: Problem, note: TagNote) -> Problem:
    """Return a fault of a rule at the key that it is about."""
    return replace(fault, position=note.place_of(*ABOUT.get(fault.code, RULE_KEYS)))


def _key(note: TagNote) -> TagKey:
    return TagKey(note.folder, note.name)


def _term(note: TagNote, known: Term | None) -> Term | Problem:
    """Return the line of the vocabulary that a note is, upon the one that it changes."""
    position = note.place_of(*RULE_KEYS)
    name = note.title.text if note.title else known.rule.name if known else None
    if name is None:
        how = f"say its `name` too, if it is new; the file is called by its address: {note.folder}/{note.name}.md"
        return error("unknown-tag", position, f"the vocabulary has no tag with the address `{note.name}`", how)
    old = known.rule if known else Rule(name=name)
    said: dict[str, Any] = {
        "aliases": note.aliases and tuple(dict.fromkeys((*old.aliases, *note.aliases))),
        "parent": note.parent,
        "derived_from": note.derived_from,
        "case": note.case,
        "with_": note.needs,
        "without": note.forbids,
        "not_": note.never,
    }
    rule = old._replace(**{key: value for key, value in said.items() if value is not None})
    if name != old.name:  # the old name still leads here, and the address stays
        rule = rule._replace(aliases=(old.name, *rule.aliases))
    address = note.name if tag_slug(name) != note.name else old.slug
    return Term(note.folder, rule._replace(name=name, slug=address), position)


def attached(library: Library, notes: Sequence[TagNote], terms: Sequence[Term]) -> tuple[Library, tuple[Problem, ...]]:
    """Return the library with each tag's note; a note on no tag of the list is a problem."""
    if not notes:
        return library, ()
    known = {term.key for term in terms}
    problems = [fault for note in notes if _key(note) not in library.tags for fault in _unseen(note, known, library)]
    with_note = {_key(note): note for note in notes if _key(note) in library.tags}
    tags = {key: replace(tag, note=with_note[key]) if key in with_note else tag for key, tag in library.tags.items()}
    return replace(library, tags=tags), tuple(problems)


def _unseen(note: TagNote, known: set[TagKey], library: Library) -> Iterator[Problem]:
    if _key(note) in known:
        said = f"no paper of the list names `{note.name}`, so that it has no page and this text is not shown"
        yield warning("note-unseen", note.position, said, "it will be, once a paper names it")
    elif not note.adds_to_vocabulary:  # what is wrong with its rule has been said
        names = [key.slug for key in (*library.tags, *known) if key.facet == note.folder]
        said = f"this note fits no tag: none of the {note.folder} has the address `{note.name}`"
        near = three_nearest(note.name, names)
        how = f"rename the file; the nearest are {near}; or say its `name`, if it is new. The text stays in this file"
        yield error("note-orphan", note.position, said, how)
