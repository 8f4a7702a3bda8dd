"""JSON Lines (an object a line) in; an entry for each object that has a title, and every line's state, out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.sources.contract import SourceFormat, Text
from generator.sources.json_list import FURNITURE
from generator.sources.json_records import Dialect, read_lines
from generator.sources.json_tree import parse
from generator.sources.records import account
from generator.sources.visible import visible

if TYPE_CHECKING:
    from generator.model import Reading, Sidecar

NAME = "JSON Lines"
OBJECT = re.compile(r"\s*\{.*\}\s*,?\s*", re.DOTALL)


def sniff(text: Text) -> bool:
    """Say whether the first two lines are objects, each whole, and one of them has a title."""
    rows = [line for line in text.lines[:200] if visible(line)][:2]
    if len(rows) < 2 or not all(map(OBJECT.fullmatch, rows)):
        return False
    trees = [parse(row) for row in rows]
    return any(tree.root and not tree.fault and Dialect().is_record(tree.root) for tree in trees)


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each line that is an object with a title; a broken line is rejected, the others are read."""
    return account(NAME, text, sidecar, read_lines(text, replace(Dialect(), furniture=FURNITURE)))


FORMAT = SourceFormat(NAME, sniff, read)
