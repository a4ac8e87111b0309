"""What happened lately and has not been told to the record store: facts without a row in `xapi_sent`.

The rows themselves are the outbox: nothing is written while there is no record store, and one that was away is told
everything of the last week when it is back.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from tortoise.connection import get_connection

from models.rules.xapi import Fact, Thing, Verb

LOOKED_BACK: Final = timedelta(days=7)

# The statement's id: a name-based UUID (RFC 9562, version 3: MD5) of what happened and the row that tells of it.
_ID: Final = "overlay(overlay(md5('lectern:' || {key}) placing '3' from 13) placing '8' from 17)::uuid"
_NONE: Final = "NULL::float8, NULL::float8, NULL::float8, NULL::boolean, NULL::float8"
_ATTEMPT: Final = "FROM attempt a JOIN quiz q ON q.id = a.quiz_id JOIN course c ON c.id = q.course_id"
_TOOK: Final = "extract(epoch FROM a.submitted_at - a.started_at)::float8"

_OWED: Final = f"""
WITH fact (id, verb, user_id, at, thing, thing_id, title, language, course_id, registration,
           scaled, raw, most, success, seconds) AS (
    SELECT {_ID.format(key="'launched:' || p.id")}, 'launched', p.user_id, p.joined_at, 'quiz', q.id, q.title,
           c.language, c.id, NULL::uuid, {_NONE}
    FROM live_participant p JOIN live_session s ON s.id = p.session_id JOIN quiz q ON q.id = s.quiz_id
    JOIN course c ON c.id = s.course_id WHERE p.user_id IS NOT NULL AND p.joined_at >= $1
      AND s.settings->>'anonymous' IS DISTINCT FROM 'true'
    UNION ALL
    SELECT {_ID.format(key="'initialized:' || a.id")}, 'initialized', a.user_id, a.started_at, 'quiz', q.id, q.title,
           c.language, c.id, a.enrollment_id, {_NONE}
    {_ATTEMPT} WHERE a.started_at >= $1
    UNION ALL
    SELECT {_ID.format(key="'result:' || a.id")}, CASE WHEN a.passed THEN 'passed' ELSE 'failed' END, a.user_id,
           a.submitted_at, 'quiz', q.id, q.title, c.language, c.id, a.enrollment_id,
           a.percent / 100, a.score, a.max_score, a.passed, {_TOOK}
    {_ATTEMPT} WHERE a.state = 'graded' AND a.submitted_at >= $1
    UNION ALL
    SELECT {_ID.format(key="'answered:' || m.id")}, 'answered', a.user_id, a.submitted_at, 'question', m.question_id,
           left(v.stem, 200), c.language, c.id, a.enrollment_id, m.fraction, m.points, m.max_points,
           m.fraction >= 1, NULL::float8
    {_ATTEMPT} JOIN attempt_mark m ON m.attempt_id = a.id JOIN question_version v ON v.id = m.version_id
    WHERE a.state = 'graded' AND a.submitted_at >= $1 AND m.answer IS NOT NULL
    UNION ALL
    SELECT {_ID.format(key="'completed:' || e.id")}, 'completed', e.user_id, e.completed_at, 'course', c.id, c.title,
           c.language, c.id, e.id, {_NONE}
    FROM enrollment e JOIN course c ON c.id = e.course_id WHERE e.completed_at >= $1
)
SELECT f.* FROM fact f WHERE NOT EXISTS (SELECT 1 FROM xapi_sent x WHERE x.id = f.id) ORDER BY f.at, f.id LIMIT $2
"""  # noqa: S608 - only our own words


async def owed(now: datetime, *, limit: int) -> list[Fact]:
    """What is to be told, the oldest first."""
    rows = await get_connection("default").execute_query_dict(_OWED, [now - LOOKED_BACK, limit])
    return [_fact(row) for row in rows]


def _fact(row: dict[str, Any]) -> Fact:
    return Fact(**{**row, "verb": Verb(row["verb"]), "thing": Thing(row["thing"])})
