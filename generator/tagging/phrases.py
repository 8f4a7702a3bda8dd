"""The patterns of phrases that bring in a name, and what is asked of the words they find."""

from __future__ import annotations

import re

from generator.tagging.kinds import NOUN
from generator.tagging.names import NAME, RELEASE

FOLLOWED = re.compile(
    rf"[”\"'’]?(?:[,.;:()]|$| \(|(?: (?:{NOUN}|Database|Dataset|Benchmark|Corpus|family|series|checkpoints|weights"
    r"|which|that|is|are|for short)\b))"
)
AND_THEN = re.compile(r" (?:with|to|for|by|in|on|containing|comprising|consisting|based|covering|whose)\b")
GOES_ON = re.compile(  # a small word that neither says what the name is, nor goes on with the sentence
    rf" (?!(?:{NOUN}|and|or|as|at|by|for|from|in|into|on|of|to|via|with|using|based|whose|where|when|while|can)\b)"
    r"[a-z]+(?<!s)(?<!ed)\b"
)
NAMED = re.compile(rf"(?<![\w/.@-]){NAME}{RELEASE}(?![\w-])")
CAPITALISED = re.compile(r"(?:[A-Z][\w-]*[a-z\d] ){1,5}[A-Z][\w-]*[a-z](?![\w-])")
BEGUN = re.compile(  # "called Dusk anchoring, which"
    r"(?P<name>[A-Z][a-z]+(?: [a-z]+){1,2})(?=, (?:which|that|an?|the)\b)"
)
SEVERAL = re.compile(  # "called DEtection TRansformer or DETR", "called RNN Encoder-Decoder"
    rf"(?P<name>{NAME}(?: (?:{NAME}|[A-Z][a-z-]+[a-zA-Z-]*)){{1,4}})(?![\w-])(?:,? or (?P<short>{NAME})(?![\w-]))?"
)
OPENING = re.compile(
    r"[ ,:]{0,2}(?:our (?:[a-z][a-z-]+ ){1,5})?"
    r"(?:(?:the|our|as|it|this|method|model|approach|framework|system|network|dataset|benchmark"
    r"|models|networks|structure|structures|resulting|remedy) ){0,4}[“\"'‘]?"
)
AS_NAME = re.compile(rf"(?: [a-z][\w-]*){{1,9}} as (?P<name>{NAME})(?![\w-])")  # "term this model as NAME"
OPENS_QUOTE = frozenset("“\"‘'")
QUOTED = re.compile(r"(?: new| own| proposed)? [“\"'`‘]+(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,5})[”\"'’]+")
OUR_NOUN = re.compile(
    r"\b(?:model|dataset|benchmark|method|framework|approach|system|program|agent|algorithm|architecture|network"
    r"|toolkit),? $"
)
OTHERS = re.compile(
    r"\b(?:recent|recently|newly released|newly proposed|commonly|widely"
    r"|existing|popular|well-known|famous|previous|prior|standard|off-the-shelf|pre-?trained)\b"
)
USED = re.compile(r"\b(?:based on|uses?|using|adopts?|employs?|employing|apply|applies) ")
BY_OTHERS = re.compile(r"\w+ \w+ (?:by|in) (?!us\b|this\b|our\b)")  # "was introduced by"
LEADING = ("proposed", "new", "novel", "final", "full", "program")  # between "our" and a name, as nouns may stand
OWN = re.compile(
    rf"(?:(?: [a-z-]+){{0,2}} (?:{'|'.join(LEADING)}|{NOUN}))*,? \(?"
    rf"(?P<name>{NAME}{RELEASE})(?![\w-])"
)
ITEM = re.compile(r"\(?(?:i{1,3}|iv|v|\d|[a-e])\)")
ITEMS = frozenset("iv0123456789abcde")  # what stands before an item's last bracket
LOWER = re.compile(r" (?P<name>[a-z]+-\d(?:\.\d)?)(?=[,.(]| \()")
INSTEAD = re.compile(rf" (?:{NOUN}),? (?:called |named |termed )?(?P<name>{NAME})(?=[,.;:(]| \()")
THE_NAME = re.compile(  # "a new simple network architecture, the Transformer, …"
    rf"(?: an?| the)(?: [a-z][a-z-]+){{0,6}} (?:{NOUN}), (?:called |named |termed |dubbed )?(?:the )?"
    r"(?P<name>[A-Z][\w-]*[a-z\d+])(?=, )"
)
THE_KNOWN = "we introduce a …, the NAME"
NOUN_LAST = re.compile(rf"\b(?:{NOUN}),?$")
TAIL = re.compile(r"-(?:an?|the|which|is|built|and|with)$")
A_NOUN = re.compile(rf" (?:{NOUN})\b")
SHORT_FORM = re.compile(rf", (?P<name>{NAME})(?=[,.])")
LIST = re.compile(r": \(?(?:i|1|a)\) ")
SUBJECT = re.compile(
    rf"(?:The |Called |Named |Dubbed )?(?P<name>{NAME})(?=\W)(?: [A-Z][\w-]*| [a-z-]+){{0,6}}?"
    r"(?: \([^)]*\))?,? (?:\w+ly )?[a-z]+s\b"
    rf"|(?:Called|Named|Dubbed) (?P<called>{NAME})"
)
WORD = re.compile(r"\w+")
NEAR = 12  # words between a verb and what it brings in
STEM = 3  # letters that "fuse" and "fusing" share
COMMON = 4.5  # Zipf; above it a capitalised word behind a verb is a word
RARE = 3.5  # Zipf; below it a capitalised word is a name wherever it stands
DIRECT = frozenset({"", "the", "a", "an", "our"})  # what stands between a verb and a name that is its object


def clean(name: str) -> str:
    """Return a name without the marks and small words that only follow it."""
    name = name.rstrip(".-/·^")
    return TAIL.sub("", name) if "-" in name else name


def few(between: str) -> bool:
    """Say whether so few words stand between a verb and a name that the one may bring in the other."""
    return len(between) < 2 * NEAR or len(between.split()) <= NEAR  # a word and its space are two characters at least


def names_title(long: str, title: str) -> bool:
    """Say whether a written-out form is what the title is about: it begins the title, or all words before its colon."""
    words = WORD.findall(long.lower())
    head = WORD.findall(title.partition(":")[0].lower())
    if min(len(words), len(head)) <= 1:
        return False
    if head[: len(words)] == words:
        return True
    rest = iter(word[:STEM] for word in words)
    return ":" in title and len(words) < 3 * len(head) and all(word[:STEM] in rest for word in head)
