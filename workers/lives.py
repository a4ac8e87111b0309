"""Live sessions that no process looks after: runs whose time is over, results that were not written, the forgotten."""

from typing import Any, Final
from uuid import UUID

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from tortoise.backends.base.client import BaseDBAsyncClient

from models.actions.live_beats import FRESH_MS, forget_beats
from models.live_log import LogEntry
from models.queries.live import default_connection, session_by_id
from realtime.channels import bus_live
from realtime.clock import ServerClock
from realtime.executor import Build, Known, execute
from realtime.finalize import finalize
from realtime.plans import read_plan
from realtime.session import Command
from realtime.state import Millis, Plan, State
from realtime.timing import end, next_step

FORGOTTEN_MS: Final = 24 * 3_600_000
"""A session in which nothing happened for a day is ended, so that its results are written; one that is scheduled
waits until a day after its time, one to catch up in as long as it was offered."""
BATCH: Final = 100
_log = structlog.get_logger(__name__)

_DUE = """
SELECT s.id FROM live_session s
WHERE s.ended_at IS NULL
  AND (s.phase IN ('prepare', 'open')
       OR (s.phase = 'closed' AND (s.settings->>'auto_reveal')::bool)
       OR (s.phase = 'lobby' AND (s.settings->>'auto_advance')::bool AND s.starts_at < to_timestamp($1 / 1000.0))
       OR (s.phase IN ('revealed', 'board') AND (s.settings->>'auto_advance')::bool))
  AND NOT EXISTS (SELECT 1 FROM live_heartbeat b WHERE b.session_id = s.id
                  AND b.at_ms > $1 - greatest($2, CASE WHEN s.phase = 'open'
                                                       THEN (s.settings->>'recovery_ms')::bigint ELSE 0 END))
ORDER BY s.id LIMIT $3
"""
_ENDED = "SELECT id FROM live_session WHERE phase = 'ended' ORDER BY id LIMIT $1"
_FORGOTTEN = """
SELECT s.id FROM live_session s
WHERE s.ended_at IS NULL
  AND CASE WHEN s.settings ? 'until_ms' AND s.phase = 'lobby' THEN (s.settings->>'until_ms')::bigint < $2
           ELSE (SELECT max(ts_ms) FROM live_event e WHERE e.session_id = s.id) < $1
                AND (s.starts_at IS NULL OR s.starts_at < to_timestamp($1 / 1000.0)) END
ORDER BY s.id LIMIT $3
"""


async def sweep_lives(ctx: dict[str, Any]) -> int:
    """Move on what nobody has loaded; the number of sessions that were touched. Safe to run twice and at once."""
    clock, redis = ServerClock(), ctx["redis"]
    now = clock.now()
    touched = 0
    for session_id in await _ids(_DUE, now, FRESH_MS, BATCH):
        touched += await _move_on(redis, clock, session_id)
    for session_id in await _ids(_FORGOTTEN, now - FORGOTTEN_MS, now, BATCH):
        touched += await _end(redis, clock, session_id)
    for session_id in await _ids(_ENDED, BATCH):
        entries = await finalize(session_id, clock.now())
        await _tell(redis, session_id, entries)
        touched += bool(entries)
    await forget_beats(default_connection(), now - FORGOTTEN_MS)
    return touched


async def _ids(statement: str, *values: int) -> list[UUID]:
    rows = await default_connection().execute_query_dict(statement, list(values))
    return [row["id"] for row in rows]


async def _move_on(redis: Redis, clock: ServerClock, session_id: UUID) -> bool:
    plan = await _plan(session_id)
    return plan is not None and await _execute(redis, clock, plan, session_id, next_step(plan, session_id))


async def _end(redis: Redis, clock: ServerClock, session_id: UUID) -> bool:
    plan = await _plan(session_id)
    if plan is None:
        return False

    async def build(tx: BaseDBAsyncClient, state: State, _now: Millis) -> Command:
        return await end(tx, session_id, plan, state)

    return await _execute(redis, clock, plan, session_id, build)


async def _plan(session_id: UUID) -> Plan | None:
    row = await session_by_id(session_id)
    return None if row is None else read_plan(row.plan, row.settings)


async def _execute(redis: Redis, clock: ServerClock, plan: Plan, session_id: UUID, build: Build) -> bool:
    known = Known(0, State())
    outcome = await execute(clock, plan, session_id, known, build)
    fresh = [entry for entry in outcome.entries if outcome.effects] if outcome.effects else []
    await _tell(redis, session_id, fresh)
    return bool(fresh)


async def _tell(redis: Redis, session_id: UUID, entries: list[LogEntry]) -> None:
    """Processes that follow the session hear at once; without Redis they read the log within a second."""
    if not entries:
        return
    rows = [[each.s, each.t, each.ts, each.d] for each in entries]
    try:
        await redis.publish(bus_live(session_id), orjson.dumps({"o": "worker", "e": rows}))
    except (RedisError, OSError) as error:
        _log.warning("bus_lost", error=type(error).__name__)
