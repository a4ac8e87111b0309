"""Who came in the same week, and who of them was seen in the weeks after."""

from datetime import date
from typing import Final
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.analytics.parts import PLACED
from models.rules.analytics.days import Days
from models.rules.analytics.retention import Cohort, Joined, cohorts

_PLACE: Final = f"""
SELECT e.id, date_trunc('week', e.enrolled_at AT TIME ZONE $2)::date AS monday, e.completed_at IS NOT NULL AS completed
FROM enrollment e WHERE e.course_id = $1 AND {PLACED}
  AND (e.enrolled_at AT TIME ZONE $2)::date BETWEEN $3 AND $4
"""  # noqa: S608 - constants only
_JOINED: Final = f"""
SELECT monday, count(*) AS learners, count(*) FILTER (WHERE completed) AS completed
FROM ({_PLACE}) place GROUP BY monday ORDER BY monday
"""  # noqa: S608 - constants of this module only
_ACTIVE: Final = f"""
WITH place AS ({_PLACE}),
seen AS (
  SELECT p.id, p.monday, v.at FROM place p JOIN progress_event v ON v.enrollment_id = p.id
  UNION ALL SELECT p.id, p.monday, a.started_at FROM place p JOIN attempt a ON a.enrollment_id = p.id
  UNION ALL SELECT p.id, p.monday, a.submitted_at FROM place p JOIN attempt a ON a.enrollment_id = p.id
  UNION ALL SELECT p.id, p.monday, s.handed_in_at FROM place p JOIN submission s ON s.enrollment_id = p.id)
SELECT monday, (date_trunc('week', at AT TIME ZONE $2)::date - monday) / 7 AS n, count(DISTINCT id) AS learners
FROM seen WHERE at IS NOT NULL GROUP BY 1, 2
"""  # noqa: S608 - constants of this module only


async def cohorts_of(course_id: UUID, days: Days, today: date) -> list[Cohort]:
    """The cohorts of those who enrolled within these days, by ISO week of the days' zone."""
    values = [course_id, days.zone, days.since, days.until]
    connection = get_connection("default")
    joined = [Joined(**row) for row in await connection.execute_query_dict(_JOINED, values)]
    rows = await connection.execute_query_dict(_ACTIVE, values)
    return cohorts(joined, {(row["monday"], row["n"]): row["learners"] for row in rows}, today)
