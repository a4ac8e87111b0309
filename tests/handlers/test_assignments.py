"""Assignments over HTTP: handed in, graded, returned, done again; late after the due date, refused after the end."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models.tables.notifications import Notification
from tests.school import NOW, Course, Person, School, course_by


async def _set(school: School, **fields: Any) -> tuple[Course, Person, str, str]:
    """A course with an assignment lesson, a learner, the assignment and the lesson."""
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    lesson = await course.owner.make(f"/sections/{course.section_id}/lessons", {"title": "Draw", "kind": "assignment"})
    body = {"title": "Draw a map", "lesson_id": lesson.id, "points": 10, **fields}
    assignment = await course.owner.make(f"{course.path}/assignments", body)
    return course, student, assignment.id, lesson.id


async def test_the_whole_way_from_handing_in_to_a_second_try(school: School) -> None:
    course, student, assignment, lesson = await _set(school)
    place = await course.enroll(student)
    path = f"/assignments/{assignment}/submissions"

    by_hand = await student.post(f"/enrollments/{place}/lessons/{lesson}/complete")
    first = await student.make(path, {"text": "A map of my street"})
    done = (await student.get(f"/enrollments/{place}/progress")).body["lessons"][1]
    _ = await student.make(path, {"text": "A better map"})
    graded = await course.owner.post(f"/submissions/{first.id}/grade", {"points": 4, "feedback": "No scale"})
    refused = await student.post(path, {"text": "Once more"})
    returned = await course.owner.post(f"/submissions/{first.id}/return")
    second = await student.make(path, {"text": "With a scale"})
    outdated = await course.owner.post(f"/submissions/{first.id}/grade", {"points": 10})

    assert (by_hand.status, by_hand.body["rule"]) == (409, "submit")
    assert (done["lesson_id"], done["state"], done["why"]["code"]) == (lesson, "done", "submitted")
    assert (graded.body["text"], graded.body["points"], graded.body["max_points"]) == ("A better map", 4.0, 10.0)
    assert (refused.body["code"], returned.body["state"], outdated.body["code"]) == (
        "already_graded",
        "returned",
        "newer",
    )
    assert (second.body["number"], (await student.get(f"/submissions/{first.id}")).body["feedback"]) == (2, "No scale")
    listed = (await course.owner.get(f"{path}?count=true")).body
    assert ([each["id"] for each in listed["items"]], listed["total"]) == ([second.id, first.id], 2)
    assert "assignment_graded" in {row.kind for row in await Notification.filter(user_id=student.id)}


async def test_late_is_told_and_closed_is_refused(school: School) -> None:
    due, end = NOW + timedelta(days=1), NOW + timedelta(days=2)
    course, student, assignment, _ = await _set(school, due_at=due.isoformat(), closes_at=end.isoformat())
    _ = await course.enroll(student)
    path = f"/assignments/{assignment}/submissions"

    on_time = await student.make(path, {"text": "Here"})
    school.clock.now = due + timedelta(seconds=1)
    late = await student.make(path, {"text": "Here again"})
    school.clock.now = end
    closed = await student.post(path, {"text": "Too late"})

    assert (on_time.body["late"], late.body["late"]) == (False, True)
    assert (closed.status, closed.body["code"]) == (409, "assignment_closed")


async def test_ten_hands_at_once_make_one_submission(school: School) -> None:
    course, student, assignment, _ = await _set(school)
    _ = await course.enroll(student)

    answers = await asyncio.gather(
        *(student.post(f"/assignments/{assignment}/submissions", {"text": f"Try {number}"}) for number in range(10))
    )

    assert {answer.status for answer in answers} == {201}
    assert len({answer.id for answer in answers}) == 1


async def test_work_is_its_learners_and_the_staffs(school: School) -> None:
    course, student, assignment, _ = await _set(school)
    _ = await course.enroll(student)
    eve = await school.person("Eve")
    _ = await course.enroll(eve)
    work = await student.make(f"/assignments/{assignment}/submissions", {"text": "Mine"})

    assert [(await person.get(f"/submissions/{work.id}")).status for person in (student, course.owner, eve)] == [
        *(200, 200, 404)
    ]
    assert (await student.post(f"/submissions/{work.id}/grade", {"points": 10})).status == 403
    assert (await eve.post(f"/submissions/{work.id}/grade", {"points": 10})).status == 404
    assert (await eve.get(f"/assignments/{assignment}/submissions")).status == 403
    stranger = await school.person("Stranger")
    assert (await stranger.post(f"/assignments/{assignment}/submissions", {"text": "Hi"})).status == 403
    assert (await stranger.get(f"/assignments/{assignment}")).status == 403


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lesson_id": "0191e0c8-0000-7000-8000-000000000000"}, "unknown_id"),
        ({"due_at": "2026-03-05T00:00:00Z", "closes_at": "2026-03-04T00:00:00Z"}, "before_due"),
        ({"points": -1}, "greater_than_equal"),
        ({"title": None}, "string_type"),
    ],
)
async def test_an_assignment_that_cannot_work_is_refused(school: School, change: dict[str, Any], code: str) -> None:
    course, _, assignment, _ = await _set(school)

    assert (await course.owner.patch(f"/assignments/{assignment}", change)).codes == {code}


async def test_a_lesson_has_one_assignment_and_only_an_assignment_lesson_has(school: School) -> None:
    course, _, assignment, lesson = await _set(school)

    taken = await course.owner.post(f"{course.path}/assignments", {"title": "Again", "lesson_id": lesson})
    text = await course.owner.post(f"{course.path}/assignments", {"title": "Text", "lesson_id": course.lesson_id})
    read = await course.owner.get(f"/assignments/{assignment}")
    _ = await course.owner.delete(f"/assignments/{assignment}", if_match=read.etag)
    free = await course.owner.post(f"{course.path}/assignments", {"title": "Again", "lesson_id": lesson})

    assert (taken.codes, text.codes, free.status) == ({"taken"}, {"not_for_this_kind"}, 201)
    assert (await course.owner.get(f"/assignments/{assignment}")).status == 404


async def test_more_points_than_there_are_cannot_be_given(school: School) -> None:
    course, student, assignment, _ = await _set(school)
    _ = await course.enroll(student)
    work = await student.make(f"/assignments/{assignment}/submissions", {"text": "Mine"})

    assert (await course.owner.post(f"/submissions/{work.id}/grade", {"points": 10.5})).codes == {"too_many"}


async def test_learners_read_what_they_handed_in_and_nobody_elses(school: School) -> None:
    course, student, assignment, _ = await _set(school)
    eve = await school.person("Eve")
    for learner in (student, eve):
        _ = await course.enroll(learner)
    path = f"/assignments/{assignment}/submissions"
    own = await student.make(path, {"text": "Mine"})
    _ = await eve.make(path, {"text": "Hers"})

    listed = (await student.get(f"{path}/mine?count=true")).body

    assert ([each["id"] for each in listed["items"]], listed["total"]) == ([own.id], 1)
    assert (await (await school.person("Sue")).get(f"{path}/mine")).status == 403
