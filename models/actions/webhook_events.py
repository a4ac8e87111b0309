"""What outgoing webhooks are told: written with the change itself, in its transaction, for everyone who wants it.

A delivery is its own outbox row (see `models.tables.webhooks`); the courier in the worker takes it up after the commit.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection

from models.ids import new_id
from models.rules.enrolling import EnrollmentState
from models.rules.webhook_events import EventKind
from models.rules.webhooks import wants
from models.tables.assignments import Assignment, Submission
from models.tables.certificates import Certificate
from models.tables.enrollments import Enrollment
from models.tables.payments import Order, OrderItem, Refund
from models.tables.quizzes import Attempt, Quiz
from models.tables.users import User

Tx = BaseDBAsyncClient | None

_TELL: Final = """
WITH told AS (
  INSERT INTO webhook_event (id, kind, key, at, data) VALUES ($1, $2, $3, $4, $5::jsonb)
  ON CONFLICT (key) DO NOTHING RETURNING id
)
INSERT INTO webhook_delivery (id, webhook_id, event_id, kind, state, tries, due_at, created_at, log)
SELECT d.id, d.webhook_id, told.id, $2, 'waiting', 0, $4, $4, '[]' FROM told, unnest($6::uuid[], $7::uuid[]) AS d (id, webhook_id)
"""
_HAD_PLACE: Final = frozenset({EnrollmentState.ACTIVE, EnrollmentState.COMPLETED})
_OVER: Final = frozenset({EnrollmentState.DROPPED, EnrollmentState.EXPIRED})


async def announce(tx: Tx, kind: EventKind, data: Mapping[str, Any], now: datetime, *, key: str | None = None) -> None:
    """Tell every endpoint that wants it, within `tx`; one cheap question where there is none. A `key` is told once."""
    rows = await (tx or get_connection("default")).execute_query_dict("SELECT id, events FROM webhook WHERE enabled")
    _ = await tell(tx, kind, data, [row["id"] for row in rows if wants(_list(row["events"]), kind)], now, key=key)


async def tell(
    tx: Tx, kind: EventKind, data: Mapping[str, Any], webhook_ids: list[UUID], now: datetime, *, key: str | None = None
) -> list[UUID]:
    """Tell these endpoints; the ids of the deliveries."""
    made = [new_id() for _ in webhook_ids]
    if made:
        text = orjson.dumps(data, default=str, option=orjson.OPT_UTC_Z).decode()
        values = [new_id(), kind.value, key, now, text, made, webhook_ids]
        _ = await (tx or get_connection("default")).execute_query(_TELL, values)
    return made


def _list(stored: str | list[str]) -> list[str]:
    found: list[str] = orjson.loads(stored) if isinstance(stored, str) else stored
    return found


async def user_created(tx: Tx, user: User, now: datetime) -> None:
    """An account was made."""
    await announce(tx, EventKind.USER_CREATED, {"id": user.id, "role": str(user.role.value)}, now)


async def user_switched(tx: Tx, user: User, now: datetime) -> None:
    """An account was closed or opened again."""
    kind = EventKind.USER_ACTIVATED if user.is_active else EventKind.USER_DEACTIVATED
    await announce(tx, kind, {"id": user.id}, now)


async def user_erased(tx: Tx, user_id: UUID, now: datetime) -> None:
    """An account was erased."""
    await announce(tx, EventKind.USER_ERASED, {"id": user_id}, now)


async def place_changed(tx: Tx, place: Enrollment, was: str | None, now: datetime) -> None:
    """The state of an enrolment is another; `was` is None for a new one."""
    facts = {"id": place.id, "course_id": place.course_id, "user_id": place.user_id, "run": place.run}
    if place.state == EnrollmentState.COMPLETED:
        await course_completed(tx, place, now)
    elif place.state == EnrollmentState.ACTIVE and was not in _HAD_PLACE:
        more = {"reason": place.reason, "expires_at": place.expires_at}
        await announce(tx, EventKind.ENROLLMENT_STARTED, {**facts, **more}, now)
    elif place.state in _OVER:
        more = {"state": str(place.state), "reason": place.reason}
        await announce(tx, EventKind.ENROLLMENT_ENDED, {**facts, **more}, now)


async def course_completed(tx: Tx, place: Enrollment, now: datetime) -> None:
    """A course is completed; an enrolment tells it once, by whichever way it is noticed."""
    facts = {"enrollment_id": place.id, "course_id": place.course_id, "user_id": place.user_id}
    data = {**facts, "completed_at": place.completed_at or now}
    await announce(tx, EventKind.COURSE_COMPLETED, data, now, key=f"completed:{place.id}")


async def attempt_graded(tx: Tx, attempt: Attempt, quiz: Quiz, now: datetime) -> None:
    """An attempt has a result."""
    names = ("id", "enrollment_id", "user_id", "kind", "number", "score", "max_score", "percent", "passed")
    facts = {name: getattr(attempt, name) for name in names}
    await announce(tx, EventKind.ATTEMPT_GRADED, {**facts, "quiz_id": quiz.id, "course_id": quiz.course_id}, now)


async def submission_graded(tx: Tx, assignment: Assignment, submission: Submission, now: datetime) -> None:
    """What was handed in has points."""
    data = {
        "id": submission.id,
        "assignment_id": assignment.id,
        "course_id": assignment.course_id,
        "user_id": submission.user_id,
        "points": submission.points,
        "max_points": assignment.points,
    }
    await announce(tx, EventKind.SUBMISSION_GRADED, data, now)


def _certificate(row: Certificate) -> dict[str, Any]:
    names = ("id", "number", "version", "code", "enrollment_id", "course_id", "user_id")
    return {name: getattr(row, name) for name in names}


async def certificate_issued(tx: Tx, row: Certificate, now: datetime) -> None:
    """There is a certificate."""
    await announce(tx, EventKind.CERTIFICATE_ISSUED, {**_certificate(row), "expires_at": row.expires_at}, now)


async def certificate_revoked(tx: Tx, row: Certificate, now: datetime) -> None:
    """A certificate is no longer good."""
    await announce(tx, EventKind.CERTIFICATE_REVOKED, {**_certificate(row), "reason": row.revoked_reason or ""}, now)


async def order_paid(tx: Tx, order: Order, now: datetime) -> None:
    """An order was paid, and its places are given."""
    items = await OrderItem.filter(order_id=order.id).order_by("id")
    data = {
        "id": order.id,
        "number": order.number,
        "user_id": order.user_id,
        "total": {"amount": order.total_minor, "currency": order.currency},
        "items": [{"course_id": item.course_id, "enrollment_id": item.enrollment_id} for item in items],
    }
    await announce(tx, EventKind.ORDER_PAID, data, now)


async def order_refunded(tx: Tx, order: Order, refund: Refund, now: datetime) -> None:
    """Money of an order went back."""
    data = {
        "id": refund.id,
        "order_id": order.id,
        "order_number": order.number,
        "order_state": str(order.state),
        "user_id": order.user_id,
        "refunded": {"amount": refund.amount_minor, "currency": refund.currency},
    }
    await announce(tx, EventKind.ORDER_REFUNDED, data, now)
