"""The seam of exports: one file a format that readers or programs take away."""

from generator.exports import (
    atom,
    bibtex,
    csl_json,
    for_crawlers,
    json_feed,
    markdown_list,
    papers_json,
    records,
    ris,
    tags_json,
)
from generator.exports.contract import Export, Feed, Format

EXPORTS: tuple[Export, ...] = (papers_json.EXPORT,)
BESIDE: tuple[Export, ...] = (tags_json.EXPORT, for_crawlers.EXPORT)
FORMATS: tuple[Format, ...] = (
    bibtex.FORMAT,
    ris.FORMAT,
    csl_json.FORMAT,
    records.FORMAT,
    markdown_list.FORMAT,
)
FEEDS: tuple[Feed, ...] = (atom.FEED, json_feed.FEED)

__all__ = ["BESIDE", "EXPORTS", "FEEDS", "FORMATS", "Export", "Feed", "Format"]
