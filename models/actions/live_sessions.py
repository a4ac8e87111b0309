"""Making live sessions of published quizzes."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.actions.live_log import LockedLog, append
from models.actions.live_seats import events_of_joining, insert_seats
from models.ids import new_join_code
from models.live_log import GENESIS
from models.queries.draws import Slot, slots_of
from models.queries.live import SeatRow
from models.refusals import NotFit, NotNow, NotThere
from models.rules.problems import Problem
from models.rules.questions import live_supported
from models.tables.live import LiveSession
from models.tables.quizzes import Quiz

CODE_TRIES = 8


@dataclass(frozen=True, slots=True)
class Making:
    """A session to be made; `seats` are taken from the start, `closed` lets nobody else in."""

    quiz_id: UUID
    course_id: UUID
    owner_id: UUID
    title: str
    settings: Mapping[str, Any]
    plan: Sequence[Mapping[str, Any]]
    seats: Sequence[SeatRow] = ()
    came_from: Mapping[UUID, UUID] = field(default_factory=dict)
    """Seat -> the seat of the same person in the session before."""
    closed: bool = False


async def create_session(
    quiz_id: UUID,
    owner_id: UUID,
    settings: Mapping[str, Any],
    *,
    now: datetime,
    seats: Sequence[SeatRow] = (),
    came_from: Mapping[UUID, UUID] | None = None,
) -> LiveSession:
    """Make a session of a published quiz; its questions are frozen as they are now.

    What is left out stands in its settings as `skipped: [{question, kind, reason}]`. Raises NotThere,
    NotNow (`quiz_not_published`, `nothing_to_play`), NotFit (a start in the past).
    """
    check_start(settings, now)
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
    whole = {**settings, "skipped": skipped}
    making = Making(quiz.id, quiz.course_id, owner_id, quiz.title, whole, plan, seats, came_from or {})
    return await with_free_code(lambda tx: insert_session(tx, making, now))


def check_start(settings: Mapping[str, Any], now: datetime) -> None:
    """Raise NotFit for a start that lies in the past."""
    starts_at = moment_of(settings.get("starts_at_ms"))
    if starts_at is not None and starts_at < now:
        faults = [Problem(("starts_at",), "in_the_past", "Must lie in the future.")]
        raise NotFit("A session cannot start in the past", problems=faults)


def moment_of(ms: int | None) -> datetime | None:
    """A time of the settings as UTC."""
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)


async def frozen_questions(quiz_id: UUID) -> list[dict[str, Any]]:
    """The current wording of every question of a quiz, and of what its slots draw from banks, as a plan keeps it.

    Everyone in a session plays the same questions: chance draws once, and the plan keeps what it drew.
    """
    return [_frozen(slot) for slot in await slots_of(quiz_id, secrets.token_hex(8), live=True)]


def _frozen(slot: Slot) -> dict[str, Any]:
    version = slot.written.version
    return {
        "id": str(slot.written.id),
        "version": str(version.id),
        "kind": version.kind,
        "stem": version.stem,
        "points": slot.points,
        "seconds": version.seconds,
        "content": version.content,
    }


def _left_out(question: Mapping[str, Any]) -> dict[str, Any]:
    return {"question": question["id"], "kind": question["kind"], "reason": "not_playable_live"}


T = TypeVar("T")


async def with_free_code(work: Callable[[BaseDBAsyncClient], Awaitable[T]]) -> T:
    """Run `work` in a transaction of its own, again when the join code it drew was taken. Raises NotNow."""
    for _ in range(CODE_TRIES):
        try:
            async with in_transaction() as tx:
                return await work(tx)
        except IntegrityError:
            continue
    raise NotNow("No free code was found; try again", code="no_free_code")


async def insert_session(tx: BaseDBAsyncClient, making: Making, now: datetime) -> LiveSession:
    """Write a session with its seats and the beginning of its log."""
    row = await LiveSession.create(
        using_db=tx,
        quiz_id=making.quiz_id,
        course_id=making.course_id,
        owner_id=making.owner_id,
        code=new_join_code(),
        epoch=secrets.token_urlsafe(9),
        title=making.title,
        settings=dict(making.settings),
        plan=[dict(each) for each in making.plan],
        digest=GENESIS,
        starts_at=moment_of(making.settings.get("starts_at_ms")),
        created_at=now,
    )
    if making.seats:
        await insert_seats(tx, row.id, making.seats, now)
    log = LockedLog(row.id, 0, GENESIS, "lobby")
    await append(tx, log, _beginning(row.id, making), int(now.timestamp() * 1000))
    return row


def _beginning(session_id: UUID, making: Making) -> list[tuple[str, dict[str, Any]]]:
    opened = {"session": str(session_id), "title": making.title, "scoring": making.settings["scoring"]}
    events = [("session.opened", opened)]
    for seat in making.seats:
        was = making.came_from.get(seat.id)
        (t, joined), *more = events_of_joining(seat)
        events += [(t, joined if was is None else {**joined, "_was": str(was)}), *more]
    return [*events, ("session.locked", {"locked": True})] if making.closed else events
