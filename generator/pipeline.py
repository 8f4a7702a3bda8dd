"""The whole journey on one screen: source files in; a library, files below docs/ and problems out. Touches no disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.markdown import slug
from generator.merge import merge
from generator.notes import Written, read_written
from generator.notes.given import RULE as GIVEN
from generator.notes.given import with_given_tags
from generator.notes.links import Ground, link_problems, papers_named
from generator.notes.settled import lowered, unsettled
from generator.notes.vocabulary import attached, with_notes
from generator.problems import Position, Problem, error, ordered
from generator.sources import read_source
from generator.tagging import BY_NAME
from generator.tagging.shipped import shipped
from generator.tagging.tag import tag_papers
from generator.tagging.vocabulary import Term, facet_of_file, quarrels, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.curation import HandFile, TagNote
    from generator.evaluation import Score
    from generator.model import Library, Line, OutputFile, Paper, Reading, SourceFile
    from generator.plane import Atlas
    from generator.settings import Configuration


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that the journey starts from, read from the disk; `vocabularies` are the list's own, path and text."""

    configuration: Configuration
    sources: tuple[SourceFile, ...]
    vocabularies: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, str] | None = None
    written: tuple[HandFile, ...] = ()
    assets: frozenset[str] = frozenset()
    partial: bool = False  # other sources than the list's own: what notes speak of may not be in them


def build_library(inputs: Inputs) -> tuple[Library, tuple[Problem, ...]]:
    """Text ─ read ─▶ Entry ─ merge ─▶ Paper ─ tag ─▶ Library; what curators wrote joins at each step."""
    files = sorted(inputs.sources, key=lambda file: (file.name, file.path))
    readings = tuple(replace(read_source(file), name=file.name) for file in files)
    written = read_written(inputs.written)
    papers, merge_problems = merge(readings, written.papers)
    terms, term_problems = vocabulary(inputs.vocabularies, written.tags)
    library = tag_papers(papers, terms, _accounted(readings, papers))
    library, note_problems = _with_written(library, written, terms, inputs.assets)
    problems = [problem for reading in readings for problem in reading.problems]
    every = [*problems, *written.problems, *merge_problems, *term_problems, *note_problems]
    every = [lowered(problem) for problem in every] if inputs.partial else every
    return library, tuple(ordered(unsettled(every, library.papers)))


def _with_written(
    library: Library, written: Written, terms: Sequence[Term], assets: frozenset[str]
) -> tuple[Library, tuple[Problem, ...]]:
    """Return the library with the tags that notes give, notes on tags and collections; and links to nowhere."""
    library, changes = with_given_tags(library, terms)
    library, orphans = attached(library, written.tags, terms)
    library = replace(library, collections=written.collections)
    ground = Ground(library, assets)
    collections = tuple(replace(one, papers=papers_named(one, ground)) for one in written.collections)
    proses = (*written.papers, *written.tags, *written.collections)
    return replace(library, collections=collections), (*changes, *orphans, *link_problems(proses, ground))


def set_out(library: Library) -> tuple[Library, Atlas]:
    """Library ─ relate, draw ─▶ Library with each paper's related papers, and the map."""
    from generator.atlas import draw
    from generator.likeness import likeness
    from generator.related import relate

    alike = likeness(library)
    return relate(library, alike), draw(library, alike)


def render(library: Library, inputs: Inputs, atlas: Atlas) -> tuple[OutputFile, ...]:
    """Library ─ render ─▶ OutputFile, by what `set_out` returned."""
    from generator.exports import EXPORTS
    from generator.pages import PAGES, Context

    configuration = inputs.configuration
    scores, labelled, _ = score(library, inputs)
    said = f"{labelled} of the {len(library.papers)} papers"
    context = Context(library, configuration, scores, said, inputs.assets, atlas)
    pages = (file for kind in PAGES for file in kind.write(context))
    exports = (file for export in EXPORTS for file in export.write(library, configuration))
    return (*pages, *exports)


def with_texts(
    library: Library, files: Iterable[HandFile]
) -> tuple[Library, frozenset[str], tuple[Problem, ...]] | None:
    """Return the library with the new texts of notes on papers, whose notes these are, and links to nowhere in them.

    `None` where more than texts has changed, so that the whole journey must be made again.
    """
    notes = {note.file: note for note in read_written(files).papers}
    slugs = set()
    papers = []
    for paper in library.papers:
        new = notes.pop(paper.note.file, None) if paper.note else None
        if new and paper.note and replace(paper.note, body=new.body) != new:
            return None
        papers.append(replace(paper, note=new) if new else paper)
        slugs |= {paper.slug} if new else set()
    if notes or not slugs:
        return None
    library = replace(library, papers=tuple(papers))
    shown = [paper.note for paper in papers if paper.note and paper.slug in slugs]
    return library, frozenset(slugs), tuple(link_problems(shown, Ground(library, frozenset())))


def render_papers(library: Library, inputs: Inputs, slugs: frozenset[str]) -> tuple[OutputFile, ...]:
    """Return the pages of these papers only, for whoever waits for one."""
    from generator.pages import Context, paper

    return tuple(paper.write(Context(library, inputs.configuration, assets=inputs.assets), slugs))


