"""Plain text in; Markdown, slugs and links out: the only place that escapes what other people wrote."""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from slugify import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Letters of a slug before a hash takes the rest: file systems allow 255 bytes a name, a hash and `.md` included.
LONGEST_SLUG = 120
# Names that the pages beside the papers and tags take: `index.md` and `page-2.md`.
ACCENTS = re.compile(r"[\u0300-\u036f]")
RESERVED = re.compile(r"index|page-\d+|\d+|con|prn|aux|nul|com\d|lpt\d")
COMMON = re.compile(r"[\s\-‐‑‒–—―:,.;?!'‘’\"“”()\[\]]+")


class Markdown(str):
    """Text that is Markdown already: the page templates escape every other string."""

    __slots__ = ()

    def __html__(self) -> str:
        """Say to Jinja that nothing is left to escape."""
        return str(self)

    def join(self, parts: Iterable[str], /) -> Markdown:
        """Join parts, escaping those that are not Markdown yet."""
        return Markdown(str.join(self, (as_markdown(part) for part in parts)))


def as_markdown(value: object) -> Markdown:
    """Return Markdown unchanged, anything else as escaped text; `None` is empty."""
    if isinstance(value, Markdown):
        return value
    return escape("" if value is None else str(value))


# Marks that some Markdown extension acts on wherever they stand. A character reference is inert in all of them, while
# a backslash is read as text by several.
ALWAYS = re.compile(r"[\\`*_{}\[\]<>#|~^=$&@!+]")
# Marks that only act at an edge, doubled, or before a given letter; they stay readable everywhere else.
SOMETIMES = re.compile(
    r"(?<!\w)-|-(?!\w)"  # `--8<--`, list items, rulers
    r"|:(?!\s)"  # `:smile:`, `http://`, `::: block`
    r"|(?<=\s):|^:"  # a definition
    r"|\((?=(?:c|r|tm|p)\))"  # (c) becomes a sign where smart symbols are on
    r"|(?<=www)\."
    r"|^[/?]|\?(?=\d)",  # `/// block`, `??? folded`, `?12` as a discussion's number
    re.IGNORECASE,
)
ORDERED = re.compile(r"^(?![A-Z]\.)([^\W_]+)([.)])(?= |$)")  # `12345.`, `iv)`: a list's item; `A. Author` is none
MARKS = re.compile(f"{ALWAYS.pattern}|{SOMETIMES.pattern}", re.IGNORECASE)
SPACES = re.compile(r"[\s\x00-\x1f]+")


def escape(text: str) -> Markdown:
    """Return Markdown that shows the text to the letter, on one line; runs of white space become one space."""

    def reference(match: re.Match[str]) -> str:
        return f"&#{ord(match.group())};"

    flat = SPACES.sub(" ", text).strip(" ")
    marked = MARKS.sub(reference, flat)
    return Markdown(ORDERED.sub(lambda first: f"{first[1]}&#{ord(first[2])};", marked))


# Where a file is read by other programs than ours, and a character reference would only be in the way.
SIGNS = re.compile(r"[\\`*_\[\]<>#|~&$]|^[-+=](?=\s|[-=])|^(\d+)([.)])(?=\s|$)")


def commonmark(text: str) -> str:
    """Return a line that CommonMark and its common extensions show to the letter, with as few marks as will do."""
    return SIGNS.sub(lambda sign: f"{sign[1]}\\{sign[2]}" if sign[1] else f"\\{sign[0]}", text)


# What stands before the first colon, unless a path, a query or an anchor begins earlier: to a browser that is a scheme.
SCHEME = re.compile(r"([^/?#]*):")
SCHEMES = frozenset({"http", "https", "mailto"})


def code(text: str) -> Markdown:
    """Return the text as code; in Markdown's own code spans character references would be shown as such."""
    return Markdown(f"<code>{escape(text)}</code>")


def safe_url(url: str) -> str | None:
    """Return an address that may stand in a link, percent-encoded; `None` for any scheme but the web's and mail.

    Browsers read character references and drop control characters before they look for a scheme, so that
    `javascript&colon;` and `javascript:` with a line end in it are schemes too.
    """
    scheme = SCHEME.match(html.unescape(url).strip())
    if scheme and scheme[1].lower() not in SCHEMES:
        return None
    return quote(url.strip(), safe="/:?#@!&+,;=%~-._")


def link(text: object, url: str, *classes: str, anchor: str | None = None, size: int | None = None) -> Markdown:
    """Return an inline link with classes and an anchor; only the text where the address is not safe.

    `size` is a number that looks may draw, as the length of a bar.
    """
    target = safe_url(url)
    if target is None:
        return as_markdown(text)
    parts = [*(f".{name}" for name in classes), *([f"#{anchor}"] if anchor else [])]
    marks = " ".join([*parts, *([f'style="--n:{size}"'] if size is not None else [])])
    address = target.replace("&", "&amp;")  # `&copy=1` and `&lt;` would be read as signs
    return Markdown(f"[{as_markdown(text)}]({address})" + (f"{{ {marks} }}" if marks else ""))


