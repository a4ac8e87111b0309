"""One learner's own figures: courses, days, marks, and what is due."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from tortoise.connection import get_connection

from models.queries.analytics.parts import ATTEMPT_SECONDS, PLACED
from models.queries.analytics.sums import DaySums, Sums, sums_of
from models.rules.analytics.days import Days
from models.rules.analytics.privacy import for_outsiders
from models.rules.reviewing import ReviewFacts, Show, shown
from models.tables.assignments import Submission
from models.tables.quizzes import Attempt

DUE_WITHIN: Final = timedelta(days=14)
MARKS: Final = 10

# The peers of a learner are those who are in the course now, the learner among them.
_COURSES: Final = f"""
SELECT e.id AS enrollment_id, e.course_id, c.title, e.state, e.percent, e.enrolled_at, e.completed_at, e.last_seen_at,
  (coalesce((SELECT sum(p.dwelt_seconds) FROM lesson_progress p WHERE p.enrollment_id = e.id), 0)
   + coalesce((SELECT sum(trunc({ATTEMPT_SECONDS})) FROM attempt a WHERE a.enrollment_id = e.id
                AND a.state IN ('submitted', 'graded') AND a.submitted_at IS NOT NULL), 0))::bigint AS seconds,
  peers.n AS peers, peers.median AS median_percent
FROM enrollment e JOIN course c ON c.id = e.course_id
CROSS JOIN LATERAL (
  SELECT count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY o.percent) AS median
  FROM enrollment o WHERE o.course_id = e.course_id AND o.state IN ('active', 'completed')) peers
WHERE e.user_id = $1 AND {PLACED}
ORDER BY e.enrolled_at DESC, e.id
"""  # noqa: S608 - constants of this module only
# The functions are those of the triggers, so that a learner's days and the course's say the same.
_DAYS: Final = """
WITH place AS (SELECT id FROM enrollment WHERE user_id = $1),
happened AS (
  SELECT x.* FROM place JOIN progress_event r ON r.enrollment_id = place.id, LATERAL analytics_of_progress_event(r) x
  UNION ALL
  SELECT x.* FROM place JOIN lesson_progress r ON r.enrollment_id = place.id, LATERAL analytics_of_lesson_progress(r) x
  UNION ALL
  SELECT x.* FROM place JOIN attempt r ON r.enrollment_id = place.id, LATERAL analytics_of_attempt(r) x)
SELECT (slot AT TIME ZONE $2)::date AS day, measure, currency, sum(amount)::bigint AS amount
FROM happened WHERE (slot AT TIME ZONE $2)::date BETWEEN $3 AND $4 GROUP BY 1, 2, 3
"""
_BUSY: Final = """
WITH place AS (SELECT id FROM enrollment WHERE user_id = $1)
SELECT DISTINCT (at AT TIME ZONE $2)::date AS day FROM (
  SELECT v.at FROM place JOIN progress_event v ON v.enrollment_id = place.id WHERE v.kind <> 'overridden'
  UNION ALL SELECT a.started_at FROM place JOIN attempt a ON a.enrollment_id = place.id
  UNION ALL SELECT a.submitted_at FROM place JOIN attempt a ON a.enrollment_id = place.id
  UNION ALL SELECT s.handed_in_at FROM place JOIN submission s ON s.enrollment_id = place.id) x
WHERE at IS NOT NULL
"""
# When a quiz closes is what was granted to the learner, or to the most lenient of their groups, or the quiz's own
# limit (`models.rules.accommodations` says the same).
_DUE: Final = """
WITH place AS (
  SELECT e.id, e.course_id, c.title FROM enrollment e JOIN course c ON c.id = e.course_id
  WHERE e.user_id = $1 AND e.state IN ('active', 'completed') AND (e.expires_at IS NULL OR e.expires_at > $2))
SELECT 'assignment' AS kind, t.id, t.title, p.course_id, p.title AS course, t.due_at AS at
FROM place p JOIN assignment t ON t.course_id = p.course_id AND t.archived_at IS NULL
WHERE t.due_at BETWEEN $2 AND $3
  AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.assignment_id = t.id AND s.enrollment_id = p.id)
UNION ALL
SELECT 'quiz', q.id, q.title, p.course_id, p.title, limits.closes_at
FROM place p JOIN quiz q ON q.course_id = p.course_id AND q.state = 'published' AND q.archived_at IS NULL
CROSS JOIN LATERAL (SELECT coalesce(
  (SELECT o.closes_at FROM quiz_override o WHERE o.quiz_id = q.id AND o.user_id = $1),
  (SELECT max(o.closes_at) FROM quiz_override o JOIN course_group_member m ON m.group_id = o.group_id
   WHERE o.quiz_id = q.id AND m.user_id = $1),
  q.closes_at) AS closes_at) limits
WHERE limits.closes_at BETWEEN $2 AND $3
  AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.quiz_id = q.id AND a.enrollment_id = p.id
                  AND a.state IN ('submitted', 'graded'))
