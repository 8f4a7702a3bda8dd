"""JSON of no known program in; an entry for each object that has a title, and every line's state, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.sources.contract import SourceFormat, Text
from generator.sources.json_records import Dialect, read_tree
from generator.sources.places import Places
from generator.sources.records import account

if TYPE_CHECKING:
    from generator.model import Reading, Sidecar

NAME = "JSON"
HEAD = 30_000  # characters that show whose keys these are
BEGINNING = re.compile(r'[\s\ufeff]*(?:\[\s*(?:[\[{"\]]|$)|\{\s*(?:["}]|$))')
FURNITURE = frozenset({"type", "language", "lang", "schema", "slug", "status"})


def begins_as_json(text: Text) -> str:
    """Return the beginning of a text that is a JSON list or object; empty for any other."""
    head = ""
    for line in text.lines:
        head += f"{line[: HEAD - len(head)]}\n"
        if len(head) >= HEAD:
            break
    return head if BEGINNING.match(head) and not head.lstrip().startswith(("{{", "{%")) else ""


def sniff(text: Text) -> bool:
    """Say whether a text is JSON in which a title stands."""
    head = begins_as_json(text)
    return bool(head and re.search(r'"[\w ]{0,20}title"\s*:', head, re.IGNORECASE))


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each object that has a title; keys that are not read are named in a hint."""
    return account(NAME, text, sidecar, read_tree(text, Places(text.lines), Dialect(furniture=FURNITURE)))


FORMAT = SourceFormat(NAME, sniff, read)
