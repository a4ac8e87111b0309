"""The formulas of item analysis, by worked examples; their agreement with NumPy is tested on a real database."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.questions import load
from models.rules.statistics import (
    Moments,
    bins,
    cronbach_alpha,
    discrimination_index,
    discriminative_efficiency,
    effective_weights,
    facility,
    random_guess,
    standard_deviation,
)
from tests.models.rules.questions.samples import QUESTIONS, choices, question

# Marks 0, 1, 1 of 1 point and rests 1, 2, 3: variances 1/3 and 1, covariance 1/2; sorted they are in the same order.
WORKED = Moments(n=3, mean=2 / 3, max_mark=1, var_mark=1 / 3, var_rest=1, cov_rest=0.5, cov_total=5 / 6, cov_sorted=0.5)
ONE = Moments(n=1, mean=1, max_mark=2)
CONSTANT = Moments(n=3, mean=1, max_mark=1, var_mark=0, var_rest=1, cov_rest=0, cov_total=0, cov_sorted=0)
SAME_REST = Moments(n=3, mean=0.5, max_mark=1, var_mark=1, var_rest=0, cov_rest=0, cov_total=1, cov_sorted=0)


def test_a_worked_example() -> None:
    assert facility(WORKED) == pytest.approx(2 / 3)
    assert standard_deviation(WORKED.var_mark) == pytest.approx((1 / 3) ** 0.5)
    assert discrimination_index(WORKED) == pytest.approx(100 * 0.5 / (1 / 3) ** 0.5)
    assert discriminative_efficiency(WORKED) == pytest.approx(100)


@pytest.mark.parametrize("moments", [ONE, CONSTANT, SAME_REST])
def test_without_spread_nothing_discriminates(moments: Moments) -> None:
    assert discrimination_index(moments) is None
    assert discriminative_efficiency(moments) is None


def test_one_attempt_has_no_deviation_and_a_dropped_question_no_facility() -> None:
    assert standard_deviation(ONE.var_mark) is None
    assert standard_deviation(-1e-20) == 0
    assert facility(Moments(n=3, mean=0, max_mark=0)) is None
    assert facility(Moments(n=0, mean=0, max_mark=1)) is None


def test_a_question_against_the_others_has_no_effective_weight() -> None:
    assert effective_weights([4, 1, -1, None]) == [pytest.approx(200 / 3), pytest.approx(100 / 3), None, None]
    assert effective_weights([0.0, 0.0]) == [None, None]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20).filter(any))
def test_effective_weights_make_a_whole(covariances: list[float]) -> None:
    assert sum(each or 0 for each in effective_weights(covariances)) == pytest.approx(100)


@pytest.mark.parametrize(
    ("items", "total", "alpha"),
    [
        ([1.0, 1.0], 4.0, 1.0),
        ([1.0, 1.0], 2.0, 0.0),
        ([1.0, 2.0, 3.0], 12.0, 0.75),
        ([1.0], 1.0, None),
        ([], None, None),
        ([1.0, None], 2.0, None),
        ([0.0, 0.0], 0.0, None),
        ([1.0, 1.0], None, None),
    ],
)
def test_cronbachs_alpha(items: list[float | None], total: float | None, alpha: float | None) -> None:
    assert cronbach_alpha(items, total) == (None if alpha is None else pytest.approx(alpha))


GUESSES: list[tuple[str, dict[str, Any], Fraction | None]] = [
    ("single", {}, Fraction(1, 3)),
    ("single", {"choices": [*choices("=a"), {"text": "b", "correct": False, "fraction": -0.5}]}, Fraction(1, 4)),
    ("multiple", {}, None),
    ("true_false", {}, Fraction(1, 2)),
    ("short_text", {}, Fraction(0)),
    ("numeric", {}, Fraction(0)),
    ("matching", {}, Fraction(1, 3)),
    ("matching", {"scoring": "all_or_nothing"}, Fraction(1, 9)),
    ("matching", {"scoring": "right_minus_wrong"}, None),
    ("ordering", {}, Fraction(1, 3)),
    ("ordering", {"scoring": "all_or_nothing"}, Fraction(1, 6)),
    ("cloze", {}, Fraction(1, 4)),
    ("essay", {}, Fraction(0)),
    ("file", {}, Fraction(0)),
    ("poll", {}, None),
]


@pytest.mark.parametrize(("kind", "fields", "guess"), GUESSES)
def test_what_blind_guessing_earns(kind: str, fields: dict[str, Any], guess: Fraction | None) -> None:
    content = question(kind, **{**QUESTIONS[kind], **fields})
    assert random_guess(load(kind, content.dump())) == guess


def test_bins_hold_everyone_and_the_whole_score_is_in_the_last() -> None:
    assert bins([(-1, 1), (0, 2), (9, 3), (10, 4)]) == [3, 0, 0, 0, 0, 0, 0, 0, 0, 7]
