"""Spans of days in a time zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

USUAL_DAYS: Final = 30
MOST_DAYS: Final = 366
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
NAMELESS: Final = "localtime"
"""A name that Python takes and PostgreSQL does not: it means another zone on every machine."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `since` to `until`, both counted, as a calendar in `zone` (an IANA name) has them."""

    zone: str
    since: date
    until: date

    @property
    def all(self) -> list[date]:
        """Every day in order."""
        return [self.since + DAY * at for at in range((self.until - self.since).days + 1)]


def known_zone(name: str) -> str:
    """The zone, or UTC for a name that means none."""
    return "UTC" if name == NAMELESS else name


def day_in(zone: str, moment: datetime) -> date:
    """The day on which a moment falls in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def week_of(day: date) -> date:
    """The Monday of the ISO week (ISO 8601) of a day."""
    return day - DAY * day.weekday()


def iso_week(day: date) -> str:
    """An ISO week's name, as 2026-W09."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def span(zone: str, now: datetime, *, since: date | None, until: date | None) -> Days:
    """The days that are asked for, at most 366; by default the last 30, today included.

    Without `until` it is today, or as far as a span may reach from `since`.
    """
    today = day_in(zone, now)
    if since is None:
        end = until or today
        return Days(zone, end - DAY * (USUAL_DAYS - 1), end)
    return Days(zone, since, until or max(since, min(today, since + DAY * (MOST_DAYS - 1))))
