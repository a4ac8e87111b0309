"""What time it is on the server, from samples of one's own clock. Pure: times are arguments, in ms."""

from collections import deque
from dataclasses import dataclass

KEPT_SAMPLES = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """One exchange: how long it took, and how far the server's clock is ahead of ours."""

    round_trip_ms: float
    ahead_ms: float


def sample(c0: float, s1: float, s2: float, c3: float) -> Sample:
    """The sample of a request sent at `c0`, received at `s1`, answered at `s2`, back at `c3` (RFC 5905 §8)."""
    return Sample((c3 - c0) - (s2 - s1), ((s1 - c0) + (s2 - c3)) / 2)


class ServerClock:
    """The server's time by the quickest of the last eight exchanges: its error is at most half its round trip."""

    def __init__(self) -> None:
        """Begin without samples."""
        self._samples: deque[Sample] = deque(maxlen=KEPT_SAMPLES)

    def add(self, new: Sample) -> None:
        """Keep one more sample and forget the ninth."""
        self._samples.append(new)

    @property
    def round_trip_ms(self) -> float:
        """The shortest round trip of the kept samples; 0 before the first."""
        return min((kept.round_trip_ms for kept in self._samples), default=0.0)

    def at(self, local_ms: float) -> int:
        """The server's time at our `local_ms`; raises `ValueError` before the first sample."""
        best = min(self._samples, key=lambda kept: kept.round_trip_ms)
        return round(local_ms + best.ahead_ms)
