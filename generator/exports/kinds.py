"""A paper in; what kind of publication it is, by its venue, out."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model import Paper

THESIS = re.compile(r"\b(?:thesis|dissertation)\b", re.IGNORECASE)
JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|reviews?|magazine|annals|archives|bulletin|surveys|nature|science|reports"
    r"|computers in|frontiers in|plos|tacl|jmlr|tmlr|jair|ijcv|tpami|pami|tnnls|tomm|tist|tois|csur)\b"
    r"|^(?:neurocomputing|neural networks|pattern recognition|information fusion|artificial intelligence)\b",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What a paper appeared as."""

    PREPRINT = "preprint"
    CONFERENCE = "conference"
    JOURNAL = "journal"
    THESIS = "thesis"


def kind_of(paper: Paper) -> Kind:
    """Return the kind: without a venue a preprint, in a journal an article, else a paper in proceedings."""
    if not paper.venue:
        return Kind.PREPRINT
    if THESIS.search(paper.venue):
        return Kind.THESIS
    return Kind.JOURNAL if JOURNAL.search(paper.venue) else Kind.CONFERENCE
