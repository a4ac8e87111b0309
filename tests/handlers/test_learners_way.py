"""A learner's whole way through REST: search, preview, enrol, watch, read, hand in, be graded, finish.

The teacher watches it over the socket, as it happens; the learner's other pages hear of it, too.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
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
from tests.school import Clock, Person, School, course_by, identify


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


async def test_from_the_search_to_the_last_lesson_before_the_teachers_eyes(school: Live) -> None:
    teacher, student = await school.sign_up("Noor", Role.INSTRUCTOR), await school.sign_up("Sam")
    course = await course_by(teacher, title="How Maps Lie", summary="Every map leaves something out.", tags=["maps"])
    _ = await teacher.patch(f"/lessons/{course.lesson_id}", {"preview": True})
    video = await teacher.make(
        f"/sections/{course.section_id}/lessons",
        {
            "title": "The orange",
            "kind": "video",
            "video_url": "https://media.example/orange.mp4",
            "minutes": 1,
            "completion": {"rule": "watched", "value": 0.9},
            "unlock": {"after_lesson": course.lesson_id},
        },
    )
    work = await teacher.make(f"/sections/{course.section_id}/lessons", {"title": "Draw", "kind": "assignment"})
    task = await teacher.make(
        f"{course.path}/assignments", {"title": "Draw your street", "lesson_id": work.id, "points": 10}
    )
    quiz = await course.quiz()
    check = await course.quiz_lesson(quiz)

    seen, told = await school.watch(teacher, f"course:{course.id}"), await school.watch(student, "me")
    assert seen.state["learners"] == []
    welcomed = told.state["unread"]

    found = (await school.nobody.get("/courses?q=maps")).body["items"][0]
    preview = await school.nobody.get(f"/lessons/{course.lesson_id}")
    place = (await student.make(f"/courses/{found['id']}/enroll", None)).id
    await seen.until(lambda now: [each["percent"] for each in now.state["learners"]] == [0])
    await told.until(lambda now: now.state["unread"] == welcomed + 1)
    locked = await student.get(f"/lessons/{video.id}")
    _ = await student.post(f"/enrollments/{place}/lessons/{course.lesson_id}/complete")

    _ = await student.get(f"/lessons/{video.id}")
    school.clock.now += timedelta(seconds=60)
    watched = await student.put(
        f"/enrollments/{place}/lessons/{video.id}/progress", {"watched": [[0, 60]], "position_seconds": 60}
    )
    await seen.until(lambda now: now.state["learners"][0]["percent"] == 50)
    assert seen.state["learners"][0]["last_seen"] == "2026-03-02T09:01:00.000Z"
    handed = await student.make(f"/assignments/{task.id}/submissions", {"text": "Here is my street."})
    graded = await teacher.post(f"/submissions/{handed.id}/grade", {"points": 9, "feedback": "Lovely scale."})

    attempt = await student.make(f"/quizzes/{quiz}/attempts", {})
    single, true_false = attempt.body["questions"]
    right = next(choice["id"] for choice in single["choices"] if choice["text"] == "Mercator")
    answers = {single["id"]: {"choice": right}, true_false["id"]: {"value": True}}
    result = await student.post(f"/attempts/{attempt.id}/submit", {"answers": answers})

    await seen.until(lambda now: now.state["counts"]["completed"] == 1)
    assert seen.state["learners"][0] | {"last_seen": None} == {
        "enrollment": place,
        "user": {"id": str(student.id), "name": "Sam"},
        "percent": 100,
        "last_seen": None,
    }
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

    assert (preview.status, locked.status, locked.body["reason"]) == (200, 403, "locked")
    assert (watched.body["lesson"]["state"], watched.body["percent"]) == ("done", 50)
    assert (graded.body["points"], result.body["passed"]) == (9.0, True)
    end = (await student.get(f"/enrollments/{place}/progress")).body
    assert (end["percent"], end["state"], end["resume"]) == (100, "completed", None)
    assert {step["lesson_id"]: step["why"]["code"] for step in end["lessons"]} == {
        course.lesson_id: "marked",
        video.id: "watched",
        work.id: "submitted",
        check: "passed",
    }
    assert (await student.put(f"{course.path}/reviews/mine", {"stars": 5})).status == 201
    book = (await teacher.get(f"{course.path}/gradebook")).body["learners"][0]
    assert (book["state"], book["percent"], book["grades"][0]["percent"]) == ("completed", 100, 100.0)
