"""Plain text in Markdown: it shows to the letter wherever a template may put it, and does nothing."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from generator.markdown import (
    Markdown,
    as_markdown,
    escape,
    front_matter,
    link,
    relative,
    safe_url,
)

ROOT = Path(__file__).parent.parent
# What an owner may switch on beside our own extensions. Left out: smart symbols and smarty, which exist to change what
# is written (smarty has a test of its own), and `meta`, which reads the first line of a page, and that is ours.
WIDE = (ROOT / "tests/cases/extensions.txt").read_text("utf-8").split()
GREEDY = {
    "pymdownx.magiclink": {"repo_url_shorthand": True, "social_url_shorthand": True, "user": "u", "repo": "r"},
    "pymdownx.snippets": {"base_path": [str(ROOT)]},
}
# Where the templates put other people's text; `%` is the text.
CONTEXTS = {
    "paragraph": "%\n",
    "paragraph with classes": "%\n{ .lead }\n",
    "heading": "# % { .paper-title }\n",
    "heading that links": "### [%](a.md) { .row-title }\n",
    "table cell": "| a | b |\n|---|---|\n| % | x |\n| y | % |\n",
    "list item": "- %: x\n- %\n",
    "bold": "a **%** b\n",
    "inside a block": '<div class="reading" markdown>\n\n%\n\n%\n\n</div>\n',
    "inside a fold": '<details class="fold" markdown>\n<summary>Why</summary>\n\n- z: %\n\n</details>\n',
    "link with classes": "[%](a.md){ .tag .models }[1](#b){ .to-words } [%](c.md){ .mention #x }\n",
    "link in a list": "- [%](a.md){ .tag .models } 3\n",
    "link in a table": "| a | b |\n|---|---|\n| [%](a.md){ .tag } | x |\n",
}
# Marks that some extension acts on, alone or together, and characters that a text may hide.
MARKS = (ROOT / "tests/cases/marks.txt").read_text("utf-8").splitlines()
HIDDEN = [
    "\u202e",
    "\u200f",
    "\u200b",
    "\x02klzzwxh:0\x03",
    "\x7f",
    "\x85",
    "\x00",
    "\u2028",
    "\xa0",
    "\t",
    "\n",
    "\n\n",
    " ",
]
BEYOND = ["é", "∞", "🏮", "👩\u200d🔬", "\U000e0067", "Term\n:   def"]
FRAGMENT = st.sampled_from([*MARKS, *HIDDEN, *BEYOND])
HOSTILE = st.lists(st.one_of(FRAGMENT, FRAGMENT, st.text(max_size=3)), max_size=6).map("".join)


class Shown(HTMLParser):
    """What a browser makes of HTML: its elements (ids aside, which headings take from their words) and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[object] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Note an element's beginning."""
        self.elements.append((tag, sorted((name, value) for name, value in attrs if name != "id")))

    def handle_endtag(self, tag: str) -> None:
        """Note an element's end."""
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Note what a reader would not see."""
        self.elements.append(f"comment {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


@cache
def converter(kind: str) -> markdown.Markdown:
    """Return Python-Markdown with the extensions of the repository's mkdocs.yml, or with all that may be added."""
    if kind == "wide":
        return markdown.Markdown(extensions=WIDE, extension_configs=GREEDY)
    listed = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8").split("\nvalidation:")[0])["markdown_extensions"]
    names = {name: options for one in listed for name, options in (one if isinstance(one, dict) else {one: {}}).items()}
    return markdown.Markdown(extensions=list(names), extension_configs=names)


def shown(kind: str, text: str) -> Shown:
    """Return what a reader sees of Markdown."""
    return Shown(converter(kind).reset().convert(text))


def flat(text: str) -> str:
    """Return a text as every page shows it: runs of white space (controls too) are one space."""
    return " ".join(re.sub(r"[\s\x00-\x1f]+", " ", text).split())


def assert_inert(kind: str, context: str, text: str) -> None:
    """Check that a text shows as itself, and that it makes no element which a plain word does not make."""
    template = CONTEXTS[context]
    got, plain = (shown(kind, template.replace("%", words)) for words in (escape(text), "WORD"))
    assert got.elements == plain.elements
    assert flat(got.text) == flat(plain.text.replace("WORD", flat(text)))


@pytest.mark.parametrize("kind", ["ours", "wide"])
@pytest.mark.parametrize("context", CONTEXTS)
def test_escaped_text_shows_to_the_letter(kind: str, context: str):
    """Whatever the text, in every place of a page, with our extensions and with any other: it is text."""

    @settings(max_examples=60, deadline=None)
    @given(HOSTILE.filter(flat))
    @example("??? note")
    @example("/// note")
    @example("123456. lanterns")
    @example("iv) lanterns")
    @example("?12 and #12")
    @example("A. Author")
    def check(text: str) -> None:
        assert_inert(kind, context, text)

    check()


