"""Schedules: a due time is taken care of once, by whichever worker is first."""

from datetime import datetime, timedelta

from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from models.actions.outbox import order_work
from models.ids import new_id
from models.rules.schedules import Schedule, due_times
from models.tables.jobs import ScheduledRun

KEPT = timedelta(days=60)

_TAKE = """
INSERT INTO scheduled_run (id, name, due_at, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (name, due_at) DO NOTHING RETURNING id
"""
_SWEEP = """
DELETE FROM scheduled_run r WHERE r.due_at < $1
  AND EXISTS (SELECT 1 FROM scheduled_run n WHERE n.name = r.name AND n.due_at > r.due_at)
"""


async def order_due(schedule: Schedule, now: datetime) -> int:
    """Order the work of every due time that nobody has taken care of; how many were ours."""
    last = await ScheduledRun.filter(name=schedule.name).order_by("-due_at").first()
    times = due_times(schedule, after=last.due_at if last else None, now=now)
    if last is None:
        await _begin_to_watch(schedule.name, now)
    return sum([await _take(schedule.name, due_at, now) for due_at in times])


async def _begin_to_watch(name: str, now: datetime) -> None:
    """Leave a row to count from, so that the very first due time is caught up with too."""
    begun = now - timedelta(minutes=15)
    _ = await get_connection("default").execute_query(_TAKE, [new_id(), name, begun, now])


async def _take(name: str, due_at: datetime, now: datetime) -> bool:
    async with in_transaction() as tx:
        rows = await tx.execute_query_dict(_TAKE, [new_id(), name, due_at, now])
        if rows:
            _ = await order_work(tx, name, {"due_at": due_at.isoformat()}, now=now)
    return bool(rows)


async def sweep_runs(now: datetime) -> None:
    """Delete what was long ago; the newest of each schedule stays, because the next due time counts from it."""
    _ = await get_connection("default").execute_query(_SWEEP, [now - KEPT])
