"""The daily look at the database tells every admin of what must never be, and nobody of a database that is whole."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.rules.access import Role
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.notifications import Notification
from models.tables.system import Outbox
from server.mail.memory import MemoryMailer
from server.pdf.pool import Press
from server.settings import Settings
from workers.deps import Deps
from workers.invariants import DAILY
from workers.registry import KINDS, SCHEDULES
from workers.running import run_order

NOW = datetime(2100, 3, 2, 4, 0, tzinfo=UTC)
BY_NAME = {kind.name: kind for kind in KINDS}


async def _ask(settings: Settings) -> list[str]:
    mailer = MemoryMailer(settings)
    deps = Deps(settings, lambda: NOW, mailer, Press())
    _ = await Outbox.create(kind=DAILY.name, payload={"due_at": NOW.isoformat()}, created_at=NOW, due_at=NOW)
    while rows := await Outbox.filter(done_at=None, failed_at=None):
        for row in rows:
            assert await run_order(deps, BY_NAME[row.kind], row.id) == "done"
    return [f"{mail['To']}: {mail.get_body(('plain',)).get_content()}" for mail in mailer.taken.values()]  # type: ignore[union-attr]


async def _person(name: str, role: Role) -> UUID:
    user = await create_account(
        email=f"{name}@school.example",
        full_name=name,
        password_hash="x",
        cause=Cause(now=NOW),
        role=role,
        verified=True,
    )
    return user.id


@pytest.mark.usefixtures("database")
async def test_admins_are_told_of_what_does_not_hold_and_of_nothing_else(settings: Settings) -> None:
    _, learner = await _person("boss", Role.ADMIN), await _person("sam", Role.STUDENT)
    await Outbox.all().delete()
    assert await _ask(settings) == []

    times: dict[str, Any] = {"created_at": NOW, "updated_at": NOW}
    course = await Course.create(slug="a", title="A", capacity=1, **times)
    for user in (learner, await _person("eve", Role.STUDENT)):
        _ = await Enrollment.create(course_id=course.id, user_id=user, enrolled_at=NOW)
    await Outbox.all().delete()
    mails = await _ask(settings)
    assert len(mails) == 1
    assert mails[0].startswith("boss@school.example")
    assert "a course has more people than seats" in " ".join(mails[0].split())
    assert await Notification.filter(kind="invariants_broken").count() == 1


def test_it_is_asked_by_the_clock(database: TortoiseContext) -> None:
    del database
    assert DAILY in SCHEDULES
