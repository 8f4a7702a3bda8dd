"""What the verbs do, between the disk and the pipeline: paths in; what was built, and every problem, out."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import disk, pipeline
from generator.astray import astray
from generator.curation import WRITTEN, HandFile
from generator.notes import read_written
from generator.problems import Position, Problem, error, ordered
from generator.settings import Configuration, read_configuration

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Library, OutputFile


CONFIGURATION = Path("mkdocs.yml")
Step = Callable[[str], AbstractContextManager[object]]  # what a step is called in; what it is done within, out
NOTHING = pipeline.Inputs(Configuration(), ())  # a list that cannot be read is not guessed at


@dataclass(frozen=True, slots=True)
class Loaded:
    """A list as it lies on the disk; `root` is the folder that its paths count from."""

    root: Path
    inputs: pipeline.Inputs
    problems: tuple[Problem, ...]
    text: tuple[str, str] = ("", "")  # of its configuration: path and content


@dataclass(frozen=True, slots=True)
class Built:
    """What a run made; `site` is `None` when no site was asked for or the last good one stays."""

    library: Library
    problems: tuple[Problem, ...]
    written: disk.Written | None = None
    site: Path | None = None


def load(config_file: Path = CONFIGURATION, sources: Sequence[Path] = ()) -> Loaded:
    """Read a list's configuration, sources and vocabularies; `sources` replace the configured ones."""
    text = disk.read_text(config_file)
    if isinstance(text, Problem):
        how = "run this in the folder of a list, or name its configuration with `--config`"
        return Loaded(config_file.parent, NOTHING, (replace(text, hint=how),))
    configuration, problems = read_configuration(text, disk.shown(config_file))
    if configuration is None:
        return Loaded(config_file.parent, NOTHING, problems)
    root = config_file.parent
    paths = sources or [root / name for name in configuration.reading_list.sources]
    files, missing = disk.read_sources(paths, root)
    vocabularies, unread = _vocabularies(root, configuration)
    if not files and not missing:
        missing = (_no_source(next(iter(paths), config_file)),)
    written, assets, illegible = disk.read_by_hand(root / configuration.docs_dir)
    lost = tuple(astray(paths, root / configuration.docs_dir))
    labels = _labels(root, configuration)
    inputs = pipeline.Inputs(configuration, files, vocabularies, labels, written, assets, partial=bool(sources))
    return Loaded(root, inputs, (*problems, *missing, *unread, *illegible, *lost), (disk.shown(config_file), text))


def written_here(config_file: Path = CONFIGURATION) -> tuple[HandFile, ...]:
    """Return the notes of the list that one stands in; none where one stands elsewhere."""
    text = disk.read_text(config_file)
    configuration = None if isinstance(text, Problem) else read_configuration(text, disk.shown(config_file))[0]
    return disk.read_by_hand(config_file.parent / configuration.docs_dir)[0] if configuration else ()


def _no_source(path: Path) -> Problem:
    how = "save a page that lists papers into this folder"
    return error("no-source", Position(disk.shown(path)), "there is no source here", how)


def _vocabularies(root: Path, configuration: Configuration) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    read = [(disk.shown(root / name), disk.read_text(root / name)) for name in configuration.reading_list.vocabulary]
    texts = tuple((path, text) for path, text in read if isinstance(text, str))
    return texts, tuple(text for _, text in read if isinstance(text, Problem))


def _labels(root: Path, configuration: Configuration) -> tuple[str, str] | None:
    """Return the path and text of the list's labels, which it need not have."""
    path = root / configuration.reading_list.labels
    text = disk.read_text(path) if disk.is_there(path) else None
    return (disk.shown(path), text) if isinstance(text, str) else None


def examine(loaded: Loaded) -> Built:
    """Find every problem, and what could be better, as `checks.py` says; write nothing."""
    from generator import checks

    built = survey(loaded)
    if not built.library.papers:
        return built
    docs = loaded.root / loaded.inputs.configuration.docs_dir
    names = [name for name in sorted(loaded.inputs.assets) if name.endswith(".md") and not WRITTEN.fullmatch(name)]
    read = [(name, disk.read_text(docs / name)) for name in names]
    pages = [HandFile(disk.shown(docs / name), name, text) for name, text in read if isinstance(text, str)]
    today = datetime.now().astimezone().date().isoformat()
    more = pipeline.doubts(built.library, loaded.inputs, pages, loaded.text, built.problems)
    return replace(built, problems=tuple(ordered([*built.problems, *more, *checks.ahead(built.library, today)])))


def survey(loaded: Loaded) -> Built:
    """Make the library and find every problem; write nothing."""
    library, problems = pipeline.build_library(loaded.inputs)
    return Built(library, tuple(ordered([*loaded.problems, *problems])))


