"""Searching folds case, accents and punctuation in every script, alike for texts and for what is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.searching import fold_query, fold_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("How Maps Lie!", "how maps lie"),
        ("Café  CRÈME", "cafe creme"),
        ("لماذا ننام؟", "لماذا ننام"),
        ("أَلْعَـرَبِيَّة", "العربية"),
        ("Straße", "strasse"),
        ("\uff26\uff35\uff2c\uff2c", "full"),
        ("…—!", ""),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    assert fold_words(text) == folded


def test_a_query_keeps_its_quotes_and_minus_signs() -> None:
    assert fold_query('"World Map" -Mercator & (x|y)!') == '"world map" -mercator x y'


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_words(fold_words(text)) == fold_words(text)
    assert fold_query(fold_query(text)) == fold_query(text)
    assert "\0" not in fold_words(text)
