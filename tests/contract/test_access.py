"""Closed by default: every route is called as nobody, a student, an instructor and an admin."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from aiohttp.test_utils import TestClient, TestServer

from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.actions.sessions import open_session
from models.ids import new_id
from models.queries.accounts import session_facts
from models.rules.access import Role
from models.rules.accounts import is_alive
from models.tables.courses import Lesson, Section
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Question, Quiz
from models.tables.users import User
from server.app import create_app, specs
from server.clock import utc_now
from server.http.spec import Spec
from server.keyring import Keyring
from server.keys import AUTH
from server.passwords import Passwords
from server.seed import seed_demo
from server.settings import DEVELOPMENT_SECRET, Settings
from tests.contract.access import ROLES, Line, api, line_of, written

PASSWORD = "correct horse battery"
ROLE_REASONS = {"not_a_teacher", "not_an_admin"}


@dataclass
class Walk:
    """A seeded server, and strangers to everything in it."""

    client: TestClient[Any, Any]
    strangers: dict[str, User]
    ids: dict[str, UUID]
    sessions: dict[str, UUID] = field(default_factory=dict)

    async def token(self, role: str) -> str:
        """A sign-in that stands; a new one when the last call has ended the one before."""
        if role == "anonymous":
            return ""
        auth = self.client.app[AUTH] if self.client.app else None
        assert auth is not None
        facts = await session_facts(self.sessions[role]) if role in self.sessions else None
        if facts is not None and is_alive(facts, utc_now()):
            return str(auth.mint_access(facts.user_id, facts.session_id)[0])
        user = await User.get(id=self.strangers[role].id)
        session = await open_session(
            user, kind="api", lifetime=auth.session_lifetime, link=None, cause=Cause(utc_now())
        )
        if session is None:  # a call before deactivated or erased the account
            self.strangers[role] = await stranger(Role(role))
            return await self.token(role)
        self.sessions[role] = session.id
        return str(auth.mint_access(user.id, session.id)[0])

    async def call(self, spec: Spec, role: str) -> tuple[int, dict[str, Any]]:
        """Status and problem document of a call without a body."""
        path = re.sub(r"{(\w+)}", lambda found: str(self.ids.get(found[1], new_id())), spec.path)
        token = await self.token(role)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self.client.request(spec.method, path, headers=headers, allow_redirects=False) as response:
            problem = response.content_type == "application/problem+json"
            return response.status, await response.json(content_type=None) if problem else {}


@cache
def hashes() -> Passwords:
    """What makes and checks passwords, as in the settings of tests."""
    return Passwords(Keyring(DEVELOPMENT_SECRET), cost=4, threads=1)


async def hashed() -> str:
    """A stored hash of PASSWORD."""
    return await hashes().hash(PASSWORD)


async def stranger(role: Role) -> User:
    """A new account that has nothing to do with anything."""
    email = f"{role}-{new_id()}@elsewhere.example"
    return await create_account(
        email=email, full_name=role, password_hash=await hashed(), role=role, cause=Cause(utc_now())
    )


@pytest.fixture
async def walk(settings: Settings) -> AsyncIterator[Walk]:
    await seed_demo(settings)
    async with TestClient(TestServer(create_app(settings))) as client:
        strangers = {role.value: await stranger(role) for role in Role}
        yield Walk(client, strangers, await _ids())


async def _ids() -> dict[str, UUID]:
    quiz = await Quiz.filter(state="published").first()
    enrollment = await Enrollment.all().first()
    assert quiz is not None
    assert enrollment is not None
    course = {"course_id": quiz.course_id}
    section, lesson = await Section.filter(**course).first(), await Lesson.filter(**course, preview=False).first()
    question = await Question.filter(quiz_id=quiz.id).first()
    assert section is not None
    assert lesson is not None
    assert question is not None
    return {
        "course_id": quiz.course_id,
        "quiz_id": quiz.id,
        "section_id": section.id,
        "lesson_id": lesson.id,
        "question_id": question.id,
        "enrollment_id": enrollment.id,
    }


def wrong(expected: str, status: int, problem: dict[str, Any]) -> str:
    """What is wrong with an answer, or nothing."""
    refused_by_role = status == 403 and problem.get("reason") in ROLE_REASONS
    fits = {
        "401": status == 401 and problem.get("code") == "unauthorized",
        "403": refused_by_role,
        "own": status in {401, 403, 404},
        "yes": status not in range(500, 503) and not refused_by_role and problem.get("code") != "unauthorized",
    }
    return "" if fits[expected] else f"{expected} wanted, {status} {problem.get('code', '')} given"


def test_the_table_lists_every_route_with_its_rule() -> None:
    """Run `python -m tests.contract.access > docs/reference/access.txt` and read what changed."""
    assert {str(line) for line in written().values()} == {str(line_of(spec)) for spec in api(specs())}


async def test_every_route_answers_every_role_as_the_table_says(walk: Walk) -> None:
    table, faults = written(), []
    for spec in api(specs()):
        line: Line = table.get((spec.method, line_of(spec).path), line_of(spec))
        for role, expected in zip(ROLES, line.answers, strict=True):
            if fault := wrong(expected, *await walk.call(spec, role)):
                faults.append(f"{spec.method} {spec.path} as {role}: {fault}")
    assert faults == []


async def test_no_route_but_the_public_ones_takes_a_bad_token(walk: Walk) -> None:
    faults = []
    for spec in api(specs()):
        path = re.sub(r"{(\w+)}", lambda found: str(walk.ids.get(found[1], new_id())), spec.path)
        async with walk.client.request(spec.method, path, headers={"Authorization": "Bearer x.y.z"}) as response:
            if response.status != 401 and spec.allow.identity != "nobody":
                faults.append(f"{spec.method} {spec.path}: {response.status}")
    assert faults == []
