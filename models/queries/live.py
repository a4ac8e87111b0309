"""Reads of live sessions: a session as it was made, its seats, its answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection

from models.live_log import COUNTED


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What never changes of a live session, and where its log stood when it was read."""

    id: UUID
    quiz_id: UUID
    course_id: UUID
    owner_id: UUID
    code: str
    epoch: str
    title: str
    phase: str
    settings: Mapping[str, Any]
    plan: tuple[Mapping[str, Any], ...]
    head: int
    digest: bytes
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One stored answer in the names of live.md; times in ms."""

    run: str
    participant: str
    sub: str
    rev: int
    answer: Mapping[str, Any]
    received_at: int
    credited_ms: int
    status: str
    receipt: str
    current: bool = True
    confidence: int | None = None
    rtt_ms: int | None = None
    allowed_ms: int | None = None

    def line(self) -> dict[str, Any]:
        """The fields of the answers' digest and of a receipt."""
        names = ("answer", "credited_ms", "participant", "received_at", "run", "status", "sub")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A participant; `user_id` is None for a guest."""

    id: UUID
    user_id: UUID | None
    name: str
    state: str
    factor: float
    team: str | None = None


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session as a list shows it."""

    id: UUID
    quiz_id: UUID
    course_id: UUID
    code: str
    title: str
    phase: str
    players: int
    created_at: datetime
    ended_at: datetime | None


_SESSION = """SELECT id, quiz_id, course_id, owner_id, code, epoch, title, phase, settings, plan, head, digest,
                     created_at, ended_at FROM live_session WHERE """
_ANSWER = """SELECT run_id::text AS run, participant_id::text AS participant, sub, rev, answer,
                    received_ms AS received_at, credited_ms, status, receipt, current, confidence, rtt_ms, allowed_ms FROM live_answer WHERE """


def default_connection() -> BaseDBAsyncClient:
    """The connection pool for reads outside a transaction."""
    return get_connection("default")


async def session_by_id(session_id: UUID) -> SessionRow | None:
    """A session by its id."""
    return await _session("id = $1", session_id)


async def session_by_code(code: str) -> SessionRow | None:
    """The living session that players join with this code (case does not matter)."""
    return await _session("code = upper($1) AND ended_at IS NULL", code)


async def _session(condition: str, value: Any) -> SessionRow | None:
    rows = await default_connection().execute_query_dict(_SESSION + condition, [value])
    if not rows:
        return None
    row = rows[0]
    row["settings"], row["plan"] = orjson.loads(row["settings"]), tuple(orjson.loads(row["plan"]))
    return SessionRow(**row)


async def answers_of_run(db: BaseDBAsyncClient, run: str, *, counted: bool = True) -> list[AnswerRow]:
    """The current answers of a run, by participant; with `counted` only those that count."""
    rows = await db.execute_query_dict(_ANSWER + "run_id = $1 AND current ORDER BY participant_id", [UUID(run)])
    return [answer for row in rows if (answer := _answer(row)).status in COUNTED or not counted]


async def answers_of_session(session_id: UUID) -> list[AnswerRow]:
    """All current answers of a session."""
    rows = await default_connection().execute_query_dict(
        _ANSWER + "session_id = $1 AND current ORDER BY received_ms, id", [session_id]
    )
    return [_answer(row) for row in rows]


async def own_answer(run: str, participant: str) -> AnswerRow | None:
    """The current answer of one seat in one run."""
    rows = await default_connection().execute_query_dict(
        _ANSWER + "run_id = $1 AND participant_id = $2 AND current", [UUID(run), UUID(participant)]
    )
    return _answer(rows[0]) if rows else None


async def answers_by_sub(participant: str, subs: list[str]) -> list[AnswerRow]:
    """The answers of one seat with these client-made ids, superseded ones too."""
    if not subs:
        return []
    rows = await default_connection().execute_query_dict(
        _ANSWER + "participant_id = $1 AND sub = ANY($2::text[])", [UUID(participant), subs]
    )
    return [_answer(row) for row in rows]


async def answer_by_receipt(session_id: UUID, receipt: str) -> AnswerRow | None:
    """The answer that a receipt speaks of."""
    rows = await default_connection().execute_query_dict(
        _ANSWER + "receipt = $1 AND session_id = $2", [receipt, session_id]
    )
    return _answer(rows[0]) if rows else None


