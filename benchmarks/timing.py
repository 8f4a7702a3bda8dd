"""Work to be timed in; its least processor time over several turns, taken in turn with its peers, out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TURNS = 5


def least(work: Mapping[str, Callable[[], object]], turns: int = TURNS) -> dict[str, float]:
    """Return seconds of processor time for each piece of work: the least of several turns, peers in turn."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(turns):
        for name, piece in work.items():
            started = time.process_time()
            piece()
            best[name] = min(best[name], time.process_time() - started)
    return best


def table(rows: Mapping[str, float], count: int, unit: str, peer: str) -> list[str]:
    """Return lines: each row's rate and its ratio to the peer's."""
    lines = [f"  {'':34}{unit + ' a second':>22}{'× ' + peer:>26}"]
    lines += [f"  {name:34}{count / seconds:>22,.0f}{rows[peer] / seconds:>26.2f}" for name, seconds in rows.items()]
    return lines
