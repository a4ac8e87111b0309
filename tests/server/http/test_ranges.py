"""Ranges lie within the file, whatever the header says."""

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from server.http.ranges import Unsatisfiable, wanted_range

NUMBER = st.one_of(st.just(""), st.integers(0, 10**20).map(str))


@given(
    st.one_of(st.text(), st.tuples(NUMBER, NUMBER).map(lambda ends: f"bytes={ends[0]}-{ends[1]}")), st.integers(0, 99)
)
def test_a_range_lies_within_the_file(header: str, size: int) -> None:
    with contextlib.suppress(Unsatisfiable):
        if (wanted := wanted_range(header, size)) is not None:
            assert 0 <= wanted[0] < wanted[1] <= size
