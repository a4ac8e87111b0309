"""Staff, announcements, reviews and groups of a course over HTTP."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from models.tables.community import Review
from models.tables.system import AuditLog
from tests.school import NOW, TEXT_LESSON, Course, Person, School, course_by


async def _learner(school: School) -> tuple[Course, Person, str]:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    return course, student, await course.enroll(student)


async def test_who_is_taken_on_may_teach_and_who_is_let_go_may_not(school: School) -> None:
    course, other = await course_by(await school.teacher(), published=False), await school.teacher("Other")

    taken = await course.owner.make(f"{course.path}/staff", {"email": other.email, "role": "co_instructor"})
    worked = await other.patch(course.path, {"title": "Together"})
    shown = (await other.get(f"{course.path}/staff")).body["items"]
    gone = await course.owner.delete(f"{course.path}/staff/{other.id}")

    assert (taken.body["role"], worked.status, gone.status) == ("co_instructor", 200, 204)
    assert [(member["full_name"], member["role"]) for member in shown] == [
        ("Teacher", "owner"),
        ("Other", "co_instructor"),
    ]
    assert (await other.get(course.path)).status == 404
    assert {row.action for row in await AuditLog.all()} == {"course.staff.set", "course.staff.remove"}


async def test_assistants_help_but_do_not_choose_the_staff(school: School) -> None:
    course, helper = await course_by(await school.teacher()), await school.person("Helper")
    _ = await course.owner.make(f"{course.path}/staff", {"email": helper.email})

    assert (await helper.get(f"{course.path}/gradebook")).status == 200
    refusal = await helper.delete(f"{course.path}/staff/{helper.id}")
    assert (refusal.status, refusal.body["reason"]) == (403, "only_an_assistant")


async def test_a_course_always_keeps_its_owner(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")

    let_go = await course.owner.delete(f"{course.path}/staff/{course.owner.id}")
    demoted = await course.owner.post(f"{course.path}/staff", {"email": course.owner.email})
    student_teaches = await course.owner.post(f"{course.path}/staff", {"email": student.email, "role": "co_instructor"})

    assert {(each.status, each.body["code"]) for each in (let_go, demoted)} == {(409, "is_owner")}
    assert student_teaches.codes == {"not_a_teacher"}
    assert (await course.owner.delete(f"{course.path}/staff/{uuid4()}")).status == 404


async def test_what_staff_say_reaches_those_in_the_course_alone(school: School) -> None:
    course, student, _ = await _learner(school)

    said = await course.owner.make(f"{course.path}/announcements", {"title": "Bring an orange", "body": "We *peel*."})
    _ = await course.owner.make(f"{course.path}/announcements", {"title": "Tomorrow"})

    first = (await student.get(f"{course.path}/announcements?limit=1&count=true")).body
    second = (await student.get(f"{course.path}/announcements?cursor={first['next']}")).body
    assert (first["items"][0]["title"], first["total"], second["items"]) == ("Tomorrow", 2, [said.body])
    assert (await student.post(f"{course.path}/announcements", {"title": "Spam"})).status == 403
    assert (await (await school.person("Eve")).get(f"{course.path}/announcements")).status == 403


async def test_a_review_needs_some_progress_and_is_one_each(school: School) -> None:
    course, student, place = await _learner(school)
    mine = f"{course.path}/reviews/mine"

    early = await student.put(mine, {"stars": 5})
    _ = await student.post(f"/enrollments/{place}/lessons/{course.lesson_id}/complete")
    first = await student.put(mine, {"stars": 5, "text": "Fine"})
    again = await asyncio.gather(*(student.put(mine, {"stars": 3}) for _ in range(5)))

    assert (early.status, early.body["reason"], early.body["needed"]) == (403, "too_early", 20)
    assert (first.status, {answer.status for answer in again}) == (201, {200})
    assert (await school.nobody.get(course.path)).body["rating"] == {"average": 3.0, "count": 1}
    assert (await school.nobody.get(f"{course.path}/reviews")).body["items"][0]["stars"] == 3
    assert (await student.delete(mine)).status == 204
    assert (await school.nobody.get(course.path)).body["rating"] == {"average": None, "count": 0}


async def test_a_hidden_review_counts_for_nothing_and_only_admins_see_it(school: School) -> None:
    course, student, place = await _learner(school)
    _ = await student.post(f"/enrollments/{place}/lessons/{course.lesson_id}/complete")
    _ = await student.put(f"{course.path}/reviews/mine", {"stars": 1, "text": "rude"})

    _ = await Review.all().update(hidden_at=NOW)

    assert (await school.nobody.get(f"{course.path}/reviews?count=true")).body == {
        "items": [],
        "next": None,
        "total": 0,
    }
    assert (await (await school.admin()).get(f"{course.path}/reviews")).body["items"][0]["hidden"] is True
    assert (await school.nobody.get(course.path)).body["rating"]["count"] == 0


@pytest.mark.parametrize("review", [{"stars": 0}, {"stars": 6}, {"stars": 4.5}, {"text": "no stars"}])
async def test_stars_are_one_to_five(school: School, review: dict[str, Any]) -> None:
    course, student, _ = await _learner(school)

    assert (await student.put(f"{course.path}/reviews/mine", review)).status == 422


async def test_groups_hold_learners_of_their_course_and_change_as_a_whole(school: School) -> None:
    course, student, _ = await _learner(school)
    stranger = await school.person("Eve")
    group = await course.owner.make(f"{course.path}/groups", {"name": "Red"})
    members = f"/groups/{group.id}/members"

    put = await course.owner.put(members, {"users": [str(student.id), str(student.id)]})
    refused = await course.owner.put(members, {"users": [str(stranger.id)]})
    taken = await course.owner.post(f"{course.path}/groups", {"name": "Red"})
    renamed = await course.owner.patch(f"/groups/{group.id}", {"name": "Blue"})

    assert put.body["members"] == [{"user_id": str(student.id), "full_name": "Sam"}]
    assert (refused.codes, taken.body["code"]) == ({"not_enrolled"}, "name_taken")
    assert (renamed.body["name"], renamed.body["members"]) == ("Blue", put.body["members"])
    assert (await student.get(f"{course.path}/groups")).status == 403
    other = await course_by(await school.teacher("Other"))
    assert (await other.owner.delete(f"/groups/{group.id}")).status == 403
    assert (await course.owner.delete(f"/groups/{group.id}")).status == 204
    assert (await course.owner.get(f"{course.path}/groups")).body["items"] == []


async def test_a_lesson_more_does_not_change_who_may_review(school: School) -> None:
    course, student, place = await _learner(school)
    for _ in range(5):
        _ = await course.owner.make(f"/sections/{course.section_id}/lessons", TEXT_LESSON)
    _ = await student.post(f"/enrollments/{place}/lessons/{course.lesson_id}/complete")

    assert (await student.put(f"{course.path}/reviews/mine", {"stars": 4})).body["percent"] == 16
