"""News as their readers list them, and who is due a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.expressions import Q

from models.queries.analytics.accounts import accounts_by_day
from models.queries.analytics.sums import by_day
from models.queries.keyset import past
from models.rules.analytics.days import DAY, Days
from models.rules.analytics.measures import Measure
from models.tables.notifications import Notification, RefusedAddress
from models.tables.users import User

Key = tuple[datetime, UUID]
IDLE_DAYS = (7, 21)
"""Reminded after a week, and once more after three; then never again for the same place."""


async def news_of(
    user_id: UUID, *, unread: bool, after: Key | None, limit: int
) -> tuple[list[Notification], Key | None]:
    """One page of a person's news, the newest first."""
    wanted = Q(user_id=user_id)
    if unread:
        wanted &= Q(read_at__isnull=True)
    if after is not None:
        wanted &= past("created_at", after[0], after[1])
    rows = await Notification.filter(wanted).order_by("-created_at", "-id").limit(limit + 1)
    page = rows[:limit]
    return page, (page[-1].created_at, page[-1].id) if len(rows) > limit else None


async def count_news(user_id: UUID, *, unread: bool) -> int:
    """How many there are."""
    found = Notification.filter(user_id=user_id)
    return await (found.filter(read_at=None) if unread else found).count()


async def reader(user_id: UUID) -> User | None:
    """The person a mail is for, if they may still get any."""
    return await User.get_or_none(id=user_id, is_active=True)


async def refused_addresses(*, after: Key | None, limit: int) -> tuple[list[RefusedAddress], Key | None]:
    """One page of the addresses that mail servers refused, with their people, the newest first."""
    wanted = Q()
    if after is not None:
        wanted = past("refused_at", after[0], after[1])
    rows = await RefusedAddress.filter(wanted).select_related("user").order_by("-refused_at", "-id").limit(limit + 1)
    page = rows[:limit]
    return page, (page[-1].refused_at, page[-1].id) if len(rows) > limit else None


async def count_refused_addresses() -> int:
    """How many there are."""
    return await RefusedAddress.all().count()


async def zones() -> list[str]:
    """The time zones people live in."""
    rows = await get_connection("default").execute_query_dict("SELECT DISTINCT time_zone FROM user_account")
    return [row["time_zone"] for row in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one learner is in one course."""

    user_id: UUID
    enrollment_id: UUID
    course_id: UUID
    course: str
    percent: int
    seen_at: datetime


_LEARNING = """
SELECT e.user_id, e.id AS enrollment_id, c.id AS course_id, c.title AS course, e.percent,
       coalesce(e.last_seen_at, e.enrolled_at) AS seen_at
FROM enrollment e
JOIN course c ON c.id = e.course_id AND c.state = 'published'
JOIN user_account u ON u.id = e.user_id AND u.is_active AND u.time_zone = ANY($1)
WHERE e.state = 'active' AND (e.expires_at IS NULL OR e.expires_at > $2)
ORDER BY e.user_id, e.enrolled_at, e.id
"""


async def learning_in(found: Sequence[str], now: datetime) -> list[Standing]:
    """Everybody who learns, in these time zones."""
    rows = await get_connection("default").execute_query_dict(_LEARNING, [list(found), now])
    return [Standing(**row) for row in rows]


def idle_days(standing: Standing, now: datetime) -> int | None:
    """The number of days without a visit when a reminder is due on this day, or None."""
    idle = (now - standing.seen_at) // timedelta(days=1)
    return idle if idle in IDLE_DAYS else None


async def admins(time_zone: str | None = None) -> list[User]:
    """Who runs the school; only those of a time zone, if one is given."""
    found = User.filter(role="admin", is_active=True)
    return await (found if time_zone is None else found.filter(time_zone=time_zone))


async def waiting_for_digest(found: Sequence[str]) -> list[UUID]:
    """Who has news waiting, in these time zones."""
    rows = await get_connection("default").execute_query_dict(
        """SELECT DISTINCT d.user_id FROM digest_entry d JOIN user_account u ON u.id = d.user_id
        WHERE d.sent_at IS NULL AND u.is_active AND u.time_zone = ANY($1)""",
        [list(found)],
    )
    return [row["user_id"] for row in rows]


async def month_in_numbers(begin: datetime, end: datetime) -> dict[str, int]:
    """What happened at the school from `begin` to before `end`, whole days in UTC: the figures of analytics."""
    days = Days("UTC", begin.date(), (end - DAY).date())
    found = [day.sums.counts for day in await by_day(days, None)]
    numbers = {
        "enrolments": Measure.ENROLLED,
        "completions": Measure.COMPLETED,
        "attempts": Measure.ATTEMPTS,
        "sessions": Measure.SESSIONS,
        "certificates": Measure.CERTIFICATES,
    }
    accounts = sum((await accounts_by_day(days)).values())
    return {"accounts": accounts} | {name: sum(each[measure] for each in found) for name, measure in numbers.items()}
