"""Counting guesses: exactly, for all processes, and without Redis too."""

import asyncio

import pytest
from redis.asyncio import Redis

from models.rules.guessing import Counter
from server.guesses import Guesses

FIVE = Counter("five", 5, 60)
TEN = Counter("ten", 10, 60)


class Watch:
    """A monotonic clock that the test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["redis", "alone"])
def guesses(request: pytest.FixtureRequest, redis: Redis) -> Guesses:
    return Guesses(redis if request.param == "redis" else None)


async def test_as_many_wrong_guesses_pass_as_the_counter_says(guesses: Guesses) -> None:
    waits = [await guesses.reserve([FIVE]) for _ in range(8)]
    assert (waits[:5], all(0 < wait <= 60 for wait in waits[5:])) == ([0] * 5, True)


async def test_of_a_hundred_guesses_at_once_no_more_pass(guesses: Guesses) -> None:
    waits = await asyncio.gather(*(guesses.reserve([TEN, FIVE]) for _ in range(100)))
    assert waits.count(0) == 5


async def test_a_right_guess_is_forgiven(guesses: Guesses) -> None:
    for _ in range(50):
        assert await guesses.reserve([FIVE, TEN]) == 0
        await guesses.release([FIVE, TEN])


async def test_forgiving_never_gives_more_than_the_counter_had(guesses: Guesses) -> None:
    for _ in range(9):
        await guesses.release([FIVE])
    waits = [await guesses.reserve([FIVE]) for _ in range(6)]
    assert waits.count(0) == 5


async def test_a_full_counter_leaves_the_others_as_they_were(guesses: Guesses) -> None:
    for _ in range(5):
        _ = await guesses.reserve([FIVE])
    for _ in range(20):
        assert await guesses.reserve([TEN, FIVE])
    assert [await guesses.reserve([TEN]) for _ in range(10)] == [0] * 10


async def test_two_processes_count_together(redis: Redis) -> None:
    one, other = Guesses(redis), Guesses(redis)
    waits = [await process.reserve([FIVE]) for process in (one, other) * 4]
    assert waits.count(0) == 5


async def test_without_redis_a_process_counts_alone_and_is_never_open() -> None:
    away = Guesses(Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=1))
    waits = [await away.reserve([FIVE]) for _ in range(8)]
    assert waits.count(0) == 5


async def test_the_count_is_forgotten_when_its_time_is_over() -> None:
    watch = Watch()
    alone = Guesses(None, clock=watch)
    for _ in range(5):
        _ = await alone.reserve([FIVE])
    assert await alone.reserve([FIVE]) == 60
    watch.now += 61
    assert await alone.reserve([FIVE]) == 0
