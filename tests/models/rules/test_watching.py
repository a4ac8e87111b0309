"""Watched time is a union of intervals, and never more than has passed."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from models.rules.watching import IDLE_AFTER_S, Interval, credited, dwelt, fresh, seconds, union

INTERVALS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8)


def members(intervals: list[Interval] | tuple[Interval, ...]) -> set[int]:
    return {second for start, end in intervals for second in range(start, end)}


@given(INTERVALS)
def test_a_union_has_the_same_seconds_once_and_in_order(intervals: list[Interval]) -> None:
    merged = union(intervals)

    assert members(merged) == members(intervals)
    assert seconds(merged) == len(members(intervals))
    assert all(left[1] < right[0] for left, right in itertools.pairwise(merged))
    assert union(reversed(intervals)) == merged


@given(INTERVALS, INTERVALS)
def test_fresh_is_what_was_not_known(known: list[Interval], reported: list[Interval]) -> None:
    assert members(fresh(union(known), reported)) == members(reported) - members(known)


@given(INTERVALS, INTERVALS, st.integers(-3, 80))
def test_no_more_is_credited_than_has_passed_and_nothing_is_lost(
    known: list[Interval], reported: list[Interval], credit: int
) -> None:
    before = union(known)
    after = credited(before, reported, credit)

    assert members(before) <= members(after) <= members(known) | members(reported)
    assert seconds(after) - seconds(before) == min(max(0, credit), len(members(reported) - members(known)))


def test_idle_time_is_cut_off_and_time_never_runs_backwards() -> None:
    assert [dwelt(each) for each in (-5, 0, 60, IDLE_AFTER_S, 10_000)] == [0, 0, 60, IDLE_AFTER_S, IDLE_AFTER_S]
