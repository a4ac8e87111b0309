"""A learner's whole way through REST: search, preview, enrol, watch, read, hand in, be graded, finish.

The teacher watches it over the socket, as it happens; the learner's other pages hear of it, too.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from clients.channel import Channel
from clients.feeds import comparable
from clients.line import dialer
from clients.live import LiveClient, token_of
from clients.protocol import Frame, decode
from models.rules.access import Role
from models.tables.users import User
from server.app import create_app
from server.settings import Settings
from tests.school import Clock, Course, Person, School, course_by, identify


class Live(School):
    """A school whose people have sockets."""

    stack: AsyncExitStack
    tokens: dict[str, str]
    heard: list[Frame]

    async def sign_up(self, name: str, role: Role = Role.STUDENT) -> Person:
        """An account of its own making, given a role."""
        email = f"{name.lower()}@school.example"
        wish = {"email": email, "full_name": name, "password": "a password of tests"}
        made = await self.nobody.make("/auth/register", wish)
        self.tokens[email] = made.body["tokens"]["access_token"]
        await User.filter(email=email).update(role=role)
        user = await User.get(email=email)
        return Person(self.client, user.id, email, role)

    async def watch(self, person: Person, name: str) -> Channel:
        """What a person sees of a channel, from now on."""
        http = await self.stack.enter_async_context(aiohttp.ClientSession())
        dial = dialer(http, self.client.make_url("/ws"))
        client = await self.stack.enter_async_context(
            LiveClient(dial, token_of(self.tokens[person.email]), watch=self._hear)
        )
        return await client.subscribe(name)

    def _hear(self, text: str) -> None:
        self.heard.append(decode(text))

    def events(self, channel: str, name: str, member: str) -> list[Any]:
        """A member of every durable event of a name that came, in order."""
        return [each.d[member] for each in self.heard if (each.ch, each.t) == (channel, name) and each.p is not None]


@pytest.fixture
async def school(settings: Settings) -> AsyncIterator[Live]:
    """The whole application."""
    clock = Clock()
    app = create_app(settings, authenticate=identify, clock=clock)
    async with TestClient(TestServer(app)) as client, AsyncExitStack() as stack:
        made = Live(client, clock)
        made.stack, made.tokens, made.heard = stack, {}, []
        yield made


async def caught_up(channel: Channel, head: int) -> None:
    await channel.until(lambda now: now.feed.last >= head)


@dataclass(frozen=True, slots=True)
class Plan:
    """A course of a text, a video that opens after it, an assignment, and a quiz; ids."""

    course: Course
    video: str
    work: str
    task: str
    quiz: str
    check: str


async def planned(teacher: Person) -> Plan:
    """The course, published."""
    course = await course_by(teacher, title="How Maps Lie", summary="Every map leaves something out.", tags=["maps"])
    _ = await teacher.patch(f"/lessons/{course.lesson_id}", {"preview": True})
    lessons = f"/sections/{course.section_id}/lessons"
    video = await teacher.make(
        lessons,
        {
            "title": "The orange",
            "kind": "video",
            "video_url": "https://media.example/orange.mp4",
            "minutes": 1,
            "completion": {"rule": "watched", "value": 0.9},
            "unlock": {"after_lesson": course.lesson_id},
        },
    )
    work = await teacher.make(lessons, {"title": "Draw", "kind": "assignment"})
    task = {"title": "Draw your street", "lesson_id": work.id, "points": 10}
    task_id = (await teacher.make(f"{course.path}/assignments", task)).id
    quiz = await course.quiz()
    return Plan(course, video.id, work.id, task_id, quiz, await course.quiz_lesson(quiz))


async def found_and_entered(school: Live, student: Person, plan: Plan) -> str:
    """The course is found and looked into by nobody in particular; the student enrols. The enrolment's id."""
    found = (await school.nobody.get("/courses?q=maps")).body["items"][0]
    assert (await school.nobody.get(f"/lessons/{plan.course.lesson_id}")).status == 200
    return (await student.make(f"/courses/{found['id']}/enroll", None)).id


