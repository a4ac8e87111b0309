"""What the logs of people and courses are told by the changes themselves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.actions import enrollments, jobs, orders
from models.actions.answering import submit
from models.actions.attempts import start
from models.actions.audit import Cause
from models.actions.orders import Wish
from models.actions.progress import Report, complete, report
from models.feed_log import course_key, person_key
from models.ids import new_id
from models.rules.access import Role
from models.rules.payments import GatewayName
from models.tables.channels import ChannelEvent
from models.tables.courses import Course, Lesson
from models.tables.quizzes import Quiz
from models.tables.users import User
from tests.realtime.feeds.cast import course_of, person
from tests.school import NOW

CAUSE = Cause(NOW)


async def told(key: str, *, without: str = "notification.new") -> list[tuple[str, dict[str, Any]]]:
    rows = await ChannelEvent.filter(key=key).exclude(t=without).order_by("id")
    return [(row.t, row.d) for row in rows]


@pytest.fixture
async def sam(database: TortoiseContext) -> User:
    return await person("sam")


@pytest.fixture
async def course(database: TortoiseContext) -> tuple[Course, list[Lesson]]:
    return await course_of(await person("teacher", Role.INSTRUCTOR), lessons=2)


async def test_a_job_is_told_in_twentieths_and_without_its_result(sam: User) -> None:
    job = await jobs.queue_job(sam.id, "user_export", {}, total=200, cause=CAUSE)
    _ = await jobs.claim_job(NOW)
    for done in range(1, 201, 2):
        assert await jobs.beat(job.id, NOW, done=done)
    await jobs.finish_job(job.id, jobs.JobState.DONE, NOW, result={"everything": "large"})
    events = [d["job"] for _, d in await told(person_key(sam.id))]
    assert [each["state"] for each in events] == ["queued", *["running"] * 20, "done"]
    assert not any("result" in each for each in events)


async def test_an_order_tells_its_buyer_of_every_state(sam: User, course: tuple[Course, list[Lesson]]) -> None:
    await Course.filter(id=course[0].id).update(price_minor=500, currency="KWD")
    wish = Wish(sam.id, (course[0].id,), GatewayName.STRIPE, live=False, can_charge=lambda _amount, _currency: True)
    placed = await orders.place(wish, now=NOW)
    _ = await orders.cancel(placed.order.id, now=NOW)
    assert await told(person_key(sam.id)) == [
        ("order.changed", {"id": str(placed.order.id), "state": "pending"}),
        ("order.changed", {"id": str(placed.order.id), "state": "cancelled"}),
    ]


async def test_being_there_is_told_to_staff_once_a_minute_and_to_nobody_else(
    sam: User, course: tuple[Course, list[Lesson]]
) -> None:
    lesson = course[1][0]
    await Lesson.filter(id=lesson.id).update(kind="video", minutes=10, completion={"rule": "watched", "value": 0.9})
    place = (await enrollments.enroll(course[0].id, sam.id, now=NOW)).enrollment.id
    for seconds in range(0, 150, 10):
        await report(place, lesson.id, Report(position_seconds=seconds), now=NOW + timedelta(seconds=seconds))
    events = [d for t, d in await told(course_key(course[0].id)) if t == "progress.changed"]
    assert [d["state"] for d in events] == ["in_progress", None, None]
    assert events[-1]["last_seen"] == "2026-03-02T09:02:00.000Z"
    assert [d["state"] for _, d in await told(person_key(sam.id))] == ["in_progress"]


@pytest.mark.parametrize(("review", "percent"), [(None, 0.0), ({"right_after": []}, None)])
async def test_a_grade_that_the_quiz_hides_is_not_told_to_its_learner(
    sam: User, course: tuple[Course, list[Lesson]], review: dict[str, list[str]] | None, percent: float | None
) -> None:
    place = (await enrollments.enroll(course[0].id, sam.id, now=NOW)).enrollment.id
    quiz = Quiz(course_id=course[0].id, title="Check", state="published", review=review, created_at=NOW, updated_at=NOW)
    await quiz.save()
    attempt = (await start(quiz.id, place, access_code=None, now=NOW)).attempt.id
    await submit(attempt, None, now=NOW)
    grades = [d for t, d in await told(person_key(sam.id)) if t == "grade.changed"]
    assert [(d["attempt"], d["percent"]) for d in grades] == [(str(attempt), percent)]
    staff = [d for t, d in await told(course_key(course[0].id)) if t == "attempt.changed"]
    assert [(d["state"], d.get("percent")) for d in staff] == [("in_progress", None), ("graded", 0.0)]


async def test_a_change_that_changes_nothing_is_not_told(sam: User, course: tuple[Course, list[Lesson]]) -> None:
    place = (await enrollments.enroll(course[0].id, sam.id, now=NOW)).enrollment.id
    for _ in range(2):
        await complete(place, course[1][0].id, now=NOW)
    progress = [d["percent"] for t, d in await told(course_key(course[0].id)) if t == "progress.changed"]
    assert progress == [50]
    assert {UUID(d["enrollment"]) for t, d in await told(person_key(sam.id))} == {place}
    assert not await told(person_key(new_id()))
