"""What follows from a caller's place in a course."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from models.rules.access import CourseRole
from models.rules.standing import Standing

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ME, ENROLLMENT = uuid4(), uuid4()


def standing(**facts: Any) -> Standing:
    return Standing(**{"course_id": uuid4(), "course_state": "published", "thing_id": uuid4(), "user_id": ME, **facts})


@pytest.mark.parametrize(
    ("facts", "staff"),
    [
        ({"role": CourseRole.OWNER}, True),
        ({"role": CourseRole.ASSISTANT}, True),
        ({"role": CourseRole.STUDENT}, False),
        ({"is_admin": True}, True),
        ({}, False),
    ],
)
def test_staff_are_those_who_teach_the_course_and_admins(facts: dict[str, Any], *, staff: bool) -> None:
    assert standing(**facts).is_staff is staff


@pytest.mark.parametrize(
    ("facts", "knows"),
    [
        ({}, True),
        ({"course_state": "draft"}, False),
        ({"course_state": "archived"}, False),
        ({"course_state": "archived", "enrollment_id": ENROLLMENT}, True),
        ({"course_state": "draft", "role": CourseRole.CO_INSTRUCTOR}, True),
    ],
)
def test_a_course_that_is_not_published_is_known_to_staff_and_learners(facts: dict[str, Any], *, knows: bool) -> None:
    assert standing(**facts).knows_course is knows


@pytest.mark.parametrize(
    ("facts", "learns"),
    [
        ({}, False),
        ({"enrollment_state": "active"}, True),
        ({"enrollment_state": "completed"}, True),
        ({"enrollment_state": "waiting"}, False),
        ({"enrollment_state": "active", "access_ends_at": NOW}, False),
        ({"enrollment_state": "active", "access_ends_at": NOW + timedelta(seconds=1)}, True),
    ],
)
def test_lessons_are_open_while_the_enrolment_is_in_force(facts: dict[str, Any], *, learns: bool) -> None:
    assert standing(**facts).learns(NOW) is learns


@pytest.mark.parametrize(("owner", "user", "owns"), [(ME, ME, True), (uuid4(), ME, False), (None, None, False)])
def test_a_thing_is_its_owners(owner: Any, user: Any, *, owns: bool) -> None:
    assert standing(owner_id=owner, user_id=user).owns is owns
