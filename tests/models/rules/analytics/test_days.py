from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from models.rules.analytics.days import Days, day_in, iso_week, known_zone, span, week_of

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


def test_a_quarter_of_an_hour_never_lies_in_two_days_of_any_zone() -> None:
    moments = [datetime(1985, 1, 1, tzinfo=UTC) + timedelta(days=100 * each) for each in range(200)]
    for zone in map(ZoneInfo, sorted(available_timezones())):
        offsets = {moment.astimezone(zone).utcoffset() for moment in moments}
        assert {offset % timedelta(minutes=15) for offset in offsets if offset is not None} == {timedelta(0)}, zone


@pytest.mark.parametrize(
    ("zone", "since", "until", "days"),
    [
        ("UTC", None, None, (date(2026, 2, 1), date(2026, 3, 2))),
        ("Asia/Tokyo", None, None, (date(2026, 2, 2), date(2026, 3, 3))),
        ("UTC", None, date(2026, 1, 30), (date(2026, 1, 1), date(2026, 1, 30))),
        ("UTC", date(2026, 3, 1), None, (date(2026, 3, 1), date(2026, 3, 2))),
        ("UTC", date(2026, 9, 1), None, (date(2026, 9, 1), date(2026, 9, 1))),
        ("UTC", date(2020, 1, 1), None, (date(2020, 1, 1), date(2020, 12, 31))),
        ("UTC", date(2026, 1, 1), date(2026, 1, 2), (date(2026, 1, 1), date(2026, 1, 2))),
    ],
)
def test_a_span_is_the_last_thirty_days_unless_said(
    zone: str, since: date | None, until: date | None, days: tuple[date, date]
) -> None:
    found = span(zone, NOW, since=since, until=until)
    assert (found.since, found.until) == days
    assert found.zone == zone


def test_a_span_has_each_of_its_days_once() -> None:
    first, last = date(2026, 2, 27), date(2026, 3, 1)
    assert Days("UTC", first, last).all == [first, date(2026, 2, 28), last]
    assert Days("UTC", first, first).all == [first]


@pytest.mark.parametrize(
    ("day", "monday", "name"),
    [
        (date(2026, 3, 1), date(2026, 2, 23), "2026-W09"),
        (date(2026, 3, 2), date(2026, 3, 2), "2026-W10"),
        (date(2027, 1, 1), date(2026, 12, 28), "2026-W53"),
        (date(2025, 12, 29), date(2025, 12, 29), "2026-W01"),
    ],
)
def test_weeks_are_those_of_iso_8601(day: date, monday: date, name: str) -> None:
    assert (week_of(day), iso_week(day)) == (monday, name)


def test_a_day_is_that_of_the_zone() -> None:
    assert day_in("Pacific/Kiritimati", NOW) == date(2026, 3, 3)
    assert day_in("America/Los_Angeles", datetime(2026, 3, 2, 7, 59, tzinfo=UTC)) == date(2026, 3, 1)


def test_a_name_that_means_another_zone_on_every_machine_is_utc() -> None:
    assert (known_zone("localtime"), known_zone("Asia/Kuwait")) == ("UTC", "Asia/Kuwait")
