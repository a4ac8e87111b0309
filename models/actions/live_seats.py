"""Taking, leaving, renaming and voiding seats in live sessions."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.live_log import LockedLog, append, lock_log
from models.ids import new_id
from models.live_log import LogEntry
from models.queries.live import SeatRow
from models.refusals import NotFit, NotNow, NotThere, NotYours
from models.rules.teams import next_team
from models.rules.texts import clean, fold, is_storable

MAX_NAME = 40
JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Joined:
    """A seat, and the log entries that its taking wrote (none when it was held already)."""

    seat: SeatRow
    entries: tuple[LogEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a seat is taken: the session's settings, and the person's own time."""

    late_join: bool = True
    teams: Sequence[str] = ()
    """The newcomer joins the smallest."""
    factor: float = 1.0


async def take_seat(
    session_id: UUID,
    *,
    user_id: UUID | None,
    name: str,
    terms: Terms,
    now_ms: int,
    joined_at: datetime,
) -> Joined:
    """Sit down in a session, once for each account; equal names get a suffix.

    Raises NotThere, NotYours (`removed`, `banned`), NotNow (`session_locked`, `session_over`), NotFit (the name).
    """
    async with in_transaction() as tx:
        log = await lock_log(tx, session_id)
        if log is None:
            raise NotThere("There is no such session")
        if user_id is not None and (held := await _held_seat(tx, session_id, user_id)) is not None:
            return await _back(tx, log, held, now_ms)
        await _may_enter(tx, log, late_join=terms.late_join)
        free = await _free_name(tx, session_id, name)
        team = next_team(terms.teams, await _seats_in_teams(tx, session_id)) if terms.teams else None
        seat = SeatRow(new_id(), user_id, free, "joined", terms.factor, team)
        await insert_seats(tx, session_id, [seat], joined_at)
        return Joined(seat, tuple(await append(tx, log, events_of_joining(seat), now_ms)))


async def insert_seats(tx: BaseDBAsyncClient, session_id: UUID, seats: Sequence[SeatRow], joined_at: datetime) -> None:
    """Write new seats whose names are free, inside the caller's transaction."""
    await tx.execute_query(
        """INSERT INTO live_participant (id, session_id, user_id, name, name_key, state, factor, team, joined_at)
           SELECT id, $2, user_id, name, name_key, 'joined', factor, team, $8
           FROM unnest($1::uuid[], $3::uuid[], $4::text[], $5::text[], $6::float8[], $7::text[])
                AS s(id, user_id, name, name_key, factor, team)""",
        [
            [seat.id for seat in seats],
            session_id,
            [seat.user_id for seat in seats],
            [seat.name for seat in seats],
            [fold(seat.name) for seat in seats],
            [seat.factor for seat in seats],
            [seat.team for seat in seats],
            joined_at,
        ],
    )


def events_of_joining(seat: SeatRow) -> list[tuple[str, dict[str, Any]]]:
    """What the log says of a seat that is taken; extra time is told to nobody."""
    joined: tuple[str, dict[str, Any]] = ("roster.joined", _seat_body(seat))
    if seat.factor == 1:
        return [joined]
    return [joined, ("seat.factor", {"participant": str(seat.id), "factor": seat.factor})]


def _seat_body(seat: SeatRow) -> dict[str, Any]:
    body = {"participant": str(seat.id), "name": seat.name}
    return body if seat.team is None else {**body, "team": seat.team}


async def _seats_in_teams(tx: BaseDBAsyncClient, session_id: UUID) -> dict[str, int]:
    rows = await tx.execute_query_dict(
        """SELECT team, count(*) AS n FROM live_participant
           WHERE session_id = $1 AND team IS NOT NULL AND state IN ('joined', 'left') GROUP BY team""",
        [session_id],
    )
    return {row["team"]: row["n"] for row in rows}


async def return_to_seat(session_id: UUID, seat: SeatRow, *, now_ms: int) -> Joined:
    """Come back to a seat that one left. Raises NotThere, NotYours (`removed`, `banned`)."""
    async with in_transaction() as tx:
        log = await lock_log(tx, session_id)
        rows = await tx.execute_query_dict(_SEAT + "id = $1", [seat.id])
        if log is None or not rows:
            raise NotThere("There is no such seat")
        check_seat(now := SeatRow(**rows[0]))
        return await _back(tx, log, now, now_ms)


async def _back(tx: BaseDBAsyncClient, log: LockedLog, seat: SeatRow, now_ms: int) -> Joined:
    if seat.state != "left" or log.phase in {"ended", "finalized"}:
        return Joined(seat)
    await tx.execute_query("UPDATE live_participant SET state = 'joined' WHERE id = $1", [seat.id])
    events = [("roster.joined", _seat_body(seat))]
    return Joined(replace(seat, state="joined"), tuple(await append(tx, log, events, now_ms)))


_SEAT = "SELECT id, user_id, name, state, factor, team FROM live_participant WHERE "


async def _held_seat(tx: BaseDBAsyncClient, session_id: UUID, user_id: UUID) -> SeatRow | None:
    rows = await tx.execute_query_dict(
        _SEAT + "session_id = $1 AND user_id = $2 ORDER BY id DESC LIMIT 1", [session_id, user_id]
    )
    if not rows:
        return None
    seat = SeatRow(**rows[0])
    check_seat(seat)
    return seat


