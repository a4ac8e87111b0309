"""Enrolments with what is shown beside them: the learner for staff, the place in the queue for who waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.expressions import Q

from models.queries.keyset import past
from models.refusals import NotThere
from models.rules.enrolling import READING, EnrollmentState
from models.tables.courses import Course
from models.tables.enrollments import Enrollment, Invitation
from models.tables.users import User


@dataclass(frozen=True, slots=True)
class Place:
    """An enrolment, its holder, and the position (from 1) of one who waits."""

    enrollment: Enrollment
    user: User
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """Places of a course counted by state, the mean percent of those who learn, and promises that wait."""

    by_state: dict[str, int]
    invited: int
    capacity: int | None
    average_percent: float | None


Key = tuple[datetime, UUID]


async def place_of(enrollment_id: UUID) -> Place:
    """One enrolment. Raises NotThere."""
    enrollment = await Enrollment.filter(id=enrollment_id).select_related("user").first()
    if enrollment is None:
        raise NotThere("There is no such enrolment")
    return (await _placed([enrollment]))[0]


async def places(*, after: Key | None, limit: int, **who: Any) -> tuple[list[Place], Key | None]:
    """One page of enrolments, newest first: `user_id`, `course_id` and `state` narrow it."""
    wanted = Q(**who)
    if after is not None:
        wanted &= past("enrolled_at", after[0], after[1])
    rows = await Enrollment.filter(wanted).select_related("user").order_by("-enrolled_at", "-id").limit(limit + 1)
    page = rows[:limit]
    last = (page[-1].enrolled_at, page[-1].id) if len(rows) > limit else None
    return await _placed(page), last


async def count(**who: Any) -> int:
    """How many there are."""
    return await Enrollment.filter(**who).count()


async def _placed(rows: Sequence[Enrollment]) -> list[Place]:
    waiting = [row.id for row in rows if row.state == EnrollmentState.WAITING]
    positions = await _positions(waiting) if waiting else {}
    return [Place(row, row.user, positions.get(row.id)) for row in rows]


async def _positions(ids: Sequence[UUID]) -> dict[UUID, int]:
    """First come, first served: how many came before, in one statement."""
    rows = await get_connection("default").execute_query_dict(
        """
        SELECT e.id, (
          SELECT count(*) FROM enrollment b
          WHERE b.course_id = e.course_id AND b.state = 'waiting' AND (b.enrolled_at, b.id) <= (e.enrolled_at, e.id)
        ) AS position
        FROM enrollment e WHERE e.id = ANY($1::uuid[])
        """,
        [list(ids)],
    )
    return {row["id"]: row["position"] for row in rows}


async def stats_of(course_id: UUID) -> Stats:
    """Counted in one statement each, whatever the number."""
    connection = get_connection("default")
    rows = await connection.execute_query_dict(
        "SELECT state, count(*) AS n, sum(percent) AS percents FROM enrollment WHERE course_id = $1 GROUP BY state",
        [course_id],
    )
    course = await Course.get(id=course_id)
    learning = [row for row in rows if row["state"] in READING]
    people = sum(row["n"] for row in learning)
    average = round(sum(row["percents"] for row in learning) / people, 2) if people else None
    invited = await Invitation.filter(course_id=course_id, state="waiting").count()
    return Stats({row["state"]: row["n"] for row in rows}, invited, course.capacity, average)


async def offers_over(now: datetime, *, limit: int) -> list[UUID]:
    """Ids of offers whose time is over, the oldest first."""
    wanted = Enrollment.filter(state=EnrollmentState.OFFERED, offered_until__lte=now).order_by("offered_until")
    return [row.id for row in await wanted.limit(limit).only("id")]


async def access_over(now: datetime, *, limit: int) -> list[UUID]:
    """Ids of places whose access is over, the oldest first."""
    wanted = Enrollment.filter(state__in=READING, expires_at__lte=now).order_by("expires_at")
    return [row.id for row in await wanted.limit(limit).only("id")]
