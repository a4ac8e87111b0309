"""Into the LMS: an ended session becomes attempts, marks, grades and progress in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions.grades import MarkIn, record_live_attempt
from models.actions.live_log import append, lock_log, read_log
from models.actions.live_seats import forget_people
from models.actions.webhook_events import announce
from models.live_log import LogEntry
from models.queries.live import AnswerRow, SeatRow, SessionRow, answers_of_run, seats_of, session_by_id
from models.rules.enrolling import READING
from models.rules.numbers import exact, json_number
from models.rules.questions import dump_answer, grade, parse_answer
from models.rules.webhook_events import EventKind
from models.tables.enrollments import Enrollment
from models.tables.quizzes import Quiz
from realtime.history import History, read_history
from realtime.plans import keyed, read_plan
from realtime.state import Item, Run


@dataclass(frozen=True, slots=True)
class Played:
    """The last revealed showing of an item, and its counted answers by participant."""

    item: Item
    run: Run
    answers: Mapping[str, AnswerRow]


async def finalize(session_id: UUID, now_ms: int) -> list[LogEntry]:
    """Write the results of an ended session once; nothing when that was done or the session is not over."""
    session = await session_by_id(session_id)
    if session is None:
        return []
    async with in_transaction() as tx:
        log = await lock_log(tx, session_id)
        if log is None or log.phase != "ended":
            return []
        entries = await read_log(tx, session_id, 0)
        if session.settings.get("anonymous"):
            await forget_people(tx, session_id)
        else:
            await _write_attempts(tx, session, entries, now_ms)
        if not session.settings["rehearsal"]:
            await _announce(tx, session, now_ms)
        return await append(tx, log, [("session.finalized", {})], max(now_ms, entries[-1].ts))


async def _announce(tx: BaseDBAsyncClient, session: SessionRow, now_ms: int) -> None:
    data = {"id": session.id, "quiz_id": session.quiz_id, "course_id": session.course_id}
    await announce(tx, EventKind.LIVE_SESSION_FINALIZED, data, _moment(now_ms))


def last_runs(history: History) -> list[Run]:
    """The last revealed run of each item that was revealed, in the order of the plan."""
    by_index = {run.index: run for run in history.runs.values()}
    return [by_index[index] for index in sorted(by_index)]


async def _write_attempts(tx: BaseDBAsyncClient, session: SessionRow, entries: Sequence[LogEntry], now_ms: int) -> None:
    history = read_history(entries)
    plan = keyed(read_plan(session.plan, session.settings), history.state)
    if plan.options.rehearsal:
        return  # a rehearsal is nobody's attempt
    played = [
        Played(plan.items[run.index], run, {row.participant: row for row in await answers_of_run(tx, run.id)})
        for run in last_runs(history)
        if grade(plan.items[run.index].content, None).fraction is not None
    ]
    if not played:
        return
    quiz = await Quiz.get(id=session.quiz_id, using_db=tx)
    started, finished = _moment(entries[0].ts), _moment(now_ms)
    for seat, enrollment in await _enrolled(tx, session):
        _ = await record_live_attempt(
            tx,
            quiz=quiz,
            enrollment=enrollment,
            session_id=session.id,
            started_at=started,
            finished_at=finished,
            plan={"live_session": str(session.id), "items": [each.item.id for each in played]},
            marks=[_mark(each, str(seat.id)) for each in played],
        )


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


async def _enrolled(tx: BaseDBAsyncClient, session: SessionRow) -> list[tuple[SeatRow, Enrollment]]:
    """Seats whose account is enrolled in the course, in the order of the enrolments' ids: locks are taken in it."""
    seats = {seat.user_id: seat for seat in await seats_of(tx, session.id) if seat.user_id is not None}
    enrollments = (
        await Enrollment.filter(course_id=session.course_id, user_id__in=list(seats), state__in=list(READING))
        .order_by("id")
        .using_db(tx)
    )
    return [(seats[each.user_id], each) for each in enrollments]


def _mark(played: Played, participant: str) -> MarkIn:
    item, row = played.item, played.answers.get(participant)
    answer = None if row is None else parse_answer(item.content, row.answer, live=True, relabel=played.run.relabel)
    mark = grade(item.content, answer)
    worth = exact(item.points) * (mark.fraction or 0)
    stored: dict[str, Any] | None = dump_answer(item.content, answer) if answer is not None else None
    return MarkIn(
        question_id=UUID(item.id),
        version_id=UUID(item.version),
        answer=stored,
        fraction=float(mark.fraction or 0),
        points=json_number(worth),
        max_points=item.points,
        why=[why.as_json() for why in mark.why],
    )
