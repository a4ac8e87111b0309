"""The numbers behind the list of learners at risk: one statement for a whole course."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.analytics.parts import STANDINGS
from models.rules.analytics.risk import Reason, Risk, assess

# The median is that of the learners who came in the same ISO week, or of all when these are fewer than $4.
_NUMBERS: Final = f"""
WITH place AS (
  SELECT e.id, e.user_id, e.percent, e.enrolled_at, e.state,
    date_trunc('week', e.enrolled_at AT TIME ZONE $3)::date AS monday,
    greatest(e.enrolled_at, e.last_seen_at,
      (SELECT max(greatest(a.started_at, a.submitted_at)) FROM attempt a WHERE a.enrollment_id = e.id),
      (SELECT max(s.handed_in_at) FROM submission s WHERE s.enrollment_id = e.id)) AS seen_at,
    e.percent > 0
      OR EXISTS (SELECT 1 FROM lesson_progress p WHERE p.enrollment_id = e.id AND p.state <> 'not_started')
      OR EXISTS (SELECT 1 FROM attempt a WHERE a.enrollment_id = e.id) AS started
  FROM enrollment e WHERE e.course_id = $1 AND e.state IN ('active', 'completed')),
cohort AS (
  SELECT monday, percentile_cont(0.5) WITHIN GROUP (ORDER BY percent) AS median, count(*) AS n
  FROM place GROUP BY GROUPING SETS ((monday), ())),
failed AS (
  SELECT enrollment_id, count(*) FILTER (WHERE percent < pass_percent) AS n FROM ({STANDINGS}) s GROUP BY enrollment_id),
overdue AS (
  SELECT p.id, count(*) AS n FROM place p JOIN assignment t ON t.course_id = $1 AND t.archived_at IS NULL
    AND t.due_at < $2 AND t.due_at >= p.enrolled_at
  WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.assignment_id = t.id AND s.enrollment_id = p.id) GROUP BY p.id)
SELECT p.id AS enrollment_id, p.user_id, u.full_name, u.email, p.percent, p.enrolled_at, p.seen_at,
  extract(day FROM $2 - p.seen_at)::int AS away,
  greatest(0, floor(CASE WHEN own.n >= $4 THEN own.median ELSE whole.median END - p.percent))::int AS behind,
  coalesce(f.n, 0)::int AS failed_quizzes, coalesce(o.n, 0)::int AS overdue_work,
  CASE WHEN p.started THEN 0 ELSE extract(day FROM $2 - p.enrolled_at)::int END AS not_started
FROM place p
JOIN user_account u ON u.id = p.user_id
JOIN cohort own ON own.monday = p.monday
CROSS JOIN (SELECT median FROM cohort WHERE monday IS NULL) whole
LEFT JOIN failed f ON f.enrollment_id = p.id
LEFT JOIN overdue o ON o.id = p.id
WHERE p.state = 'active'
"""  # noqa: S608 - constants only


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One learner with the risk and its reasons."""

    enrollment_id: UUID
    user_id: UUID
    full_name: str
    email: str
    percent: int
    enrolled_at: datetime
    seen_at: datetime
    risk: Risk


async def learners_at_risk(course_id: UUID, now: datetime, *, zone: str, least: int) -> list[AtRisk]:
    """Active learners for whom any reason counts, the highest score first, then by name.

    `least` is how many must have come in a week for its median to be taken.
    """
    rows = await get_connection("default").execute_query_dict(_NUMBERS, [course_id, now, zone, least])
    found = [
        AtRisk(risk=assess({reason: row.pop(reason.value) for reason in Reason}), **row) for row in map(dict, rows)
    ]
    return sorted((each for each in found if each.risk.score), key=lambda each: (-each.risk.score, each.full_name))
