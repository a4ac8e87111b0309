"""Changing, deleting and restarting live sessions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.live_log import LockedLog, append, lock_log
from models.actions.live_seats import set_team
from models.actions.live_sessions import check_start, create_session, moment_of
from models.ids import new_id
from models.live_log import LogEntry
from models.queries.live import default_connection, seats_of, session_by_id
from models.refusals import NotNow, NotThere
from models.rules.teams import next_team
from models.tables.live import LiveSession

OVER = frozenset({"ended", "finalized"})
OF_ONE_SESSION = frozenset({"skipped", "starts_at_ms", "next"})
"""Settings that a session with the same people does not take over."""


async def change_session(session_id: UUID, changes: Mapping[str, Any], *, now: datetime, now_ms: int) -> list[LogEntry]:
    """Change settings of a session that waits in its lobby; the entries that its log got.

    Seats move into teams, or out of them, with the setting. Raises NotThere, NotNow (`not_in_lobby`; `seats_taken`,
    where names would become secret after they were told, or the other way), NotFit.
    """
    check_start(changes, now)
    async with in_transaction() as tx:
        log = await _in_lobby(tx, session_id)
        rows = await tx.execute_query_dict("SELECT settings FROM live_session WHERE id = $1", [session_id])
        before = orjson.loads(rows[0]["settings"])
        settings = {**before, **changes}
        if bool(before.get("anonymous")) is not bool(settings.get("anonymous")) and await seats_of(tx, session_id):
            raise NotNow("Somebody has a name here already; make another session", code="seats_taken")
        await tx.execute_query(
            "UPDATE live_session SET settings = $2::jsonb, starts_at = $3 WHERE id = $1",
            [session_id, orjson.dumps(settings).decode(), moment_of(settings.get("starts_at_ms"))],
        )
        told = {name: settings.get(name) for name in ("scoring", "teams")}
        changed = {**told, "starts_at": settings.get("starts_at_ms"), "_settings": settings}
        events = [("session.changed", changed), *await _moves(tx, session_id, settings)]
        return await append(tx, log, events, now_ms)


async def _in_lobby(tx: BaseDBAsyncClient, session_id: UUID) -> LockedLog:
    log = await lock_log(tx, session_id)
    if log is None:
        raise NotThere("There is no such session")
    if log.phase != "lobby":
        raise NotNow("The session has begun", code="not_in_lobby", phase=log.phase)
    return log


async def _moves(
    tx: BaseDBAsyncClient, session_id: UUID, settings: Mapping[str, Any]
) -> list[tuple[str, dict[str, Any]]]:
    """Put every seat whose team is not among the names into the smallest one."""
    names = (settings.get("teams") or {}).get("names", ())
    seats = await seats_of(tx, session_id)
    sizes = {name: sum(seat.team == name for seat in seats) for name in names}
    events = []
    for seat in seats:
        if seat.team in {*names} if names else seat.team is None:
            continue
        team = next_team(names, sizes) if names else None
        if team is not None:
            sizes[team] += 1
        _ = await set_team(tx, session_id, seat.id, team)
        events.append(("seat.team", {"participant": str(seat.id), "team": team}))
    return events


_DELETE = (
    "DELETE FROM live_event WHERE session_id = $1",
    "DELETE FROM live_participant WHERE session_id = $1",
    "DELETE FROM live_heartbeat WHERE session_id = $1",
    "DELETE FROM live_session WHERE id = $1",
)


async def delete_session(session_id: UUID) -> None:
    """Delete a session in its lobby: nothing was played. Raises NotThere, NotNow (`not_in_lobby`)."""
    async with in_transaction() as tx:
        await _in_lobby(tx, session_id)
        for statement in _DELETE:
            await tx.execute_query(statement, [session_id])


async def restart_session(session_id: UUID, owner_id: UUID, *, now: datetime) -> LiveSession:
    """A new session of the same quiz with the same settings and people; the one there is already, if it still waits.

    Guests come in with the token of their seat in the session before. Raises NotThere, NotNow (`session_running`, and
    what making a session raises).
    """
    old = await session_by_id(session_id)
    if old is None:
        raise NotThere("There is no such session")
    if old.phase not in OVER or old.settings.get("catch_up_of") is not None:
        raise NotNow("End the session before you start it again", code="session_running")
    if (waiting := await _waiting(old.settings.get("next"))) is not None:
        return waiting
    # Who sat where in an anonymous session nobody knows any more: there the new one begins with an empty room.
    people = [] if old.settings.get("anonymous") else await seats_of(default_connection(), old.id)
    seats = {seat.id: replace(seat, id=new_id(), state="joined") for seat in people}
    made = await create_session(
        old.quiz_id,
        owner_id,
        {name: value for name, value in old.settings.items() if name not in OF_ONE_SESSION},
        now=now,
        seats=list(seats.values()),
        came_from={seat.id: was for was, seat in seats.items()},
    )
    following = orjson.dumps({"next": {"id": str(made.id), "code": made.code}}).decode()
    await default_connection().execute_query(
        "UPDATE live_session SET settings = settings || $2::jsonb WHERE id = $1", [old.id, following]
    )
    return made


async def _waiting(following: Mapping[str, str] | None) -> LiveSession | None:
    return None if following is None else await LiveSession.get_or_none(id=UUID(following["id"]), phase="lobby")