def check_seat(seat: SeatRow) -> None:
    """Raise NotYours for a seat that was voided."""
    if seat.state == "banned":
        raise NotYours("You were banned from this session", code="banned")
    if seat.state == "removed":
        raise NotYours("You were removed from this session", code="removed")


async def _may_enter(tx: BaseDBAsyncClient, log: LockedLog, *, late_join: bool) -> None:
    if log.phase in {"ended", "finalized"}:
        raise NotNow("The session is over", code="session_over")
    rows = await tx.execute_query_dict(
        "SELECT d FROM live_event WHERE session_id = $1 AND t = 'session.locked' ORDER BY s DESC LIMIT 1",
        [log.session_id],
    )
    locked = bool(rows) and orjson.loads(rows[0]["d"])["locked"]
    if locked or (log.phase != "lobby" and not late_join):
        raise NotNow("The session takes nobody in now", code="session_locked")


def clean_name(name: str) -> str:
    """A name to be shown: NFC, one line, no control characters; raises NotFit when nothing is left or it is too long."""
    if not is_storable(name):
        raise NotFit("A name holds no NUL and no lone surrogate", code="bad_name")
    # Marks that turn the direction of a line would turn the board, too; joiners are a part of many scripts.
    plain = "".join(each for each in clean(name) if unicodedata.category(each) != "Cf" or each in JOINERS)
    shown = " ".join("".join(" " if each.isspace() else each for each in plain).split())
    if not shown or len(shown) > MAX_NAME or any(unicodedata.category(each) in {"Cc", "Cs", "Co"} for each in shown):
        raise NotFit(f"A name has 1 to {MAX_NAME} characters", code="bad_name")
    return shown


async def _free_name(tx: BaseDBAsyncClient, session_id: UUID, name: str, own: UUID | None = None) -> str:
    """The name, or the name with the lowest number behind it that nobody has; the seat `own` may keep its own."""
    wanted = clean_name(name)
    rows = await tx.execute_query_dict(
        """SELECT name_key FROM live_participant
           WHERE session_id = $1 AND state IN ('joined', 'left') AND id IS DISTINCT FROM $2""",
        [session_id, own],
    )
    taken = {row["name_key"] for row in rows}
    if fold(wanted) not in taken:
        return wanted
    number = 2
    while fold(f"{wanted} {number}") in taken:
        number += 1
    return f"{wanted} {number}"


async def void_seat(tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID, *, ban: bool) -> str | None:
    """Void a seat inside the caller's transaction; its name, or None when it is no living seat."""
    rows = await tx.execute_query_dict(
        """UPDATE live_participant SET state = $3
           WHERE session_id = $1 AND id = $2 AND state IN ('joined', 'left') RETURNING name""",
        [session_id, participant_id, "banned" if ban else "removed"],
    )
    return rows[0]["name"] if rows else None


async def leave_seat(tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID) -> str | None:
    """Note inside the caller's transaction that a player went; the name, or None when the player was not there."""
    rows = await tx.execute_query_dict(
        """UPDATE live_participant SET state = 'left'
           WHERE session_id = $1 AND id = $2 AND state = 'joined' RETURNING name""",
        [session_id, participant_id],
    )
    return rows[0]["name"] if rows else None


async def is_voided(tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID, *, ban: bool) -> bool:
    """Whether a seat is void already; with `ban` one that was only removed is banned now."""
    rows = await tx.execute_query_dict(
        """UPDATE live_participant SET state = CASE WHEN $3 THEN 'banned' ELSE state END
           WHERE session_id = $1 AND id = $2 AND state IN ('removed', 'banned') RETURNING id""",
        [session_id, participant_id, ban],
    )
    return bool(rows)


async def forget_people(tx: BaseDBAsyncClient, session_id: UUID) -> None:
    """Let no seat of a session point to an account any more, inside the caller's transaction."""
    await tx.execute_query("UPDATE live_participant SET user_id = NULL WHERE session_id = $1", [session_id])


async def set_factor(tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID, factor: float) -> float | None:
    """Give a seat its own time inside the caller's transaction; the factor before, None when it is no living seat."""
    rows = await tx.execute_query_dict(
        """UPDATE live_participant p SET factor = $3
           FROM (SELECT id, factor FROM live_participant WHERE session_id = $1 AND id = $2 FOR UPDATE) old
           WHERE p.id = old.id AND p.state IN ('joined', 'left') RETURNING old.factor""",
        [session_id, participant_id, factor],
    )
    return rows[0]["factor"] if rows else None


async def set_team(
    tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID, team: str | None
) -> tuple[bool, str | None]:
    """Put a seat into a team inside the caller's transaction: whether there is such a living seat, and its team before."""
    rows = await tx.execute_query_dict(
        """UPDATE live_participant p SET team = $3
           FROM (SELECT id, team FROM live_participant WHERE session_id = $1 AND id = $2 FOR UPDATE) old
           WHERE p.id = old.id AND p.state IN ('joined', 'left') RETURNING old.team""",
        [session_id, participant_id, team],
    )
    return bool(rows), rows[0]["team"] if rows else None


async def rename_seat(tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID, name: str) -> str | None:
    """Give a seat another free name inside the caller's transaction; None when it is no living seat."""
    free = await _free_name(tx, session_id, name, participant_id)
    rows = await tx.execute_query_dict(
        """UPDATE live_participant SET name = $3, name_key = $4
           WHERE session_id = $1 AND id = $2 AND state IN ('joined', 'left') RETURNING name""",
        [session_id, participant_id, free, fold(free)],
    )
    return free if rows else None
