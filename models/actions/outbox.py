"""The outbox: work that must follow a change is written with it, handed to a worker after the commit, and never lost.

A row is open until it is done or dead. Redis only carries it: whatever happens there, the open rows say what is owed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection

from models.actions.audit import Cause, record
from models.ids import new_id
from models.refusals import NotNow, NotThere
from models.rules.retrying import MOST_STARTS
from models.tables.system import Outbox

LONGEST_ERROR = 2000
KEPT = timedelta(days=30)
"""Done work is remembered so long."""

_ORDER = """
INSERT INTO outbox (id, kind, key, payload, created_at, due_at, tries) VALUES ($1, $2, $3, $4::jsonb, $5, $6, 0)
ON CONFLICT (key) DO NOTHING
"""
_QUICK = "(SELECT set_config('synchronous_commit', 'off', true)) = 'off'"
"""Said in a statement, its commit does not wait for the disk. If PostgreSQL crashes within the next half second, what
it noted may be forgotten, and the work is done once more: it is made for that. Orders themselves always wait."""
_TAKE = f"""
UPDATE outbox o SET sent_at = $1 FROM (
    SELECT id, sent_at FROM outbox
    WHERE {_QUICK} AND done_at IS NULL AND failed_at IS NULL AND due_at <= $1
      AND (sent_at IS NULL OR sent_at < $2) AND (lease_until IS NULL OR lease_until < $1)
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) before
WHERE o.id = before.id
RETURNING o.id, o.kind, o.starts, before.sent_at AS sent_before
"""  # noqa: S608 - only our own words
_BEGIN = f"""
WITH free AS (SELECT id FROM outbox WHERE {_QUICK} AND id = ANY($1::uuid[]) AND done_at IS NULL AND failed_at IS NULL
              AND (lease_until IS NULL OR lease_until < $3) ORDER BY id FOR UPDATE)
UPDATE outbox o SET starts = starts + 1, lease_until = $2 FROM free WHERE o.id = free.id
RETURNING o.id, o.kind, o.payload, o.created_at, o.tries, o.starts
"""  # noqa: S608 - only our own words
_FINISH = f"""
UPDATE outbox o SET done_at = $1, lease_until = NULL, error = NULL, payload = '{{}}'
FROM unnest($2::uuid[], $3::int[]) AS mine (id, starts)
WHERE {_QUICK} AND o.id = mine.id AND o.starts = mine.starts AND o.done_at IS NULL
"""  # noqa: S608 - only our own words


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work on its way to a worker; `starts` and `sent_before` make the name of each run its own."""

    id: UUID
    kind: str
    starts: int
    sent_before: datetime | None = None

    @property
    def run(self) -> str:
        """The name of this run: sending the same run twice is sending it once.

        Work that was sent and never begun gets a new name: a worker that was killed between taking it and beginning
        leaves a mark in the queue that holds up the old name for as long as the longest job may take.
        """
        before = f"{self.sent_before:%Y%m%d%H%M%S%f}" if self.sent_before else ""
        return f"outbox:{self.id}:{self.starts}:{before}"


@dataclass(frozen=True, slots=True)
class Order:
    """Work that one worker has begun."""

    id: UUID
    kind: str
    payload: Mapping[str, Any]
    created_at: datetime
    tries: int
    starts: int


async def order_work(
    tx: BaseDBAsyncClient | None,
    kind: str,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    due_at: datetime | None = None,
    key: str | None = None,
) -> UUID:
    """Order work within `tx`; it begins after the commit, not before `due_at`. A second order of a `key` is none."""
    order_id = new_id()
    values = [order_id, kind, key, orjson.dumps(payload, default=str).decode(), now, due_at or now]
    _ = await (tx or get_connection("default")).execute_query(_ORDER, values)
    return order_id


async def take_due(now: datetime, *, sent_before: datetime, limit: int) -> list[Waiting]:
    """Mark due work as sent and return it; what was sent before `sent_before` and never begun is sent again."""
    rows = await get_connection("default").execute_query_dict(_TAKE, [now, sent_before, limit])
    return [Waiting(**row) for row in rows]


async def forget_sending(now: datetime) -> int:
    """Take all open work for not sent, because the queue has lost it; the number of rows."""
    open_rows = Outbox.filter(done_at=None, failed_at=None, sent_at__not_isnull=True, due_at__lte=now)
    return await open_rows.update(sent_at=None)


async def begin(order_ids: Sequence[UUID], *, now: datetime, lease: timedelta) -> dict[UUID, Order]:
    """Take up work for the length of a lease; what is done, dead, or in another worker's hands is left out."""
    rows = await get_connection("default").execute_query_dict(_BEGIN, [list(order_ids), now + lease, now])
    return {row["id"]: Order(**{**row, "payload": _read(row["payload"])}) for row in rows}


def _read(payload: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = orjson.loads(payload) if isinstance(payload, str) else payload
    return found


async def renew(order: Order, *, now: datetime, lease: timedelta) -> bool:
    """Keep the work; False when another worker has begun it meanwhile."""
    return bool(await _mine(order).update(lease_until=now + lease))


async def finish(orders: Sequence[Order], now: datetime) -> None:
    """Note that work is done; what it was about is forgotten, because it may hold a secret link."""
    values = [now, [order.id for order in orders], [order.starts for order in orders]]
    _ = await get_connection("default").execute_query(_FINISH, values)


async def give_back(order: Order) -> None:
    """Let go of work that was interrupted, so that the next worker need not wait for the lease to end."""
    await _mine(order).update(lease_until=None, sent_at=None)


async def try_later(order: Order, *, due_at: datetime, error: str) -> None:
    """Note that a try failed, and when the next one is."""
    await _mine(order).update(
        tries=order.tries + 1, due_at=due_at, sent_at=None, lease_until=None, error=error[:LONGEST_ERROR]
    )


async def bury(order: Order, *, now: datetime, error: str) -> None:
    """Give the work up until an admin wakes it."""
    await _mine(order).update(tries=order.tries + 1, failed_at=now, lease_until=None, error=error[:LONGEST_ERROR])


def _mine(order: Order) -> Any:
    """The row, as long as nobody else has begun it since."""
    return Outbox.filter(id=order.id, starts=order.starts, done_at=None)


async def bury_poison(now: datetime) -> int:
    """Give up work that has begun too often without an end; the number of rows."""
    stuck = Outbox.filter(done_at=None, failed_at=None, starts__gte=MOST_STARTS, lease_until__lt=now)
    return await stuck.update(failed_at=now, error="began too often without an end")


async def wake(order_id: UUID, cause: Cause) -> Outbox:
    """Try dead work again. Raises NotThere, and NotNow(`job_not_failed`) for what is not dead."""
    connection = get_connection("default")
    row = await Outbox.get_or_none(id=order_id)
    if row is None:
        raise NotThere("There is no such job")
    fresh = {"failed_at": None, "sent_at": None, "due_at": cause.now, "tries": 0, "starts": 0}
    if not await Outbox.filter(id=order_id, failed_at__not_isnull=True, done_at=None).update(**fresh):
        raise NotNow("The job has not failed", code="job_not_failed")
    await record(connection, cause, "job.retry", "outbox", order_id, after={"kind": row.kind})
    _ = await connection.execute_query("SELECT pg_notify('lectern_outbox', '')")
    return await Outbox.get(id=order_id)


async def sweep_done(now: datetime) -> int:
    """Delete work that was done long ago; the number of rows."""
    return await Outbox.filter(done_at__lt=now - KEPT).delete()
