"""YAML text and a model of it in; a checked value, or problems with line and column, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from generator.problems import Position, Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]
NEAR = 60  # rapidfuzz's 0 to 100; below it a suggestion puzzles more than it helps


# What pydantic's kinds of faults are called by whoever writes a file.
PLAIN = {
    **dict.fromkeys(("bool_type", "bool_parsing"), "write `true` or `false`"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "write a whole number"),
    **dict.fromkeys(
        ("tuple_type", "list_type"), "write a list, as `[one, two]` or each behind a `- ` on a line of its own"
    ),
    "string_type": "write a text; in quotes, if it looks like a number or a list",
    "string_too_short": "this is empty; write a text, or leave it out",
}

# libyaml's parser reads ten times faster and is in the wheels; where it is not, Python's gives the same.
Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(Fastest):  # type: ignore[misc]  # one of two classes, chosen above
    """YAML 1.2's reading of plain words: `no`, `on` and dates stay text, as whoever wrote them meant."""


Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _word in ("true", "True", "TRUE", "false", "False", "FALSE"):
    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), [_word[0]]
    )


class ForeignLoader(Loader):
    """The same, for files that other programs read too: a value with a tag of theirs (`!ENV …`) is read as `None`."""


ForeignLoader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
ForeignLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _suffix, _node: None)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, or `None` when none is near."""
    found = process.extractOne(word, list(known), score_cutoff=NEAR)
    return found[0] if found else None


def parse(text: str, file: str, *, foreign_tags: bool = False) -> tuple[Any, dict[Path, Position], tuple[Problem, ...]]:
    """Return the value, where each key and item stands, and the faults of syntax; a mapping's keys must differ."""
    marks: dict[Path, Position] = {}
    try:
        loader = (ForeignLoader if foreign_tags else Loader)(text)
        node = loader.get_single_node()
        if node is None:
            return None, marks, ()
        problems = tuple(_walk(node, file, (), marks))
        return loader.construct_document(node), marks, problems
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = f"cannot read this YAML: {fault.problem or fault.context}"
        return (
            None,
            marks,
            (
                error(
                    "yaml",
                    Position(file, line, column),
                    said,
                    "indent with spaces; quote text that has ': ' or '#' in it",
                ),
            ),
        )
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        said = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        return (
            None,
            marks,
            (error("yaml", Position(file, 1), f"cannot read this YAML: {said}", "save it as plain UTF-8 text"),),
        )


def _walk(
    node: yaml.Node, file: str, path: Path, marks: dict[Path, Position], seen_nodes: set[int] | None = None
) -> Iterator[Problem]:
    """Note where each part stands; a node that aliases repeat is walked once, since their number can explode."""
    seen_nodes = set() if seen_nodes is None else seen_nodes
    marks[path] = Position(file, node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen_nodes and not isinstance(node, yaml.ScalarNode):
        return
    seen_nodes.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, file, (*path, index), marks, seen_nodes)
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                yield error(
                    "yaml",
                    Position(file, line, key.start_mark.column + 1),
                    f"`{name}` stands twice",
                    f"it is already on line {seen[name]}: keep one",
                )
            seen.setdefault(name, line)
            yield from _walk(value, file, (*path, name), marks, seen_nodes)
            marks[(*path, name)] = Position(file, line, key.start_mark.column + 1)


def read(text: str, file: str, model: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
    """Return the checked model (`None` when anything is wrong with it) and every fault with its place."""
    data, marks, problems = parse(text, file)
    if problems:
        return None, problems
    return check(data or {}, marks, file, model)


def check(
    data: Any,  # noqa: ANN401 -- YAML holds anything
    marks: Mapping[Path, Position],
    file: str,
    model: type[M],
    at: Path = (),
) -> tuple[M | None, tuple[Problem, ...]]:
    """Check a part of a parsed document, which stands at the path `at`, against a model."""
    try:
        return model.model_validate(data), ()
    except ValidationError as faults:
        return None, tuple(_explain(fault, marks, file, model, at) for fault in faults.errors(include_url=False))


def _explain(fault: Any, marks: Mapping[Path, Position], file: str, model: type[BaseModel], at: Path) -> Problem:  # noqa: ANN401 -- pydantic's own dict
    path: Path = at + tuple(fault["loc"])
    while path and path not in marks:
        path = path[:-1]
    position = marks.get(path, Position(file, 1))
    name = _called(at + tuple(fault["loc"]))
    if fault["type"] == "extra_forbidden":
        known = _known_keys(model, fault["loc"])
        near = nearest(str(fault["loc"][-1]), known)
        how = f"did you mean `{near}`?" if near else "known keys: " + ", ".join(sorted(known))
        return error("unknown-key", position, f"unknown key `{name}`", how)
    if fault["type"] in {"model_type", "model_attributes_type"}:
        return error(
            "bad-value", position, f"`{name}` must be `key: value` lines", "a key, a colon, a space, the value"
        )
    if fault["type"] == "missing":
        return error("bad-value", position, f"`{name}` is missing", f"write `{fault['loc'][-1]}: …` here")
    said = PLAIN.get(fault["type"]) or str(fault["msg"]).removeprefix("Value error, ")
    return error("bad-value", position, f"`{name}`: {said[:1].lower()}{said[1:]}", f"here it is {fault['input']!r:.60}")


def _called(path: Path) -> str:
    """Return what a message calls a part: by its keys, behind the item that it stands in, which the position says."""
    if not path:
        return "the whole file"
    inner = path[1:] if isinstance(path[0], int) else path
    return ".".join(map(str, inner)) or "each item of the list"


def _known_keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys allowed beside the one that was refused; nested models and lists of them are followed."""
    for part in loc[:-1]:
        field = model.model_fields.get("root") or model.model_fields.get(str(part))
        model = (_model_in(field.annotation) if field else None) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field holds, itself or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
