"""Remembering the answers of POSTs by the caller's Idempotency-Key, so that a repeated request acts once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from models.ids import new_id
from models.tables.system import IdempotencyKey

KEPT = timedelta(hours=24)
ABANDONED = timedelta(minutes=2)
"""A request that has not ended after this long died with its process; the key may be used again."""


class State(StrEnum):
    """How far the first request of a key has come."""

    RUNNING = "running"
    DONE = "done"
    SEALED = "sealed"
    """Done, but its answer held a secret that is shown once."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one key is unique within, and the key."""

    principal: str
    method: str
    path: str
    key: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is known about a key."""

    id: UUID
    mine: bool
    """Whether this call claimed the key: act, then `finish` or `forget`."""
    body_hash: bytes
    state: State
    status: int
    headers: dict[str, str]
    body: bytes


# One statement decides: it inserts, or takes over what is too old, or changes nothing and returns no row.
_CLAIM = """
INSERT INTO idempotency_key AS k (id, principal, method, path, key, body_hash, state, created_at)
VALUES ($1, $2, $3, $4, $5, $6, 'running', $7)
ON CONFLICT (principal, method, path, key) DO UPDATE
SET id = excluded.id, body_hash = excluded.body_hash, state = 'running', created_at = excluded.created_at,
    status = NULL, headers = NULL, body = NULL
WHERE k.created_at < $8 OR (k.state = 'running' AND k.created_at < $9)
RETURNING k.id
"""
_READ = """
SELECT id, body_hash, state, status, headers, body FROM idempotency_key
WHERE principal = $1 AND method = $2 AND path = $3 AND key = $4
"""


async def claim(scope: Scope, body_hash: bytes, *, now: datetime) -> Record | None:
    """Claim the key, or tell what became of the request that has it; None if it vanished meanwhile (ask again).

    Of any number of concurrent calls exactly one is told `mine`.
    """
    place = [scope.principal, scope.method, scope.path, scope.key]
    row_id = new_id()
    values = [row_id, *place, body_hash, now, now - KEPT, now - ABANDONED]
    if await _connection().execute_query_dict(_CLAIM, values):
        return Record(row_id, mine=True, body_hash=body_hash, state=State.RUNNING, status=0, headers={}, body=b"")
    rows = await _connection().execute_query_dict(_READ, place)
    return _record(rows[0]) if rows else None


async def finish(record_id: UUID, state: State, *, status: int, headers: dict[str, str], body: bytes) -> None:
    """Store the answer of a claimed key; SEALED stores that it was given, not what it said."""
    open_answer = state is State.DONE
    await IdempotencyKey.filter(id=record_id, state=State.RUNNING).update(
        state=state, status=status, headers=headers if open_answer else None, body=body if open_answer else None
    )


async def forget(record_id: UUID) -> None:
    """Give a claimed key back: its request failed in a way that deserves another try."""
    await IdempotencyKey.filter(id=record_id, state=State.RUNNING).delete()


async def purge(*, now: datetime) -> int:
    """Delete keys older than a day; returns how many."""
    return await IdempotencyKey.filter(created_at__lt=now - KEPT).delete()


def _connection() -> BaseDBAsyncClient:
    return IdempotencyKey._meta.db  # noqa: SLF001 - Tortoise's only way to the connection of a table


def _record(row: dict[str, Any]) -> Record:
    headers = row["headers"] or {}
    return Record(
        id=row["id"],
        mine=False,
        body_hash=bytes(row["body_hash"]),
        state=State(row["state"]),
        status=row["status"] or 0,
        headers=orjson.loads(headers) if isinstance(headers, str) else headers,
        body=bytes(row["body"] or b""),
    )
