"""The server's time as a client knows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.clock import KEPT_SAMPLES, ServerClock, sample


def exchange(ahead: float, there: float, back: float, *, at: float = 1000.0, busy: float = 3.0) -> tuple[float, ...]:
    s1 = at + there + ahead
    return at, s1, s1 + busy, at + there + busy + back


@given(ahead=st.integers(-(10**7), 10**7), there=st.integers(0, 900), back=st.integers(0, 900))
def test_the_error_is_at_most_half_the_round_trip(ahead: int, there: int, back: int) -> None:
    clock = ServerClock()
    clock.add(sample(*exchange(ahead, there, back)))
    assert clock.round_trip_ms == there + back
    assert abs(clock.at(5000) - (5000 + ahead)) <= (there + back) / 2 + 1


def test_the_quickest_of_the_last_eight_samples_counts() -> None:
    clock = ServerClock()
    clock.add(sample(*exchange(100, 5, 5)))
    for _ in range(KEPT_SAMPLES - 1):
        clock.add(sample(*exchange(100, 300, 0)))
    assert (clock.round_trip_ms, clock.at(0)) == (10, 100)
    clock.add(sample(*exchange(100, 300, 0)))
    assert (clock.round_trip_ms, clock.at(0)) == (300, 250)


def test_without_a_sample_there_is_no_time() -> None:
    assert ServerClock().round_trip_ms == 0
    with pytest.raises(ValueError, match="empty"):
        ServerClock().at(0)
