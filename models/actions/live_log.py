"""Writing the log of a live session, under the lock of the session's row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from models.ids import new_id
from models.live_log import LogEntry, chain


@dataclass(frozen=True, slots=True)
class LockedLog:
    """A session's row under lock: the log's last position and hash, and the phase."""

    session_id: UUID
    head: int
    digest: bytes
    phase: str


async def lock_log(tx: BaseDBAsyncClient, session_id: UUID) -> LockedLog | None:
    """Lock the session's row until the transaction ends; None when there is no such session."""
    rows = await tx.execute_query_dict(
        "SELECT head, digest, phase FROM live_session WHERE id = $1 FOR UPDATE", [session_id]
    )
    return LockedLog(session_id, rows[0]["head"], rows[0]["digest"], rows[0]["phase"]) if rows else None


async def read_log(db: BaseDBAsyncClient, session_id: UUID, after: int, limit: int = 1_000_000) -> list[LogEntry]:
    """Entries behind position `after`, oldest first."""
    rows = await db.execute_query_dict(
        "SELECT s, t, ts_ms, d, h FROM live_event WHERE session_id = $1 AND s > $2 ORDER BY s LIMIT $3",
        [session_id, after, limit],
    )
    return [LogEntry(row["s"], row["t"], row["ts_ms"], orjson.loads(row["d"]), row["h"]) for row in rows]


async def append(
    tx: BaseDBAsyncClient, log: LockedLog, events: Iterable[tuple[str, Mapping[str, Any]]], now_ms: int
) -> list[LogEntry]:
    """Append events to a locked log; the session's head, hash and phase move with them."""
    entries: list[LogEntry] = []
    previous, s, phase = log.digest, log.head, log.phase
    for t, d in events:
        s += 1
        entries.append(chain(previous, s, t, now_ms, d))
        previous, phase = entries[-1].h, PHASES.get(t, phase)
    if entries:
        await _write(tx, log.session_id, entries, phase)
    return entries


PHASES = {
    "item.prepare": "prepare",
    "item.open": "open",
    "item.closed": "closed",
    "item.skipped": "closed",
    "item.revealed": "revealed",
    "board": "board",
    "session.ended": "ended",
    "session.finalized": "finalized",
}
"""The phase in which an event leaves the session; others leave it as it is."""


async def _write(tx: BaseDBAsyncClient, session_id: UUID, entries: list[LogEntry], phase: str) -> None:
    await tx.execute_query(
        """INSERT INTO live_event (id, session_id, s, t, ts_ms, d, h)
           SELECT id, $2, s, t, ts_ms, d, h
           FROM unnest($1::uuid[], $3::int[], $4::text[], $5::bigint[], $6::jsonb[], $7::bytea[])
                AS e(id, s, t, ts_ms, d, h)""",
        [
            [new_id() for _ in entries],
            session_id,
            [entry.s for entry in entries],
            [entry.t for entry in entries],
            [entry.ts for entry in entries],
            [orjson.dumps(entry.d).decode() for entry in entries],
            [entry.h for entry in entries],
        ],
    )
    moment = datetime.fromtimestamp(entries[-1].ts / 1000, UTC)
    names = {entry.t for entry in entries}
    await tx.execute_query(
        """UPDATE live_session SET head = $2, digest = $3, phase = $4,
                  ended_at = CASE WHEN $5 THEN $7 ELSE ended_at END,
                  finalized_at = CASE WHEN $6 THEN $7 ELSE finalized_at END
           WHERE id = $1""",
        [
            session_id,
            entries[-1].s,
            entries[-1].h,
            phase,
            "session.ended" in names,
            "session.finalized" in names,
            moment,
        ],
    )
