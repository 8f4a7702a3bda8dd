"""A text and the edits of one rule after another in; the mended text, and repairs that undo it to the letter, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.model import Repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Only ASCII that a URL may hold, and letters of other scripts; marks that end a sentence are not the address's.
_IN_URL = r"[^\s<>\"{}|\\`\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2060\ufeff]"
_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w.-])www\.|(?<![\w.-])[\w.-]++(?:(?<=\.[a-z]{2})|(?<=\.[a-z]{3}))/)"
    rf"{_IN_URL}*(?<![.,;:!?'”’)\]])"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)*+"
)


TO_NOTE = "if it is, mend it by `corrections` in a note; if not, say `accept: [repair-in-doubt]` there"


class Edit(NamedTuple):
    """One change that a rule asks for: the characters `start` to `end` of the text it was given become `became`."""

    start: int
    end: int
    became: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks broken but is not surely mendable: `found` stands at `start` of the mended text."""

    start: int
    found: str
    rule: str
    message: str
    hint: str


class Hunk(NamedTuple):
    """A changed stretch: where it stands in the text as it is now, where in the original, and which rules made it."""

    start: int
    end: int
    origin: int
    origin_end: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way from the original to the mended one, with every stretch that differs, in order."""

    original: str
    text: str
    hunks: tuple[Hunk, ...] = ()

    def repairs(self, field: str) -> tuple[Repair, ...]:
        """Return the changes as repairs of a field, in order; no two touch."""
        return tuple(
            Repair(
                field=field,
                start=hunk.start,
                found=self.original[hunk.origin : hunk.origin_end],
                became=self.text[hunk.start : hunk.end],
                rule="+".join(hunk.rules),
            )
            for hunk in self.hunks
        )


def addresses(text: str) -> list[tuple[int, int]]:
    """Return where URLs and mail addresses stand: no rule may change one."""
    if "/" not in text and "@" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def amend(draft: Draft, edits: Iterable[Edit], rule: str, *, anywhere: bool = False) -> Draft:
    """Apply one rule's edits; what touches or overlaps an earlier change is merged with it: undoing is exact."""
    wanted = list(edits) if anywhere else _allowed(draft.text, edits)
    if not wanted:
        return draft
    pieces: list[str] = []
    hunks: list[Hunk] = []
    done = drift = growth = 0
    for start, end, members in _groups(draft.hunks, wanted):
        origin = start + drift
        drift += sum((m.origin_end - m.origin) - (m.end - m.start) for m in members if isinstance(m, Hunk))
        piece = _rewrite(draft.text, start, end, [m for m in members if isinstance(m, Edit)])
        if draft.original[origin : end + drift] != piece:
            names = _names(members, rule)
            hunks.append(Hunk(start + growth, start + growth + len(piece), origin, end + drift, names))
        pieces += (draft.text[done:start], piece)
        growth += len(piece) - (end - start)
        done = end
    return Draft(draft.original, "".join([*pieces, draft.text[done:]]), tuple(hunks))


def _allowed(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that change something, overlap none before them, and leave every address as it is."""
    wanted: list[Edit] = []
    done = 0
    for edit in sorted(edits):
        if edit.start >= done and text[edit.start : edit.end] != edit.became:
            wanted.append(edit)
            done = edit.end
    kept = addresses(text) if wanted else []
    return list(_clear(text, wanted, kept)) if kept else wanted


def _clear(text: str, edits: list[Edit], kept: list[tuple[int, int]]) -> Iterator[Edit]:
    """Yield the edits outside the spans `kept`, and those that carry a whole span over unchanged."""
    first = 0
    for edit in edits:
        while first < len(kept) and kept[first][1] <= edit.start:
            first += 1
        at, whole = first, True
        while at < len(kept) and kept[at][0] < edit.end:
            start, end = kept[at]
            whole = whole and edit.start <= start and end <= edit.end and text[start:end] in edit.became
            at += 1
        if whole:
            yield edit


def _groups(hunks: tuple[Hunk, ...], edits: list[Edit]) -> Iterator[tuple[int, int, list[Hunk | Edit]]]:
    """Yield stretches of the text in which changes overlap or touch, each with its changes in order."""
    changes: list[Hunk | Edit] = sorted([*hunks, *edits], key=lambda change: change[:2])
    start, end = changes[0][:2]
    members: list[Hunk | Edit] = []
    for change in changes:
        if change.start > end:
            yield start, end, members
            start, end, members = change.start, change.end, []
        end = max(end, change.end)
        members.append(change)
    yield start, end, members


def _rewrite(text: str, start: int, end: int, edits: list[Edit]) -> str:
    pieces: list[str] = []
    for edit in edits:
        pieces += (text[start : edit.start], edit.became)
        start = edit.end
    return "".join([*pieces, text[start:end]])


def _names(members: list[Hunk | Edit], rule: str) -> tuple[str, ...]:
    names = dict.fromkeys(name for m in members if isinstance(m, Hunk) for name in m.rules)
    if any(isinstance(m, Edit) for m in members):
        names[rule] = None
    return tuple(names)
