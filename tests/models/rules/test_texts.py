"""Texts are clean, and compared as people read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.texts import clean, fold, is_storable, matches


@pytest.mark.parametrize(
    ("text", "fits"), [("", True), ("\U0001f600 \u0645", True), ("a\x00", False), ("\ud800", False), ("x\udfff", False)]
)
def test_nul_and_lone_surrogates_cannot_be_stored(text: str, fits: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_storable(text) is fits


def test_text_is_composed() -> None:
    assert clean("e\u0301") == "\u00e9"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    for case_sensitive in (False, True):
        once = fold(text, case_sensitive=case_sensitive)
        assert fold(once, case_sensitive=case_sensitive) == once


@given(st.text().filter(lambda text: "*" not in text and is_storable(text)))
def test_a_text_without_stars_matches_itself(text: str) -> None:
    assert matches(text, text)
    assert matches(text, f"  {text}\n", case_sensitive=True)


@given(st.text(alphabet="ab*", max_size=8), st.text(alphabet="ab", max_size=12))
def test_stars_mean_what_they_mean_to_a_regular_expression(pattern: str, text: str) -> None:
    expression = ".*".join(map(re.escape, pattern.split("*")))
    assert matches(pattern, text) == bool(re.fullmatch(expression, text))


def test_a_pattern_of_many_stars_is_cheap() -> None:
    assert not matches("*a" * 200 + "b", "a" * 10_000)
