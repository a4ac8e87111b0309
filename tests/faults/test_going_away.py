"""A process that is asked to end: it takes nobody new, and finishes what it has begun."""

import asyncio
import contextlib

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from tortoise.connection import get_connection

from server.app import create_app, make_runner
from server.database import orm_pools
from server.impatient import ImpatientPool
from server.settings import Settings
from tests.realtime.wire import soon

pytestmark = pytest.mark.faults

BODY = b'{"email": "nobody@school.example", "password": "a password of tests"}'
HEAD = (
    b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: " + str(len(BODY)).encode() + b"\r\n\r\n"
)


async def takes_nobody(port: int) -> bool:
    """Whether new connections are refused."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionError:
        return True
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()
    return False


async def test_a_request_that_has_begun_is_answered_while_new_ones_are_refused(settings: Settings) -> None:
    runner, port = make_runner(create_app(settings.model_copy(update={"database_pool_size": 1}))), unused_port()
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    _ = await get_connection("default").execute_query("SELECT 1")
    (pool,) = orm_pools()
    assert isinstance(pool, ImpatientPool)
    held = await pool.acquire()
    writer.write(HEAD + BODY)
    await soon(lambda: pool.waiting == 1)
    ending = asyncio.create_task(runner.cleanup())
    await soon(lambda: takes_nobody(port))
    answered = asyncio.create_task(reader.readline())
    # Not a wait for something: nothing may come, neither an answer nor the end of the line.
    cut, _ = await asyncio.wait({answered, ending}, timeout=0.5)
    assert not cut
    await pool.release(held)
    assert (await answered).startswith(b"HTTP/1.1 401 ")
    await ending
    writer.close()
    await writer.wait_closed()
