"""Both ways out of the process: the same frames, and a reader that is too slow is cut while the others go on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from realtime.frames import text_frame
from realtime.peer import MAX_UNSENT, FramePeer, TransportPeer
from realtime.protocol import Close

Kind = type[TransportPeer]


class Hall:
    """A server that keeps the peer of every socket."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.peers: asyncio.Queue[TransportPeer] = asyncio.Queue()
        self.pongs: asyncio.Queue[bytes] = asyncio.Queue()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(autoping=False, compress=False, timeout=1.0)
        await ws.prepare(request)
        assert request.transport is not None
        peer = self.kind(ws, request.transport)
        self.peers.put_nowait(peer)
        async for message in ws:
            if message.type is aiohttp.WSMsgType.PONG:
                self.pongs.put_nowait(bytes(message.data))
        await peer.closed()
        return ws


@pytest.fixture(params=[TransportPeer, FramePeer])
def hall(request: pytest.FixtureRequest) -> Hall:
    return Hall(request.param)


Dial = Callable[[], Awaitable[tuple[aiohttp.ClientWebSocketResponse, TransportPeer]]]


@pytest.fixture
async def dial(hall: Hall) -> AsyncIterator[Dial]:
    app = web.Application()
    app.router.add_get("/", hall.serve)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:

        async def connect() -> tuple[aiohttp.ClientWebSocketResponse, TransportPeer]:
            ws = await http.ws_connect(server.make_url("/"), compress=0)
            return ws, await hall.peers.get()

        yield connect


async def test_frames_arrive_in_order_and_joined_ones_come_apart(dial: Dial) -> None:
    ws, peer = await dial()
    texts = ["a", "ü" * 200, "x" * 70_000, ""]
    peer.write(text_frame(b"first"))
    peer.write(b"".join(text_frame(text.encode()) for text in texts))
    assert [await ws.receive_str() for _ in range(5)] == ["first", *texts]


async def test_a_ping_comes_back_as_its_pong(dial: Dial, hall: Hall) -> None:
    ws, peer = await dial()
    peer.ping(b"12345678")
    peer.write(text_frame(b"after"))
    assert await ws.receive_str() == "after"
    assert await hall.pongs.get() == b"12345678"


async def test_a_close_tells_its_code_after_what_was_written(dial: Dial) -> None:
    ws, peer = await dial()
    peer.write(text_frame(b"last words"))
    peer.close(Close.REPLACED, "replaced")
    peer.close(Close.TOO_SLOW)
    peer.write(text_frame(b"too late"))
    assert await ws.receive_str() == "last words"
    message = await ws.receive()
    assert (message.type, message.data, message.extra) == (aiohttp.WSMsgType.CLOSE, 4009, "replaced")
    await peer.closed()


async def test_a_reader_that_stalls_is_cut_and_harms_nobody(dial: Dial) -> None:
    slow, slow_peer = await dial()
    quick, quick_peer = await dial()
    frame, written = text_frame(b"z" * 60_000), 0
    reading = slow._response.connection
    assert reading is not None
    assert reading.transport is not None
    reading.transport.pause_reading()
    while not slow_peer.closing:
        for peer in (slow_peer, quick_peer):
            peer.write(frame)
        assert await quick.receive_str() == "z" * 60_000
        written += len(frame)
        assert written < 64 * 1024 * 1024, "sockets hold only so much"
    assert written > MAX_UNSENT
    quick_peer.write(text_frame(b"still here"))
    assert await quick.receive_str() == "still here"
    await slow_peer.closed()
    reading.transport.resume_reading()
    while not (await slow.receive()).type.name.startswith("CLOS"):
        pass


async def test_writing_to_a_line_that_is_gone_does_no_harm(dial: Dial) -> None:
    ws, peer = await dial()
    await ws.close()
    for _ in range(3):
        peer.write(text_frame(b"nobody hears"))
        await asyncio.sleep(0)
    peer.close(Close.GOING_AWAY)
    await peer.closed()
