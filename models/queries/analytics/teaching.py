"""What becomes of the courses of one instructor, and of the whole school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.analytics.parts import PLACED
from models.queries.analytics.sums import Sums, by_course
from models.rules.access import Role
from models.tables.users import User

_COURSES: Final = f"""
SELECT c.id AS course_id, c.title, c.state,
  count(e.id) AS enrolled, count(e.id) FILTER (WHERE e.state = 'active') AS active,
  count(e.id) FILTER (WHERE e.completed_at IS NOT NULL) AS completed,
  count(e.id) FILTER (WHERE e.last_seen_at >= $2::timestamptz - interval '7 days') AS seen_this_week,
  (SELECT round(avg(r.stars), 2)::float8 FROM review r WHERE r.course_id = c.id AND r.hidden_at IS NULL) AS rating
FROM course_staff s JOIN course c ON c.id = s.course_id
LEFT JOIN enrollment e ON e.course_id = c.id AND {PLACED}
WHERE s.user_id = $1 AND s.role IN ('owner', 'co_instructor')
GROUP BY c.id ORDER BY c.created_at DESC, c.id DESC
"""  # noqa: S608 - constants only
_LEARNERS: Final = f"""
SELECT count(DISTINCT e.user_id) AS n FROM enrollment e WHERE e.course_id = ANY($1) AND {PLACED}
"""  # noqa: S608 - constants only
_SITE: Final = f"""
SELECT (SELECT count(*) FROM user_account) AS accounts,
  (SELECT count(*) FROM user_account WHERE role = 'student' AND is_active) AS students,
  (SELECT count(*) FROM user_account WHERE role = 'instructor' AND is_active) AS instructors,
  (SELECT count(DISTINCT user_id) FROM auth_session WHERE last_seen_at >= $1::timestamptz - interval '7 days') AS seen_this_week,
  (SELECT count(*) FROM course WHERE state = 'published') AS courses_published,
  (SELECT count(*) FROM course) AS courses,
  (SELECT count(*) FROM enrollment e WHERE e.state = 'active') AS learning_now,
  (SELECT count(*) FROM enrollment e WHERE {PLACED}) AS enrolled
"""  # noqa: S608 - constants of this module only


@dataclass(frozen=True, slots=True)
class TaughtCourse:
    """One course of an instructor, with all that ever happened in it."""

    course_id: UUID
    title: str
    state: str
    enrolled: int
    active: int
    completed: int
    seen_this_week: int
    rating: float | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class Teaching:
    """An instructor's courses, the newest first; `learners` counts each person once."""

    full_name: str
    learners: int
    courses: Sequence[TaughtCourse]


@dataclass(frozen=True, slots=True)
class Site:
    """The school as it stands."""

    accounts: int
    students: int
    instructors: int
    seen_this_week: int
    courses_published: int
    courses: int
    learning_now: int
    enrolled: int


async def teaching_of(user_id: UUID, now: datetime) -> Teaching | None:
    """What an instructor teaches as owner or co-instructor; None when there is no such teacher."""
    teacher = await User.get_or_none(id=user_id, role__in=[Role.INSTRUCTOR, Role.ADMIN])
    if teacher is None:
        return None
    connection = get_connection("default")
    rows = await connection.execute_query_dict(_COURSES, [user_id, now])
    ids = [row["course_id"] for row in rows]
    sums = await by_course(ids)
    learners = await connection.execute_query_dict(_LEARNERS, [ids])
    courses = [TaughtCourse(**row, sums=sums.get(row["course_id"], Sums())) for row in rows]
    return Teaching(teacher.full_name, learners[0]["n"], courses)


async def site_figures(now: datetime) -> Site:
    """Everything there is, in one statement."""
    rows = await get_connection("default").execute_query_dict(_SITE, [now])
    return Site(**rows[0])
