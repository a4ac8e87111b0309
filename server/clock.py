"""The one place that asks what time it is; everything else gets the time as a value."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock


def now_ms() -> int:
    """Milliseconds since the epoch on this machine's clock."""
    return time.time_ns() // 1_000_000


def now_ns() -> int:
    """Nanoseconds since the epoch on this machine's clock."""
    return time.time_ns()
