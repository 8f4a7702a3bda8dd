"""A visible line in; the name of the page furniture that it looks like out, and whether a title could look so too."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
ISO = rf"{YEAR}[-/.][01]?\d[-/.][0-3]?\d"
DATE = rf"(?:{MONTH} {DAY}(?:,? {YEAR})?|{DAY} {MONTH}(?:,? {YEAR})?|{MONTH},? {YEAR}|{ISO})"
COUNT = r"\d[\d.,]* ?[km]?"
UNIT = r"(?:second|sec|minute|min|hour|hr|day|week|month|year)s?"
AGE = rf"(?:about |almost |over )?(?:an?|one|\d+) {UNIT} ago"
LONGEST = 160  # characters of the longest furniture known, a line of several pieces


@dataclass(frozen=True, slots=True)
class Furniture:
    """A rule: what the page says around its papers.

    `weak`: a paper's title may look the same, so where it stands decides. `word`: a wrapped title may end so.
    """

    name: str
    pattern: re.Pattern[str]
    weak: bool = False
    word: bool = False


def _strong(name: str, *forms: str) -> Furniture:
    return Furniture(name, re.compile("|".join(forms), re.IGNORECASE))


def _weak(name: str, *forms: str) -> Furniture:
    return Furniture(name, re.compile("|".join(forms), re.IGNORECASE), weak=True)


def _words(name: str, words: str) -> Furniture:
    return Furniture(name, re.compile("|".join(words.split(", ")), re.IGNORECASE), weak=True, word=True)


NEWSLETTER = _strong(
    "newsletter",
    r"get trending papers in your (e-?mail )?inbox( once a (day|week))?[!.…]*( ?subscribe)?",
)
COMMUNITY = _strong(
    "byline of the page",
    r"(daily papers ?)?by ?@?_?ak ?and the research community",
    r"and the research community",
    r"daily papers ?by ?@?_?ak",
)
SUBMITTED = _strong("submitted by", r"submitted (and shared )?by( ?@?\S.{0,60})?")
ORGANISATION = _strong("organisation", r"\S.{0,79}")  # the one line before a `·` and a date
SUBMITTER = _weak("submitter's name", r"@?\S{1,40}( \S{1,30}){0,3}")

RULES: tuple[Furniture, ...] = (
    NEWSLETTER,
    COMMUNITY,
    SUBMITTED,
    _weak("byline of the page, in pieces", r"by( ?@?_?ak)?", r"@?_?ak(haliq)?"),
    _weak(
        "heading of the page",
        r"(daily|trending|weekly|monthly|today'?s|latest|all|related|similar|top|hot|recent)( ai)? papers",
    ),
    _words("subscribe", r"subscribe( now)?"),
    _words("new", "new!?"),
    _strong(
        "votes",
        rf"[▲△⬆↑⇧👍❤🔥⭐★+]+ ?{COUNT}",
        rf"{COUNT} ?[▲△⬆↑⇧👍❤🔥⭐★]+",
        rf"{COUNT} ((up-?)?votes?|likes?|stars?|points?)",
        rf"up-?votes?:? {COUNT}",
    ),
    _weak("a number", COUNT),
    _strong(
        "number of authors", r"\d+ (co-?)?authors?", r"authors?:? \d+", r"(\+ ?|and )\d+ (more|others?)( authors?)?"
    ),
    _strong(
        "comments",
        rf"{COUNT} (comments?|repl(y|ies)|discussions?)",
        r"no comments( yet)?",
        r"comments?:? \d+",
        r"(add|leave|post|write) a (comment|reply)",
    ),
    _strong(
        "counts",
        rf"{COUNT} (models?|datasets?|spaces?|collections?|papers?|views?|followers?|downloads?|citations?)"
        r"( (citing|including) this paper)?",
    ),
    _weak("date", DATE, "yesterday", "today"),
    _strong("date with a count", rf"{MONTH} {DAY}\d{{1,3}}"),  # a date and its comments, set close on the page
    _strong(
        "date of publishing",
        rf"(published|submitted|posted|updated|released|added|created|uploaded)( on| at)?:? ({DATE}|{AGE})",
    ),
    _strong("age", AGE, r"\d+ ?([smhdwy]|mo) ago", "just now"),
    _weak(
        "link of the page",
        r"(view|show|see|load|read) (all|more|less)( \d+)?( (papers?|authors?|comments?|replies))?",
        r"(view|open|read) (the |this )?(arxiv |paper )?(pdf|paper|page|preprint|abstract)",
        r"add to (collection|library)",
        r"(project|paper|arxiv|github|code|home) page",
        r"github repo(sitory)?",
        r"copy (link|citation|bibtex)",
        r"edit preview",
        r"report (an )?issue",
        r"back to (top|papers|the list|articles?)",
        r"skip to (main )?content",
        r"ai-generated summary",
    ),
    _weak(
        "logo or avatar",
        r"(hugging ?face|.{1,40}['’]s) (logo|avatar|profile (picture|image))",
        r".{1,40} avatar",
        r"(image|video|thumbnail|logo|user|profile|paper) (thumbnail|image|picture|icon|preview)",
    ),
    _strong("file of a picture", r"\S+\.(png|jpe?g|gif|svg|webp)"),
    _strong("video", r"your browser does not support the video tag\.?"),
    _weak(
        "account link",
        r"(log|sign) ?(in|up) ?(or|/|to|with) .{1,40}",
        r"join (the )?(community|hugging face|conversation)( .{1,20})?",
        r"create (an )?account",
        r"register",
    ),
    _weak(
        "pager",
        r"[←‹«<]? ?(previous|prev|next)( page)? ?[→›»>]?",
        r"previous( \d+| …| \.\.\.)+( next)?",
        r"page \d+( of \d+)?",
        r"\d+ ?[-–] ?\d+ of \d+",
    ),
    _strong("foot of the page", r"©.{0,40}", r"all rights reserved\.?"),
    _weak("foot of the page", r"(system )?theme", "tos", "terms of service", "privacy policy"),
    _weak(
        "search field",
        r"search (models|papers|arxiv|any paper|full[- ]text).{0,40}",
        r"search by (arxiv|title|keyword).{0,40}",
        r"⌘ ?k|ctrl ?\+ ?k",
    ),
    _words(
        "navigation",
        "models?, datasets?, spaces?, docs, documentation, pricing, community, buckets, enterprise, solutions, "
        "resources, website, tasks?, hugging ?face, huggingchat, collections?, languages?, organizations?, blog, "
        "posts, articles, learn, discord, forum, company, about, careers?, press, terms, privacy, jobs?, "
        "brand, changelog, status, home, menu, settings, profile, inbox, notifications?, activity, likes?, "
        "follow(ing)?, followers?",
    ),
    _words("account link", "log ?in, sign ?(up|in|out), log ?out"),
    _words(
        "heading of the page",
        "papers, daily, weekly, monthly, trending, latest, top, hot, recent, sort(ed by)?, filters?, search, all",
    ),
    _words(
        "link of the page",
        "up-?votes?, vote, github, code, arxiv, pdf, html, abs, abstract, authors?, comments?, repl(y|ies), share, "
        "save, bookmark, cite, citation, bibtex, paper, project, demo, video, image, thumbnail, logo, avatar, more, "
        "less, open, close, hide, show, read, edit, preview",
    ),
    _weak("marks only", r"[\W_]+"),
)

PIECES = re.compile(r"\s*[·•|∙⋅]\s*")
OF_PIECES = Furniture("several pieces", PIECES)


def furniture_of(text: str) -> Furniture | None:
    """Return the rule that a visible line fits as a whole, or as pieces between `·` that each fit one."""
    if not text or len(text) > LONGEST:
        return None
    found = _rule(text)
    if found:
        return found
    pieces = [piece for piece in PIECES.split(text) if piece]
    divided = len(pieces) > 1 or (bool(pieces) and pieces[0] != text)
    return OF_PIECES if divided and all(map(_rule, pieces)) else None


def _rule(text: str) -> Furniture | None:
    return next((rule for rule in RULES if rule.pattern.fullmatch(text)), None)
