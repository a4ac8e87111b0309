"""What administrators look through beside people and orders: courses, long jobs, certificates, and the names in the audit log."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from models.queries.catalogue import Card, cards_of
from models.queries.keyset import past
from models.tables.certificates import Certificate
from models.tables.courses import Course
from models.tables.jobs import Job
from models.tables.payments import Order
from models.tables.users import User

Key = tuple[datetime, UUID]


class Worth(StrEnum):
    """What a certificate is worth."""

    VALID = "valid"
    REVOKED = "revoked"


async def find_courses(title: str, state: str, *, after: Key | None, limit: int) -> tuple[list[Card], Key | None]:
    """One page of all courses in every state, the newest first; `title` is a part of it."""
    wanted = Q(title__icontains=title) if title else Q()
    wanted &= Q(state=state) if state else Q()
    wanted &= past("created_at", *after) if after else Q()
    rows = await Course.filter(wanted).order_by("-created_at", "-id").limit(limit + 1)
    last = (rows[limit - 1].created_at, rows[limit - 1].id) if len(rows) > limit else None
    return await cards_of([row.id for row in rows[:limit]]), last


async def find_certificates(
    text: str, worth: Worth | None, *, after: Key | None, limit: int
) -> tuple[list[Certificate], Key | None]:
    """One page of all certificates, the newest first; `text` is a number, or a part of a name or a course's title."""
    wanted = Q(Q(number__iexact=text), Q(name__icontains=text), Q(course_title__icontains=text), join_type="OR")
    wanted = wanted if text else Q()
    wanted &= Q(revoked_at__isnull=worth is Worth.VALID) if worth else Q()
    wanted &= past("issued_at", *after) if after else Q()
    rows = await Certificate.filter(wanted).order_by("-issued_at", "-id").limit(limit + 1)
    last = (rows[limit - 1].issued_at, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], last


async def find_jobs(state: str, kind: str, *, after: Key | None, limit: int) -> tuple[list[Job], Key | None]:
    """One page of everybody's long jobs with their owners, the newest first."""
    wanted = Q(state=state) if state else Q()
    wanted &= Q(kind=kind) if kind else Q()
    wanted &= past("created_at", *after) if after else Q()
    rows = await Job.filter(wanted).order_by("-created_at", "-id").limit(limit + 1).select_related("owner")
    last = (rows[limit - 1].created_at, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], last


async def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of accounts, in one statement."""
    rows: Sequence[User] = await User.filter(id__in={each for each in ids if each}).only("id", "full_name")
    return {row.id: row.full_name for row in rows}


async def numbers_of(order_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The numbers of orders, in one statement."""
    rows = await Order.filter(id__in=set(order_ids)).only("id", "number")
    return {row.id: row.number for row in rows}
