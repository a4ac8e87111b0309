"""The last requests that failed, with their request ids, for administrators: kept in Redis, of all processes together.

A failure is noted without waiting, at most MOST between two hand-overs, and handed to Redis once a second; while Redis
is away it stays here. It holds no words of the error, which may name people: the log has them under the request's id.
"""

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

MOST: Final = 200
"""So many are remembered."""
EVERY_S: Final = 1.0
KEY: Final = "lectern:failures"
KEPT_S: Final = 14 * 86_400
_AWAY = (RedisError, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that was answered with 5xx; `route` is the template, `error` the exception's class."""

    at: datetime
    request_id: str
    method: str
    route: str
    status: int
    error: str


@dataclass(slots=True)
class Failures:
    """Those of this process that Redis does not have yet."""

    waiting: deque[Failure] = field(default_factory=lambda: deque(maxlen=MOST))

    def note(self, failure: Failure) -> None:
        """Remember one."""
        self.waiting.append(failure)

    async def hand_over_for_ever(self, redis: Redis) -> None:
        """Give Redis what waits, once a second."""
        while True:
            await asyncio.sleep(EVERY_S)
            await self.hand_over(redis)

    async def hand_over(self, redis: Redis) -> None:
        """Give Redis what waits; it stays when Redis is away."""
        if not self.waiting:
            return
        given = list(self.waiting)
        self.waiting.clear()
        try:
            async with redis.pipeline(transaction=True) as pipe:
                pipe.lpush(KEY, *(orjson.dumps(asdict(each)) for each in given))
                pipe.ltrim(KEY, 0, MOST - 1)
                pipe.expire(KEY, KEPT_S)
                await pipe.execute()
        except _AWAY:
            self.waiting.extendleft(reversed(given))

    async def latest(self, redis: Redis, most: int) -> list[Failure]:
        """The newest of all processes, those that wait here among them."""
        found = list(self.waiting)
        with suppress(*_AWAY):
            async with redis.pipeline(transaction=False) as pipe:
                pipe.lrange(KEY, 0, MOST - 1)
                (kept,) = await pipe.execute()
            found += [_read(text) for text in kept]
        return sorted(found, key=lambda each: each.at, reverse=True)[:most]


def _read(text: bytes) -> Failure:
    told = orjson.loads(text)
    return Failure(**{**told, "at": datetime.fromisoformat(told["at"])})
