from collections.abc import Awaitable, Callable

from pydantic import BaseModel
from redis.asyncio import Redis

from server.cache import PAUSE_SECONDS, Cache


class Figure(BaseModel):
    n: int


def counting() -> Callable[[], Awaitable[Figure]]:
    made = [0]

    async def make() -> Figure:
        made[0] += 1
        return Figure(n=made[0])

    return make


async def test_what_was_made_is_kept_for_its_seconds(redis: Redis) -> None:
    cache, make = Cache(redis), counting()
    assert [(await cache.kept("a", 60, Figure, make)).n for _ in range(3)] == [1, 1, 1]
    assert (await cache.kept("b", 60, Figure, make)).n == 2
    assert 0 < await redis.ttl("cache:a") <= 60
    await redis.delete("cache:a")
    assert (await cache.kept("a", 60, Figure, make)).n == 3


async def test_no_seconds_keep_nothing(redis: Redis) -> None:
    cache, make = Cache(redis), counting()
    assert [(await cache.kept("a", 0, Figure, make)).n for _ in range(2)] == [1, 2]
    assert await redis.keys() == []


async def test_what_another_version_kept_is_made_anew(redis: Redis) -> None:
    await redis.set("cache:a", b'{"m": 1}')
    assert (await Cache(redis).kept("a", 60, Figure, counting())).n == 1
    assert await redis.get("cache:a") == b'{"n":1}'


async def test_without_redis_everything_is_made_anew_and_redis_is_left_alone_for_a_while() -> None:
    now = [0.0]
    async with Redis.from_url("redis://127.0.0.1:1") as nowhere:
        cache, make = Cache(nowhere, clock=lambda: now[0]), counting()
        assert [(await cache.kept("a", 60, Figure, make)).n for _ in range(2)] == [1, 2]
        assert cache._retry_at == PAUSE_SECONDS
        now[0] = PAUSE_SECONDS + 1
        assert (await cache.kept("a", 60, Figure, make)).n == 3
        assert cache._retry_at == 2 * PAUSE_SECONDS + 1
