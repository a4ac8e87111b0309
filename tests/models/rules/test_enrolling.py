"""Who may take a place, and when none is left."""

from datetime import UTC, datetime, timedelta

import pytest

from models.rules.enrolling import (
    LIVING,
    SEATED,
    Door,
    EnrollmentState,
    EnrollRefusal,
    may_enroll,
    reason_of_end,
    seat_is_free,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("door", "refusal"),
    [
        (Door("published"), None),
        (Door("draft"), EnrollRefusal.NOT_PUBLISHED),
        (Door("archived"), EnrollRefusal.NOT_PUBLISHED),
        (Door("published", opens_at=NOW + HOUR), EnrollRefusal.NOT_OPEN_YET),
        (Door("published", opens_at=NOW), None),
        (Door("published", closes_at=NOW), EnrollRefusal.CLOSED),
        (Door("published", opens_at=NOW - HOUR, closes_at=NOW + HOUR), None),
    ],
)
def test_the_door_of_a_course_is_open_from_its_opening_until_its_closing(
    door: Door, refusal: EnrollRefusal | None
) -> None:
    assert may_enroll(door, NOW) is refusal


@pytest.mark.parametrize(
    ("capacity", "taken", "free"), [(None, 10**6, True), (3, 2, True), (3, 3, False), (3, 4, False)]
)
def test_a_seat_is_free_below_the_capacity(capacity: int | None, taken: int, *, free: bool) -> None:
    assert seat_is_free(capacity=capacity, taken=taken) is free


@pytest.mark.parametrize("state", LIVING)
def test_a_place_that_ends_before_anybody_sat_in_it_says_so(state: EnrollmentState) -> None:
    sat = state in SEATED and state is not EnrollmentState.OFFERED
    assert reason_of_end(state, "self") == ("self" if sat else "unseated_self")
