"""Titles and names that break programs: papers made of them, each field hostile, for the readers outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from test_exports_any_text import NAUGHTY, PERSONS, catalogue

from generator.exports.texts import clean, paragraphs
from generator.model import Entry, Link, Paper
from generator.problems import Position

if TYPE_CHECKING:
    from generator.exports.contract import Catalogue

TITLES = (
    *NAUGHTY,
    "Zu\u0301rich e\u0301tude Z\u0351\u032b\u0343algo",
    "a\nb\r\nc",
    "50% of $x_1^2$ cost \\$5 & #1",
    "\\LaTeX \\input{/etc/passwd} \\write18{ls} \\end{document}",
    "{",
    "}",
    "{{}}",
    "$",
    "\\",
    "%",
    "#1 ~tilde^hat_under",
    "@string{a = {b}} @comment{x}",
    "\"quotes\" 'single' “curly” «g» „low“",
    "<b>bold</b> <i>i</i> <sup>2</sup> &lt;tag&gt;",
    "[@key] [link](x) *emph* _em_ `c` ^sup^ ~sub~ $m$",
    "العربية \u200fabc\u200e",
    "👩‍👩‍👧‍👦 👍🏽 🇩🇪",
    "\\'{e} \\\"o {\\ss}",
    "with, commas; and and and others",
    "C++ & C# for x > y < z",
    "\u00ad soft\u200bzero\u00a0nbsp",
    "null",
    "ER  - ",
    "ﷺ Ǆ ǅ İı ẞ ŉ",
    "ends with a dot.",
    "ALL CAPS TITLE",
    "mixed iOS eBay: a McDonald's case",
    "x = {y},\ntitle = {z}\n@misc{w",
)
NAMES = (
    *(name for name, _ in PERSONS),
    *("A", "x y", "O’Brien", "José-María de la Cruz y Vega", "Ludwig von", "von Neumann", "de", "Jean-Luc D'Arc"),
    *("danah boyd", "N. {Odd} Name", "Eve %20 Hacker", "Zoe\u0308 Le\u0301vy", "علي حسن", "Иван Иванов", "张 三"),
    *("Bob Smith III", "J. R. R. Tolkien", "user_name Person", "50% Off", "Team Rocket", "Xu, Wei and Li, Bo"),
    *("et al.", "Anonymous", "others", "A. and B.", "Mc Donald", "Vincent Willem van Gogh", "Kim Lee Jr"),
    *("Otto von und zu Guttenberg", "Marie-Odile de l'Étoile", "Ngũgĩ wa Thiong'o", "Abu ibn al-Haytham"),
    *("M. O'Connor, PhD", "<script>alert(1)</script> X", 'The "Quote" Guy', "Name\\With Slash"),
)
VENUES = (None, "NeurIPS 2019", "Journal of & 100% {Odd} Things", "PhD thesis, A $ University", "Proc. of the #1 Conf_")


def hostile() -> Catalogue:
    """Return a list of such papers, and of one that five hundred wrote; titles and names are on one line."""
    told = [(title, tuple(NAMES[(3 * at + more) % len(NAMES)] for more in range(4))) for at, title in enumerate(TITLES)]
    told += [(f"Plain Title {at}", (name, "A. Author")) for at, name in enumerate(NAMES)]
    told.append(("A Very Common Work", tuple(f"Given{at} Family{at}" for at in range(500))))
    return catalogue(*(_paper(number, title, names) for number, (title, names) in enumerate(told)))


def _paper(number: int, title: str, names: tuple[str, ...]) -> Paper:
    return Paper(
        f"slug-{number}",
        clean(title),
        abstract="\n".join(paragraphs(f"{title}\n{title}")),
        authors=tuple(map(clean, names)),
        year=2024,
        venue=VENUES[number % len(VENUES)],
        arxiv=f"2401.{number:05}",
        doi=f"10.1000/a_{number}(b)<{number};c>" if number % 2 else None,
        links=(Link("web", f"https://example.org/p?a={number}&b=~x_y%20#z"),),
        keywords=(clean(re.sub("[,;]", " ", title)[:30]) or "none", "two words"),
        entries=(Entry(Position("a.bib", number + 1), title),),
    )
