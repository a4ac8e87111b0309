"""Who may take a place in a course, and why not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.rules.courses import CourseState


class EnrollmentState(StrEnum):
    """The life of one run through a course."""

    ACTIVE = "active"
    WAITING = "waiting"
    OFFERED = "offered"
    COMPLETED = "completed"
    DROPPED = "dropped"
    EXPIRED = "expired"


LIVING = (EnrollmentState.ACTIVE, EnrollmentState.WAITING, EnrollmentState.OFFERED, EnrollmentState.COMPLETED)
"""States of which one person has at most one in a course."""
SEATED = (EnrollmentState.ACTIVE, EnrollmentState.OFFERED, EnrollmentState.COMPLETED)
"""States that take one of the course's seats."""
READING = (EnrollmentState.ACTIVE, EnrollmentState.COMPLETED)
"""States that open the lessons."""


def reason_of_end(state: EnrollmentState | str, reason: str) -> str:
    """Why a place in this state ended: `unseated_…` for one that was never taken, which no figure counts."""
    return f"unseated_{reason}" if state in {EnrollmentState.WAITING, EnrollmentState.OFFERED} else reason


class EnrollRefusal(StrEnum):
    """Why a place cannot be taken now."""

    NOT_PUBLISHED = "course_not_published"
    NOT_OPEN_YET = "enrollment_not_open"
    CLOSED = "enrollment_closed"


@dataclass(frozen=True, slots=True)
class Door:
    """What decides whether a course takes learners: its state and the window in which it is open."""

    state: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def may_enroll(door: Door, now: datetime) -> EnrollRefusal | None:
    """The reason against taking a place in the course, or None; price and seats are asked elsewhere."""
    if door.state != CourseState.PUBLISHED:
        return EnrollRefusal.NOT_PUBLISHED
    if door.opens_at is not None and now < door.opens_at:
        return EnrollRefusal.NOT_OPEN_YET
    if door.closes_at is not None and now >= door.closes_at:
        return EnrollRefusal.CLOSED
    return None


def seat_is_free(*, capacity: int | None, taken: int) -> bool:
    """Whether one more fits; no capacity means no limit."""
    return capacity is None or taken < capacity
