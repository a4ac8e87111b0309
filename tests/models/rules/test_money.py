"""Minor units, decimal texts and steps."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.money import NotMoney, exponent, round_down, shown, step, to_major, to_minor

CURRENCIES = ("KWD", "BHD", "OMR", "JOD", "TND", "JPY", "KRW", "UGX", "USD", "EGP", "SAR", "AED", "QAR")


@pytest.mark.parametrize(("currency", "places"), [("KWD", 3), ("TND", 3), ("JPY", 0), ("UGX", 0), ("EGP", 2)])
def test_each_currency_has_its_own_decimals(currency: str, places: int) -> None:
    assert exponent(currency) == places


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("5.120", "KWD", 5120), ("5.12", "KWD", 5120), ("5", "KWD", 5000), ("12.50", "SAR", 1250), ("100", "JPY", 100)],
)
def test_texts_become_minor_units(text: str, currency: str, minor: int) -> None:
    assert to_minor(text, currency) == minor


@pytest.mark.parametrize("text", ["", "x", "1.2345", "NaN", "Infinity", "1e30", "1,5"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotMoney):
        to_minor(text, "KWD")


def test_amounts_are_shown_with_all_their_places() -> None:
    assert (shown(5120, "KWD"), shown(100, "JPY"), shown(1250, "EGP")) == ("5.120 KWD", "100 JPY", "12.50 EGP")


@given(st.integers(-(10**12), 10**12), st.sampled_from(CURRENCIES))
def test_every_amount_comes_back(amount: int, currency: str) -> None:
    assert to_minor(to_major(amount, currency), currency) == amount
    assert to_minor(Decimal(f"{to_major(amount, currency):f}"), currency) == amount


@given(st.integers(0, 10**9), st.sampled_from(CURRENCIES))
def test_rounding_is_down_to_a_step_and_less_than_one_step(amount: int, currency: str) -> None:
    rounded = round_down(amount, currency)
    assert rounded % step(currency) == 0
    assert 0 <= amount - rounded < step(currency)
