"""Attempts: who may begin one, when it ends and why, and what several are worth."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.attempts import (
    Allowance,
    AttemptFacts,
    AttemptRefusal,
    Grading,
    Limit,
    Overdue,
    Result,
    Stage,
    attempts_left,
    closes_as,
    deadline,
    may_attempt,
    most_lenient,
    next_attempt_at,
    overall,
    passed,
    percent,
    stage,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def test_without_limits_nothing_ends_an_attempt() -> None:
    assert (deadline(NOON).at, deadline(NOON).cut_short_by) == (None, timedelta(0))


def test_the_deadline_is_the_earliest_limit_and_names_all_of_them() -> None:
    end = deadline(NOON, time_limit_seconds=1800, closes_at=NOON + HOUR, access_ends_at=NOON + 20 * MINUTE)
    assert end.at == NOON + 20 * MINUTE
    assert [cap.limit for cap in end.caps] == [Limit.ACCESS_ENDS_AT, Limit.TIME_LIMIT, Limit.CLOSES_AT]
    assert end.cut_short_by == 10 * MINUTE


def test_extra_time_stretches_the_limit_and_says_how() -> None:
    own = Allowance(factor=Fraction(3, 2), extra_minutes=5)
    (cap,) = deadline(NOON, time_limit_seconds=1200, allowance=own).caps
    assert cap.at == NOON + 35 * MINUTE
    assert cap.data == {"seconds": 1200, "factor": "3/2", "extra_minutes": 5, "total_seconds": 2100}


def test_an_own_closing_time_takes_the_place_of_the_quiz_s() -> None:
    end = deadline(NOON, closes_at=NOON + MINUTE, allowance=Allowance(closes_at=NOON + HOUR))
    assert (end.at, end.caps[0].data) == (NOON + HOUR, {"own": True})
    assert end.cut_short_by == timedelta(0)


def test_of_several_groups_the_most_lenient_value_counts() -> None:
    slow = Allowance(Fraction(2), 0, 1, NOON, NOON + HOUR)
    late = Allowance(Fraction(1), 10, 0, NOON - HOUR, None)
    assert most_lenient([slow, late]) == Allowance(Fraction(2), 10, 1, NOON - HOUR, NOON + HOUR)
    assert most_lenient([]) == Allowance()


@given(st.integers(0, 10**5), st.fractions(1, 4), st.integers(0, 600), st.integers(0, 10**5), st.integers(0, 10**5))
def test_a_deadline_is_never_after_any_of_its_limits(
    limit: int, factor: Fraction, extra: int, close: int, access: int
) -> None:
    seconds = [timedelta(seconds=each) for each in (close, access)]
    own = Allowance(factor, extra)
    end = deadline(
        NOON, time_limit_seconds=limit, closes_at=NOON + seconds[0], access_ends_at=NOON + seconds[1], allowance=own
    )
    assert end.at == min(cap.at for cap in end.caps)
    assert end.cut_short_by >= timedelta(0)


@pytest.mark.parametrize(
    ("overdue", "after_seconds", "expected"),
    [
        ("submit", 0, Stage.OPEN),
        ("submit", 1, Stage.OVER),
        ("abandon", 1, Stage.OVER),
        ("grace", 1, Stage.GRACE),
        ("grace", 60, Stage.GRACE),
        ("grace", 61, Stage.OVER),
    ],
)
def test_after_the_deadline_only_the_grace_is_left(overdue: str, after_seconds: int, expected: Stage) -> None:
    now = NOON + timedelta(seconds=after_seconds)
    assert stage(NOON, now, overdue=Overdue(overdue), grace_seconds=60) is expected
    assert stage(None, now, overdue=Overdue(overdue)) is Stage.OPEN


def test_what_was_not_submitted_ends_as_the_quiz_says() -> None:
    assert [closes_as(each) for each in Overdue] == ["submitted", "abandoned", "abandoned"]


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
