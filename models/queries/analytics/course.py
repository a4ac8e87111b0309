"""One course: its learners, their way from enrolment to certificate, scores, quizzes and lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.analytics.parts import ATTEMPT_SECONDS, PLACED, STANDINGS
from models.rules.analytics.days import Days
from models.rules.statistics import BINS, bins

# Statements are put together from constants only; whatever was sent travels as a parameter.
_PLACES: Final = f"""
WITH place AS (
  SELECT e.id, e.state, e.percent, e.completed_at IS NOT NULL AS completed, e.last_seen_at,
    e.completed_at IS NOT NULL OR e.percent > 0
      OR EXISTS (SELECT 1 FROM lesson_progress p WHERE p.enrollment_id = e.id AND p.state <> 'not_started')
      OR EXISTS (SELECT 1 FROM attempt a WHERE a.enrollment_id = e.id) AS started,
    EXISTS (SELECT 1 FROM certificate c WHERE c.enrollment_id = e.id AND c.revoked_at IS NULL) AS certified
  FROM enrollment e WHERE e.course_id = $1 AND {PLACED}
    AND ($3::date IS NULL OR (e.enrolled_at AT TIME ZONE $2)::date BETWEEN $3 AND $4))
SELECT count(*) AS enrolled,
  count(*) FILTER (WHERE started) AS started,
  count(*) FILTER (WHERE completed OR percent >= 50) AS halfway,
  count(*) FILTER (WHERE completed) AS completed,
  count(*) FILTER (WHERE completed AND certified) AS certified,
  count(*) FILTER (WHERE state = 'active') AS active,
  count(*) FILTER (WHERE state IN ('dropped', 'expired')) AS ended,
  count(*) FILTER (WHERE last_seen_at >= $5::timestamptz - interval '7 days') AS seen_this_week,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY percent) FILTER (WHERE state IN ('active', 'completed')) AS median_percent
FROM place
"""  # noqa: S608 - constants only
_TIME: Final = f"""
-- Without MATERIALIZED the sums of each learner would be made once for every place that uses them.
WITH spent AS MATERIALIZED (
  SELECT e.id,
    coalesce((SELECT sum(p.dwelt_seconds) FROM lesson_progress p WHERE p.enrollment_id = e.id), 0)
    + coalesce((SELECT sum(trunc({ATTEMPT_SECONDS})) FROM attempt a WHERE a.enrollment_id = e.id
                 AND a.state IN ('submitted', 'graded') AND a.submitted_at IS NOT NULL), 0) AS seconds
  FROM enrollment e WHERE e.course_id = $1 AND {PLACED})
SELECT coalesce(sum(seconds), 0)::bigint AS total,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds::float8) FILTER (WHERE seconds > 0) AS median
FROM spent
"""  # noqa: S608 - constants only
_SCORES: Final = f"""
WITH learner AS (SELECT enrollment_id, avg(percent) AS percent FROM ({STANDINGS}) s GROUP BY enrollment_id)
SELECT width_bucket(percent, 0, 100, $2) - 1 AS bin, count(*) AS n FROM learner GROUP BY 1
"""  # noqa: S608 - constants only
_QUIZZES: Final = f"""
SELECT q.id AS quiz_id, q.title, q.pass_percent, coalesce(sum(s.attempts), 0)::bigint AS attempts,
  count(s.enrollment_id) AS learners, count(*) FILTER (WHERE s.percent >= q.pass_percent) AS passed,
  avg(s.percent) AS mean_percent, percentile_cont(0.5) WITHIN GROUP (ORDER BY s.percent) AS median_percent