@settings(max_examples=100, deadline=None)
@given(HOSTILE.filter(flat))
def test_smarty_changes_quotation_marks_only(text: str):
    """An owner who asks for typographic marks gets them, and nothing else changes."""
    typographic = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "…": "..."})
    html = markdown.markdown(f"a {escape(text)} b", extensions=["smarty", "attr_list"])
    got = Shown(html)
    assert got.elements == [("p", []), "p"]
    assert flat(got.text).translate(typographic) == flat(f"a {text} b").translate(typographic)


@given(st.text())
def test_escaping_gives_one_line(text: str):
    """No text can begin a new line of Markdown, nor bring white space to its ends."""
    assert len(f"x{escape(text)}x".splitlines()) == 1
    assert escape(text) == escape(text).strip(" ")


def test_markdown_is_not_escaped_twice():
    """What is Markdown already stays; anything else is escaped when it meets Markdown, and `None` is nothing."""
    assert as_markdown(Markdown("**a**")) == "**a**"
    assert Markdown(", ").join([Markdown("*a*"), "*b*"]) == "*a*, &#42;b&#42;"
    assert as_markdown(None) == ""


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "java\0script:alert(1)",
        "java script:alert(1)",
        "javascript\n:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "javascript&#x3a;alert(1)",
        "java&Tab;script:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "DATA:text/html;base64,eA==",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://a/b",
        "view-source:javascript:alert(1)",
    ],
)
def test_only_the_webs_and_mails_schemes_are_links(url: str):
    """An address that could run or open something else is no link; the words stay."""
    assert safe_url(url) is None
    assert link("a word", url, "tag") == "a word"


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a_b*c?x=1&y=2#z", "https://example.org/a_b%2Ac?x=1&y=2#z"),
        ("HTTP://EXAMPLE.ORG/", "HTTP://EXAMPLE.ORG/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../models/bert.md#x", "../models/bert.md#x"),
        ("https://example.org/?a=1&copy;=2&lt=3", "https://example.org/?a=1&copy;=2&lt=3"),
        ("https://example.org/(a)[b]{c}", "https://example.org/%28a%29%5Bb%5D%7Bc%7D"),
        ("https://example.org/a b\"c'd<e>", "https://example.org/a%20b%22c%27d%3Ce%3E"),
        ("https://example.org/%41%2F", "https://example.org/%41%2F"),
        ("http://[broken", "http://%5Bbroken"),
        ("https://℀.example", "https://%E2%84%80.example"),
    ],
)
@pytest.mark.parametrize("kind", ["ours", "wide"])
def test_an_address_arrives_as_it_was_written(kind: str, url: str, href: str):
    """A link leads where its address says, percent-encoded at most; one that nobody can read raises nothing."""
    assert shown(kind, link("x", url, "out")).elements == [
        ("p", []),
        ("a", [("class", "out"), ("href", href)]),
        "a",
        "p",
    ]


@settings(max_examples=100, deadline=None)
@given(HOSTILE.map(flat).filter(bool), st.sampled_from(["ours", "wide"]))
def test_no_address_breaks_out_of_its_link(text: str, kind: str):
    """Behind `https://` an address may hold anything: it is one link, to the web."""
    elements = shown(kind, f"a {link('x', f'https://example.org/{text}', 'out')} b").elements
    assert [one if isinstance(one, str) else one[0] for one in elements] == ["p", "a", "a", "p"]
    assert elements[1][1][1][1].startswith("https://example.org/")


@pytest.mark.parametrize(
    ("page", "target", "written"),
    [
        ("index.md", "papers/a.md", "papers/a.md"),
        ("papers/a.md", "papers/b.md", "b.md"),
        ("papers/a.md", "models/bert.md#x", "../models/bert.md#x"),
        ("models/bert/page-2.md", "models/bert.md", "../bert.md"),
        ("papers/a.md", "papers/a.md", "a.md"),
    ],
)
def test_links_between_pages_are_relative(page: str, target: str, written: str):
    """A site may lie at any address, so pages name each other from where they are."""
    assert relative(page, target) == written


VALUES = st.one_of(
    st.text(), HOSTILE, st.integers(), st.booleans(), st.lists(st.one_of(st.text(), HOSTILE), min_size=1, max_size=3)
)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(["title", "description", "authors", "year"]), VALUES, max_size=4))
@example({"title": "---\n---\n...\n", "description": "a\u2028b\u2029c\x85d\x0be\x7ff\ufeffg\ufffeh"})
@example({"title": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f \U0010ffff \U000f0000"})
@example({"title": "yes", "authors": ["null", "1", "- x", "# y", "'", '"', "\\"]})
def test_front_matter_is_read_back_to_the_letter(fields: dict):
    """MkDocs' own reader gives every value back as it was, and the page below it whole."""
    body, read = meta.get_data(front_matter({"kind": "paper", **fields}) + "\n# Heading\n")
    assert read == {"kind": "paper"} | {name: value for name, value in fields.items() if value != ""}
    assert body.strip() == "# Heading"


def test_front_matter_leaves_out_what_is_unknown():
    """Nothing is written for what is not known; a zero and a `false` are known."""
    fields = {"a": None, "b": [], "c": "", "d": (), "e": 0, "f": False}
    assert yaml.safe_load(front_matter(fields).strip("-\n")) == {"e": 0, "f": False}
