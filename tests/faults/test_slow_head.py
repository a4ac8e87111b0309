"""A sender whose head comes drop by drop is cut off; no drop gives it more time."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port

from server.app import create_app, make_runner
from server.settings import Settings

pytestmark = pytest.mark.faults

HEAD = b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\n"
DROP = b"X-More: and more\r\n"
KEEPALIVE_S = 0.5
PATIENCE_S = 30.0
"""Many times what it takes; the drops go on for longer."""


async def drip(writer: asyncio.StreamWriter) -> None:
    """One line of a head after the other, more often than the line would be cut for silence."""
    while not writer.transport.is_closing():
        writer.write(DROP)
        # A rhythm, not a wait for something.
        await asyncio.sleep(KEEPALIVE_S / 5)


async def said_before_the_cut(reader: asyncio.StreamReader) -> bytes:
    """All that is answered until the line is cut, politely or not."""
    try:
        return await asyncio.wait_for(reader.read(), PATIENCE_S)
    except ConnectionError:
        return b""


async def test_a_head_that_comes_drop_by_drop_is_cut_off(settings: Settings) -> None:
    runner, port = make_runner(create_app(settings), keepalive_s=KEEPALIVE_S), unused_port()
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HEAD)
    dripping = asyncio.create_task(drip(writer))
    try:
        assert await said_before_the_cut(reader) == b""
    finally:
        dripping.cancel()
        writer.transport.abort()
        await runner.cleanup()
