from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.analytics.streaks import Streak, streak

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("ago", "found"),
    [
        ((), Streak(0, 0, 0)),
        ((0,), Streak(1, 1, 1)),
        ((1,), Streak(1, 1, 1)),
        ((2,), Streak(0, 1, 1)),
        ((0, 1, 2, 5, 6), Streak(3, 3, 5)),
        ((1, 2, 4, 5, 6, 7), Streak(2, 4, 6)),
        ((3, 4), Streak(0, 2, 2)),
    ],
)
def test_a_streak_stands_until_a_whole_day_was_missed(ago: tuple[int, ...], found: Streak) -> None:
    assert streak({TODAY - timedelta(days=each) for each in ago}, TODAY) == found


@given(st.sets(st.integers(0, 40)))
def test_no_streak_is_longer_than_the_longest_nor_than_all_days(ago: set[int]) -> None:
    found = streak({TODAY - timedelta(days=each) for each in ago}, TODAY)
    assert found.current <= found.longest <= found.days == len(ago)
    assert (found.longest == 0) == (not ago)
