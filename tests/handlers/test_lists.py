"""Lists take the same number of statements for few rows as for many."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest

from models.ids import new_id
from models.rules.access import Role
from models.tables.courses import Course, CourseStaff, Lesson
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Attempt
from models.tables.users import User
from tests.school import NOW, School, course_by
from tests.school import Course as MadeCourse


@contextmanager
def statements(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """The statements that Tortoise sends while the block runs; they are there when it ends."""
    found: list[str] = []
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="tortoise.db_client"):
        yield found
    found += [record.getMessage() for record in caplog.records if record.name == "tortoise.db_client"]


async def _crowd(course: MadeCourse, quiz_id: str, number: int) -> None:
    """Learners with attempts, lessons and courses, written past the API to be quick."""
    users, places, attempts, lessons, courses, staff = [], [], [], [], [], []
    for each in range(number):
        email = f"{new_id()}@school.example"
        user = User(
            email=email, email_key=email, full_name=f"L{each}", role=Role.STUDENT, created_at=NOW, updated_at=NOW
        )
        when = NOW + timedelta(seconds=each)
        place = Enrollment(course_id=UUID(course.id), user_id=user.id, enrolled_at=when)
        done = {"state": "graded", "submitted_at": NOW, "score": 1.0, "max_score": 2.0, "passed": False}
        attempt = Attempt(
            quiz_id=UUID(quiz_id), enrollment_id=place.id, user_id=user.id, number=1, started_at=NOW, **done
        )
        lesson = Lesson(
            course_id=UUID(course.id),
            section_id=UUID(course.section_id),
            title="More",
            kind="text",
            position=each + 9,
            created_at=NOW,
            updated_at=NOW,
        )
        other = Course(slug=str(new_id())[:30] + "x", title="T", state="published", created_at=when, updated_at=when)
        users.append(user)
        places.append(place)
        attempts.append(attempt)
        lessons.append(lesson)
        courses.append(other)
        staff.append(CourseStaff(course_id=other.id, user_id=course.owner.id, role="owner", created_at=NOW))
    await User.bulk_create(users)
    await Enrollment.bulk_create(places)
    await Attempt.bulk_create(attempts)
    await Lesson.bulk_create(lessons)
    await Course.bulk_create(courses)
    await CourseStaff.bulk_create(staff)


async def test_every_list_takes_as_many_statements_for_ninety_rows_as_for_three(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    quiz = await course.quiz()
    place = await course.enroll(student)
    paths = [
        "/courses?limit=100",
        "/courses?mine=true&limit=100",
        f"{course.path}/outline",
        f"{course.path}/enrollments?limit=100",
        f"{course.path}/enrollments/stats",
        f"{course.path}/gradebook",
        f"{course.path}/quizzes",
        f"/quizzes/{quiz}/questions",
        f"/quizzes/{quiz}/attempts?limit=100",
        f"/enrollments/{place}/progress",
    ]

    async def counts() -> dict[str, int]:
        found = {}
        for path in paths:
            with statements(caplog) as sent:
                assert (await course.owner.get(path)).status == 200
            found[path] = len(sent)
        return found

    await _crowd(course, quiz, 3)
    few = await counts()
    await _crowd(course, quiz, 87)

    assert await counts() == few
    assert 0 < min(few.values()) <= max(few.values()) <= 8
