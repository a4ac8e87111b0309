"""What the server knows of one socket's line: when it was heard, its round trips, its credits. No I/O."""

import statistics
from collections import deque
from dataclasses import dataclass, field
from math import ceil

CREDITS = 30
WINDOW_S = 10.0
ABUSE = 60
HELLO_S = 10.0
PING_S, HOT_PING_S = 10.0, 3.0
PRESENT_S, HOT_PRESENT_S = 25.0, 8.0
DEAD_S = 25.0
FEW_PINGS = 32
"""Pings in a second that need not be spread."""


@dataclass(slots=True)
class Line:
    """Times in seconds of the loop's clock; round trips in ms."""

    heard_at: float
    pinged_at: float = 0.0
    waiting: dict[bytes, float] = field(default_factory=dict)
    round_trips: deque[float] = field(default_factory=lambda: deque(maxlen=30))
    min_rtt_ms: float | None = None
    credits: float = CREDITS
    counted_at: float = 0.0
    refused: int = 0

    def heard(self, now: float) -> None:
        """Any frame or pong counts as a sign of life."""
        self.heard_at = now

    def ping_due(self, now: float, *, hot: bool) -> bool:
        """Whether it is time for a ping."""
        return now - self.pinged_at >= (HOT_PING_S if hot else PING_S)

    def pinged(self, payload: bytes, now: float) -> None:
        """A ping was sent with this payload; unanswered ones beyond a few are forgotten."""
        self.pinged_at = now
        self.waiting[payload] = now
        while len(self.waiting) > 8:  # noqa: PLR2004 - a line with more unanswered pings is dead anyway
            del self.waiting[next(iter(self.waiting))]

    def ponged(self, payload: bytes, now: float) -> None:
        """A pong came back: only an answer to a ping of ours, once, gives a round trip."""
        self.heard(now)
        sent = self.waiting.pop(payload, None)
        if sent is not None:
            trip = (now - sent) * 1000
            self.round_trips.append(trip)
            self.min_rtt_ms = trip if self.min_rtt_ms is None else min(self.min_rtt_ms, trip)

    @property
    def median_rtt_ms(self) -> float | None:
        """The usual round trip, for the host's health panel."""
        return statistics.median(self.round_trips) if self.round_trips else None

    def present(self, now: float, *, hot: bool) -> bool:
        """Whether the person counts as being there."""
        return now - self.heard_at <= (HOT_PRESENT_S if hot else PRESENT_S)

    def dead(self, now: float) -> bool:
        """Whether the line was silent for too long."""
        return now - self.heard_at > DEAD_S

    def spend(self, now: float) -> int:
        """Take one credit; 0 when it was there, else the ms until one will be."""
        per_s = CREDITS / WINDOW_S
        self.credits = min(float(CREDITS), self.credits + (now - self.counted_at) * per_s)
        self.counted_at = now
        if self.credits >= 1:
            self.credits -= 1
            self.refused = 0
            return 0
        self.refused += 1
        return max(1, int((1 - self.credits) / per_s * 1000))

    @property
    def abusive(self) -> bool:
        """Whether the peer goes on sending though it was told to wait."""
        return self.refused > ABUSE


def pings_in_a_second(sockets: int) -> int:
    """How many of so many sockets are pinged within one second at most: all of them within `HOT_PING_S`.

    When a run begins, everyone's ping is due. A thousand pongs at once would keep answers waiting for 25 ms.
    """
    return max(FEW_PINGS, ceil(sockets / HOT_PING_S))
