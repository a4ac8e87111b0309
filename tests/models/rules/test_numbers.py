"""Numbers are read exactly, and a comma is never a silent separator of thousands."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.numbers import NotNumber, exact, half_up, json_number, read_decimal, read_fraction


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (3, "3"), (0.1, "0.1"), (1e23, "1e23"), (Decimal("2.50"), "2.50"), (-0.0, "0"), (0, "0"),
        ("3", "3"), (" -4.5 ", "-4.5"), ("1,5", "1.5"), ("0,125", "0.125"), ("+.5", "0.5"), (",5", "0.5"), ("5.", "5"),
        ("1.000", "1"), ("1e3", "1000"), ("1,5e-2", "0.015"),
        ("\u0661\u066b\u0665", "1.5"), ("\u06f1\u06f2", "12"), ("\u22122", "-2"),
    ],
)  # fmt: skip
def test_numbers_are_read(raw: object, value: str) -> None:
    assert read_decimal(raw) == Decimal(value)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (None, NotNumber.WRONG_TYPE), (True, NotNumber.WRONG_TYPE), ([1], NotNumber.WRONG_TYPE),
        (float("nan"), NotNumber.NOT_A_NUMBER), (float("-inf"), NotNumber.NOT_A_NUMBER),
        (Decimal("NaN"), NotNumber.NOT_A_NUMBER), (Decimal("Infinity"), NotNumber.NOT_A_NUMBER),
        ("", NotNumber.NOT_A_NUMBER), ("nan", NotNumber.NOT_A_NUMBER), ("1 000", NotNumber.NOT_A_NUMBER),
        ("1,2,3", NotNumber.NOT_A_NUMBER), ("1.000,5", NotNumber.NOT_A_NUMBER), ("1,000,000", NotNumber.NOT_A_NUMBER),
        ("0x10", NotNumber.NOT_A_NUMBER), ("1_000", NotNumber.NOT_A_NUMBER), ("1" * 41, NotNumber.NOT_A_NUMBER),
        ("1,000", NotNumber.AMBIGUOUS), ("-12,345", NotNumber.AMBIGUOUS),
        (10**40, NotNumber.OUT_OF_RANGE), ("1e999", NotNumber.OUT_OF_RANGE), (1e-305, NotNumber.OUT_OF_RANGE),
        (Decimal("1." + "1" * 90), NotNumber.OUT_OF_RANGE),
    ],
)  # fmt: skip
def test_what_is_no_number_says_why(raw: object, why: NotNumber) -> None:
    assert read_decimal(raw) is why


@given(st.floats(min_value=-1e15, max_value=1e15, allow_subnormal=False).filter(lambda x: x == 0 or abs(x) > 1e-290))
def test_a_float_is_the_decimal_that_prints_it(number: float) -> None:
    value = read_decimal(number)
    assert isinstance(value, Decimal)
    assert float(value) == number
    assert exact(number) == Fraction(value)
    assert json_number(value) == number


@pytest.mark.parametrize(
    ("raw", "share"),
    [
        (1, "1"), (0.5, "1/2"), (0.25, "1/4"), (0.33333, "1/3"), (0.6667, "2/3"), (0.142857, "1/7"), (-0.16667, "-1/6"),
        (0.333, "333/1000"), (0.3, "3/10"), ("1/3", "1/3"), ("-2/7", "-2/7"), ("0.5", "1/2"), (0.1234, "617/5000"),
    ],
)  # fmt: skip
def test_shares_snap_to_simple_fractions(raw: object, share: str) -> None:
    assert read_fraction(raw) == Fraction(share)


@pytest.mark.parametrize(("raw", "why"), [("1/0", "not_a_number"), ([], "wrong_type"), ("a/b", "not_a_number")])
def test_what_is_no_share_says_why(raw: object, why: str) -> None:
    assert read_fraction(raw) == NotNumber(why)


@given(st.fractions(-2, 2, max_denominator=10**9))
def test_a_share_survives_being_written_down(share: Fraction) -> None:
    assert read_fraction(str(share)) == share or share.denominator == 1


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("1/2", 0, "1"), ("-1/2", 0, "0"), ("5/2", 0, "3"), ("1/8", 2, "0.13"), ("-3/2", 0, "-1")],
)
def test_halves_go_up(value: str, places: int, rounded: str) -> None:
    assert half_up(Fraction(value), places) == Decimal(rounded)


def test_json_numbers_are_whole_where_they_can_be() -> None:
    assert (json_number(Decimal("3.00")), json_number(Fraction(1, 4))) == (3, 0.25)
    assert isinstance(json_number(Decimal("3.00")), int)
    assert isinstance(json_number(Decimal(2**53 - 1)), int)
    assert isinstance(json_number(Decimal(2**53)), float), "readers of JSON differ about it"
