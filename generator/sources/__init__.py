"""The formats that can be dropped into `sources/`, in the order in which they are asked whether a text is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.sources import (
    arxiv_atom,
    arxiv_mail,
    bibtex,
    csl_json,
    hf_html,
    hf_json,
    hf_markdown,
    hf_text,
    json_lines,
    json_list,
    ris,
    table,
)
from generator.sources.read import read_with

if TYPE_CHECKING:
    from generator.model import Reading, SourceFile
    from generator.sources.contract import SourceFormat

FORMATS: tuple[SourceFormat, ...] = (
    bibtex.FORMAT,
    ris.FORMAT,
    hf_html.FORMAT,
    arxiv_atom.FORMAT,
    json_lines.FORMAT,
    hf_json.FORMAT,
    csl_json.FORMAT,
    json_list.FORMAT,
    arxiv_mail.FORMAT,
    hf_markdown.FORMAT,
    table.FORMAT,
    hf_text.FORMAT,
)


def read_source(file: SourceFile) -> Reading:
    """Return the entries, the ledger's lines and the problems of a file; never raises, whatever its bytes are."""
    return read_with(FORMATS, file)