UNION ALL
SELECT 'live_session', s.id, s.title, p.course_id, p.title, s.starts_at
FROM place p JOIN live_session s ON s.course_id = p.course_id AND s.ended_at IS NULL
WHERE s.starts_at BETWEEN $2 AND $3
ORDER BY at, title
"""


_GRANTED: Final = """
SELECT quiz_id, max(closes_at) AS at FROM quiz_override
WHERE quiz_id = ANY($1) AND closes_at IS NOT NULL GROUP BY quiz_id
"""


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """One's own way through a course. `median_percent` is None where too few learn there to hide anyone."""

    enrollment_id: UUID
    course_id: UUID
    title: str
    state: str
    percent: int
    enrolled_at: datetime
    completed_at: datetime | None
    last_seen_at: datetime | None
    seconds: int
    median_percent: float | None


@dataclass(frozen=True, slots=True)
class OwnMark:
    """A mark that may be seen: of a quiz, or of something handed in."""

    kind: str
    title: str
    course_id: UUID
    course: str
    percent: float
    passed: bool | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """Something that ends, or begins, soon: an assignment, a quiz that closes, a live session."""

    kind: str
    id: UUID
    title: str
    course_id: UUID
    course: str
    at: datetime


async def own_courses(user_id: UUID, *, least: int) -> list[OwnCourse]:
    """Every place the learner took, the newest first; `least` is the smallest group that a median is told of."""
    rows = await get_connection("default").execute_query_dict(_COURSES, [user_id])
    return [_own(dict(row), least) for row in rows]


def _own(row: dict[str, object], least: int) -> OwnCourse:
    peers, median = row.pop("peers"), row.pop("median_percent")
    assert isinstance(peers, int)
    assert median is None or isinstance(median, float)
    return OwnCourse(**row, median_percent=for_outsiders(median, group=peers, least=least))  # type: ignore[arg-type] # columns are fields


async def own_days(user_id: UUID, days: Days) -> list[DaySums]:
    """What the learner did on each day of the span."""
    values = [user_id, days.zone, days.since, days.until]
    rows = await get_connection("default").execute_query_dict(_DAYS, values)
    found: dict[date, list[dict[str, object]]] = {}
    for row in rows:
        found.setdefault(row["day"], []).append(row)
    return [DaySums(day, sums_of(found[day]) if day in found else Sums()) for day in days.all]


async def busy_days(user_id: UUID, zone: str) -> set[date]:
    """Every day of the zone on which the learner did anything."""
    rows = await get_connection("default").execute_query_dict(_BUSY, [user_id, zone])
    return {row["day"] for row in rows}


async def due_soon(user_id: UUID, now: datetime) -> list[Due]:
    """What ends or begins within two weeks and is not done, the nearest first."""
    rows = await get_connection("default").execute_query_dict(_DUE, [user_id, now, now + DUE_WITHIN])
    return [Due(**row) for row in rows]


async def recent_marks(user_id: UUID, now: datetime) -> list[OwnMark]:
    """The newest marks, as far as the reviews of the quizzes let them be seen now."""
    attempts = (
        await Attempt.filter(user_id=user_id, state="graded", submitted_at__not_isnull=True, percent__not_isnull=True)
        .select_related("quiz__course")
        .order_by("-submitted_at", "-id")
        .limit(3 * MARKS)
    )
    works = (
        await Submission.filter(user_id=user_id, state="graded", points__not_isnull=True)
        .select_related("assignment__course")
        .order_by("-graded_at", "-id")
        .limit(MARKS)
    )
    later = await _granted_closes({each.quiz.id for each in attempts})
    marks = [_of_attempt(each) for each in attempts if _may_see(each, later, now)] + _of_works(works)
    return sorted(marks, key=lambda mark: mark.at, reverse=True)[:MARKS]


async def _granted_closes(quiz_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When the last learner with other limits must have begun, by quiz: until then a quiz is not closed for all."""
    rows = await get_connection("default").execute_query_dict(_GRANTED, [list(quiz_ids)])
    return {row["quiz_id"]: row["at"] for row in rows}


def _may_see(attempt: Attempt, later: Mapping[UUID, datetime], now: datetime) -> bool:
    quiz = attempt.quiz
    closes_at = max(quiz.closes_at, later.get(quiz.id, quiz.closes_at)) if quiz.closes_at else None
    facts = ReviewFacts(now=now, ended_at=attempt.submitted_at, closes_at=closes_at)
    return Show.SCORE in shown(attempt.quiz.review, facts)


def _of_attempt(attempt: Attempt) -> OwnMark:
    quiz = attempt.quiz
    assert attempt.percent is not None
    assert attempt.submitted_at is not None
    course = quiz.course
    return OwnMark("quiz", quiz.title, course.id, course.title, attempt.percent, attempt.passed, attempt.submitted_at)


def _of_works(works: Sequence[Submission]) -> list[OwnMark]:
    return [
        OwnMark(
            kind="assignment",
            title=each.assignment.title,
            course_id=each.assignment.course_id,
            course=each.assignment.course.title,
            percent=100 * each.points / each.assignment.points,
            passed=None,
            at=each.graded_at,
        )
        for each in works
        if each.points is not None and each.graded_at is not None and each.assignment.points
    ]
