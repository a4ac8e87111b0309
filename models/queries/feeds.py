"""The logs of `me` and `course:{id}` as their listeners read them, and the snapshots that go with them.

Entries get their positions here, under the lock of the log's head, because only listeners need them. A snapshot is
read by the very statement that gives the positions, so it holds exactly what they tell.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.feed_log import FeedEntry, Position
from models.ids import new_id

EPOCH_BYTES: Final = 12
FIRST_LEARNERS: Final = 200

_MAKE_HEAD = """
INSERT INTO channel_head (id, key, epoch, s) VALUES ($1, $2, $3, 0) ON CONFLICT (key) DO NOTHING
"""
_LOCK_HEAD = "SELECT epoch, s FROM channel_head WHERE key = $1 FOR UPDATE"
_NUMBER = """
WITH waiting AS (
  SELECT id, $2::int + row_number() OVER (ORDER BY id) AS s FROM channel_event WHERE key = $1 AND s IS NULL
), numbered AS (
  UPDATE channel_event e SET s = waiting.s FROM waiting WHERE e.id = waiting.id RETURNING e.s
), moved AS (
  UPDATE channel_head SET s = $2::int + (SELECT count(*) FROM waiting)
  WHERE key = $1 AND EXISTS (SELECT 1 FROM waiting)
)
SELECT $2::int + (SELECT count(*) FROM numbered) AS head
"""
_OF_PERSON = """,
  (SELECT count(*) FROM notification WHERE user_id = $3 AND read_at IS NULL) AS unread,
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
       'id', id, 'kind', kind, 'state', state,
       'progress', jsonb_build_object('done', done, 'total', total), 'errors', errors
     ) ORDER BY created_at, id), '[]')
   FROM job WHERE owner_id = $3 AND state IN ('queued', 'running')) AS jobs
"""
_OF_COURSE = f""",
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
       'enrollment', l.id, 'user', jsonb_build_object('id', l.user_id, 'name', l.full_name), 'percent', l.percent,
       'last_seen', to_char(l.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
     ) ORDER BY l.enrolled_at, l.id), '[]')
   FROM (SELECT e.id, e.user_id, u.full_name, e.percent, e.last_seen_at, e.enrolled_at
         FROM enrollment e JOIN user_account u ON u.id = e.user_id
         WHERE e.course_id = $3 AND e.state IN ('active', 'completed')
         ORDER BY e.enrolled_at, e.id LIMIT {FIRST_LEARNERS}) l) AS learners,
  (SELECT jsonb_build_object(
       'active', count(*) FILTER (WHERE state = 'active'), 'waiting', count(*) FILTER (WHERE state = 'waiting'),
       'offered', count(*) FILTER (WHERE state = 'offered'), 'completed', count(*) FILTER (WHERE state = 'completed'),
       'dropped', count(*) FILTER (WHERE state = 'dropped'), 'expired', count(*) FILTER (WHERE state = 'expired'))
   FROM enrollment WHERE course_id = $3) AS counts
"""  # noqa: S608 - a number of this module
_READ = """
SELECT e.s, e.t, e.at, e.d, e.user_id, u.full_name AS name
FROM channel_event e LEFT JOIN user_account u ON u.id = e.user_id
WHERE e.key = $1 AND e.s > $2 ORDER BY e.s DESC LIMIT $3
"""
_NEWS = """
SELECT h.key FROM unnest($1::text[], $2::int[]) AS known(key, s) JOIN channel_head h ON h.key = known.key
WHERE h.s > known.s OR EXISTS (SELECT 1 FROM channel_event e WHERE e.key = h.key AND e.s IS NULL)
"""
_ALLOWED = """
SELECT w.user_id, w.course_id
FROM unnest($1::uuid[], $2::uuid[]) AS w(user_id, course_id)
JOIN user_account u ON u.id = w.user_id AND u.is_active
LEFT JOIN course_staff s ON s.course_id = w.course_id AND s.user_id = w.user_id
WHERE u.role = 'admin' OR s.role IN ('owner', 'co_instructor', 'assistant')
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a log tells up to a position."""

    at: Position
    d: dict[str, Any]


async def number(key: str) -> Position:
    """Give every entry of a log its position; where the log stands then."""
    position, _ = await _number(key, "", [])
    return position


async def person_snapshot(key: str, user_id: UUID) -> Snapshot:
    """`{unread, jobs: [those that wait or run]}` at a position of the person's log."""
    position, row = await _number(key, _OF_PERSON, [user_id])
    return Snapshot(position, {"unread": row["unread"], "jobs": orjson.loads(row["jobs"])})


async def course_snapshot(key: str, course_id: UUID) -> Snapshot:
    """`{learners (the first 200), counts}` at a position of the course's log."""
    position, row = await _number(key, _OF_COURSE, [course_id])
    return Snapshot(position, {"learners": orjson.loads(row["learners"]), "counts": orjson.loads(row["counts"])})


async def _number(key: str, also: str, values: Sequence[Any]) -> tuple[Position, dict[str, Any]]:
    """Give positions under the head's lock, and read `also` (SQL of this module) in the same statement.

    The lock comes first, in a statement of its own: what the second one sees is at least what the lock waited for.
    """
    async with in_transaction() as tx:
        head = await _locked_head(tx, key)
        rows = await tx.execute_query_dict(_NUMBER.rstrip() + also, [key, head["s"], *values])
    return Position(head["epoch"], rows[0]["head"]), rows[0]


async def _locked_head(tx: BaseDBAsyncClient, key: str) -> dict[str, Any]:
    rows = await tx.execute_query_dict(_LOCK_HEAD, [key])
    if not rows:
        _ = await tx.execute_query(_MAKE_HEAD, [new_id(), key, secrets.token_urlsafe(EPOCH_BYTES)])
        rows = await tx.execute_query_dict(_LOCK_HEAD, [key])
    return rows[0]


async def read_entries(key: str, after: int, limit: int) -> list[FeedEntry]:
    """The newest entries behind position `after`, at most `limit`, the oldest first; pruned ones are not there."""
    rows = await get_connection("default").execute_query_dict(_READ, [key, after, limit])
    return [FeedEntry(**{**row, "d": _json(row["d"])}) for row in reversed(rows)]


def _json(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value


async def with_news(known: dict[str, int]) -> list[str]:
    """Which of these logs have entries behind the position that is known here, in one statement."""
    rows = await get_connection("default").execute_query_dict(_NEWS, [list(known), list(known.values())])
    return [row["key"] for row in rows]


async def still_allowed(held: Collection[tuple[UUID, UUID | None]]) -> set[tuple[UUID, UUID | None]]:
    """Of these pairs of a person and a course (None: what only admins may), those that still hold, in one statement."""
    pairs = list(held)
    values = [[user_id for user_id, _ in pairs], [course_id for _, course_id in pairs]]
    rows = await get_connection("default").execute_query_dict(_ALLOWED, values)
    return {(row["user_id"], row["course_id"]) for row in rows}
