"""What a calendar feed tells about dates that move, and about those that are taken back (RFC 5545, 3.8.7.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

SHOWN_BACK: Final = timedelta(days=180)
"""Dates that are longer past are told no more: neither as they were, nor as cancelled."""


class DateKind(StrEnum):
    """What happens at a date."""

    DUE = "due"
    OPENS = "opens"
    CLOSES = "closes"
    UNLOCKS = "unlocks"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a person; `key` stays the same when it moves. `facts` are `kind`, `title`, `course`."""

    key: str
    starts_at: datetime
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A date as the feed has told it: how often it was changed, when last, and when it was taken back."""

    date: Date
    sequence: int
    changed_at: datetime
    cancelled_at: datetime | None = None


def retold(known: Mapping[str, Entry], dates: Iterable[Date], now: datetime) -> list[Entry]:
    """The entries that are new or have changed since the feed was read; every change has a higher number.

    What is not among the dates any more is cancelled, once, unless it is long past; it keeps its last facts.
    """
    wanted = {date.key: date for date in dates}
    told = [_told(known.get(key), date, now) for key, date in wanted.items()]
    gone = [
        replace(entry, sequence=entry.sequence + 1, changed_at=now, cancelled_at=now)
        for key, entry in known.items()
        if key not in wanted and entry.cancelled_at is None and is_shown(entry, now)
    ]
    return [entry for entry in told if entry is not None] + gone


def _told(entry: Entry | None, date: Date, now: datetime) -> Entry | None:
    if entry is None:
        return Entry(date, 0, now)
    if entry.cancelled_at is None and entry.date == date:
        return None
    return Entry(date, entry.sequence + 1, now)


def is_shown(entry: Entry, now: datetime) -> bool:
    """Whether the feed still tells of it."""
    return entry.date.starts_at >= now - SHOWN_BACK
