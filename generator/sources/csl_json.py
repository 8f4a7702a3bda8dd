"""CSL-JSON, as Zotero and Crossref write it, in; an entry an item with its facts, and every line's state, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.sources.contract import SourceFormat, Text
from generator.sources.fields import canonical
from generator.sources.json_list import begins_as_json
from generator.sources.json_records import Dialect, read_tree
from generator.sources.places import Places
from generator.sources.records import account

if TYPE_CHECKING:
    from generator.model import Reading, Sidecar

NAME = "CSL-JSON"
SIGNS = re.compile(
    r'"(?:family|literal|date-parts|container-title|citation-key|title-short)"\s*:|"type"\s*:\s*"article'
)
OTHERS = {"note": "hints", "number": "hints", "id": "hints", "event-title": "venue", "archive_location": "hints"}
# Short forms of what stands beside them, and the day on which someone looked.
LEFT_OUT = {"title-short", "shortTitle", "container-title-short", "accessed", "publisher"}


def sniff(text: Text) -> bool:
    """Say whether a text is JSON whose records have CSL's own keys."""
    head = begins_as_json(text)
    return bool(head and SIGNS.search(head))


def called(key: str) -> str:
    """Return what CSL's key is called here."""
    return "" if key in LEFT_OUT else OTHERS.get(key) or canonical(key)


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each item that has a title."""
    return account(NAME, text, sidecar, read_tree(text, Places(text.lines), Dialect(called, furniture=None)))


FORMAT = SourceFormat(NAME, sniff, read)
