"""The logs of `me` and `course:{id}` as values: their keys, their entries, and how far back they go."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

PERSON: Final = "me:"
COURSE: Final = "course:"


def person_key(user_id: UUID) -> str:
    """The log of one person."""
    return f"{PERSON}{user_id}"


def course_key(course_id: UUID) -> str:
    """The log of one course."""
    return f"{COURSE}{course_id}"


@dataclass(frozen=True, slots=True)
class History:
    """How far back a log goes: nothing older than `kept`, and at most `most` entries."""

    kept: timedelta
    most: int


HISTORIES: Final = {
    PERSON: History(timedelta(days=7), 1_000),
    COURSE: History(timedelta(hours=24), 5_000),
}
"""By the beginning of the key (live.md §2)."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One position of a log; `s` starts at 1. `name` is the full name of whom it is about, as it is now."""

    s: int
    t: str
    at: datetime
    d: dict[str, Any]
    user_id: UUID | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a log stands: its random `epoch`, and the last position given out."""

    epoch: str
    s: int
