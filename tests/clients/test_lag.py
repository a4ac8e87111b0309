"""A slow line keeps the order, answers pings slowly, and breaks without a word."""

import asyncio
from collections.abc import AsyncIterator
from random import Random

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from clients.lag import Delay, lagged_dialer
from clients.line import Closed, Line
from clients.protocol import SUBPROTOCOL


async def echo(request: web.Request) -> web.WebSocketResponse:
    """Echo texts; ping before "ping" and tell when the pong has come."""
    ws = web.WebSocketResponse(protocols=(SUBPROTOCOL,), autoping=False)
    await ws.prepare(request)
    async for message in ws:
        if message.type is aiohttp.WSMsgType.PONG:
            await ws.send_str("pong " + bytes(message.data).decode())
        elif message.data == "ping":
            await ws.ping(b"1")
        elif message.data == "bye":
            await ws.close(code=4029, message=b'{"after_ms": 77}')
        elif message.data != "quiet":
            await ws.send_str(message.data)
    return ws


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    app = web.Application()
    app.router.add_get("/ws", echo)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        dial = lagged_dialer(http, server.make_url("/ws"), round_trip_ms=20, jitter_ms=10, chance=Random(1))
        line = await dial()
        yield line
        await line.close()


async def test_frames_arrive_in_order(line: Line) -> None:
    for number in range(30):
        await line.send(str(number))
    assert [await line.receive(5) for _ in range(30)] == [str(number) for number in range(30)]


async def test_the_way_takes_at_least_its_time(line: Line) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await line.send("there and back")
    await line.receive(5)
    assert loop.time() - began >= 0.02


async def test_a_ping_is_answered_on_the_same_slow_way(line: Line) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await line.send("ping")
    assert await line.receive(5) == "pong 1"
    assert loop.time() - began >= 0.04, "the command, the ping, the pong and the echo"


async def test_a_close_code_and_its_patience_arrive(line: Line) -> None:
    await line.send("bye")
    assert await line.receive(5) == Closed(4029, 77)


async def test_a_cut_line_ends_for_both(line: Line) -> None:
    line.cut()
    assert await line.receive(5) == Closed(1006)
    with pytest.raises(ConnectionError):
        await line.send("anyone?")


async def test_silence_ends_the_line(line: Line) -> None:
    await line.send("quiet")
    assert await line.receive(0.05) == Closed(1006)


async def test_a_delay_never_lets_a_later_frame_overtake() -> None:
    delay = Delay(200, 500, Random(3))
    due = [delay.due() for _ in range(50)]
    assert due == sorted(due)