async def watch_the_video(school: Live, student: Person, plan: Plan, place: str) -> None:
    """It is closed until the text is read, and done when all of it was watched in its time."""
    locked = await student.get(f"/lessons/{plan.video}")
    assert (locked.status, locked.body["reason"]) == (403, "locked")
    _ = await student.post(f"/enrollments/{place}/lessons/{plan.course.lesson_id}/complete")
    _ = await student.get(f"/lessons/{plan.video}")
    school.clock.now += timedelta(seconds=60)
    watched = await student.put(
        f"/enrollments/{place}/lessons/{plan.video}/progress", {"watched": [[0, 60]], "position_seconds": 60}
    )
    assert (watched.body["lesson"]["state"], watched.body["percent"]) == ("done", 50)


async def hand_in_and_be_tested(teacher: Person, student: Person, plan: Plan) -> None:
    """The assignment is graded, and every answer of the quiz is right."""
    handed = await student.make(f"/assignments/{plan.task}/submissions", {"text": "Here is my street."})
    graded = await teacher.post(f"/submissions/{handed.id}/grade", {"points": 9, "feedback": "Lovely scale."})
    attempt = await student.make(f"/quizzes/{plan.quiz}/attempts", {})
    single, true_false = attempt.body["questions"]
    right = next(choice["id"] for choice in single["choices"] if choice["text"] == "Mercator")
    answers = {single["id"]: {"choice": right}, true_false["id"]: {"value": True}}
    result = await student.post(f"/attempts/{attempt.id}/submit", {"answers": answers})
    assert (graded.body["points"], result.body["passed"]) == (9.0, True)


async def test_from_the_search_to_the_last_lesson_before_the_teachers_eyes(school: Live) -> None:
    teacher, student = await school.sign_up("Noor", Role.INSTRUCTOR), await school.sign_up("Sam")
    plan = await planned(teacher)
    seen, told = await school.watch(teacher, f"course:{plan.course.id}"), await school.watch(student, "me")
    assert seen.state["learners"] == []
    welcomed = told.state["unread"]

    place = await found_and_entered(school, student, plan)
    await seen.until(lambda now: [each["percent"] for each in now.state["learners"]] == [0])
    await told.until(lambda now: now.state["unread"] == welcomed + 1)
    await watch_the_video(school, student, plan, place)
    await seen.until(lambda now: now.state["learners"][0]["percent"] == 50)
    assert seen.state["learners"][0]["last_seen"] == "2026-03-02T09:01:00.000Z"
    await hand_in_and_be_tested(teacher, student, plan)

    await seen.until(lambda now: now.state["counts"]["completed"] == 1)
    own = {"enrollment": place, "user": {"id": str(student.id), "name": "Sam"}, "percent": 100, "last_seen": None}
    assert seen.state["learners"][0] | {"last_seen": None} == own
    for live, person, name in ((seen, teacher, seen.name), (told, student, "me")):
        fresh = await school.watch(person, name)
        await caught_up(live, fresh.feed.last)
        assert comparable(live.state) == comparable(fresh.state)
    unread = await student.get("/notifications?unread=true&count=true")
    assert told.state["unread"] == unread.body["total"] >= welcomed + 3, "enrolled, graded, completed"
    assert school.events(seen.name, "attempt.changed", "state") == ["in_progress", "graded"]
    assert school.events(seen.name, "enrollment.changed", "state") == ["active", "completed"]
    assert school.events(seen.name, "progress.changed", "percent")[-1] == 100
    assert school.events("me", "grade.changed", "percent") == [100.0]
    await all_is_done(teacher, student, plan, place)


async def all_is_done(teacher: Person, student: Person, plan: Plan, place: str) -> None:
    """Each lesson says why it is done, the learner may review the course, and the gradebook has the mark."""
    end = (await student.get(f"/enrollments/{place}/progress")).body
    assert (end["percent"], end["state"], end["resume"]) == (100, "completed", None)
    assert {step["lesson_id"]: step["why"]["code"] for step in end["lessons"]} == {
        plan.course.lesson_id: "marked",
        plan.video: "watched",
        plan.work: "submitted",
        plan.check: "passed",
    }
    assert (await student.put(f"{plan.course.path}/reviews/mine", {"stars": 5})).status == 201
    book = (await teacher.get(f"{plan.course.path}/gradebook")).body["learners"][0]
    assert (book["state"], book["percent"], book["grades"][0]["percent"]) == ("completed", 100, 100.0)
