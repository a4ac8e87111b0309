"""Heartbeats: each process says every second which sessions it serves and who is on its lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from models.ids import new_id

FRESH_MS = 10_000
"""Older beats are of processes that are gone."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One process's word about one session; `at_ms` is PostgreSQL's time."""

    session_id: UUID
    at_ms: int
    players: Sequence[str]
    hosts: int
    staff: Sequence[str] = ()
    """The accounts behind the host sockets."""


@dataclass(slots=True)
class Heard:
    """What the beat of all sessions brought back: the logs' heads, answers to the runs that are shown, and the others' beats."""

    heads: dict[UUID, int] = field(default_factory=dict)
    answered: dict[UUID, int] = field(default_factory=dict)
    others: dict[UUID, dict[UUID, Beat]] = field(default_factory=dict)


_WRITE = """
INSERT INTO live_heartbeat (id, session_id, process_id, at_ms, present)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::jsonb[])
ON CONFLICT (session_id, process_id) DO UPDATE SET at_ms = excluded.at_ms, present = excluded.present
"""
_READ = """
SELECT s.id, s.head, b.process_id, b.at_ms, b.present,
       CASE WHEN s.phase IN ('open', 'closed', 'revealed') THEN (
           SELECT count(*) FROM live_answer a
           WHERE a.current AND a.run_id = (
               SELECT r.id FROM live_run r WHERE r.session_id = s.id ORDER BY r.number DESC LIMIT 1)
       ) END AS answered
FROM live_session s LEFT JOIN live_heartbeat b ON b.session_id = s.id AND b.process_id <> $2 AND b.at_ms > $3
WHERE s.id = ANY($1::uuid[])
"""


async def write_beats(db: BaseDBAsyncClient, process_id: UUID, beats: Sequence[Beat]) -> None:
    """Write this process's beats in one statement."""
    await db.execute_query(
        _WRITE,
        [
            [new_id() for _ in beats],
            [beat.session_id for beat in beats],
            [process_id] * len(beats),
            [beat.at_ms for beat in beats],
            [_present(beat) for beat in beats],
        ],
    )


def _present(beat: Beat) -> str:
    return orjson.dumps({"players": list(beat.players), "hosts": beat.hosts, "staff": list(beat.staff)}).decode()


async def hear(db: BaseDBAsyncClient, process_id: UUID, session_ids: Sequence[UUID], now_ms: int) -> Heard:
    """What the other processes and the log say about these sessions, in one statement."""
    heard = Heard()
    for row in await db.execute_query_dict(_READ, [list(session_ids), process_id, now_ms - FRESH_MS]):
        heard.heads[row["id"]] = row["head"]
        heard.answered[row["id"]] = row["answered"] or 0
        if row["process_id"] is not None:
            present = orjson.loads(row["present"])
            staff = present.get("staff", [])
            beat = Beat(row["id"], row["at_ms"], present["players"], present["hosts"], staff)
            heard.others.setdefault(row["id"], {})[row["process_id"]] = beat
    return heard


SAME_MOMENT_MS = 3_000
"""Beats so close to the newest one speak of the same moment."""


async def last_heard(db: BaseDBAsyncClient, session_id: UUID) -> tuple[int, list[str]] | None:
    """When any process last served the session (ms), and who was on a line then; None when none ever did."""
    rows = await db.execute_query_dict(
        "SELECT at_ms, present FROM live_heartbeat WHERE session_id = $1 ORDER BY at_ms DESC", [session_id]
    )
    if not rows:
        return None
    newest: int = rows[0]["at_ms"]
    beats = (orjson.loads(row["present"])["players"] for row in rows if newest - row["at_ms"] <= SAME_MOMENT_MS)
    return newest, sorted({player for players in beats for player in players})


STALE_BEAT_MS = 4_000
"""A process that has not beaten for so long is gone, and its lines with it."""


async def present_at(db: BaseDBAsyncClient, session_id: UUID, now_ms: int) -> set[str]:
    """The participants whose line any process hears now."""
    rows = await db.execute_query_dict(
        "SELECT present FROM live_heartbeat WHERE session_id = $1 AND at_ms > $2", [session_id, now_ms - STALE_BEAT_MS]
    )
    return {player for row in rows for player in orjson.loads(row["present"])["players"]}


async def forget_beats(db: BaseDBAsyncClient, before_ms: int) -> None:
    """Delete beats of sessions that ended and of processes long gone."""
    await db.execute_query("DELETE FROM live_heartbeat WHERE at_ms < $1", [before_ms])
