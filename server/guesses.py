"""Counting guesses at passwords: before they are checked, so that guesses at the same moment are not missed.

Counted in Redis for all processes together; without Redis each process counts alone. Never open.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from redis.asyncio import Redis
from redis.commands.core import AsyncScript
from redis.exceptions import RedisError

from models.rules.guessing import Counter

REDIS_SECONDS = 0.5
PAUSE_SECONDS = 5.0
"""How long Redis is left alone after it failed."""
MOST_KEYS = 50_000

# All counters in one step: either every one takes the guess, or none does.
_RESERVE = """
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 * i - 1]) then return redis.call('PTTL', key) end
end
for i, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[2 * i]) end
end
return 0
"""
_RELEASE = """
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
end
return 0
"""


class Guesses:
    """Counters of wrong guesses: a guess is counted first, and forgiven when it was right."""

    def __init__(self, redis: Redis | None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._reserve = redis.register_script(_RESERVE) if redis is not None else None
        self._release = redis.register_script(_RELEASE) if redis is not None else None
        self._clock = clock
        self._retry_at = 0.0
        self._alone: dict[str, tuple[float, int]] = {}
        """When the window ends, and how many were counted."""

    async def reserve(self, counters: Sequence[Counter]) -> int:
        """Count a guess in every counter and return 0, or count none and return the seconds to wait."""
        limits = [part for counter in counters for part in (counter.most, counter.seconds * 1000)]
        wait_ms = await self._ask(self._reserve, counters, limits)
        if wait_ms is None:
            return self._reserve_alone(counters)
        return 0 if wait_ms == 0 else max(1, -(-wait_ms // 1000))

    async def release(self, counters: Sequence[Counter]) -> None:
        """Forgive the guess: it was right."""
        if await self._ask(self._release, counters, ()) is None:
            for counter in counters:
                if counter.name in self._alone:
                    ends, count = self._alone[counter.name]
                    self._alone[counter.name] = ends, max(0, count - 1)

    async def _ask(
        self, script: AsyncScript | None, counters: Sequence[Counter], arguments: Sequence[int]
    ) -> int | None:
        """What the script says; None without Redis."""
        if script is None or self._clock() < self._retry_at:
            return None
        keys = [f"guess:{counter.name}" for counter in counters]
        try:
            async with asyncio.timeout(REDIS_SECONDS):
                return int(await script(keys=keys, args=arguments))
        except (RedisError, OSError, TimeoutError):
            self._retry_at = self._clock() + PAUSE_SECONDS
            return None

    def _reserve_alone(self, counters: Sequence[Counter]) -> int:
        now = self._clock()
        if len(self._alone) > MOST_KEYS:
            self._alone = {name: kept for name, kept in self._alone.items() if kept[0] > now}
        windows = [self._window(counter, now) for counter in counters]
        waits = [ends - now for counter, (ends, count) in zip(counters, windows, strict=True) if count >= counter.most]
        if waits:
            return max(1, round(max(waits)))
        for counter, (ends, count) in zip(counters, windows, strict=True):
            self._alone[counter.name] = ends, count + 1
        return 0

    def _window(self, counter: Counter, now: float) -> tuple[float, int]:
        ends, count = self._alone.get(counter.name, (0.0, 0))
        return (ends, count) if ends > now else (now + counter.seconds, 0)
