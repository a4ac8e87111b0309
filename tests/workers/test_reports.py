"""Reports go out at the reader's own hour, once, however many workers look at the clock, also after a pause."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise.context import TortoiseContext

from models.actions.accounts import create_account
from models.actions.audit import Cause
from models.actions.notifications import News, notify
from models.actions.schedules import order_due, sweep_runs
from models.ids import new_id
from models.rules.access import Role
from models.rules.notices import Notice
from models.rules.schedules import Schedule
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.jobs import ScheduledRun
from models.tables.notifications import DigestEntry
from models.tables.system import Outbox
from models.tables.users import User
from server.settings import Settings
from tests.workers.desk import MONDAY, Desk

HOURLY = Schedule("report.week", catch_up=timedelta(hours=24), minutes=frozenset({0}))


async def learner(name: str, zone: str = "UTC", **place: Any) -> User:
    user = await create_account(
        email=f"{name}@school.example", full_name=name, password_hash=None, cause=Cause(MONDAY), verified=True
    )
    await User.filter(id=user.id).update(time_zone=zone)
    course = Course(title="Maps", slug=str(new_id()), state="published", created_at=MONDAY, updated_at=MONDAY)
    await course.save()
    usual = {"state": "active", "enrolled_at": MONDAY - timedelta(days=7), "percent": 40}
    await Enrollment(course_id=course.id, user_id=user.id, **{**usual, **place}).save()
    return user


async def test_the_week_is_told_on_monday_at_nine_where_the_reader_lives(desk: Desk) -> None:
    _ = await learner("utc"), await learner("kathmandu", "Asia/Kathmandu"), await learner("kuwait", "Asia/Kuwait")
    assert await desk.report("report.week", MONDAY) == ["utc@school.example Your week at Lectern"]
    there = datetime(2026, 3, 2, 3, 15, tzinfo=UTC)
    assert await desk.report("report.week", there) == ["kathmandu@school.example Your week at Lectern"]
    assert await desk.report("report.week", MONDAY + timedelta(days=1)) == []
    assert await desk.report("report.week", MONDAY) == [], "a second run tells nobody twice"


async def test_the_idle_are_reminded_after_a_week_and_after_three(desk: Desk) -> None:
    _ = await learner("sam", last_seen_at=MONDAY - timedelta(days=1))
    for days in range(30):
        due = MONDAY.replace(hour=10) + timedelta(days=days)
        mails = await desk.report("report.idle", due)
        assert bool(mails) == (days + 1 in {7, 21}), days


async def test_admins_get_the_month_in_numbers(desk: Desk) -> None:
    _ = await learner("sam")
    admin = await create_account(
        email="admin@school.example",
        full_name="A",
        password_hash=None,
        cause=Cause(MONDAY),
        verified=True,
        role=Role.ADMIN,
        locale="ar",
    )
    await User.filter(id=admin.id).update(time_zone="Asia/Kuwait")
    first = datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
    assert await desk.report("report.month", first + timedelta(hours=3)) == [], "it is two in London"
    assert await desk.report("report.month", first) == [f"{admin.email} شهر مارس 2026 بالأرقام"]
    body = next(iter(desk.mailer.taken.values())).get_body(("plain",))
    assert body is not None
    assert "حسابات جديدة: 2" in str(body.get_content())


async def test_what_is_over_the_days_budget_waits_for_the_digest(desk: Desk, settings: Settings) -> None:
    sam = await learner("sam")
    for number in range(settings.mails_per_day + 3):
        news = News(Notice.ANNOUNCEMENT, {"course": "Maps", "title": f"No {number}", "text": "…"})
        await notify(None, sam.id, news, MONDAY)
    await notify(None, sam.id, News(Notice.PAYMENT_CONFIRMED, {"amount": "1 KWD", "number": "7"}), MONDAY)
    await desk.work()
    assert len(desk.mailer.taken) == settings.mails_per_day + 1, "a receipt is sent whatever the day has seen"
    assert await DigestEntry.filter(sent_at=None).count() == 3

    assert await desk.report("report.digest", MONDAY.replace(hour=18)) == ["sam@school.example News from today"]
    assert await desk.report("report.digest", MONDAY.replace(hour=18) + timedelta(days=1)) == []


async def test_a_due_time_is_ordered_once_by_ten_workers(database: TortoiseContext) -> None:
    for _ in range(3):
        _ = await asyncio.gather(*(order_due(HOURLY, MONDAY) for _ in range(10)))
    assert await Outbox.all().count() == 1


async def test_what_was_missed_is_caught_up_with_and_not_more(database: TortoiseContext) -> None:
    assert await order_due(HOURLY, MONDAY + timedelta(minutes=20)) == 0, "nobody was promised what was before"
    assert await order_due(HOURLY, MONDAY + timedelta(hours=3, minutes=20)) == 3
    assert await order_due(HOURLY, MONDAY + timedelta(days=9)) == 24, "as far back as it may reach"
    await sweep_runs(MONDAY + timedelta(days=200))
    assert await ScheduledRun.all().count() == 1
    assert await order_due(HOURLY, MONDAY + timedelta(days=9, minutes=30)) == 0
