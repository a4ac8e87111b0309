"""What the channels `me` and `course:{id}` are told, and webhooks of the same: written with the change itself.

Nothing here locks or waits: entries get their positions when somebody listens (models.queries.feeds).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection

from models.actions import webhook_events
from models.feed_log import course_key, person_key
from models.queries.accommodations import closes_for_all
from models.rules.reviewing import ReviewFacts, Show, shown
from models.tables.certificates import Certificate
from models.tables.enrollments import Enrollment
from models.tables.jobs import Job
from models.tables.notifications import Notification
from models.tables.payments import Order
from models.tables.quizzes import Attempt, Quiz

_APPEND = """
INSERT INTO channel_event (key, t, at, user_id, d)
SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::uuid[], $5::jsonb[])
"""

MOMENT: Final = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
"""The same as `moment` in SQL."""

Tx = BaseDBAsyncClient | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry for one log: the log's key, the event's name and body, and whom it is about."""

    key: str
    t: str
    d: Mapping[str, Any]
    user_id: UUID | None = None


async def append(tx: Tx, happenings: Sequence[Happening], now: datetime) -> None:
    """Write entries within `tx`, in one statement; a trigger tells the listeners after the commit."""
    if happenings:
        columns = [
            [each.key for each in happenings],
            [each.t for each in happenings],
            [now] * len(happenings),
            [each.user_id for each in happenings],
            [orjson.dumps(each.d, default=str).decode() for each in happenings],
        ]
        _ = await (tx or get_connection("default")).execute_query(_APPEND, columns)


def moment(at: datetime | None) -> str | None:
    """A time as the channels tell it: RFC 3339 in UTC, to the millisecond."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Moved:
    """A lesson in which a learner has moved, and its new state."""

    lesson_id: UUID
    state: str


@dataclass(frozen=True, slots=True)
class Before:
    """An enrolment as it was."""

    state: str
    percent: int
    seen_at: datetime | None

    @classmethod
    def of(cls, place: Enrollment) -> "Before":
        """As it is now."""
        return cls(place.state, place.percent, place.last_seen_at)


async def progress_changed(tx: Tx, place: Enrollment, before: Before, moved: Sequence[Moved], now: datetime) -> None:
    """Tell how far a learner is, if that or a lesson's state has changed; the staff also who was seen at all."""
    steps: Sequence[Moved | None] = moved or ([None] if place.percent != before.percent else [])
    stale = before.seen_at is None or _minute(before.seen_at) != _minute(now)
    told = [_on_course(place, step) for step in steps or ([None] if stale else [])]
    told += [_on_me(place, step) for step in steps]
    await append(tx, told, now)
    await enrollment_changed(tx, place, before.state, now)


def _minute(at: datetime) -> datetime:
    """The staff are told of `last_seen` alone at most once in each minute of the clock."""
    return at.replace(second=0, microsecond=0)


def _step(step: Moved | None) -> dict[str, Any]:
    return {"lesson": step and step.lesson_id, "state": step and step.state}


def _on_course(place: Enrollment, step: Moved | None) -> Happening:
    d = {"enrollment": place.id, **_step(step), "percent": place.percent, "last_seen": moment(place.last_seen_at)}
    return Happening(course_key(place.course_id), "progress.changed", d, place.user_id)


def _on_me(place: Enrollment, step: Moved | None) -> Happening:
    d = {"enrollment": place.id, "course": place.course_id, **_step(step), "percent": place.percent}
    return Happening(person_key(place.user_id), "progress.changed", d)


async def enrollment_changed(tx: Tx, place: Enrollment, was: str | None, now: datetime) -> None:
    """Tell the staff when a place has begun (`was` is None) or its state is another."""
    if place.state == was:
        return
    await webhook_events.place_changed(tx, place, was, now)
    d = {
        "enrollment": place.id,
        "state": place.state,
        "was": was,
        "percent": place.percent,
        "last_seen": moment(place.last_seen_at),
    }
    await append(tx, [Happening(course_key(place.course_id), "enrollment.changed", d, place.user_id)], now)


async def attempt_changed(tx: Tx, attempt: Attempt, quiz: Quiz, now: datetime) -> None:
    """Tell the staff how an attempt stands, and its learner the grade, as far as the quiz lets it be seen now."""
    d: dict[str, Any] = {"attempt": attempt.id, "quiz": quiz.id, "state": attempt.state}
    if attempt.percent is not None:
        d["percent"] = attempt.percent
    told = [Happening(course_key(quiz.course_id), "attempt.changed", d, attempt.user_id)]
    if attempt.state == "graded":
        await webhook_events.attempt_graded(tx, attempt, quiz, now)
        told.append(await _grade(attempt, quiz, now))
    await append(tx, told, now)


async def _grade(attempt: Attempt, quiz: Quiz, now: datetime) -> Happening:
    facts = ReviewFacts(now=now, ended_at=attempt.submitted_at, closes_at=await closes_for_all(quiz))
    seen = Show.SCORE in shown(quiz.review, facts)
    d = {
        "quiz": quiz.id,
        "attempt": attempt.id,
        "percent": attempt.percent if seen else None,
        "passed": attempt.passed if seen else None,
    }
    return Happening(person_key(attempt.user_id), "grade.changed", d)


async def notification_new(tx: Tx, row: Notification, now: datetime) -> None:
    """Tell a person that there is news; its title is written in their language when it is sent."""
    d = {"id": row.id, "kind": row.kind, "data": row.data, "url": row.url}
    await append(tx, [Happening(person_key(row.user_id), "notification.new", d)], now)


async def notifications_read(tx: Tx, user_id: UUID, count: int, now: datetime) -> None:
    """Tell a person's other pages that so many news were read."""
    if count:
        await append(tx, [Happening(person_key(user_id), "notification.read", {"count": count})], now)


def job_body(job: Job) -> dict[str, Any]:
    """A job as `me` tells it: as REST does, without its result, which may be large."""
    progress = {"done": job.done, "total": job.total}
    return {"id": job.id, "kind": job.kind, "state": str(job.state), "progress": progress, "errors": job.errors[:20]}


async def job_changed(tx: Tx, job: Job, now: datetime) -> None:
    """Tell a person how their long work stands."""
    await append(tx, [Happening(person_key(job.owner_id), "job.changed", {"job": job_body(job)})], now)


async def order_changed(tx: Tx, order: Order, now: datetime) -> None:
    """Tell the payer that the order's state is another."""
    await append(
        tx, [Happening(person_key(order.user_id), "order.changed", {"id": order.id, "state": order.state})], now
    )


async def certificate_issued(tx: Tx, row: Certificate, now: datetime) -> None:
    """Tell a learner that there is a certificate."""
    await webhook_events.certificate_issued(tx, row, now)
    d = {"id": row.id, "number": row.number}
    await append(tx, [Happening(person_key(row.user_id), "certificate.issued", d)], now)
