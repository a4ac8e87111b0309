"""What the server knows of a line: signs of life, round trips of its own measuring, credits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.line import (
    ABUSE,
    CREDITS,
    DEAD_S,
    FEW_PINGS,
    HOT_PING_S,
    HOT_PRESENT_S,
    PING_S,
    PRESENT_S,
    WINDOW_S,
    Line,
    pings_in_a_second,
)


@pytest.mark.parametrize(("hot", "limit"), [(True, HOT_PRESENT_S), (False, PRESENT_S)])
def test_someone_is_present_until_the_line_was_silent_for_too_long(*, hot: bool, limit: float) -> None:
    line = Line(heard_at=100.0)
    assert line.present(100.0 + limit, hot=hot)
    assert not line.present(100.1 + limit, hot=hot)
    line.heard(200.0)
    assert line.present(200.0, hot=hot)


def test_a_line_is_dead_after_25_seconds_of_silence() -> None:
    line = Line(heard_at=0.0)
    assert (line.dead(DEAD_S), line.dead(DEAD_S + 0.1)) == (False, True)


@pytest.mark.parametrize(("hot", "every"), [(True, HOT_PING_S), (False, PING_S)])
def test_pings_are_due_more_often_while_a_run_is_on(*, hot: bool, every: float) -> None:
    line = Line(heard_at=0.0)
    line.pinged(b"1", 50.0)
    assert not line.ping_due(50.0 + every - 0.1, hot=hot)
    assert line.ping_due(50.0 + every, hot=hot)


def test_only_the_answer_to_a_ping_of_ours_gives_a_round_trip_and_once() -> None:
    line = Line(heard_at=0.0)
    line.pinged(b"ours", 1.0)
    line.ponged(b"theirs", 1.01)
    assert not line.round_trips
    line.ponged(b"ours", 1.25)
    line.ponged(b"ours", 1.26)
    assert (line.min_rtt_ms, line.median_rtt_ms, line.heard_at) == (250.0, 250.0, 1.26)


def test_delayed_pongs_make_no_shorter_line() -> None:
    line = Line(heard_at=0.0)
    for at, trip in ((1.0, 0.5), (2.0, 0.125), (3.0, 0.75)):
        line.pinged(str(at).encode(), at)
        line.ponged(str(at).encode(), at + trip)
    assert (line.min_rtt_ms, line.median_rtt_ms) == (125.0, 500.0)
    assert Line(heard_at=0.0).median_rtt_ms is None


def test_unanswered_pings_are_forgotten() -> None:
    line = Line(heard_at=0.0)
    for number in range(100):
        line.pinged(bytes([number]), float(number))
    assert len(line.waiting) == 8
    line.ponged(bytes([0]), 100.0)
    assert line.min_rtt_ms is None


def test_a_burst_has_thirty_credits_and_then_a_wait_that_helps() -> None:
    line = Line(heard_at=0.0)
    assert [line.spend(0.0) for _ in range(CREDITS)] == [0] * CREDITS
    wait_ms = line.spend(0.0)
    assert wait_ms == 333
    assert line.spend(0.0 + (wait_ms + 1) / 1000) == 0
    assert not line.abusive


def test_who_goes_on_after_being_told_to_wait_is_abusive() -> None:
    line = Line(heard_at=0.0)
    for _ in range(CREDITS + ABUSE):
        line.spend(0.0)
    assert not line.abusive
    line.spend(0.0)
    assert line.abusive


@given(st.lists(st.floats(0, 2), max_size=200))
def test_no_rhythm_gets_more_than_the_bucket_and_its_refill(gaps: list[float]) -> None:
    line, now, granted = Line(heard_at=0.0), 0.0, 0
    for gap in gaps:
        now += gap
        granted += line.spend(now) == 0
    assert granted <= CREDITS + now * CREDITS / WINDOW_S + 1e-6


@given(st.integers(0, 20_000))
def test_pings_are_spread_over_their_three_seconds_and_none_waits_longer(sockets: int) -> None:
    share = pings_in_a_second(sockets)
    assert sockets <= share * HOT_PING_S
    assert share <= max(FEW_PINGS, sockets / HOT_PING_S + 1)
