"""A hello that a slow database keeps waiting: the client must not be told that its proof is worth nothing."""

from collections.abc import AsyncIterator

import pytest

from realtime.connection import Connection
from realtime.doors import HUB
from realtime.routes import demand_hello
from server.database import orm_pools
from server.settings import Settings
from tests.realtime.wire import Class, Place, serving, soon


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    """A process with a single connection to its database."""
    async with serving(settings.model_copy(update={"database_pool_size": 1})) as made:
        yield made


def newest(place: Place) -> Connection:
    """The one socket of which nobody knows yet whose it is."""
    (found,) = [each for each in place.server.app[HUB].sockets if each.principal is None]  # type: ignore[attr-defined]
    assert isinstance(found, Connection)
    return found


async def test_whoever_said_hello_in_time_is_let_in_however_slow_the_database(place: Place) -> None:
    lesson = await Class.of(place)
    seat = await lesson.seat("Ann")
    wire = await place.dial()
    (pool,) = orm_pools()
    held = await pool.acquire()
    number = await wire.say("hello", d={"token": seat.token})
    await soon(lambda: newest(place).greeting)
    demand_hello(newest(place))
    await pool.release(held)
    assert (await wire.reply(number))["participant"] == seat.participant


async def test_whoever_says_nothing_is_shown_out(place: Place) -> None:
    wire = await place.dial()
    await soon(lambda: bool(place.server.app[HUB].sockets))  # type: ignore[attr-defined]
    demand_hello(newest(place))
    assert await wire.closed() == 4001
