"""Equal taps on unequal lines: what the clock of an honest phone is worth, and what a lie can gain (live.md §5).

Nothing here runs: phones, lines and both clocks are computed, so that no busy machine blurs the figures.
"""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from clients.clock import ServerClock, sample
from realtime.acceptance import LAG_CAP_MS, Lag, credit
from realtime.line import Line

TAP = 1_800_000_000_000
"""The true moment of every tap, in ms on the server's clock."""
HOUR_MS = 3_600_000
BUCKET_MS = 250
ROUNDING_MS = 2
round_trips = st.integers(20, 800)
hours = st.integers(-HOUR_MS, HOUR_MS)


@dataclass(frozen=True)
class Phone:
    """A line of so many ms each way, and a clock that is `ahead_ms` of the server's."""

    there_ms: float
    back_ms: float
    ahead_ms: int = 0
    pongs_late_ms: float = 0.0

    @property
    def received(self) -> int:
        """When the server has the answer."""
        return round(TAP + self.there_ms)

    @property
    def claim(self) -> int:
        """What the reference client says about the tap: its own clock, set by exchanges with the server."""
        clock = ServerClock()
        for sent in (TAP - 9_000, TAP - 5_000, TAP - 900):
            there = sent + self.there_ms
            clock.add(sample(sent + self.ahead_ms, there, there, there + self.back_ms + self.ahead_ms))
        return clock.at(TAP + self.ahead_ms)

    @property
    def lag(self) -> Lag:
        """What the server has measured with pings of its own."""
        line = Line(heard_at=0.0)
        for number in range(3):
            line.pinged(bytes([number]), number)
            line.ponged(bytes([number]), number + (self.there_ms + self.back_ms + self.pongs_late_ms) / 1000)
        return Lag(line.min_rtt_ms)

    def credited(self, claim: float) -> int:
        """The tap that counts."""
        return credit(claim, self.received, self.lag)


@given(round_trip=round_trips, ahead=hours)
def test_an_honest_phone_is_credited_its_tap_however_wrong_its_clock(round_trip: int, ahead: int) -> None:
    phone = Phone(round_trip / 2, round_trip / 2, ahead)
    beyond_the_cap = max(0.0, phone.there_ms - LAG_CAP_MS)
    assert abs(phone.credited(phone.claim) - TAP - beyond_the_cap) <= ROUNDING_MS


@given(trips=st.lists(round_trips, min_size=2, max_size=30))
def test_equal_taps_on_lines_of_20_to_800_ms_lie_within_one_bucket(trips: list[int]) -> None:
    phones = [Phone(trip / 2, trip / 2) for trip in trips]
    credited = [phone.credited(phone.claim) for phone in phones]
    assert max(credited) - min(credited) < BUCKET_MS


@given(there=st.integers(10, 400), back=st.integers(10, 400))
def test_a_lopsided_line_blurs_a_tap_by_half_of_what_it_is_lopsided(there: int, back: int) -> None:
    phone = Phone(there, back)
    usual = max(0, there - LAG_CAP_MS)
    assert abs(phone.credited(phone.claim) - TAP) <= abs(there - back) / 2 + usual + ROUNDING_MS


@given(there=st.integers(10, 400), back=st.integers(10, 400), lie=hours, late=st.integers(0, 20_000))
def test_a_lie_about_the_tap_or_late_pongs_gain_at_most_the_cap(there: int, back: int, lie: int, late: int) -> None:
    phone = Phone(there, back, pongs_late_ms=late)
    gained = TAP - phone.credited(TAP + lie)
    assert gained <= LAG_CAP_MS - there + ROUNDING_MS
    # To be late on purpose is nobody's gain, and never later than the arrival.
    assert phone.credited(TAP + lie) <= phone.received
