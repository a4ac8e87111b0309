from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.schedules import QUARTER, Schedule, due_times, zones_where

DAY = timedelta(hours=24)
EVERY = Schedule("every", catch_up=DAY)
MONTHLY = Schedule("monthly", catch_up=timedelta(days=7), day=1, hours=frozenset({2}), minutes=frozenset({0}))
NOW = datetime(2026, 3, 2, 9, 7, 30, tzinfo=UTC)


def test_the_first_look_sees_only_the_present_quarter() -> None:
    assert due_times(EVERY, after=None, now=NOW) == [datetime(2026, 3, 2, 9, 0, tzinfo=UTC)]


def test_the_month_is_due_once_also_some_days_later_and_never_after_a_week() -> None:
    due = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
    assert due_times(MONTHLY, after=NOW, now=due - timedelta(minutes=1)) == []
    assert due_times(MONTHLY, after=NOW, now=due + timedelta(days=5)) == [due]
    assert due_times(MONTHLY, after=due, now=due + timedelta(days=5)) == []
    assert due_times(MONTHLY, after=NOW, now=due + timedelta(days=8)) == []


@given(st.lists(st.integers(1, 7200), min_size=1, max_size=30))
def test_however_often_one_looks_each_quarter_is_due_once(pauses: list[int]) -> None:
    last, now, found = NOW, NOW, list[datetime]()
    for pause in pauses:
        now += timedelta(seconds=pause)
        times = due_times(EVERY, after=last, now=now)
        found += times
        last = times[-1] if times else last
    assert found == sorted(set(found))
    assert all(b - a == QUARTER for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("moment", "zone", "fits"),
    [
        (datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "UTC", True),
        (datetime(2026, 3, 2, 6, 0, tzinfo=UTC), "Asia/Kuwait", True),
        (datetime(2026, 3, 2, 3, 15, tzinfo=UTC), "Asia/Kathmandu", True),
        (datetime(2026, 3, 1, 19, 0, tzinfo=UTC), "Pacific/Kiritimati", True),
        (datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "UTC", False),
        (datetime(2026, 3, 2, 9, 15, tzinfo=UTC), "UTC", False),
    ],
)
def test_the_hour_is_the_readers_own(moment: datetime, zone: str, *, fits: bool) -> None:
    assert list(zones_where([zone], moment, hour=9, weekday=0)) == [zone] * fits


@pytest.mark.parametrize(
    ("year", "month", "times"),
    [
        (2028, 10, ["2028-09-30T16:00:00+00:00"]),  # the clock jumps from two to three
        (2029, 4, ["2029-03-31T15:00:00+00:00"]),  # it is turned back from three to two
        (2026, 7, ["2026-06-30T16:00:00+00:00"]),
    ],
)
def test_the_first_of_the_month_comes_once_also_when_the_clock_is_changed(
    year: int, month: int, times: list[str]
) -> None:
    begin = datetime(year, month, 1, tzinfo=UTC) - timedelta(days=2)
    found = [begin + n * QUARTER for n in range(4 * 24 * 4)]
    sydney = [at.isoformat() for at in found if zones_where(["Australia/Sydney"], at, hour=2, day=1)]
    assert sydney == times


def test_every_zone_has_one_monday_at_nine_in_a_week() -> None:
    zones = sorted(available_timezones())[::12]
    week = [NOW.replace(minute=0, second=0) + step * QUARTER for step in range(7 * 96)]
    seen = [zone for moment in week for zone in zones_where(zones, moment, hour=9, weekday=0)]
    assert len(seen) == len(set(seen)) == len([zone for zone in zones if zone in set(seen)])
    assert len(seen) >= len(zones) - 12, "only zones that change their clock in this very hour may be missing"
