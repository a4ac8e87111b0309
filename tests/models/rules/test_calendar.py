"""Dates that a feed has told: every change has a higher number, what is gone is cancelled once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.calendar import SHOWN_BACK, Date, Entry, is_shown, retold
from models.rules.unlocking import Unlocking, opening_time

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = UUID("0191e0c8-0000-7000-8000-000000000001")


def date(key: str = "due-1", days: int = 3, title: str = "Draw") -> Date:
    return Date(key, NOW + days * DAY, {"kind": "due", "title": title, "course": "Maps"})


def test_what_is_new_begins_at_zero_and_what_stays_is_not_told_again() -> None:
    entry = Entry(date(), 0, NOW)
    assert retold({}, [date()], NOW) == [entry]
    assert retold({"due-1": entry}, [date()], NOW + DAY) == []


@pytest.mark.parametrize("moved", [date(days=4), date(title="Paint")], ids=["time", "title"])
def test_a_change_has_a_higher_number(moved: Date) -> None:
    assert retold({"due-1": Entry(date(), 4, NOW)}, [moved], NOW + DAY) == [Entry(moved, 5, NOW + DAY)]


def test_what_is_gone_is_cancelled_once_and_may_come_back() -> None:
    (gone,) = retold({"due-1": Entry(date(), 1, NOW)}, [], NOW + DAY)
    assert (gone.sequence, gone.cancelled_at, gone.date) == (2, NOW + DAY, date())
    assert retold({"due-1": gone}, [], NOW + 2 * DAY) == []
    assert retold({"due-1": gone}, [date()], NOW + 2 * DAY) == [Entry(date(), 3, NOW + 2 * DAY)]


def test_what_is_long_past_is_not_told_any_more() -> None:
    old = Entry(date(days=0), 0, NOW)
    later = NOW + SHOWN_BACK + DAY
    assert (is_shown(old, NOW + SHOWN_BACK), is_shown(old, later)) == (True, False)
    assert retold({"due-1": old}, [], later) == []


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(-1, 3), max_size=3), max_size=6))
def test_numbers_never_fall_and_the_living_entries_are_the_dates(steps: list[dict[str, int]]) -> None:
    known: dict[str, Entry] = {}
    for number, step in enumerate(steps):
        dates = [date(key, days) for key, days in step.items()]
        for entry in retold(known, dates, NOW + number * DAY / 100):
            before = known.get(entry.date.key)
            assert before is None or entry.sequence == before.sequence + 1
            known[entry.date.key] = entry
        living = {entry.date.key: entry.date for entry in known.values() if entry.cancelled_at is None}
        assert living == {each.key: each for each in dates}


@pytest.mark.parametrize(
    ("unlocking", "done", "expected"),
    [
        (Unlocking(), set(), None),
        (Unlocking(at=NOW), set(), NOW),
        (Unlocking(days_after_enrollment=2), set(), NOW + 2 * DAY),
        (Unlocking(at=NOW + DAY, days_after_enrollment=2), set(), NOW + 2 * DAY),
        (Unlocking(at=NOW, after_lesson=FIRST), set(), None),
        (Unlocking(at=NOW, after_lesson=FIRST), {FIRST}, NOW),
        (Unlocking(after_lesson=FIRST), {FIRST}, None),
    ],
)
def test_a_lesson_opens_by_the_clock_when_only_the_clock_decides(
    unlocking: Unlocking, done: set[UUID], expected: datetime | None
) -> None:
    assert opening_time(unlocking, NOW, done) == expected
