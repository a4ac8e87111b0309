"""Making live sessions, and taking, renaming and voiding seats in them."""

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.live_log import LockedLog, append, lock_log
from models.ids import new_id, new_join_code
from models.live_log import GENESIS, LogEntry
from models.queries.live import SeatRow, default_connection
from models.refusals import NotFit, NotNow, NotThere, NotYours
from models.rules.questions import live_supported
from models.rules.texts import clean, fold, is_storable
from models.tables.live import LiveSession
from models.tables.quizzes import Quiz

MAX_NAME = 40
JOINERS = "\u200c\u200d"
CODE_TRIES = 8


@dataclass(frozen=True, slots=True)
class Joined:
    """A seat, and the log entries that its taking wrote (none when it was held already)."""

    seat: SeatRow
    entries: tuple[LogEntry, ...] = ()


async def create_session(quiz_id: UUID, owner_id: UUID, settings: Mapping[str, Any], *, now: datetime) -> LiveSession:
    """Make a session of a published quiz; its questions are frozen as they are now.

    What is left out stands in its settings as `skipped: [{question, kind, reason}]`. Raises NotThere,
    NotNow (`quiz_not_published`, `nothing_to_play`).
    """
    quiz = await Quiz.get_or_none(id=quiz_id, archived_at=None)
    if quiz is None:
        raise NotThere("There is no such quiz")
    if quiz.state != "published":
        raise NotNow("Publish the quiz before you take it live", code="quiz_not_published")
    questions = await frozen_questions(quiz_id)
    plan = [each for each in questions if live_supported(each["kind"])]
    skipped = [_left_out(each) for each in questions if not live_supported(each["kind"])]
    if not plan:
        raise NotNow("The quiz has no question that can be played live", code="nothing_to_play")
    return await _insert(quiz, owner_id, {**settings, "skipped": skipped}, plan, now)


async def frozen_questions(quiz_id: UUID) -> list[dict[str, Any]]:
    """The current wording of every question of a quiz, in order, as a plan keeps it."""
    rows = await default_connection().execute_query_dict(
        """SELECT q.id::text AS id, v.id::text AS version, v.kind, v.stem, v.points, v.seconds, v.content
           FROM question q JOIN question_version v ON v.question_id = q.id AND v.number = q.current_version
           WHERE q.quiz_id = $1 AND q.archived_at IS NULL ORDER BY q.position, q.id""",
        [quiz_id],
    )
    return [{**row, "content": orjson.loads(row["content"])} for row in rows]


def _left_out(question: Mapping[str, Any]) -> dict[str, Any]:
    return {"question": question["id"], "kind": question["kind"], "reason": "not_playable_live"}


async def _insert(
    quiz: Quiz, owner_id: UUID, settings: Mapping[str, Any], plan: Sequence[Mapping[str, Any]], now: datetime
) -> LiveSession:
    for _ in range(CODE_TRIES):
        try:
            async with in_transaction() as tx:
                row = await LiveSession.create(
                    using_db=tx,
                    quiz_id=quiz.id,
                    course_id=quiz.course_id,
                    owner_id=owner_id,
                    code=new_join_code(),
                    epoch=secrets.token_urlsafe(9),
                    title=quiz.title,
                    settings=dict(settings),
                    plan=[dict(each) for each in plan],
                    digest=GENESIS,
                    created_at=now,
                )
                opened = {"session": str(row.id), "title": quiz.title, "scoring": settings["scoring"]}
                log = LockedLog(row.id, 0, GENESIS, "lobby")
                await append(tx, log, [("session.opened", opened)], int(now.timestamp() * 1000))
                return row
        except IntegrityError:
            continue
    raise NotNow("No free code was found; try again", code="no_free_code")


async def take_seat(
    session_id: UUID,
    *,
    user_id: UUID | None,
    name: str,
    late_join: bool,
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
        await _may_enter(tx, log, late_join=late_join)
        seat = SeatRow(new_id(), user_id, await _free_name(tx, session_id, name), "joined", 1.0)
        await tx.execute_query(
            """INSERT INTO live_participant (id, session_id, user_id, name, name_key, state, factor, joined_at)
               VALUES ($1, $2, $3, $4, $5, 'joined', 1.0, $6)""",
            [seat.id, session_id, user_id, seat.name, fold(seat.name), joined_at],
        )
        body = {"participant": str(seat.id), "name": seat.name}
        return Joined(seat, tuple(await append(tx, log, [("roster.joined", body)], now_ms)))


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
    body = {"participant": str(seat.id), "name": seat.name}
    return Joined(replace(seat, state="joined"), tuple(await append(tx, log, [("roster.joined", body)], now_ms)))


_SEAT = "SELECT id, user_id, name, state, factor FROM live_participant WHERE "


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


async def set_factor(tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID, factor: float) -> float | None:
    """Give a seat its own time inside the caller's transaction; the factor before, None when it is no living seat."""
    rows = await tx.execute_query_dict(
        """UPDATE live_participant p SET factor = $3
           FROM (SELECT id, factor FROM live_participant WHERE session_id = $1 AND id = $2 FOR UPDATE) old
           WHERE p.id = old.id AND p.state IN ('joined', 'left') RETURNING old.factor""",
        [session_id, participant_id, factor],
    )
    return rows[0]["factor"] if rows else None


async def rename_seat(tx: BaseDBAsyncClient, session_id: UUID, participant_id: UUID, name: str) -> str | None:
    """Give a seat another free name inside the caller's transaction; None when it is no living seat."""
    free = await _free_name(tx, session_id, name, participant_id)
    rows = await tx.execute_query_dict(
        """UPDATE live_participant SET name = $3, name_key = $4
           WHERE session_id = $1 AND id = $2 AND state IN ('joined', 'left') RETURNING name""",
        [session_id, participant_id, free, fold(free)],
    )
    return free if rows else None
