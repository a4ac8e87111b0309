"""Seats of a course: whether one is free, what it costs, and until when it lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise.expressions import Subquery

from models.rules.enrolling import SEATED, seat_is_free
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.payments import OrderItem


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of a course that are not free: of people who are enrolled or were offered one, and of people who pay."""

    enrolled: int
    held: int

    @property
    def taken(self) -> int:
        """All of them."""
        return self.enrolled + self.held


async def seats_of(course: Course) -> Seats:
    """How many seats are taken; true only as long as the course's row stays locked."""
    enrolled = await Enrollment.filter(course_id=course.id, state__in=SEATED).count()
    # Who is paying holds a seat; one that was offered to the payer counts already.
    offered = Subquery(Enrollment.filter(course_id=course.id, state__in=SEATED).values("user_id"))
    held = await OrderItem.filter(course_id=course.id, open=True).exclude(user_id__in=offered).count()
    return Seats(enrolled, held)


async def has_seat(course: Course) -> bool:
    """Whether one more fits; true only as long as the course's row stays locked."""
    if not course.capacity:
        return True
    return seat_is_free(capacity=course.capacity, taken=(await seats_of(course)).taken)


def price_of(course: Course) -> dict[str, Any] | None:
    """The facts of a refusal to enrol without paying: the price and how to order. None for a free course."""
    if not course.price_minor:
        return None
    return {
        "price": {"amount": course.price_minor, "currency": course.currency},
        "order": {"method": "POST", "path": "/api/v1/orders", "course_ids": [str(course.id)]},
    }


def access_end(course: Course, now: datetime) -> datetime | None:
    """When a place that begins now ends; None for never."""
    return now + timedelta(days=course.access_days) if course.access_days else None
