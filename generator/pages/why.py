"""A related paper in; in words why it is related, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown import Markdown
from generator.pages.contract import Context, chip

if TYPE_CHECKING:
    from generator.model import Neighbour, Reason

# `{0}`, `{1}` … are the tags in the reason's order, `{tags}` all of them, `{words}` its words.
SAID = {
    "introduces": "introduces {0}, which this paper names",
    "names": "names {0}, which this paper introduces",
    "builds on": "introduces {0}, which builds on this paper’s {1}",
    "built on": "introduces {1}, on which this paper’s {0} builds",
    "siblings": "{1} and this paper’s {0} both derive from {2}",
    "shares": "both name {tags}",
    "shares common": "both name {tags}",
    "speaks of": "both speak of {words}",
}


def why(context: Context, page: str, near: Neighbour) -> Markdown:
    """Return the reasons as one sentence; empty where there is none."""
    said = Markdown("; ").join(_said(context, page, reason) for reason in near.reasons)
    return Markdown(said[:1].upper() + said[1:])


def _said(context: Context, page: str, reason: Reason) -> Markdown:
    chips = [chip(context, page, key) for key in reason.tags]
    if reason.kind == "both introduce":
        noun = reason.words[0]
        article = "an" if noun[:1] in "aeiou" else "a"
        task = f" and name {chips[0]}" if chips else ""
        return Markdown(f"both introduce {article} {noun}{task}")
    words = enumerated([Markdown("").join([word]) for word in reason.words])
    return Markdown(SAID[reason.kind].format(*chips, tags=enumerated(chips), words=words))


def enumerated(parts: list[Markdown]) -> Markdown:
    """Return "a", "a and b", "a, b and c"."""
    return Markdown(" and ").join([Markdown(", ").join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
