"""A list in; its pictures for shared links: of one size, the same each time, and none where none is wanted, out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import configuration, journey, replace_setting, toy_sources
from PIL import Image

from generator.pages.cards import write
from generator.pages.contract import Context
from generator.pages.drawing import MARGIN, SIZE, card
from generator.settings import read_configuration

if TYPE_CHECKING:
    from generator.model import OutputFile


def cards(wanted: str) -> dict[str, OutputFile]:
    """Return the toy list's pictures by path."""
    own = replace_setting(configuration(), social_cards=wanted)
    return {file.path: file for file in write(Context(journey(*toy_sources())[0], own))}


def picture(data: bytes | None) -> Image.Image:
    """Read a PNG."""
    image = Image.open(BytesIO(data or b""))
    assert image.format == "PNG"
    return image.convert("RGB")


def test_a_list_has_one_picture_that_is_the_same_each_time():
    """The picture has the size that sites ask for, says something, is small, and follows from the list alone."""
    found = cards("list")
    assert found == cards("list")
    assert found.keys() == {"icon.png", "card.png"}
    assert picture(found["icon.png"].data).size == (180, 180)
    first = found["card.png"]
    assert picture(first.data).size == SIZE
    assert drawn(first.data) > 1000
    assert len(first.data or b"") < 60_000


def drawn(data: bytes | None) -> int:
    """Return how many dots of a picture are ink, those of the mark and the line across its top aside."""
    inside = picture(data).crop((MARGIN, 160, *SIZE))
    return sum(count for count, colour in inside.getcolors(1 << 20) or [] if sum(colour) < 3 * 128)


def test_a_list_may_have_a_picture_for_each_paper_or_none():
    """`social_cards` says which; each paper's picture differs from every other's."""
    assert cards("none").keys() == {"icon.png"}
    many = cards("papers")
    library = journey(*toy_sources())[0]
    assert many.keys() == {"icon.png", "card.png", *(f"cards/{paper.slug}.png" for paper in library.papers)}
    titles = {paper.title for paper in library.papers if paper.title.isascii()}
    assert len({file.data for file in many.values()}) > len(titles)


def test_another_wish_is_refused():
    """A value that is none of the three is a problem with its line."""
    text = "site_name: A\nextra:\n  reading_list:\n    social_cards: every\n"
    _, [problem] = read_configuration(text, "mkdocs.yml")
    assert (problem.position.line, "social_cards" in problem.message) == (4, True)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200), st.lists(st.text(max_size=30), max_size=4))
def test_any_words_make_a_picture(title: str, said: str, names: list[str]):
    """No title, however it is written, keeps the picture from being drawn."""
    data = card(title, said, [(name, "models") for name in names], title)
    assert picture(data).size == SIZE


@pytest.mark.parametrize("title", ["x" * 5000, "word " * 1000, "A plain title"])
def test_a_title_stays_within_its_margins(title: str):
    """Words of any length end before the picture does."""
    image = picture(card(title, title, [(title, "ink")], title))
    right = image.crop((SIZE[0] - MARGIN + 12, 20, SIZE[0], SIZE[1])).getcolors()
    assert right is not None
    assert len(right) == 1
    assert drawn(card(title, "", [])) > 500


@pytest.mark.parametrize("title", ["阅读清单", "קריאה"])
def test_letters_that_the_font_lacks_are_left_out(title: str):
    """Where the font cannot write a name, the picture shows the mark alone rather than boxes."""
    assert drawn(card(title, "", [])) == 0
