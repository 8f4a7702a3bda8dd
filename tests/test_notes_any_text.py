"""Notes of any text: nothing of it acts, the page around it keeps its shape, and no word is lost."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from journeys import flat, html_of

from generator.curation import HandFile, Note
from generator.model import Library, Paper, Tag, TagKey
from generator.notes import read_written
from generator.notes.body import references
from generator.notes.links import Ground, link_problems
from generator.notes.render import ATTRIBUTES, CLASSES, TAGS, VOID, rendered

ROOT = Path(__file__).parent.parent
MARKS = (ROOT / "tests/cases/marks.txt").read_text("utf-8").splitlines()
HOSTILE = [
    *(
        "<script>alert(1)</script>",
        "<div>",
        "</div>",
        "<p",
        "</article>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?x",
        "<svg/onload=x>",
    ),
    *(
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">',
        "[x](javascript:alert(1))",
        "<style>*{}</style>",
    ),
    *(
        "```",
        "~~~",
        "~~~~ html",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "### ",
        "[[",
        "]]",
        "[[BERT]]",
        "[[Nobody|x]]",
        "[^1]",
    ),
    *(
        "[^1]: ",
        "[a]: ",
        "| a | b |",
        "|---|---|",
        "\n",
        "\n\n",
        "\n---\n",
        "--8<--",
        "{: #content onclick=x }",
        "\x02",
        "\x00",
    ),
    *(
        "<details markdown>",
        "<h1 id=content>",
        "<base href=//x>",
        "<math><mi//xlink:href=x>",
        "<noscript><p title='</noscript>",
    ),
    *(
        "<textarea>",
        "<title>",
        "<plaintext>",
        "<template>",
        "&lt;script&gt;",
        "&#60;script>",
        "stx\x02klzzwxh:0001\x03",
    ),
]
TEXT = st.lists(st.one_of(st.sampled_from([*HOSTILE, *HOSTILE, *MARKS]), st.text(max_size=8)), max_size=24).map("".join)
BEFORE, BEHIND = "What stands before", "What stands behind"


@cache
def ground() -> Ground:
    """Return a library of one paper and one tag."""
    key = TagKey("models", "bert")
    return Ground(Library((Paper("one", "One"),), tags={key: Tag(key, "BERT")}), frozenset({"notes/papers/pic.png"}))


def note(text: str) -> Note:
    """Return a note on the paper."""
    return Note("docs/notes/papers/one.md", "notes/papers/one.md", text)


class Outline(HTMLParser):
    """A page's elements with their depth, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[int, str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Note an element."""
        self.elements.append((len(self.open), tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of the innermost element: each one is closed in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Find none: the text has no comments left."""
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def page(text: str) -> Outline:
    """Return a page with a note between two headings, as Python-Markdown makes it."""
    html = rendered(note(text), "papers/one.md", ground())
    return Outline(html_of(f'## {BEFORE}\n\n<div class="reading note">\n{html}\n</div>\n\n## {BEHIND}\n\nThe end.\n'))


@settings(max_examples=400, deadline=None)
@given(TEXT)
@example("````\n```\nx\n```\n````\n\n~~~\n</div>\n~~~")
@example("<div>\n\n<p>x\n\n</div></div></div>")
@example('<a href="x" title="a\n\n```\nb">y</a>')
@example("<pre>\n\n```\n\n</pre>")
def test_no_text_acts_or_breaks_its_page(text: str):
    """Every element is one of the allowed, closed in order; the headings around the note stay where they are."""
    outline = page(text)
    assert outline.open == []
    tops = [(tag, attrs.get("class", "")) for depth, tag, attrs in outline.elements if depth == 0]
    assert tops == [("h2", ""), ("div", "reading note"), ("h2", ""), ("p", "")]
    inside = outline.elements[2:-2]
    allowed = {*ATTRIBUTES["*"], "class", *(name for some in ATTRIBUTES.values() for name in some)}
    for depth, tag, attrs in inside:
        assert depth > 0
        assert tag in TAGS - {"h1", "h2"}
        assert set(attrs) <= allowed
        assert set(attrs.get("class", "").split()) <= CLASSES.get(tag, set())
        assert re.match(r"(https?:|mailto:)|(?![a-z][a-z0-9+.-]*:)", attrs.get("href", ""), re.IGNORECASE)
        assert not re.match(r"[a-z][a-z0-9+.-]*:|//", attrs.get("src", ""), re.IGNORECASE)
        assert re.fullmatch(r"(text-align: ?\w+;?)?", attrs.get("style", ""))
    ids = [attrs["id"] for _, _, attrs in inside if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("note-") for name in ids)


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_any_text_is_read(text: str):
    """Whatever a file holds, reading it raises nothing, and its references stand on lines of it."""
    written = read_written([HandFile("docs/notes/papers/one.md", "notes/papers/one.md", text)])
    (read,) = written.papers
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert all(0 <= one.line + read.line <= len(lines) for one in references(read.body))
    for problem in (*written.problems, *link_problems([read], ground())):
        assert problem.position.file == "docs/notes/papers/one.md"
        assert 1 <= problem.position.line <= max(len(lines), 1)
    assert read.body in "\n".join(lines)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["# ", "## ", "### ", "###### "]), min_size=1, max_size=8), st.sampled_from([2, 3]))
def test_headings_skip_no_level(marks: list[str], level: int):
    """However a note's headings are counted, on the page they begin below its own and go down one at a time."""
    html = rendered(note("\n\n".join(f"{mark}word" for mark in marks)), "papers/one.md", ground(), level=level)
    levels = [int(found) for found in re.findall(r"<h(\d)", html)]
    assert len(levels) == len(marks)
    assert levels[0] == level
    assert all(level <= below <= above + 1 for above, below in pairwise(levels))


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)


@settings(deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=4).map(" ".join))
def test_code_stands_to_the_letter(text: str):
    """A code block shows what it holds, whatever Markdown's own marks are in it."""
    outline = page("````\n" + text.replace("````", "") + "\n````")
    expected = flat(text.replace("````", ""))
    assert flat(outline.text) == flat(f"{BEFORE} {expected} {BEHIND} The end.")


@pytest.mark.parametrize("text", ["[[[[BERT]]", "[[BERT]]]]", "![[BERT]]", "[[BERT](x)]]", "[[a\nb]]", "[[|]]"])
def test_near_misses_are_words(text: str):
    """Brackets that make no name, or that stand beside one, lose no letter on the page."""
    shown = page(text).text.replace(BEFORE, "").replace(BEHIND, "")
    assert re.sub(r"\W", "", shown).startswith(re.sub(r"\(x\)|\W", "", text))
