"""Small histories for analytics, written as rows: places, lessons, attempts, sales; and a CSV answer as a table."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.ids import new_id
from models.tables.enrollments import Enrollment, LessonProgress, ProgressEvent
from models.tables.payments import LedgerEntry, Order, OrderItem
from models.tables.quizzes import Attempt
from tests.school import NOW, Course, Person

DAY = timedelta(days=1)


async def place(course: Course, person: Person, *, days_ago: float = 0, **fields: Any) -> Enrollment:
    """A place that was taken some days ago."""
    row = Enrollment(course_id=UUID(course.id), user_id=person.id, enrolled_at=NOW - DAY * days_ago, **fields)
    await row.save()
    return row


async def touched(
    row: Enrollment, lesson_id: str, *, days_ago: float = 0, state: str = "done", seconds: int = 0
) -> None:
    """A lesson that was begun, and done at once."""
    at = NOW - DAY * days_ago
    ids = {"enrollment_id": row.id, "lesson_id": UUID(lesson_id)}
    done = at if state == "done" else None
    await LessonProgress(
        **ids, state=state, dwelt_seconds=seconds, started_at=at, completed_at=done, updated_at=at
    ).save()
    await ProgressEvent(**ids, kind="viewed", at=at).save()


async def tried(row: Enrollment, quiz_id: str, percent: float, *, days_ago: float = 0, number: int = 1) -> Attempt:
    """An attempt of ten minutes."""
    attempt = Attempt(quiz_id=UUID(quiz_id), enrollment_id=row.id, user_id=row.user_id, number=number, max_score=1.0)
    attempt.started_at = NOW - DAY * days_ago
    attempt.submitted_at = attempt.started_at + timedelta(minutes=10)
    attempt.state, attempt.percent, attempt.score, attempt.passed = "graded", percent, percent / 100, percent >= 70
    await attempt.save()
    return attempt


async def sold(course: Course, person: Person, price: int, currency: str, *, refunded: int = 0) -> None:
    """An order, its sale, and perhaps a refund, as the ledger has them."""
    order = Order(number=str(new_id())[-20:], user_id=person.id, gateway="stripe", currency=currency)
    order.subtotal_minor, order.discount_minor, order.total_minor = price, 100, price - 100
    order.buyer_name, order.buyer_email, order.created_at, order.expires_at = "N", "n@x.example", NOW, NOW
    await order.save()
    item = OrderItem(order_id=order.id, course_id=UUID(course.id), user_id=person.id, title="C", open=False)
    item.price_minor, item.discount_minor = price, 100
    await item.save()
    for account, amount in (("sales", -price), ("refunds", refunded)):
        if amount:
            entry = LedgerEntry(movement_id=new_id(), kind="k", account=account, amount_minor=amount, at=NOW)
            entry.currency, entry.order_id, entry.gateway, entry.cause = currency, order.id, "stripe", str(new_id())
            await entry.save()


def table_of(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV answer by the names of its columns."""
    return list(csv.DictReader(io.StringIO(answer.body)))
