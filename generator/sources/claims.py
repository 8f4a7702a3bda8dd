"""What blocks say of the lines they stand on in; one row of the ledger for each non-blank line out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import Line, State
from generator.problems import Position
from generator.sources.visible import visible

if TYPE_CHECKING:
    from generator.sources.contract import Text

# A line that is part furniture counts as what remains of it.
ORDER = (State.TITLE, State.ABSTRACT, State.FACT, State.REJECTED, State.REPEAT, State.FURNITURE)


class Claim(NamedTuple):
    """A state and its rule, for an entry by its number or for none."""

    state: State
    rule: str
    owner: int | None = None


UNREAD = Claim(State.REJECTED, "not read")


class Claims:
    """The claims on the lines of a text: of several on a line, the weightiest has it, then the first."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.best: dict[int, Claim] = {}

    def add(self, first: int, last: int, claim: Claim) -> None:
        """Claim the lines from first to last."""
        for line in range(first, last + 1):
            known = self.best.get(line)
            if known is None or _weight(claim) < _weight(known):
                self.best[line] = claim

    def lines(self, entries: int) -> tuple[list[tuple[Line, ...]], tuple[Line, ...]]:
        """Return the rows of each entry, and the rows of none."""
        owned: list[list[Line]] = [[] for _ in range(entries)]
        free: list[Line] = []
        for number, line in enumerate(self.text.lines, 1):
            if visible(line):
                claim = self.best.get(number, UNREAD)
                rows = free if claim.owner is None else owned[claim.owner]
                rows.append(Line(Position(self.text.file, number), claim.state, claim.rule))
        return [tuple(rows) for rows in owned], tuple(free)


def _weight(claim: Claim) -> float:
    # The braces and key of an entry say less than anything that stands beside them.
    return ORDER.index(State.REJECTED) + 0.5 if claim.rule == "entry" else ORDER.index(claim.state)
