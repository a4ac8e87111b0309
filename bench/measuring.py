"""How figures become ratios: interleaved rounds, a ratio for each pair."""

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.targets import Target

WARM_UP = 5


@dataclass(slots=True)
class Block:
    """Some rounds against one target."""

    seconds: list[float] = field(default_factory=list)
    """From the order to the last delivery, round by round."""
    cpu_s: float = 0.0
    deliveries: int = 0

    @property
    def per_s(self) -> float:
        """Deliveries per second, in a closed loop."""
        return self.deliveries / sum(self.seconds)

    @property
    def cpu_us(self) -> float:
        """Microseconds of the server's processor for one delivery."""
        return self.cpu_s * 1e6 / self.deliveries

    @property
    def p99_ms(self) -> float:
        """Milliseconds to the last delivery that 99 of 100 rounds stay below."""
        return p99(self.seconds) * 1000


def p99(values: Sequence[float]) -> float:
    """The 99th percentile (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


@contextmanager
def no_pause() -> Iterator[None]:
    """Let the load collect its garbage before and after what is timed, not in the middle."""
    _ = gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def run_block(target: Target, rounds: int, burst: int = 1) -> Block:
    """Broadcast, wait until everyone has it, again."""
    block = Block()
    target.crowd.drain()
    with no_pause():
        before = target.served.cpu_s
        for _ in range(rounds):
            started = time.perf_counter()
            at = target.crowd.wait_for(target.cast(burst))
            block.seconds.append(max(at.values()) - started)
        block.cpu_s = target.served.cpu_s - before
    block.deliveries = rounds * burst * len(target.crowd.order)
    return block


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """A ratio for each pair."""
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def median(values: Sequence[float], digits: int = 3) -> float:
    """The median, rounded for people."""
    return round(statistics.median(values), digits)