@dataclass(frozen=True, slots=True)
class Scored:
    """What an evaluation says, line by line."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def evaluate(loaded: Loaded, labels: Path | None = None, papers: Path | None = None) -> Scored:
    """Score this list's papers, or those of a papers.json, against labels."""
    from generator import evaluation

    path = labels or loaded.root / loaded.inputs.configuration.reading_list.labels
    text = disk.read_text(path)
    if isinstance(text, Problem):
        return Scored((), (text,))
    found, problems = evaluation.read_labels(text, disk.shown(path))
    terms, faults = pipeline.vocabulary(loaded.inputs.vocabularies, read_written(loaded.inputs.written).tags)
    records = _records(papers) if papers else pipeline.records(pipeline.build_library(loaded.inputs)[0])
    if isinstance(records, Problem):
        return Scored((), (records,))
    scores, absent = evaluation.evaluate(found, records, pipeline.by_alias(terms))
    problems = (*(() if papers else loaded.problems), *problems, *faults)
    return Scored(tuple(evaluation.report(scores, absent)), tuple(ordered(problems)))


def _records(path: Path) -> list[dict[str, Any]] | Problem:
    from generator import evaluation

    text = disk.read_text(path)
    if isinstance(text, Problem):
        return text
    try:
        papers = json.loads(text)["papers"]
    except (ValueError, KeyError, TypeError, RecursionError):
        papers = None
    if not isinstance(papers, list) or not all(map(evaluation.is_paper, papers)):
        how = "build a list, and name its papers.json"
        return error("bad-value", Position(disk.shown(path)), "this is no papers.json", how)
    return papers


def generate(loaded: Loaded, step: Step = nullcontext) -> Built:
    """Write the pages below `docs/`. Without a single paper nothing is written, so that a slip deletes no pages."""
    with step("Reading the list"):
        built = survey(loaded)
    if not built.library.papers:
        return built
    configuration = loaded.inputs.configuration
    with step("Writing the pages"):
        library, atlas = pipeline.set_out(built.library)
        files = pipeline.render(library, loaded.inputs, atlas)
        written = disk.write_files(loaded.root / configuration.docs_dir, files)
    problems = tuple(ordered([*built.problems, *written.problems]))
    return replace(built, library=library, written=written, problems=problems)


def generate_into(config_file: Path) -> tuple[tuple[Problem, ...], Callable[[], Iterable[OutputFile]]]:
    """Write the pages of the list that this configuration is of; for MkDocs' own `build` and `serve`.

    Also returns what gives the files that stand beside the pages, for when those are built.
    """
    loaded = load(config_file)
    built = generate(loaded)
    if not built.library.papers:
        return built.problems, tuple
    return built.problems, lambda: pipeline.downloads(built.library, loaded.inputs)


def parts_of(config_file: Path) -> tuple[Path, ...]:
    """Return the files and folders that a list is made of beside its configuration, as far as they are there."""
    text = disk.read_text(config_file)
    if isinstance(text, Problem):
        return ()
    configuration = read_configuration(text, disk.shown(config_file))[0]
    if configuration is None:
        return ()
    own = configuration.reading_list
    named = (*own.sources, *own.vocabulary, own.labels)
    return tuple(path for name in named if disk.is_there(path := config_file.parent / name))


def watched(config_file: Path) -> tuple[Path, tuple[Path, ...]]:
    """Return the folder of pages, and the files and folders in which a change may change the site."""
    text = disk.read_text(config_file)
    configuration = None if isinstance(text, Problem) else read_configuration(text, disk.shown(config_file))[0]
    root = config_file.absolute().parent
    docs = root / (configuration.docs_dir if configuration else "docs")
    looks = root / (configuration.custom_dir if configuration and configuration.custom_dir else "overrides")
    named = (docs, looks, *(path.absolute() for path in parts_of(config_file)), Path(__file__).parent)
    return docs, (config_file.absolute(), *(path for path in dict.fromkeys(named) if disk.is_there(path)))


def build(
    config_file: Path,
    loaded: Loaded,
    site_dir: Path | None = None,
    site_url: str | None = None,
    step: Step = nullcontext,
) -> Built:
    """Write the pages, then the site; whatever goes wrong, the last good site stays. A step is done within `step`."""
    from generator.site import build_site

    loaded = loaded if site_url is None else _addressed(loaded, site_url)
    built = generate(loaded, step)
    if not built.library.papers:
        return built
    configuration = loaded.inputs.configuration
    target = site_dir or loaded.root / configuration.site_dir
    beside = pipeline.downloads(built.library, loaded.inputs)
    with step("Building the site"):
        faults = build_site(config_file, target, site_url=site_url, epoch=epoch(built.library), beside=beside)
    return replace(
        built, problems=tuple(ordered([*built.problems, *faults])), site=None if any_errors(faults) else target
    )


def _addressed(loaded: Loaded, site_url: str) -> Loaded:
    """Return the list with another address of its site than its configuration has."""
    configuration = loaded.inputs.configuration.model_copy(update={"site_url": site_url})
    return replace(loaded, inputs=replace(loaded.inputs, configuration=configuration))


def any_errors(problems: Sequence[Problem]) -> bool:
    """Say whether a problem fails the build."""
    return any(problem.level == "error" for problem in problems)


def epoch(library: Library) -> int:
    """Return the day of the latest capture in seconds since 1970: the site's date is its data's, never the clock's."""
    days = [reading.sidecar.captured for reading in library.readings if reading.sidecar.captured]
    return int(datetime.fromisoformat(max(days)).replace(tzinfo=UTC).timestamp()) if days else 0
