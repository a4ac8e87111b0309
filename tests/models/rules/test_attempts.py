"""Attempts: who may begin one, and what several are worth."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.attempts import (
    AttemptFacts,
    AttemptRefusal,
    Grading,
    Result,
    attempts_left,
    may_attempt,
    next_attempt_at,
    overall,
    passed,
    percent,
)
from models.rules.deadlines import Allowance

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


FREE = AttemptFacts(now=NOON, learns=True, published=True)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"learns": False, "published": False}, AttemptRefusal.NOT_ENROLLED),
        ({"published": False}, AttemptRefusal.NOT_PUBLISHED),
        ({"opens_at": NOON + MINUTE}, AttemptRefusal.NOT_OPEN_YET),
        ({"opens_at": NOON}, None),
        ({"opens_at": NOON + MINUTE, "allowance": Allowance(opens_at=NOON)}, None),
        ({"closes_at": NOON}, AttemptRefusal.CLOSED),
        ({"closes_at": NOON + MINUTE}, None),
        ({"closes_at": NOON, "allowance": Allowance(closes_at=NOON + HOUR)}, None),
        ({"attempts_allowed": 2, "used": 2}, AttemptRefusal.NO_ATTEMPTS_LEFT),
        ({"attempts_allowed": 2, "used": 5}, AttemptRefusal.NO_ATTEMPTS_LEFT),
        ({"attempts_allowed": 2, "used": 2, "allowance": Allowance(extra_attempts=1)}, None),
        ({"used": 99}, None),
        ({"delay_seconds": 60, "last_ended_at": NOON}, AttemptRefusal.TOO_SOON),
        ({"delay_seconds": 60, "last_ended_at": NOON - MINUTE}, None),
        ({"delay_seconds": 60}, None),
        ({"last_ended_at": NOON}, None),
        ({"access_code": "sesam"}, AttemptRefusal.WRONG_ACCESS_CODE),
        ({"access_code": "sesam", "given_code": "Sesam"}, AttemptRefusal.WRONG_ACCESS_CODE),
        ({"access_code": "sesam", "given_code": "\ud800"}, AttemptRefusal.WRONG_ACCESS_CODE),
        ({"access_code": "sesam", "given_code": " sesam "}, None),
        ({"access_code": "", "given_code": "x"}, None),
        ({"access_code": "sesam", "attempts_allowed": 0}, AttemptRefusal.NO_ATTEMPTS_LEFT),
    ],
)
def test_an_attempt_may_begin_unless_there_is_a_reason(
    changes: dict[str, object], refusal: AttemptRefusal | None
) -> None:
    assert may_attempt(replace(FREE, **changes)) == refusal  # type: ignore[arg-type]


def test_what_is_left_can_be_told() -> None:
    facts = replace(FREE, attempts_allowed=3, used=1, delay_seconds=60, last_ended_at=NOON)
    assert (attempts_left(facts), next_attempt_at(facts)) == (2, NOON + MINUTE)
    assert (attempts_left(FREE), next_attempt_at(FREE)) == (None, None)


RESULTS = [Result(NOON + HOUR, 9, 10), Result(NOON, 1, 3), Result(NOON + 2 * HOUR, 2.5, 10)]


@pytest.mark.parametrize(
    ("grading", "expected"), [("highest", "90"), ("latest", "25"), ("first", "33.33"), ("average", "49.44")]
)
def test_several_attempts_are_worth_what_the_quiz_says(grading: str, expected: str) -> None:
    assert overall(Grading(grading), RESULTS) == Decimal(expected)
    assert overall(Grading(grading), []) is None


@given(st.sampled_from(Grading), st.lists(st.tuples(st.floats(-5, 20), st.integers(0, 10)), min_size=1, max_size=6))
def test_a_grade_is_a_percent(grading: Grading, scores: list[tuple[float, int]]) -> None:
    results = [Result(NOON + at * HOUR, score, most) for at, (score, most) in enumerate(scores)]
    found = overall(grading, results)
    assert found is not None
    assert 0 <= found <= 100
    assert overall(grading, results[::-1]) == found


@pytest.mark.parametrize(
    ("score", "most", "expected", "passes"),
    [(7, 10, "70", True), (0.7, 1, "70", True), (6.9999, 10, "70.00", True), (6.999, 10, "69.99", False), (0, 0, "0", False),
     (-1, 10, "0", False), (11, 10, "100", True), (2, 3, "66.67", False)],
)  # fmt: skip
def test_nobody_fails_with_the_percent_that_passes(score: float, most: float, expected: str, passes: bool) -> None:  # noqa: FBT001 - a parameter of the test
    reached = percent(score, most)
    assert reached == Decimal(expected)
    assert passed(reached, 70.0) is passes
