"""No list asks the database row by row: each takes as many statements for thirty rows as for three."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import pytest
from aiohttp.test_utils import TestClient, TestServer
from tortoise import fields

from models.ids import new_id
from models.tables.assignments import Assignment, Submission
from models.tables.base import Row
from models.tables.certificates import Certificate
from models.tables.community import Announcement, Group, GroupMember, Review
from models.tables.courses import Course, CourseStaff
from models.tables.credentials import ApiToken
from models.tables.enrollments import Enrollment, Invitation
from models.tables.files import File, FileClaim
from models.tables.live import LiveSession
from models.tables.lti import LtiCourse, LtiPlatform
from models.tables.notifications import Notification, RefusedAddress
from models.tables.payments import Coupon, LedgerEntry, Order, OrderItem, Payment, Refund
from models.tables.quizzes import Attempt, AttemptMark, Bank, Question, QuestionVersion, Quiz, QuizOverride
from models.tables.system import AuditLog, Outbox
from models.tables.users import AuthSession, User
from models.tables.webhooks import Webhook, WebhookDelivery
from server.app import create_app, specs
from server.settings import Settings
from tests.school import NOW, Clock, Person, School, course_by, identify

FEW, MORE, MOST_STATEMENTS = 3, 27, 12
Fixed = dict[str, Any]


SAMPLES: Final[dict[type, Callable[[], object]]] = {
    fields.UUIDField: new_id,
    fields.DatetimeField: lambda: NOW,
    fields.BinaryField: lambda: b"x",
    fields.BooleanField: lambda: True,
    fields.JSONField: dict,
}


def _sample(field: fields.Field[Any], number: int) -> object:
    """A value that fits a column that must have one, another for each row."""
    if isinstance(field, fields.CharField):
        return new_id().hex[-field.max_length :]
    return SAMPLES.get(type(field), lambda: number)()


async def made(table: type[Row], count: int, **given: Any) -> list[Any]:
    """Rows of a table: what is given (a list has a value for each row), and samples for the rest that must be."""
    rows = []
    for number in range(count):
        values = {name: value[number] if isinstance(value, list) else value for name, value in given.items()}
        for name, field in table._meta.fields_map.items():
            left_out = name not in values and field.default is None and not field.null and not field.generated
            if left_out and not isinstance(field, fields.relational.RelationalField):
                values[name] = _sample(field, number)
        rows.append(table(**values))
    await table.bulk_create(rows)
    return rows


@dataclass(frozen=True, slots=True)
class World:
    """A course with everything in it, and the admin who teaches it and learns in it."""

    me: Person
    course: UUID
    quiz: UUID
    bank: UUID
    assignment: UUID
    version: QuestionVersion
    webhook: UUID

    def path(self, path: str) -> str:
        """The path of a list in this world."""
        ids = {"course_id": self.course, "quiz_id": self.quiz, "bank_id": self.bank, "assignment_id": self.assignment}
        ids |= {"webhook_id": self.webhook}
        return path.removeprefix("/api/v1").format(**ids)

    async def learners(self, count: int) -> tuple[list[UUID], list[UUID]]:
        """New people with places in the course; their ids and those of the places."""
        people = [row.id for row in await made(User, count)]
        places = await made(Enrollment, count, course_id=self.course, user_id=people)
        return people, [row.id for row in places]


async def _questions(world: World, count: int, **where: UUID) -> None:
    rows = await made(Question, count, **where)
    wording = {"kind": world.version.kind, "content": world.version.content, "stem": "?", "number": 1}
    _ = await made(QuestionVersion, count, question_id=[row.id for row in rows], **wording)


async def _attempts(world: World, count: int) -> None:
    people, places = await world.learners(count)
    done = {"state": "submitted", "submitted_at": NOW, "max_score": 1.0, "plan": {}}
    attempts = await made(Attempt, count, quiz_id=world.quiz, enrollment_id=places, user_id=people, number=1, **done)
    ids = {"question_id": world.version.question_id, "version_id": world.version.id}
    answer = {"choice": "a"}
    _ = await made(AttemptMark, count, attempt_id=[row.id for row in attempts], **ids, answer=answer, max_points=1.0)


async def _own_attempts(world: World, count: int) -> None:
    place = await Enrollment.get(user_id=world.me.id, course_id=world.course)
    taken = await Attempt.filter(enrollment_id=place.id).count()
    ids = {"quiz_id": world.quiz, "enrollment_id": place.id, "user_id": world.me.id}
    done = {"state": "submitted", "submitted_at": NOW, "max_score": 1.0, "plan": {}}
    _ = await made(Attempt, count, **ids, number=list(range(taken + 1, taken + count + 1)), **done)


async def _works(world: World, count: int) -> None:
    people, places = await world.learners(count)
    ids = {"assignment_id": world.assignment, "enrollment_id": places, "user_id": people}
    works = await made(Submission, count, **ids, number=1)
    files = await made(File, count, owner_id=people, state="ready")
    things = {"thing_id": [row.id for row in works], "file_id": [row.id for row in files]}
    _ = await made(FileClaim, count, course_id=world.course, kind="submission", **things)


async def _own_works(world: World, count: int) -> None:
    place = await Enrollment.get(user_id=world.me.id, course_id=world.course)
    handed_in = await Submission.filter(enrollment_id=place.id).count()
    ids = {"assignment_id": world.assignment, "enrollment_id": place.id, "user_id": world.me.id}
    _ = await made(Submission, count, **ids, number=list(range(handed_in + 1, handed_in + count + 1)))


async def _platforms(world: World, count: int) -> None:
    platforms = await made(LtiPlatform, count)
    _ = await made(LtiCourse, count, platform_id=[row.id for row in platforms], course_id=world.course)


PAID: Final = {"currency": "USD", "gateway": "stripe"}


async def _orders(world: World, count: int) -> None:
    orders = [row.id for row in await made(Order, count, user_id=world.me.id, **PAID)]
    courses = [row.id for row in await made(Course, count)]
    _ = await made(OrderItem, count, order_id=orders, course_id=courses, user_id=world.me.id, open=False)
    paid = await made(Payment, count, order_id=orders, **PAID, live=False)
    refunds = {"order_id": orders, "payment_id": [row.id for row in paid], "currency": "USD"}
    _ = await made(Refund, count, **refunds)
    _ = await made(LedgerEntry, count, order_id=orders, **PAID)


async def _certificates(world: World, count: int) -> None:
    _, places = await world.learners(count)
    mine = {"user_id": world.me.id, "course_id": world.course, "enrollment_id": places}
    serial = [new_id().int % 2**31 for _ in range(count)]
    _ = await made(Certificate, count, **mine, status_index=serial, look={}, title="Well done")


async def _groups(world: World, count: int) -> None:
    groups = [row.id for row in await made(Group, count, course_id=world.course)]
    people, _ = await world.learners(count)
    _ = await made(GroupMember, count, group_id=groups, user_id=people)
    _ = await made(QuizOverride, count, quiz_id=world.quiz, user_id=people)
    _ = await made(QuizOverride, count, quiz_id=world.quiz, group_id=groups)


async def _courses(world: World, count: int) -> None:
    ids = [row.id for row in await made(Course, count, state="published", tags=())]
    _ = await made(CourseStaff, count, course_id=ids, user_id=[r.id for r in await made(User, count)], role="owner")
    _ = await made(Enrollment, count, course_id=ids, user_id=world.me.id)


async def _of_people(world: World, count: int) -> None:
    people, places = await world.learners(count)
    _ = places
    _ = await made(Review, count, course_id=world.course, user_id=people, stars=4)
    _ = await made(Announcement, count, course_id=world.course, author_id=people)
    _ = await made(CourseStaff, count, course_id=world.course, user_id=people, role="assistant")
    _ = await made(RefusedAddress, count, user_id=people)
    _ = await made(AuditLog, count, actor_id=people, object_id=people)


async def _own_things(world: World, count: int) -> None:
    me = world.me.id
    for table in (AuthSession, ApiToken):
        _ = await made(table, count, user_id=me, expires_at=NOW.replace(year=2099))
    _ = await made(Notification, count, user_id=me, kind="enrolled", data={"course": "Maps"})
    _ = await made(File, count, owner_id=me, state="ready")
    _ = await made(Outbox, count)
    _ = await made(Coupon, count, kind="percent")
    here = {"course_id": world.course}
    for thing in (Invitation, Assignment, Bank):
        _ = await made(thing, count, **here)
    _ = await made(Quiz, count, **here, state="published", grading="highest", overdue="submit")
    live: Fixed = {"quiz_id": world.quiz, "owner_id": me, "plan": (), "settings": {}}
    _ = await made(LiveSession, count, **here, **live, digest=b"")


async def _bank_questions(world: World, count: int) -> None:
    await _questions(world, count, bank_id=world.bank)
    await _questions(world, count, quiz_id=world.quiz)


async def _webhooks(world: World, count: int) -> None:
    _ = await made(Webhook, count)
    _ = await made(WebhookDelivery, count, webhook_id=world.webhook, kind="user.created")


FILLS: Final[Sequence[Callable[[World, int], Any]]] = (
    *(_own_attempts, _attempts, _works, _orders, _certificates, _groups, _courses, _of_people, _own_things),
    _bank_questions,
    *(_webhooks, _own_works, _platforms),
)
"""Together they lengthen every list."""
LISTS: Final = {
    spec.path: "?limit=100" if any(param.name == "query" for param in spec.params) else ""
    for spec in specs()
    if spec.is_page
}
"""Every list that is served; three of them are short by nature and have no pages."""


@pytest.fixture
async def world(settings: Settings) -> AsyncIterator[World]:
    app = create_app(settings, authenticate=identify, clock=Clock())
    async with TestClient(TestServer(app)) as client:
        me = await School(client, Clock()).admin()
        course = await course_by(me)
        quiz = await course.quiz()
        _ = await course.enroll(me)
        bank = await me.make(f"{course.path}/banks", {"title": "Bank"})
        assignment = await me.make(f"{course.path}/assignments", {"title": "Draw"})
        version = await QuestionVersion.filter(question__quiz_id=quiz).order_by("id").first()
        assert version is not None
        (webhook,) = await made(Webhook, 1)
        yield World(me, UUID(course.id), UUID(quiz), UUID(bank.id), UUID(assignment.id), version, webhook.id)


@contextmanager
def statements(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """The statements that Tortoise sends while the block runs; they are there when it ends."""
    found: list[str] = []
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="tortoise.db_client"):
        yield found
    found += [record.getMessage() for record in caplog.records if record.name == "tortoise.db_client"]


async def _counts(world: World, caplog: pytest.LogCaptureFixture) -> dict[str, tuple[int, int]]:
    """Of every list: how many rows it has, and how many statements it took."""
    found = {}
    for path, query in LISTS.items():
        with statements(caplog) as sent:
            answer = await world.me.get(world.path(path) + query)
        assert answer.status == 200, (path, answer.body)
        found[path] = len(answer.body["items"]), len(sent)
    return found


async def test_every_list_there_is_takes_as_many_statements_for_thirty_rows_as_for_three(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for fill in FILLS:
        await fill(world, FEW)
    few = await _counts(world, caplog)
    for fill in FILLS:
        await fill(world, MORE)
    many = await _counts(world, caplog)

    assert [path for path in LISTS if few[path][0] < FEW or many[path][0] < few[path][0] + MORE] == []
    assert {path: statements for path, (_, statements) in many.items() if statements > few[path][1]} == {}
    assert max(statements for _, statements in many.values()) <= MOST_STATEMENTS
