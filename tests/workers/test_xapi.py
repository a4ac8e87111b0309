"""Statements go to a record store of the tests' own, which refuses what the specification refuses."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from tortoise.context import TortoiseContext

from models.rules.access import Role
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.lti import XapiSent
from models.tables.quizzes import Attempt, Quiz
from models.tables.users import User
from server.clock import utc_now
from server.settings import Settings
from workers.xapi import tell, tell_record_store

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
IRI = re.compile(r"https?://\S+")


def check(found: dict[str, Any]) -> None:
    """What xAPI 1.0.3, part 2, demands of a statement; written from the specification."""
    assert set(found) <= {"id", "actor", "verb", "object", "context", "timestamp", "result"}
    assert str(UUID(found["id"])) == found["id"]
    assert UUID(found["id"]).variant == "specified in RFC 4122"
    assert set(found["actor"]) == {"objectType", "account"}, "one identifier, and no name"
    assert IRI.fullmatch(found["actor"]["account"]["homePage"])
    assert IRI.fullmatch(found["verb"]["id"])
    assert IRI.fullmatch(found["object"]["id"])
    assert TIME.fullmatch(found["timestamp"])
    score = found.get("result", {}).get("score", {})
    assert -1 <= score.get("scaled", 0) <= 1
    assert score.get("min", 0) <= score.get("raw", 0) <= score.get("max", 0)
    assert re.fullmatch(r"PT\d+\.\d\dS", found.get("result", {}).get("duration", "PT0.00S"))


@dataclass
class Lrs:
    """The store: statements by id."""

    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    failing: int = 0
    refused: str = ""
    """A verb that it does not like."""
    posts: int = 0

    async def take(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == "Basic bWU6c2VjcmV0"
        assert request.headers["X-Experience-API-Version"] == "1.0.3"
        self.posts += 1
        if self.failing > 0:
            self.failing -= 1
            return web.Response(status=503)
        statements = await request.json()
        if any(each["verb"]["id"].endswith(f"/{self.refused}") for each in statements):
            return web.Response(status=400)
        for each in statements:
            check(each)
            assert self.held.get(each["id"], each) == each, "a statement never changes"
            self.held[each["id"]] = each
        return web.json_response([each["id"] for each in statements])

    def verbs(self) -> list[str]:
        return sorted(each["verb"]["id"].rpartition("/")[2] for each in self.held.values())


@pytest.fixture
async def lrs() -> AsyncIterator[tuple[Lrs, str]]:
    store, app = Lrs(), web.Application()
    app.router.add_post("/xapi/statements", store.take)
    async with TestServer(app) as server:
        yield store, str(server.make_url("/xapi/"))


@pytest.fixture
async def learnt(database: TortoiseContext) -> Attempt:
    """A learner who finished a course by an attempt that passed."""
    now = utc_now()
    times: dict[str, Any] = {"created_at": now, "updated_at": now}
    user = User(email="lin@school.example", email_key="lin@school.example", full_name="Lin", role=Role.STUDENT, **times)
    await user.save()
    course = await Course.create(slug="maps", title="Maps", **times)
    quiz = await Quiz.create(course_id=course.id, title="Edges", **times)
    place = await Enrollment.create(course_id=course.id, user_id=user.id, enrolled_at=now, completed_at=now)
    return await Attempt.create(
        quiz_id=quiz.id,
        enrollment_id=place.id,
        user_id=user.id,
        number=1,
        state="graded",
        started_at=now,
        submitted_at=now,
        score=2.0,
        max_score=3.0,
        percent=200 / 3,
        passed=True,
    )


def with_store(settings: Settings, url: str) -> Settings:
    known = {"xapi_endpoint": url, "xapi_username": "me", "xapi_password": SecretStr("secret")}
    return settings.model_copy(update=known)


async def test_what_happened_is_told_once_also_after_the_store_was_away(
    settings: Settings, learnt: Attempt, lrs: tuple[Lrs, str]
) -> None:
    store, own = lrs[0], with_store(settings, lrs[1])
    store.failing = 2
    assert [await tell(own, utc_now) for _try in range(4)] == [0, 0, 3, 0]
    assert store.verbs() == ["completed", "initialized", "passed"]
    assert store.posts == 3
    await XapiSent.all().delete()
    assert await tell(own, utc_now) == 3
    assert len(store.held) == 3, "what is told again is the same statement"


async def test_one_statement_that_is_refused_holds_up_no_other(
    settings: Settings, learnt: Attempt, lrs: tuple[Lrs, str]
) -> None:
    store, own = lrs[0], with_store(settings, lrs[1])
    store.refused = "initialized"
    assert await tell(own, utc_now) == 3
    assert store.verbs() == ["completed", "passed"]
    assert await tell(own, utc_now) == 0


async def test_without_an_endpoint_nothing_is_told(settings: Settings, learnt: Attempt) -> None:
    assert await tell_record_store({"settings": settings}) == 0
    assert not await XapiSent.exists()
