"""Places in courses over HTTP: taken once, never more than there are seats, and seen by those who may."""

import asyncio
from datetime import timedelta

import pytest

from tests.school import NOW, School, course_by


async def test_a_place_is_taken_once(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")

    first = await student.post(f"{course.path}/enroll")
    again = await student.post(f"{course.path}/enroll")

    assert (first.status, again.status, first.id) == (201, 200, again.id)
    assert first.headers["Location"] == f"/api/v1/enrollments/{first.id}"
    assert first.body == {
        "id": first.id,
        "course_id": course.id,
        "state": "active",
        "run": 1,
        "enrolled_at": "2026-03-02T09:00:00Z",
        "completed_at": None,
        "expires_at": None,
        "percent": 0,
    }


async def test_twenty_requests_at_once_make_one_enrolment(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")

    answers = await asyncio.gather(*(student.post(f"{course.path}/enroll") for _ in range(20)))

    assert sorted(answer.status for answer in answers) == [200] * 19 + [201]
    assert len({answer.id for answer in answers}) == 1


async def test_of_a_hundred_who_race_for_ten_seats_ten_are_in_and_ninety_wait_in_order(school: School) -> None:
    course = await course_by(await school.teacher(), capacity=10)
    students = [await school.person(f"Student{number}") for number in range(100)]

    answers = await asyncio.gather(*(student.post(f"{course.path}/enroll") for student in students))

    assert sorted(answer.status for answer in answers) == [201] * 10 + [202] * 90
    waiting = (await course.owner.get(f"{course.path}/enrollments?state=waiting&limit=100&count=true")).body
    assert (waiting["total"], len({each["user"]["id"] for each in waiting["items"]})) == (90, 90)
    order = sorted(waiting["items"], key=lambda each: each["enrollment"]["id"])
    assert [each["enrollment"]["waitlist"]["position"] for each in order] == list(range(1, 91))
    told = {answer.id: answer.body["waitlist"]["position"] for answer in answers if answer.status == 202}
    assert sorted(told.values()) == sorted(set(told.values())), "nobody was told another's place"
    seated = next(answer for answer in answers if answer.status == 201)
    holder = next(each for each, answer in zip(students, answers, strict=True) if answer is seated)
    _ = await holder.delete(f"/enrollments/{seated.id}")
    offered = (await course.owner.get(f"{course.path}/enrollments?state=offered")).body["items"]
    assert [each["enrollment"]["id"] for each in offered] == [order[0]["enrollment"]["id"]]


async def test_a_paid_course_says_its_price_and_how_to_order(school: School) -> None:
    course = await course_by(await school.teacher(), price={"amount": 12500, "currency": "KWD"})
    student = await school.person("Sam")

    refusal = await student.post(f"{course.path}/enroll")

    assert (refusal.status, refusal.body["code"]) == (402, "payment_required")
    assert refusal.body["price"] == {"amount": 12500, "currency": "KWD"}
    assert refusal.body["order"] == {"method": "POST", "path": "/api/v1/orders", "course_ids": [course.id]}


async def test_a_course_takes_learners_only_while_its_door_is_open(school: School) -> None:
    opens, closes = NOW + timedelta(days=1), NOW + timedelta(days=2)
    course = await course_by(
        await school.teacher(), enroll_opens_at=opens.isoformat(), enroll_closes_at=closes.isoformat()
    )
    student = await school.person("Sam")

    early = await student.post(f"{course.path}/enroll")
    school.clock.now = closes
    late = await student.post(f"{course.path}/enroll")
    school.clock.now = opens
    on_time = await student.post(f"{course.path}/enroll")

    assert (early.body["code"], late.body["code"], on_time.status) == ("enrollment_not_open", "enrollment_closed", 201)


async def test_access_ends_after_the_days_that_were_bought(school: School) -> None:
    course, student = await course_by(await school.teacher(), access_days=30), await school.person("Sam")
    _ = await course.enroll(student)

    school.clock.now = NOW + timedelta(days=30)

    assert (await student.get(f"/lessons/{course.lesson_id}")).body["reason"] == "access_ended"


async def test_nobody_enrols_in_a_draft_or_without_an_account(school: School) -> None:
    draft = await course_by(await school.teacher(), published=False)
    student = await school.person("Sam")

    assert (await student.post(f"{draft.path}/enroll")).status == 404
    assert (await draft.owner.post(f"{draft.path}/enroll")).body["code"] == "course_not_published"
    assert (await school.nobody.post(f"{draft.path}/enroll")).status == 401


async def test_a_return_is_a_new_run(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    first = await course.enroll(student)

    assert [(await student.delete(f"/enrollments/{first}")).status for _ in range(2)] == [204, 204]
    second = await student.make(f"{course.path}/enroll", None)

    assert (second.body["run"], (await student.get(f"/enrollments/{first}")).body["state"]) == (2, "dropped")


async def test_an_enrolment_is_its_holders_and_the_staffs(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    path = f"/enrollments/{await course.enroll(student)}"
    stranger, other_teacher = await school.person("Eve"), await school.teacher("Other")

    for person, status in ((student, 200), (course.owner, 200), (await school.admin(), 200)):
        assert (await person.get(path)).status == status
        assert (await person.get(f"{path}/progress")).status == status
    for person in (stranger, other_teacher):
        assert [(await person.ask(method, path)).status for method in ("GET", "DELETE")] == [404, 404]
    assert (await school.nobody.get(path)).status == 401


async def test_everyone_lists_only_their_own_places(school: School) -> None:
    course, other = await course_by(await school.teacher()), await course_by(await school.teacher("Other"))
    sam, eve = await school.person("Sam"), await school.person("Eve")
    made = [await course.enroll(sam), await other.enroll(sam)]
    _ = await course.enroll(eve)

    first = (await sam.get("/enrollments?limit=1&count=true")).body
    second = (await sam.get(f"/enrollments?limit=1&cursor={first['next']}")).body

    assert [first["items"][0]["id"], second["items"][0]["id"]] == made[::-1]
    assert (first["total"], second["next"]) == (2, None)


async def test_staff_enrol_by_verified_address_whatever_the_price(school: School) -> None:
    course = await course_by(await school.teacher(), price={"amount": 100, "currency": "USD"}, capacity=1)
    student = await school.person("Sam")
    _ = await school.person("Eve")

    placed = await course.owner.make(f"{course.path}/enrollments", {"email": "SAM@school.example"})
    again = await course.owner.post(f"{course.path}/enrollments", {"email": "sam@school.example"})
    full = await course.owner.post(f"{course.path}/enrollments", {"email": "eve@school.example"})
    unknown = await course.owner.post(f"{course.path}/enrollments", {"email": "who@school.example"})

    assert placed.body["user"] == {"id": str(student.id), "full_name": "Sam", "email": "sam@school.example"}
    assert (again.status, full.body["code"]) == (200, "course_full")
    assert (unknown.status, unknown.body["state"]) == (202, "waiting")
    assert (await student.get(f"/lessons/{course.lesson_id}")).status == 200


@pytest.mark.parametrize("path", ["enrollments", "gradebook"])
async def test_learners_do_not_see_the_others(school: School, path: str) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    _ = await course.enroll(student)

    assert (await student.get(f"{course.path}/{path}")).status == 403
    assert (await school.nobody.get(f"{course.path}/{path}")).status == 401


async def test_progress_names_every_lesson_and_where_to_go_on(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    enrollment = await course.enroll(student)

    progress = (await student.get(f"/enrollments/{enrollment}/progress")).body

    assert (progress["percent"], progress["resume"]) == (0, {"lesson_id": course.lesson_id, "position_seconds": None})
    assert [(step["state"], step["why"]) for step in progress["lessons"]] == [("not_started", {})]
