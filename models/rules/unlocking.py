"""When a lesson opens for a learner, every reason why it has not, and the next time at which one ends."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID


class LockCode(StrEnum):
    """Why a lesson is closed."""

    AFTER_LESSON = "after_lesson"
    NOT_YET = "not_yet"
    DRIP = "days_after_enrollment"


@dataclass(frozen=True, slots=True)
class Lock:
    """One reason, with JSON-ready facts; `until` is when it ends by itself, None when the learner must act."""

    code: LockCode
    until: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What must hold for a lesson to be open: all that is given."""

    after_lesson: UUID | None = None
    at: datetime | None = None
    days_after_enrollment: int | None = None

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> "Unlocking":
        """From the lesson's `unlock` as it is stored (JSON)."""
        given = stored or {}
        after, at = given.get("after_lesson"), given.get("at")
        return cls(
            after_lesson=UUID(after) if after else None,
            at=datetime.fromisoformat(at) if at else None,
            days_after_enrollment=given.get("days_after_enrollment"),
        )


@dataclass(frozen=True, slots=True)
class Learner:
    """What decides about locks: the time, when the place was taken, and the lessons that are done or excused.

    `living` are the lessons that the course has now: one that was taken out keeps nobody waiting.
    """

    now: datetime
    enrolled_at: datetime
    done: frozenset[UUID]
    living: frozenset[UUID]


def locks(unlocking: Unlocking, learner: Learner) -> list[Lock]:
    """Every reason why the lesson is closed; empty when it is open."""
    found = []
    after = unlocking.after_lesson
    if after is not None and after in learner.living and after not in learner.done:
        found.append(Lock(LockCode.AFTER_LESSON, None, {"lesson_id": str(after)}))
    if unlocking.at is not None and learner.now < unlocking.at:
        found.append(Lock(LockCode.NOT_YET, unlocking.at))
    if unlocking.days_after_enrollment is not None:
        opens = learner.enrolled_at + timedelta(days=unlocking.days_after_enrollment)
        if learner.now < opens:
            found.append(Lock(LockCode.DRIP, opens, {"days": unlocking.days_after_enrollment}))
    return found


def opens_at(reasons: list[Lock]) -> datetime | None:
    """When the lesson opens by itself; None when it is open, or when the learner must do something first."""
    times = [lock.until for lock in reasons if lock.until is not None]
    return max(times) if times and len(times) == len(reasons) else None


def opening_time(unlocking: Unlocking, enrolled_at: datetime, done: Collection[UUID]) -> datetime | None:
    """When a lesson opens, or opened, by the clock; None when no clock decides, or another lesson is not done yet."""
    if unlocking.after_lesson is not None and unlocking.after_lesson not in done:
        return None
    days = unlocking.days_after_enrollment
    times = [unlocking.at, enrolled_at + timedelta(days=days) if days is not None else None]
    return max((time for time in times if time is not None), default=None)