def relative(page: str, target: str) -> str:
    """Return the link from one file below `docs/` to another; an anchor (`#…`) is kept."""
    path, mark, anchor = target.partition("#")
    return _way(posixpath.dirname(page), path) + mark + anchor


@lru_cache(maxsize=2**17)  # a paper's row stands on the page of each of its tags, with the same links
def _way(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder or ".")


def address(page: str, target: str, *, folders: bool = True) -> str:
    """Return the link between two files below `docs/` as a browser needs it, for links that MkDocs does not see.

    `folders` is MkDocs' `use_directory_urls`: whether `papers/x.md` is served as `papers/x/`. A query and an
    anchor are kept.
    """
    path, mark, rest = re.split(r"([?#])", target, maxsplit=1) if re.search(r"[?#]", target) else (target, "", "")
    if page == path and mark == "#":
        return mark + rest
    here = posixpath.dirname(_served(page, folders=folders)) or "."
    there = _served(path, folders=folders)
    link_ = posixpath.relpath(posixpath.dirname(there) or ".", here) + "/" + posixpath.basename(there)
    whole = link_.removesuffix("index.html") if folders else link_
    return quote(whole.removeprefix("./") or "./", safe="/:?@!&+,;=%~-._") + mark + rest


def _served(path: str, *, folders: bool) -> str:
    """Return the file of the site that a file below `docs/` becomes."""
    if not path.endswith(".md"):
        return path
    folder, name = posixpath.split(path.removesuffix(".md"))
    if name in {"index", "README"}:
        return posixpath.join(folder, "index.html")
    return posixpath.join(folder, name, "index.html") if folders else posixpath.join(folder, f"{name}.html")


def inert(text: str) -> str:
    """Return text for HTML that stands inside Markdown: no line of it, and none of its marks, means anything there."""
    marked = MARKS.sub(lambda match: f"&#{ord(match.group())};", text)
    return re.sub(r"[\"'\t\n\r\x0b\x0c]", lambda match: f"&#{ord(match.group())};", marked)


def quoted(value: str) -> str:
    """Return an attribute's value for HTML that stands inside Markdown, addresses still readable."""
    return re.sub(r"[^\w \-.~:/?#@!$()+,;=%]", lambda match: f"&#{ord(match.group())};", value)


def href(page: str, target: str) -> Markdown:
    """Return the same link ready to stand in an attribute of HTML, which MkDocs leaves as it is."""
    return Markdown(html.escape(address(page, target)))


def front_matter(fields: Mapping[str, Any]) -> str:
    """Return a YAML front matter with JSON values; keys whose value is `None` or empty are left out."""
    lines = [f"{name}: {_json(value)}" for name, value in fields.items() if value not in (None, [], (), "")]
    return "\n".join(["---", *lines, "---", ""])


def _json(value: Any) -> str:  # noqa: ANN401 -- front matter holds anything that JSON does
    """Return JSON that is YAML too: YAML refuses control characters, and reads some line separators as breaks.

    Marks beyond U+FFFF stay as they are: JSON writes them as two escapes, which YAML does not put together again.
    """
    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c > "\uffff" else json.dumps(c)[1:-1] for c in text)


def plain(title: str) -> str:
    """Return the title in small letters, with each run of spaces and common punctuation as one space."""
    return COMMON.sub(" ", title.casefold()).strip() or title.strip()


def fold(title: str) -> str:
    """Return what two spellings of one title have in common: `plain`, without accents and ligatures."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    return plain(ACCENTS.sub("", letters)) or plain(title)


def slug(text: str) -> str:
    """Return the last part of an address, a pure function of the text: never empty, ASCII, no path characters.

    A short hash is added when the slug drops or rewrites more than spaces and common punctuation, so that `C++ for X`
    and `C for X` differ.
    """
    words = plain(text)
    short = words.replace(" ", "-")
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*", short) and len(short) <= LONGEST_SLUG and not RESERVED.fullmatch(short):
        return short
    cut = slugify(words, max_length=LONGEST_SLUG, word_boundary=True, save_order=True)
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    name = f"{cut}-{digest}" if cut else digest
    return f"{name}-x" if RESERVED.fullmatch(name) else name


SPELT = str.maketrans(
    {"+": " plus ", "²": "2", "³": "3", "#": " sharp ", "&": " and ", "*": " star ", "/": " ", "_": " "}
)


@lru_cache(maxsize=65536)
def tag_slug(name: str) -> str:
    """Return the slug of a tag's name; marks that names are made of are spelt out (`RefCOCO+` is `refcoco-plus`)."""
    return slug(name.translate(SPELT))
