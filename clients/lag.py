"""A phone's line: every frame takes its time, both ways and pings too, and it can break without a word."""

import asyncio
import contextlib
from asyncio import Queue, get_running_loop
from collections.abc import Awaitable, Callable
from random import Random

import aiohttp
from yarl import URL

from clients.line import LOST, Closed, Dial, Line, closed_by, open_socket, part, shut

_Sending = Callable[[], Awaitable[None]]


class Delay:
    """How long frames take one way, in seconds; order is kept, as on any TCP line."""

    def __init__(self, round_trip_ms: float, jitter_ms: float, chance: Random) -> None:
        """Half of `round_trip_ms` each way, and up to `jitter_ms` more by `chance`."""
        self._base_s, self._jitter_s, self._chance = round_trip_ms / 2000, jitter_ms / 1000, chance
        self._due = 0.0

    def due(self) -> float:
        """The loop's time at which a frame that starts now arrives."""
        now = get_running_loop().time()
        self._due = max(self._due, now + self._base_s + self._jitter_s * self._chance.random())
        return self._due


class LaggedLine:
    """A WebSocket whose frames are held back both ways. Pongs go the same slow way, so the server measures the lag."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse, there: Delay, back: Delay) -> None:
        """Take over a socket that does not answer pings by itself; needs a running loop."""
        self._ws, self._there, self._back = ws, there, back
        self._in: Queue[tuple[float, str | Closed | None]] = Queue()
        self._out: Queue[tuple[float, _Sending]] = Queue()
        self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._speak())]

    async def send(self, text: str) -> None:
        """See `Line`."""
        if self._ws.closed:
            raise ConnectionError
        self._out.put_nowait((self._there.due(), lambda: self._ws.send_str(text)))

    async def receive(self, patience_s: float) -> str | Closed:
        """See `Line`; None in the queue is a ping: a sound, but no frame."""
        try:
            while True:
                async with asyncio.timeout(patience_s):
                    due, heard = await self._in.get()
                await asyncio.sleep(due - get_running_loop().time())
                if heard is not None:
                    return heard
        except TimeoutError:
            self.cut()
            return Closed()

    async def close(self) -> None:
        """See `Line`."""
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        await part(self._ws)

    def cut(self) -> None:
        """See `Line`."""
        shut(self._ws)

    async def _hear(self) -> None:
        while True:
            message = await self._ws.receive()
            due = self._back.due()
            if message.type is aiohttp.WSMsgType.TEXT:
                self._in.put_nowait((due, str(message.data)))
            elif message.type is aiohttp.WSMsgType.PING:
                self._in.put_nowait((due, None))
                get_running_loop().call_at(due, self._answer, message.data)
            elif message.type is aiohttp.WSMsgType.CLOSE:
                self._in.put_nowait((due, closed_by(message.data, message.extra)))
                return
            elif message.type is not aiohttp.WSMsgType.PONG:
                self._in.put_nowait((due, Closed(self._ws.close_code or LOST)))
                return

    def _answer(self, payload: bytes) -> None:
        self._out.put_nowait((self._there.due(), lambda: self._ws.pong(payload)))

    async def _speak(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                due, sending = await self._out.get()
                await asyncio.sleep(due - get_running_loop().time())
                await sending()
        self.cut()


def lagged_dialer(
    http: aiohttp.ClientSession, url: URL, *, round_trip_ms: float, jitter_ms: float, chance: Random
) -> Dial:
    """A `Dial` whose lines take `round_trip_ms` and up to `jitter_ms` more each way."""

    async def dial() -> Line:
        ws = await open_socket(http, url, autoping=False)
        delays = (Delay(round_trip_ms, jitter_ms, chance) for _ in range(2))
        return LaggedLine(ws, *delays)

    return dial
