"""What this process has answered, counted a second time for those who watch live: no labels, no locks, no files."""

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field
from typing import Final

BOUNDS_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper bounds of the times to answer, in seconds; one more bucket takes what is longer."""
WINDOW: Final = 60
"""Latency is told over so many ticks (seconds)."""
# Plain numbers: a member of HTTPStatus costs a microsecond to look up, and this runs for each request.
REFUSED: Final = 400
LIMITED: Final = 429
FAILED: Final = 500


def bucket_of(seconds: float) -> int:
    """The bucket of a time to answer: the first whose bound is not below it."""
    return bisect_left(BOUNDS_S, seconds)


@dataclass(slots=True)
class Tally:
    """Requests since the process began, and how long those of the last minute took."""

    requests: int = 0
    refusals: int = 0
    limited: int = 0
    errors: int = 0
    now: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_S) + 1))
    past: deque[list[int]] = field(default_factory=lambda: deque(maxlen=WINDOW))

    def count(self, status: int, seconds: float) -> None:
        """Count one answered request."""
        self.requests += 1
        self.now[bucket_of(seconds)] += 1
        if status < REFUSED:
            return
        self.errors += status >= FAILED
        self.refusals += status < FAILED
        self.limited += status == LIMITED

    def tick(self) -> None:
        """A second is over."""
        self.past.append(self.now)
        self.now = [0] * (len(BOUNDS_S) + 1)

    def latency(self) -> list[int]:
        """Requests of the last minute by how long they took."""
        return [sum(column) for column in zip(*self.past, self.now, strict=True)]


TALLY: Final = Tally()
"""This process's."""


def quantile(counts: list[int], share: float) -> float:
    """The time in ms within which `share` of the requests were answered; 0 when there were none.

    Linear within a bucket, as Prometheus' histogram_quantile; of the last bucket only the lower bound is known.
    """
    wanted, seen, lower = share * sum(counts), 0, 0.0
    for count, upper in zip(counts, BOUNDS_S, strict=False):
        if count and seen + count >= wanted:
            return round(1000 * (lower + (upper - lower) * max(0.0, wanted - seen) / count), 2)
        seen, lower = seen + count, upper
    return 1000 * lower if sum(counts) else 0.0
