"""A paper in; all that the list knows of it out: each file of these, but for brief lists, is a small `papers.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.exports.contract import Format
from generator.exports.list_json import LISTING
from generator.exports.papers_json import HEAD, TAIL, record

if TYPE_CHECKING:
    from generator.exports.contract import Catalogue
    from generator.model import Paper


def entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return the record on one line."""
    shows_abstracts = catalogue.configuration.reading_list.publish_abstracts
    return json.dumps(record(catalogue.library, paper, shows_abstracts=shows_abstracts), ensure_ascii=False)


FORMAT = Format("JSON", "json", "application/json", entry, HEAD, ",\n", TAIL, opening=HEAD, brief=LISTING)