def _answer(row: dict[str, Any]) -> AnswerRow:
    return AnswerRow(**{**row, "answer": orjson.loads(row["answer"])})


async def seats_of(db: BaseDBAsyncClient, session_id: UUID) -> list[SeatRow]:
    """Everyone who has a living seat, in the order of joining."""
    rows = await db.execute_query_dict(
        """SELECT id, user_id, name, state, factor, team FROM live_participant
           WHERE session_id = $1 AND state IN ('joined', 'left') ORDER BY id""",
        [session_id],
    )
    return [SeatRow(**row) for row in rows]


async def seat_by_id(session_id: UUID, participant_id: UUID) -> SeatRow | None:
    """A seat by id, also one that was voided."""
    rows = await default_connection().execute_query_dict(
        "SELECT id, user_id, name, state, factor, team FROM live_participant WHERE session_id = $1 AND id = $2",
        [session_id, participant_id],
    )
    return SeatRow(**rows[0]) if rows else None


async def seat_of_user(session_id: UUID, user_id: UUID) -> SeatRow | None:
    """The newest seat of an account in a session, also one that was voided."""
    rows = await default_connection().execute_query_dict(
        """SELECT id, user_id, name, state, factor, team FROM live_participant
           WHERE session_id = $1 AND user_id = $2 ORDER BY id DESC LIMIT 1""",
        [session_id, user_id],
    )
    return SeatRow(**rows[0]) if rows else None


async def seat_after(session_id: UUID, participant_id: UUID) -> SeatRow | None:
    """The seat of the same person in a session that was restarted from the one `participant_id` sat in."""
    rows = await default_connection().execute_query_dict(
        """SELECT p.id, p.user_id, p.name, p.state, p.factor, p.team FROM live_event e
           JOIN live_participant p ON p.id = (e.d->>'participant')::uuid
           WHERE e.session_id = $1 AND e.t = 'roster.joined' AND e.d->>'_was' = $2""",
        [session_id, str(participant_id)],
    )
    return SeatRow(**rows[0]) if rows else None


async def is_staff(db: BaseDBAsyncClient, course_id: UUID, user_id: UUID) -> bool:
    """Whether a person teaches a course."""
    rows = await db.execute_query_dict(
        "SELECT 1 FROM course_staff WHERE course_id = $1 AND user_id = $2", [course_id, user_id]
    )
    return bool(rows)


async def sessions_of_staff(
    user_id: UUID | None,
    *,
    course_id: UUID | None,
    catch_up_of: str | None = None,
    before: UUID | None,
    limit: int,
) -> list[SessionCard]:
    """Sessions of the courses a person teaches (`user_id` None: of all), newest first, before an id.

    With `catch_up_of` those in which people catch up a session, which are left out otherwise.
    """
    rows = await default_connection().execute_query_dict(
        """SELECT s.id, s.quiz_id, s.course_id, s.code, s.title, s.phase, s.created_at, s.ended_at,
                  (SELECT count(*) FROM live_participant p
                   WHERE p.session_id = s.id AND p.state IN ('joined', 'left')) AS players
           FROM live_session s
           WHERE ($1::uuid IS NULL OR EXISTS (
                     SELECT 1 FROM course_staff t WHERE t.course_id = s.course_id AND t.user_id = $1))
             AND ($2::uuid IS NULL OR s.course_id = $2) AND ($3::uuid IS NULL OR s.id < $3)
             AND s.settings->>'catch_up_of' IS NOT DISTINCT FROM $5
           ORDER BY s.id DESC LIMIT $4""",
        [user_id, course_id, before, limit, catch_up_of],
    )
    return [SessionCard(**row) for row in rows]


async def count_sessions(user_id: UUID | None, *, course_id: UUID | None, catch_up_of: str | None = None) -> int:
    """How many sessions `sessions_of_staff` would list in all."""
    rows = await default_connection().execute_query_dict(
        """SELECT count(*) AS n FROM live_session s
           WHERE ($1::uuid IS NULL OR EXISTS (
                     SELECT 1 FROM course_staff t WHERE t.course_id = s.course_id AND t.user_id = $1))
             AND ($2::uuid IS NULL OR s.course_id = $2)
             AND s.settings->>'catch_up_of' IS NOT DISTINCT FROM $3""",
        [user_id, course_id, catch_up_of],
    )
    return int(rows[0]["n"])
