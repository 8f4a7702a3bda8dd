"""Visible lines in; the rule of furniture that each fits, or none, out."""

from __future__ import annotations

import pytest

from generator.sources.furniture import RULES, furniture_of

FITS = {
    "newsletter": ["Get trending papers in your email inbox once a day!", "get trending papers in your email inbox"],
    "byline of the page": [
        "byAK and the research community",
        "by AK and the research community",
        "and the research community",
    ],
    "byline of the page, in pieces": ["by", "AK", "by AK"],
    "heading of the page": ["Daily Papers", "Trending Papers", "Daily", "Weekly", "Search", "Trending"],
    "submitted by": ["Submitted by", "Submitted by A. Author", "Submitted by a-author-7"],
    "subscribe": ["Subscribe"],
    "new": ["new", "New"],
    "votes": ["▲ 12", "12 upvotes", "1.2k votes", "Upvote 45", "⭐ 3.1k"],
    "a number": ["12", "1.2k", "1,204"],
    "number of authors": ["5 authors", "1 author"],
    "comments": ["3 comments", "4 replies", "No comments yet"],
    "counts": ["12 models", "3 datasets citing this paper"],
    "date": ["Jun 6", "Feb 27, 2025", "Feb 27", "27 February 2025", "2025-02-27", "June 2025"],
    "date with a count": ["May 296", "Sep 99"],
    "date of publishing": ["Published on Jun 6", "Submitted on Feb 27, 2025", "updated 3 days ago"],
    "age": ["3 days ago", "about an hour ago", "2d ago"],
    "navigation": ["Models", "Datasets", "Spaces", "Docs", "Pricing", "Hugging Face"],
    "account link": ["Log In", "Sign Up", "Log in or Sign up to vote"],
    "link of the page": [
        "View all",
        "Show more",
        "View all 12 papers",
        "GitHub",
        "arXiv",
        "PDF",
        "Upvote",
        "View arXiv page",
    ],
    "pager": ["Previous", "Next", "← Previous", "Page 2 of 7"],
    "logo or avatar": ["Hugging Face's logo", "a-author's avatar", "Paper thumbnail"],
    "several pieces": ["Jun 6 · 5 authors", "· 5 authors", "▲ 12 · 3 comments"],
    "file of a picture": ["kettle.png"],
    "video": ["Your browser does not support the video tag."],
    "foot of the page": ["© 2025 Hugging Face", "TOS", "Privacy Policy"],
    "search field": ["Search any paper with AI", "Ctrl+K"],
    "marks only": ["·", "-", "🔥🔥", "∞", "---"],
}
TITLES = [
    "Attention", "Kettles", "Jun 6 and Its Discontents", "Models of Tea", "A New Model", "12 Cups", "Searching for Tea",
    "By Hand", "Daily Papers Considered Harmful", "Subscribe to Attention", "Next Token", "View Synthesis",
    "3 Days in May", "iBOT", "GPT-4",
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in FITS.items() for text in texts])
def test_furniture(name: str, text: str):
    """A line that a page puts around its papers fits the rule of its kind."""
    rule = furniture_of(text)
    assert rule is not None
    assert rule.name == name


@pytest.mark.parametrize("text", TITLES)
def test_titles_are_no_furniture(text: str):
    """A title that only begins like furniture fits no rule."""
    assert furniture_of(text) is None


def test_every_rule_is_shown():
    """Each rule of the table has an example above."""
    shown = {rule for texts in FITS.values() for rule in map(furniture_of, texts)}
    assert {rule.name for rule in RULES} <= {rule.name for rule in shown if rule}
