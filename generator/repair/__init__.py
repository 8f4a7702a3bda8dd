"""A text as a source has it in; the text as its author meant it, with every repair and every doubt, out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from generator.repair import characters, hyphens, latex, maths, quotes, sentences, words
from generator.repair.edits import TO_NOTE, Doubt, Draft, Edit, addresses, amend
from generator.repair.wordlists import Lexicon, lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model import Repair

__all__ = ["RULES", "SUSPICIONS", "Doubt", "Edit", "Lexicon", "Mended", "lexicon", "mend"]


@dataclass(frozen=True, slots=True)
class Mended:
    """A field's text with what was mended in it and what may still be broken; places count the mended text."""

    text: str
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()


# The order: characters first, since all else reads letters; of LaTeX, what stands inside before what encloses it
# (accents, commands and signs, then powers, escapes, styles, dollars), ties while their backticks still stand;
# then quotation marks; words last, when every letter of theirs is right.
RULES: tuple[tuple[str, Callable[[str, Lexicon], Iterable[Edit]]], ...] = (
    ("mojibake", characters.mojibake),
    ("entity", characters.entities),
    ("invisible", characters.invisible),
    ("control", characters.controls),
    ("space", characters.spaces),
    ("latex-accent", latex.accents),
    ("latex-tie", latex.ties),
    ("latex-command", latex.commands),
    ("latex-sign", maths.signs),
    ("latex-greek", maths.greek),
    ("latex-power", maths.powers),
    ("latex-escape", latex.escapes),
    ("latex-markup", latex.markup),
    ("latex-maths", maths.dollars),
    ("quotes", quotes.double),
    ("quotes", quotes.single),
    ("sentence", sentences.sentences),
    ("comma", sentences.commas),
    ("hyphen", hyphens.hyphens),
    ("glued", words.glued),
)
SUSPICIONS: tuple[Callable[[str, Lexicon], Iterable[Doubt]], ...] = (
    characters.lost,
    latex.remains,
    quotes.stray,
    sentences.glued_sentences,
    hyphens.apart,
    words.doubtful,
)
_ROUNDS = 8  # one mend may lay bare another; a text that is still changing then was not written by a person
_MOST = 5000  # mends in one text: more is no broken paper, and whoever made it wants the build to wait
_DOUBTS = 20  # of one kind in one text: more tell a curator nothing new


def mend(text: str, field: str, lexicon: Lexicon) -> Mended:
    """Mend what is surely broken, report what may be. Mending the result again changes nothing."""
    draft = Draft(text, text)
    for _ in range(_ROUNDS):
        after = _round(draft, lexicon)
        if after is None:
            break
        if after.text == draft.text:
            return Mended(after.text, after.repairs(field), tuple(_doubts(after.text, lexicon)))
        draft = after
    said = "so much is broken here that no mend is sure: it is shown as it came"
    return Mended(text, (), (Doubt(0, text[:60], "tangled", said, TO_NOTE),))


def _round(draft: Draft, lexicon: Lexicon) -> Draft | None:
    """Apply every rule once; return `None` for a text that no person wrote."""
    for name, rule in RULES:
        edits = list(islice(rule(draft.text, lexicon), _MOST + 1))
        if len(edits) > _MOST:
            return None
        draft = amend(draft, edits, name)
    return draft


def _doubts(text: str, lexicon: Lexicon) -> list[Doubt]:
    """Return what still looks broken, in order of place: each thing once, and nothing inside an address."""
    kept = addresses(text)
    found = [doubt for suspicion in SUSPICIONS for doubt in islice(suspicion(text, lexicon), _DOUBTS)]
    first: dict[tuple[str, str], Doubt] = {}
    done = 0
    for doubt in sorted(found, key=lambda doubt: doubt.start):
        inside = any(start <= doubt.start < end for start, end in kept)
        if doubt.start >= done and not inside:
            first.setdefault((doubt.rule, doubt.found), doubt)
            done = doubt.start + len(doubt.found)
    return list(first.values())
