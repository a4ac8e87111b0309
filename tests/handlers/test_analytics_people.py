"""Figures of one learner, one instructor and the school, worked out by hand."""

from uuid import UUID

import pytest

from models.tables.assignments import Assignment
from models.tables.quizzes import Quiz, QuizOverride
from tests.handlers.histories import DAY, place, sold, table_of, touched, tried
from tests.school import NOW, Course, School, course_by


@pytest.fixture
async def course(school: School) -> Course:
    return await course_by(await school.teacher())


async def test_a_learner_sees_the_own_way_and_no_group_that_is_too_small(school: School, course: Course) -> None:
    quiz = await course.quiz()
    hidden = await course.quiz(review={"while_open": []})
    sam = await school.person("Sam")
    row = await place(course, sam, days_ago=5, state="active", percent=40)
    await touched(row, course.lesson_id, days_ago=2, seconds=70)
    _ = await tried(row, quiz, 80.0, days_ago=1), await tried(row, hidden, 10.0, days_ago=1)
    for each in range(3):
        _ = await place(course, await school.person(f"P{each}"), state="active", percent=10 * each)
    soon = {"course_id": UUID(course.id), "created_at": NOW, "updated_at": NOW}
    await Assignment(**soon, title="Essay", due_at=NOW + DAY).save()
    await Assignment(**soon, title="Later", due_at=NOW + 20 * DAY).save()
    _ = await Quiz.filter(id=hidden).update(closes_at=NOW + 2 * DAY, title="Closes")

    own = (await sam.get("/analytics/me/dashboard?tz=UTC")).body

    assert [(each["title"], each["percent"], each["seconds"]) for each in own["courses"]] == [
        ("How Maps Lie", 40, 1270)
    ]
    assert own["courses"][0]["median_percent"] is None, "four people are too few"
    assert own["streak"] == {"current": 2, "longest": 2, "days": 2}
    assert [(mark["title"], mark["percent"], mark["passed"]) for mark in own["recent_marks"]] == [("Check", 80.0, True)]
    assert [(due["kind"], due["title"]) for due in own["due_soon"]] == [("assignment", "Essay")]
    third = await course.quiz(title="Later for Sam", closes_at=(NOW + DAY).isoformat())
    override = {"quiz_id": UUID(third), "updated_at": NOW}
    await QuizOverride(**override, user_id=sam.id, closes_at=NOW + 3 * DAY).save()
    late = (await sam.get("/analytics/me/dashboard?tz=UTC")).body["due_soon"][-1]
    assert (late["title"], late["at"]) == ("Later for Sam", "2026-03-05T09:00:00Z")
    _ = await place(course, await school.person("P4"), state="active", percent=90)
    again = (await sam.get("/analytics/me/dashboard")).body
    assert again["courses"][0]["median_percent"] == 20.0

    days = (await sam.get("/analytics/me?tz=UTC&from=2026-02-28")).body["days"]
    assert [(day["day"], day["lessons"], day["attempts"], day["passed"]) for day in days] == [
        ("2026-02-28", 1, 0, 0),
        ("2026-03-01", 0, 2, 1),
        ("2026-03-02", 0, 0, 0),
    ]
    assert (await (await school.person("Eve")).get("/analytics/me/dashboard")).body["courses"] == []


async def test_an_instructor_and_the_school_see_all_their_courses(school: School, course: Course) -> None:
    owner, admin = course.owner, await school.admin()
    other = await course_by(owner, title="@Second", published=False)
    sam = await school.person("Sam")
    for each in (course, other):
        _ = await place(each, sam, state="active")
    await sold(course, sam, 5000, "KWD")

    mine = (await owner.get(f"/analytics/instructors/{owner.id}")).body

    assert (mine["learners"], [each["title"] for each in mine["courses"]]) == (1, ["@Second", "How Maps Lie"])
    assert [(each["enrolled"], [m["net_minor"] for m in each["money"]]) for each in mine["courses"]] == [
        (1, []),
        (1, [4900]),
    ]
    sheet = table_of(await admin.get(f"/analytics/instructors/{owner.id}", Accept="text/csv"))
    assert [(line["title"], line["net_minor_KWD"]) for line in sheet] == [("'@Second", "0"), ("How Maps Lie", "4900")]

    site = (await admin.get("/analytics/system?tz=UTC")).body
    assert (site["now"]["accounts"], site["now"]["courses"], site["now"]["courses_published"]) == (3, 2, 1)
    assert (site["counts"]["enrolled"], site["days"][-1]["counts"]["enrolled"], site["accounts"][-1]) == (2, 2, 3)
    assert site["money"][0]["net_minor"] == 4900
    lines = table_of(await admin.get("/analytics/system?tz=UTC", Accept="text/csv"))
    assert (lines[-1]["enrolled"], lines[-1]["accounts"], lines[-1]["net_minor_KWD"]) == ("2", "3", "4900")
