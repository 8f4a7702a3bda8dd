"""A JSON value of a paper's record in; what it says as plain strings out, whatever shape the program gave it."""

from __future__ import annotations

from generator.sources.json_tree import Node, strings

NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family")


def values_of(name: str, node: Node) -> tuple[str, ...]:
    """Return the values of a field: names for authors, ISO days for dates, texts for all else."""
    if name in {"authors", "author"}:
        return _authors(node)
    if name in {"year", "published"}:
        return _dates(node)
    if name in {"hints", "url", "doi", "arxiv", "venue"} and node.kind == "object":
        return tuple(strings(node))
    return _texts(node)


def _texts(node: Node) -> tuple[str, ...]:
    """Return a text, a number, or a list of them; a label of an object where it has one."""
    if node.kind == "array":
        return tuple(text for item in node.items for text in _texts(item.node))
    if node.kind == "object":
        label = next((found for key in ("name", "tag", "label", "value", "url") if (found := node.get(key))), None)
        return _texts(label) if label else ()
    return (node.scalar,) if isinstance(node.scalar, str) else ()


def _authors(node: Node) -> tuple[str, ...]:
    if node.kind != "array":
        return _texts(node)
    return tuple(name for item in node.items for name in _person(item.node))


def _person(node: Node) -> tuple[str, ...]:
    """Return a person as CSL (`family`, `given`), Hugging Face (`name`) and others write them; a hidden one not."""
    hidden = node.get("hidden")
    if node.kind != "object" or (hidden and hidden.scalar is True):
        return _texts(node) if node.kind != "object" else ()
    for key in ("name", "literal", "full_name", "fullname", "fullName", "display_name"):
        if texts := tuple(_texts(found) if (found := node.get(key)) else ()):
            return texts[:1]
    parts = [_texts(found)[0] for key in NAME_PARTS if (found := _alias(node, key)) and _texts(found)]
    suffix = _texts(found) if (found := node.get("suffix")) else ()
    name = " ".join(" ".join(parts).split())
    return (f"{name}, {suffix[0]}" if suffix else name,) if name else ()


def _alias(node: Node, key: str) -> Node | None:
    others = {"given": ("firstName", "first", "first_name"), "family": ("lastName", "last", "last_name")}
    return next((found for name in (key, *others.get(key, ())) if (found := node.get(name))), None)


def _dates(node: Node) -> tuple[str, ...]:
    """Return a date as it is written, or CSL's `date-parts` as year-month-day."""
    parts = node.get("date-parts") if node.kind == "object" else None
    if parts and parts.items:
        numbers = [number.zfill(2) for number in _texts(parts.items[0].node)]
        return ("-".join(numbers),) if numbers else ()
    if node.kind == "object":
        return tuple(text for key in ("raw", "literal", "year") if (one := node.get(key)) for text in _texts(one))
    return _texts(node)
