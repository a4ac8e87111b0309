"""What goes out by the clock: the week, reminders, the month, the digest; each at the reader's own hour."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from babel.dates import format_date

from models.actions.notifications import News, digest_of, end_digest, notify
from models.actions.outbox import Order
from models.actions.refused_addresses import is_refused
from models.queries.notifications import (
    Standing,
    admins,
    idle_days,
    learning_in,
    month_in_numbers,
    reader,
    waiting_for_digest,
    zones,
)
from models.rules.notices import Notice
from models.rules.schedules import Schedule, zones_where
from models.tables.users import User
from server.mail.base import Letter
from server.mail.texts import headline, texts_for
from workers.deps import Deps
from workers.kinds import Kind
from workers.mails import hand_over

MONDAY = 0
MONTHLY_HOUR, WEEKLY_HOUR, REMINDER_HOUR, DIGEST_HOUR = 2, 9, 10, 18

WEEKLY = Schedule("report.week", catch_up=timedelta(hours=24))
REMINDERS = Schedule("report.idle", catch_up=timedelta(hours=24))
DIGEST = Schedule("report.digest", catch_up=timedelta(hours=24))
MONTHLY = Schedule("report.month", catch_up=timedelta(days=7))
SCHEDULES = (WEEKLY, REMINDERS, DIGEST, MONTHLY)
"""Each is due every quarter of an hour, for the time zones in which it is the hour just then."""


def _due(order: Order) -> datetime:
    return datetime.fromisoformat(order.payload["due_at"])


async def tell_the_week(_deps: Deps, order: Order) -> None:
    """On Monday at nine, where they live: how far learners are in each of their courses."""
    due = _due(order)
    found = await learning_in(zones_where(await zones(), due, hour=WEEKLY_HOUR, weekday=MONDAY), due)
    for user_id, places in groupby(found, key=lambda each: each.user_id):
        items = [_progress(each) for each in places]
        news = News(Notice.WEEKLY_PROGRESS, {"items": items}, "/learn", key=due.date().isoformat())
        await notify(None, user_id, news, due)


def _progress(standing: Standing) -> str:
    return f"{standing.course}: {standing.percent} %"


async def remind_the_idle(_deps: Deps, order: Order) -> None:
    """At ten, where they live: whoever was away for a week, and once more after three."""
    due = _due(order)
    for each in await learning_in(zones_where(await zones(), due, hour=REMINDER_HOUR), due):
        if days := idle_days(each, due):
            data = {"course": each.course, "days": days, "percent": each.percent}
            key = f"{each.enrollment_id}:{each.seen_at.date()}:{days}"
            await notify(None, each.user_id, News(Notice.INACTIVITY_REMINDER, data, "/learn", key=key), due)


async def tell_the_month(_deps: Deps, order: Order) -> None:
    """On the first at two, where they live: the month that ended there, in numbers, for admins."""
    due = _due(order)
    for zone in zones_where(await zones(), due, hour=MONTHLY_HOUR, day=1):
        end = due.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        begin = (end - timedelta(days=1)).replace(day=1)
        numbers = await month_in_numbers(begin, end)
        for admin in await admins(zone):
            await notify(None, admin.id, _month(admin, begin, numbers), due)


def _month(admin: User, begin: datetime, numbers: Mapping[str, int]) -> News:
    frame = texts_for(admin.locale).frame
    items = [f"{frame[f'month_{name}']}: {count}" for name, count in numbers.items()]
    month = format_date(begin, "LLLL y", locale=admin.locale)
    return News(Notice.MONTHLY_REPORT, {"items": items, "month": month}, "/admin", key=f"{begin:%Y-%m}")


async def send_digests(deps: Deps, order: Order) -> None:
    """At six in the evening, where they live: news that were over the day's budget."""
    due = _due(order)
    for user_id in await waiting_for_digest(zones_where(await zones(), due, hour=DIGEST_HOUR)):
        await _digest(deps, user_id, order.id, due)


async def _digest(deps: Deps, user_id: UUID, order_id: UUID, due: datetime) -> None:
    user, entries = await reader(user_id), await digest_of(user_id)
    if user is None or not entries or await is_refused(user):
        return
    mails = texts_for(user.locale).mails
    items: Sequence[str] = [headline(mails[each.kind].subject, each.data) for each in entries]
    mail_id = uuid5(order_id, str(user_id))
    letter = Letter(
        id=str(mail_id),
        template="digest",
        to=user.email,
        locale=user.locale,
        written_at=due,
        data={"name": user.full_name, "link": f"{deps.settings.origin}/learn"},
        items=items,
    )
    await hand_over(deps, mail_id, letter, user_id=user_id)
    await end_digest(entries, deps.clock())


KINDS = (
    Kind(WEEKLY.name, tell_the_week, timeout_s=300),
    Kind(REMINDERS.name, remind_the_idle, timeout_s=300),
    Kind(MONTHLY.name, tell_the_month, timeout_s=120),
    Kind(DIGEST.name, send_digests, timeout_s=300),
)
