"""Hits that lie in one another: one pass over them keeps what a comparison of each with each keeps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.tagging.settling import _apart, _nested, _uncrossed
from generator.tagging.surfaces import Surface

SOMEBODYS = Surface(0, "OWL", "exact name", "OWL", cased=True)
NOBODYS = Surface(-1, "", "not this", "night owl")
HITS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 3), st.integers(0, 3), st.sampled_from([SOMEBODYS, NOBODYS])).map(
        lambda one: (one[0], one[0] + one[1], one[0] + one[1] + one[2], one[3])
    ),
    max_size=8,
)


@given(HITS)
def test_one_pass_keeps_the_longest(hits):
    """The quick pass keeps the same hits, in the same order and with the same ends, as the slow one."""
    hits.sort(key=lambda hit: hit[0])
    assert _nested(list(hits)) == _apart(_uncrossed(list(hits)))
