"""The answer of Hugging Face's API in; an entry a paper, and what became of every line, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.sources.contract import SourceFormat, Text
from generator.sources.json_list import begins_as_json
from generator.sources.json_records import Dialect, read_tree
from generator.sources.places import Places
from generator.sources.records import account

if TYPE_CHECKING:
    from generator.model import Reading, Sidecar

NAME = "Hugging Face API JSON"
SIGNS = re.compile(r'"paper"\s*:\s*\{|"(?:upvotes|publishedAt|submittedOnDailyAt|submittedOnDailyBy|ai_summary)"\s*:')
# An `ai_summary` is nobody's abstract, `ai_keywords` are nobody's words: neither is kept.
CALLED = {
    "id": "arxiv", "title": "title", "summary": "abstract", "authors": "authors", "publishedAt": "published",
    "githubRepo": "url", "projectPage": "url",
}  # fmt: skip
DIALECT = Dialect(
    lambda key: CALLED.get(key, ""), inner="paper", needs=("summary", "authors", "publishedAt"), furniture=None
)


def sniff(text: Text) -> bool:
    """Say whether a text is JSON whose records have the keys of Hugging Face's papers."""
    head = begins_as_json(text)
    return bool(head and SIGNS.search(head))


def read(text: Text, sidecar: Sidecar) -> Reading:
    """Return an entry for each paper; votes, comments and submitters are furniture."""
    return account(NAME, text, sidecar, read_tree(text, Places(text.lines), DIALECT))


FORMAT = SourceFormat(NAME, sniff, read)
