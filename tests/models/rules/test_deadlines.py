"""Deadlines: the earliest limit, explained."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.deadlines import Allowance, Limit, Overdue, Stage, closes_as, deadline, most_lenient, stage

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