FROM quiz q LEFT JOIN ({STANDINGS}) s ON s.quiz_id = q.id
WHERE q.course_id = $1 AND q.state = 'published' AND q.archived_at IS NULL
GROUP BY q.id ORDER BY q.created_at, q.id
"""  # noqa: S608 - constants only
# A learner stopped at the last lesson they touched, in the order of the course, unless they have completed it.
_LESSONS: Final = f"""
WITH ordered AS (
  SELECT l.id, l.title, l.kind, l.optional, t.title AS section,
    row_number() OVER (ORDER BY t.position, t.id, l.position, l.id) AS place
  FROM lesson l JOIN section t ON t.id = l.section_id
  WHERE l.course_id = $1 AND l.archived_at IS NULL AND t.archived_at IS NULL),
touched AS (
  SELECT p.enrollment_id, p.lesson_id, o.place, p.dwelt_seconds, p.state IN ('done', 'excused') AS done,
    e.completed_at IS NULL AND o.place = max(o.place) OVER (PARTITION BY p.enrollment_id) AS stopped
  FROM lesson_progress p JOIN ordered o ON o.id = p.lesson_id JOIN enrollment e ON e.id = p.enrollment_id
  WHERE p.state <> 'not_started' AND {PLACED})
SELECT o.id AS lesson_id, o.title, o.section, o.kind, o.optional, count(t.enrollment_id) AS reached,
  count(*) FILTER (WHERE t.done) AS done, count(*) FILTER (WHERE t.stopped) AS stopped,
  coalesce(sum(t.dwelt_seconds), 0)::bigint AS seconds,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY t.dwelt_seconds) FILTER (WHERE t.dwelt_seconds > 0) AS median_seconds
FROM ordered o LEFT JOIN touched t ON t.lesson_id = o.id
GROUP BY o.id, o.title, o.section, o.kind, o.optional, o.place ORDER BY o.place
"""  # noqa: S608 - constants only


@dataclass(frozen=True, slots=True)
class Places:
    """How many learners came how far; each step is counted among those of the step before."""

    enrolled: int
    started: int
    halfway: int
    completed: int
    certified: int
    active: int
    ended: int
    seen_this_week: int
    median_percent: float | None


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on task of all learners, and the median of those who spent any."""

    total: int
    median: float | None


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """How a published quiz went; percents are what each learner's attempts are worth by its grading policy."""

    quiz_id: UUID
    title: str
    pass_percent: float
    attempts: int
    learners: int
    passed: int
    mean_percent: float | None
    median_percent: float | None


@dataclass(frozen=True, slots=True)
class LessonFigures:
    """How many learners reached a lesson, finished it, and went no further; seconds in it."""

    lesson_id: UUID
    title: str
    section: str
    kind: str
    optional: bool
    reached: int
    done: int
    stopped: int
    seconds: int
    median_seconds: float | None


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """All of it; `scores` counts learners by tenths of their mean percent over the quizzes they tried."""

    places: Places
    spent: Spent
    scores: Sequence[int]
    quizzes: Sequence[QuizFigures]


async def places_of(course_id: UUID, now: datetime, days: Days | None = None) -> Places:
    """The learners of a course, or those who enrolled within these days."""
    limits = (days.zone, days.since, days.until) if days else ("UTC", None, None)
    rows = await _ask(_PLACES, course_id, *limits, now)
    return Places(**rows[0])


async def course_figures(course_id: UUID, now: datetime) -> CourseFigures:
    """The course as it stands: four statements."""
    spent = (await _ask(_TIME, course_id))[0]
    counted = await _ask(_SCORES, course_id, BINS)
    return CourseFigures(
        places=await places_of(course_id, now),
        spent=Spent(**spent),
        scores=bins([(row["bin"], row["n"]) for row in counted]),
        quizzes=[QuizFigures(**row) for row in await _ask(_QUIZZES, course_id)],
    )


async def lesson_figures(course_id: UUID) -> list[LessonFigures]:
    """Every lesson in the order of the course."""
    return [LessonFigures(**row) for row in await _ask(_LESSONS, course_id)]


async def _ask(statement: str, *values: object) -> list[dict[str, Any]]:
    return await get_connection("default").execute_query_dict(statement, list(values))
