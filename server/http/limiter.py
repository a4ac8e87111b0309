"""Counting requests against quotas: in Redis for all processes together, in this process when Redis is away.

A process leases a twentieth of a quota at a time, so that most requests are counted without a round trip, and
the sum over all processes still never passes the quota. Small quotas are counted one by one, exactly.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from redis.asyncio import Redis
from redis.exceptions import RedisError

LEASES_PER_WINDOW = 20
REDIS_SECONDS = 0.3
"""A slower Redis counts as absent: a limit must not cost more than the request."""
PAUSE_SECONDS = 5.0
"""How long Redis is left alone after it failed."""
MAX_WINDOWS = 50_000

# One step, because a key that was counted up but never got its expiry would lock its owner out for good.
_LEASE = """
local used = redis.call('INCRBY', KEYS[1], ARGV[1])
if used == tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return {used, redis.call('PTTL', KEYS[1])}
"""


@dataclass(frozen=True, slots=True)
class Quota:
    """So many requests in so many seconds; `shared=False` counts in this process only, without Redis."""

    count: int
    seconds: int = 60
    shared: bool = True

    def times(self, factor: int) -> "Quota":
        """The quota of somebody who stands for several people."""
        return Quota(self.count * factor, self.seconds, self.shared)


class Verdict(NamedTuple):
    """Whether a request may pass, and what is left of the quota until it is full again in `reset_seconds`."""

    allowed: bool
    limit: int
    remaining: int
    reset_seconds: int


@dataclass(slots=True)
class _Window:
    ends: float
    """On the monotonic clock."""
    leased: int
    """Requests that may pass here without asking."""
    left: int
    """What can still be leased, as far as we know."""


class Limiter:
    """Fixed windows that start with the first request of a key. Never open: without Redis it counts alone."""

    def __init__(self, redis: Redis | None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._lease_script = redis.register_script(_LEASE) if redis is not None else None
        self._clock = clock
        self._retry_at = 0.0
        self._windows: dict[str, _Window] = {}
        self._leasing: dict[str, asyncio.Task[_Window]] = {}

    async def take(self, key: str, quota: Quota) -> Verdict:
        """Count one request of `key` and say whether it may pass."""
        now = self._clock()
        window = self._windows.get(key)
        while window is None or now >= window.ends or (not window.leased and window.left):
            window = await self._one_lease(key, quota, now)
        allowed = window.leased > 0
        if allowed:
            window.leased -= 1
        return Verdict(allowed, quota.count, window.leased + window.left, max(1, round(window.ends - now)))

    async def _one_lease(self, key: str, quota: Quota, now: float) -> _Window:
        """All who need the next lease wait for the same one.

        With a lease for each of them, the first burst of a class would have taken its school's whole quota to this
        process, and the others would refuse the rest of the class.
        """
        task = self._leasing.get(key)
        if task is None:
            task = self._leasing[key] = asyncio.create_task(self._lease(key, quota, now))
            task.add_done_callback(lambda _: self._leasing.pop(key))
        return await asyncio.shield(task)

    async def _lease(self, key: str, quota: Quota, now: float) -> _Window:
        chunk = max(1, quota.count // LEASES_PER_WINDOW)
        counted = await self._ask(key, chunk, quota.seconds) if quota.shared and now >= self._retry_at else None
        window = self._windows.get(key)
        if window is None or now >= window.ends:
            window = self._open(key, quota, now)
        granted, left = min(chunk, window.left), window.left
        if counted is not None:
            used, window.ends = counted[0], now + counted[1]
            granted = max(0, min(granted, quota.count - (used - chunk)))
            left = min(left, max(0, quota.count - used) + granted)
        window.leased, window.left = window.leased + granted, left - granted
        return window

    async def _ask(self, key: str, chunk: int, seconds: int) -> tuple[int, float] | None:
        """How many are used with this lease, and the seconds until the window ends; None without Redis."""
        if self._lease_script is None:
            return None
        try:
            async with asyncio.timeout(REDIS_SECONDS):
                used, ttl_ms = await self._lease_script(keys=[f"limit:{key}"], args=[chunk, seconds * 1000])
        except (RedisError, OSError, TimeoutError):
            self._retry_at = self._clock() + PAUSE_SECONDS
            return None
        return int(used), max(int(ttl_ms), 1) / 1000

    def _open(self, key: str, quota: Quota, now: float) -> _Window:
        if len(self._windows) >= MAX_WINDOWS:
            self._shrink(now)
        window = self._windows[key] = _Window(now + quota.seconds, 0, quota.count)
        return window

    def _shrink(self, now: float) -> None:
        """Forget the windows that are over; when they are too many still, the oldest tenth."""
        self._windows = {key: window for key, window in self._windows.items() if window.ends > now}
        if len(self._windows) >= MAX_WINDOWS:
            for key in list(self._windows)[: MAX_WINDOWS // 10]:
                del self._windows[key]
