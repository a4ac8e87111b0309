"""The quick way to RFC 8785 writes what the library writes."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from models.canonical import canonical

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
VALUES = st.recursive(
    LEAVES, lambda inside: st.one_of(st.lists(inside), st.dictionaries(st.text(), inside)), max_leaves=12
)


@given(VALUES)
def test_every_value_has_the_text_that_the_standard_gives_it(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, ("x",)]}, '{"a":[true,null,["x"]],"b":1}'),
        ({"\uffff": 1, "\U00010000": 2}, '{"\U00010000":2,"\uffff":1}'),  # by UTF-16, not by code point
        ([1e21, 1.0, 0.1, -0.0], "[1e+21,1,0.1,0]"),
        ({"value": [2**53, -(10**18), 10**21]}, '{"value":[9007199254740992,-1000000000000000000,1e+21]}'),
        ('\x00\x1f\x7f\u2028"\\/', '"\\u0000\\u001f\x7f\u2028\\"\\\\/"'),
    ],
)
def test_names_numbers_and_escapes_are_those_of_the_standard(value: Any, text: str) -> None:
    assert canonical(value) == text.encode()


@pytest.mark.parametrize("value", [10**400, "\ud800", {"\ud800": 1}, {1: 2}, float("nan"), object()])
def test_what_has_no_such_text_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)
