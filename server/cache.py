"""Answers that cost much, kept in Redis for seconds; without Redis everything is made anew.

What is kept belongs to a key, not to a person: ask who may see it before you ask for it (the rule of a route does).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError
from redis.asyncio import Redis
from redis.exceptions import RedisError

T = TypeVar("T", bound=BaseModel)

REDIS_SECONDS: Final = 0.3
"""A slower Redis counts as absent."""
PAUSE_SECONDS: Final = 5.0
"""How long Redis is left alone after it failed."""
_AWAY: Final = (RedisError, OSError, TimeoutError)


class Cache:
    """Keeps models by key. Two who ask at once may both make the answer; the later one is kept."""

    def __init__(self, redis: Redis, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._clock = clock
        self._retry_at = 0.0

    async def kept(self, key: str, seconds: int, shape: type[T], make: Callable[[], Awaitable[T]]) -> T:
        """What is kept under `key`, or what `make` says, which is then kept for `seconds` (0: not at all)."""
        if not seconds:
            return await make()
        if (found := await self._read(key)) is not None:
            try:
                return shape.model_validate_json(found)
            except ValidationError:
                pass  # kept by another version of ours
        made = await make()
        await self._write(key, made.model_dump_json().encode(), seconds)
        return made

    async def _read(self, key: str) -> bytes | None:
        if self._clock() < self._retry_at:
            return None
        try:
            async with asyncio.timeout(REDIS_SECONDS):
                found: bytes | None = await self._redis.get(f"cache:{key}")
        except _AWAY:
            self._retry_at = self._clock() + PAUSE_SECONDS
            return None
        return found

    async def _write(self, key: str, value: bytes, seconds: int) -> None:
        if self._clock() < self._retry_at:
            return
        try:
            async with asyncio.timeout(REDIS_SECONDS):
                await self._redis.set(f"cache:{key}", value, ex=seconds)
        except _AWAY:
            self._retry_at = self._clock() + PAUSE_SECONDS
