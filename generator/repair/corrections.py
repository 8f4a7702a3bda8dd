"""A repaired text and a curator's mends in; the text with them, and repairs that still undo it to the letter, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Repair
from generator.repair.edits import Draft, Edit, Hunk, amend

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE = "note"


def corrected(text: str, repairs: Sequence[Repair], edit: Edit, field: str) -> tuple[str, tuple[Repair, ...]]:
    """Apply one edit, wherever it stands: unlike a rule, a curator may mend an address too."""
    after = amend(_drafted(text, repairs), [edit], RULE, anywhere=True)
    return after.text, after.repairs(field)


def rewritten(text: str, repairs: Sequence[Repair], became: str, field: str) -> tuple[Repair, ...]:
    """Return the one repair that puts another text in the place of the source's."""
    original = _drafted(text, repairs).original
    return (Repair(field, 0, original, became, RULE),) if original != became else ()


def _drafted(text: str, repairs: Sequence[Repair]) -> Draft:
    """Return the draft that these repairs are of."""
    pieces: list[str] = []
    hunks: list[Hunk] = []
    done = growth = 0
    for one in sorted(repairs, key=lambda repair: repair.start):
        end = one.start + len(one.became)
        origin = one.start - growth
        hunks.append(Hunk(one.start, end, origin, origin + len(one.found), tuple(one.rule.split("+"))))
        pieces += (text[done : one.start], one.found)
        growth += len(one.became) - len(one.found)
        done = end
    return Draft("".join([*pieces, text[done:]]), text, tuple(hunks))