def downloads(library: Library, inputs: Inputs) -> Iterator[OutputFile]:
    """Yield what readers take away, one after the other: files of the finished site, which no page is made from."""
    from generator.exports import BESIDE, FEEDS, FORMATS
    from generator.exports.files import files_of

    return files_of(library, inputs.configuration, FORMATS, FEEDS, BESIDE)


def score(library: Library, inputs: Inputs) -> tuple[dict[str, Score], int, tuple[Problem, ...]]:
    """Return each facet's score by the list's labels, how many papers have labels, and the faults of those."""
    from generator.evaluation import evaluate, read_labels

    if inputs.labels is None:
        return {}, 0, ()
    labels, problems = read_labels(inputs.labels[1], inputs.labels[0])
    terms, _ = vocabulary(inputs.vocabularies, read_written(inputs.written).tags)
    scores, absent = evaluate(labels, records(library), by_alias(terms))
    labelled = len(labels) - len(absent)
    return (scores if labelled else {}), labelled, problems


def records(library: Library) -> list[dict[str, Any]]:
    """Return the papers as papers.json has them, but for tags that notes alone give: those measure no rule."""
    from generator.exports.papers_json import record

    found = [record(library, paper) for paper in library.papers]
    for one in found:
        for facet in BY_NAME:
            one[facet] = [tag for tag in one[facet] if any(why["rule"] != GIVEN for why in tag["evidence"])]
    return found


def by_alias(terms: Iterable[Term]) -> Callable[[str, str], str]:
    """Return a function that gives all aliases of a tag, in a facet, the same spelling."""
    from generator.evaluation import squeezed
    from generator.tagging.names import as_papers_write

    names = {}
    for term in terms:
        for name in (term.rule.name, *term.rule.aliases):
            names[term.facet, squeezed(name)] = squeezed(term.rule.name)
        names.setdefault((term.facet, squeezed(as_papers_write(term.rule.name))), squeezed(term.rule.name))
    return lambda facet, name: names.get((facet, squeezed(name)), squeezed(name))


def vocabulary(
    own: Iterable[tuple[str, str]], notes: Sequence[TagNote] = ()
) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """Return the shipped terms, the list's own, and what notes add; a file that has faults is left out whole."""
    terms, problems = shipped()
    more: list[Term] = []
    faults: list[Problem] = [*problems]
    for path, text in dict(own).items():
        facet = facet_of_file(path)
        if facet is None:
            faults.append(
                error(
                    "vocabulary-name",
                    Position(path),
                    "cannot tell which facet these names are of",
                    "call the file `my-models.yml`, `my-datasets.yml`, `my-tasks.yml` or `my-methods.yml`",
                )
            )
            continue
        some, wrong = read_vocabulary(text, path, facet)
        faults += wrong
        clashes = list(quarrels((*terms, *more, *some))) if some else []
        faults += clashes
        if not clashes:
            more += some
    every, wrong = with_notes((*terms, *more), notes)
    return every, (*faults, *wrong)


def ledger(readings: Sequence[Reading], written: Iterable[HandFile] = ()) -> list[Line]:
    """Return a row for each non-blank line of every source, with the paper that it went to; notes may decide that."""
    papers, _ = merge(readings, read_written(written).papers)
    return [line for reading in _accounted(readings, papers) for line in reading.ledger()]


def _accounted(readings: Iterable[Reading], papers: Iterable[Paper]) -> tuple[Reading, ...]:
    """Return the readings with each line of an entry marked with the slug of its paper."""
    owner = {entry.position: paper.slug for paper in papers for entry in paper.entries}
    return tuple(
        replace(
            reading,
            entries=tuple(
                replace(entry, lines=tuple(replace(line, paper=owner.get(entry.position)) for line in entry.lines))
                for entry in reading.entries
            ),
        )
        for reading in readings
    )


def doubts(
    library: Library, inputs: Inputs, pages: Iterable[HandFile], configuration: tuple[str, str], told: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Return what only `check` says: how the list as a whole could be better, and its pages' links to nowhere.

    `pages` are written by hand, `configuration` is mkdocs.yml's path and text, `told` is what has been said already.
    """
    from generator import checks

    ground = Ground(library, inputs.assets)
    read = (read_vocabulary(text, path, facet_of_file(path) or "")[0] for path, text in inputs.vocabularies)
    own = [term for terms in read for term in terms]
    return (
        *checks.missing_names(library),
        *checks.untagged(library),
        *checks.textless(library, told),
        *checks.undated(library),
        *checks.unnamed(library, own),
        *checks.lost_labels(library, None if inputs.partial else inputs.labels),
        *checks.dead_links(pages, ground),
        *checks.dead_nav(configuration[1], configuration[0], ground),
        *checks.wrong_address(configuration[1], configuration[0]),
        *checks.not_installed(configuration[1], configuration[0]),
    )


def find(library: Library, wanted: str) -> tuple[Paper, ...]:
    """Return the papers that a user may mean: by slug, by a name they introduce, or by a part of the title."""
    exact = tuple(paper for paper in library.papers if paper.slug == wanted)
    if exact:
        return exact
    low = wanted.casefold()
    named = tuple(
        paper
        for paper in library.papers
        if any(low in (one.name.casefold(), (one.short or "").casefold()) for one in library.introductions[paper.slug])
    )
    return named or tuple(p for p in library.papers if low in p.title.casefold() or slug(wanted) in p.slug)
