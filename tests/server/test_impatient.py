"""More callers than connections: who can be served is, the others are told soon, and nothing stays behind."""

import asyncio
import itertools
from collections.abc import AsyncIterator

import pytest

from server.database import orm_pools
from server.impatient import CrowdedError, ImpatientPool
from server.settings import Settings
from tests.realtime.wire import Place, serving

PATH = "/api/v1/courses"


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    """A process with a single connection, already opened."""
    async with serving(settings.model_copy(update={"database_pool_size": 1})) as made:
        async with made.http.get(made.server.make_url(PATH)) as answer:
            assert answer.status == 200
        yield made


def pool_of_the_process() -> ImpatientPool:
    (pool,) = orm_pools()
    assert isinstance(pool, ImpatientPool)
    return pool


async def statuses(place: Place, count: int) -> list[tuple[int, str | None]]:
    """Status and Retry-After of so many reads at once."""

    return list(await asyncio.gather(*(status_of(place) for _ in range(count))))


async def status_of(place: Place) -> tuple[int, str | None]:
    """Status and Retry-After of one read."""
    async with place.http.get(place.server.make_url(PATH)) as answer:
        return answer.status, answer.headers.get("Retry-After")


async def test_more_readers_than_connections_are_all_served_in_turn(place: Place) -> None:
    assert set(await statuses(place, 30)) == {(200, None)}
    assert pool_of_the_process().waiting == 0


async def test_who_waits_too_long_or_behind_too_many_is_told_to_come_back(place: Place) -> None:
    pool = pool_of_the_process()
    pool.patience_s, pool.most_waiting = 0.2, 4
    held = await pool.acquire()
    try:
        assert set(await statuses(place, 30)) == {(503, "2")}
        async with place.http.get(place.server.make_url("/api/v1/health")) as answer:
            assert answer.status == 200, "what needs no database goes on"
    finally:
        await pool.release(held)
    pool.patience_s, pool.most_waiting = 10.0, 100
    assert set(await statuses(place, 30)) == {(200, None)}, "and afterwards all is as before"


async def test_the_excess_is_refused_before_anybody_has_waited(place: Place) -> None:
    pool = pool_of_the_process()
    pool.patience_s, pool.most_waiting = 60.0, 2
    held = await pool.acquire()
    waiting = [asyncio.create_task(pool.acquire()) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(CrowdedError):
        await pool.acquire()
    await pool.release(held)
    first = await waiting[0]
    await pool.release(first)
    await pool.release(await waiting[1])


async def test_under_overload_the_excess_is_refused_at_once_and_those_in_line_are_served(place: Place) -> None:
    pool = pool_of_the_process()
    pool.patience_s, pool.most_waiting = 60.0, 4
    held = await pool.acquire()
    readers = [asyncio.create_task(status_of(place)) for _ in range(30)]
    told = [await each for each in itertools.islice(asyncio.as_completed(readers), 30 - pool.most_waiting)]
    assert set(told) == {(503, "2")}, "told while the only connection is still held"
    await pool.release(held)
    served = [await each for each in readers]
    assert served.count((200, None)) == pool.most_waiting
