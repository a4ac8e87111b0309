"""What is due by the clock, also after the clock was not watched for a while. Pure; times are aware UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

QUARTER: Final = timedelta(minutes=15)
"""Every offset from UTC in use is a multiple of a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Due at every quarter of an hour that fits: `day` of the month, `hours` and `minutes` of UTC, None for any.

    What was missed is caught up with as far back as `catch_up` reaches.
    """

    name: str
    catch_up: timedelta
    day: int | None = None
    hours: frozenset[int] | None = None
    minutes: frozenset[int] = frozenset({0, 15, 30, 45})

    def fits(self, moment: datetime) -> bool:
        """Whether it is due at this moment."""
        return (
            (self.day is None or moment.day == self.day)
            and (self.hours is None or moment.hour in self.hours)
            and moment.minute in self.minutes
        )


def due_times(schedule: Schedule, *, after: datetime | None, now: datetime) -> list[datetime]:
    """The due times after the last that was taken care of (None: this is the first look) up to now, in order.

    At the first look only the present quarter counts: nobody was promised what was due before.
    """
    earliest = now - (schedule.catch_up if after is not None else QUARTER)
    begin = max(after, earliest) if after is not None else earliest
    moment = _quarter(begin) + QUARTER
    found = []
    while moment <= now:
        if schedule.fits(moment):
            found.append(moment)
        moment += QUARTER
    return found


def _quarter(moment: datetime) -> datetime:
    """The last full quarter of an hour."""
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def zones_where(
    zones: Iterable[str], moment: datetime, *, hour: int, weekday: int | None = None, day: int | None = None
) -> Sequence[str]:
    """The zones in which the clock reaches the full hour with this moment, of the weekday (Monday is 0) and day given.

    `moment` is a quarter of an hour. Where the clock jumps over the hour, the moment of the jump counts; where it is
    turned back behind it, only the first time does.
    """
    return [zone for zone in zones if _is(moment, ZoneInfo(zone), hour, weekday, day)]


def _is(moment: datetime, zone: ZoneInfo, hour: int, weekday: int | None, day: int | None) -> bool:
    local, before = (at.astimezone(zone).replace(tzinfo=None) for at in (moment, moment - QUARTER))
    sharp = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return before < sharp <= local and weekday in {None, local.weekday()} and day in {None, local.day}
