"""The way out to one socket: writes never wait, and a reader that is too slow is cut."""

import asyncio
import contextlib
import struct
from typing import Final, Protocol

from aiohttp import WSMsgType, web

from realtime.frames import close_frame, ping_frame
from realtime.protocol import Close

MAX_UNSENT: Final = 256 * 1024
CLOSE_S: Final = 3.0
"""How long a peer may take to answer a close: one that is only far away shall learn the code."""
_LONG: Final = {126: 2, 127: 8}


class Peer(Protocol):
    """What rooms know of a socket."""

    def write(self, framed: bytes) -> None:
        """Send framed bytes without waiting; a peer that does not read is cut."""

    def ping(self, payload: bytes) -> None:
        """Send a ping without waiting."""

    def close(self, code: Close, reason: str = "") -> None:
        """End the socket with a close code, without waiting for it."""

    @property
    def closing(self) -> bool:
        """Whether the socket is on its way out."""

    async def closed(self) -> None:
        """Return when a closing that has begun is over; at once when none has."""


class TransportPeer:
    """Writes ready-made frames to the connection's transport (a documented property of the request)."""

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        self._ws = ws
        self._transport = transport
        self._goodbye: asyncio.Task[None] | None = None
        self._unread = asyncio.Event()

    @property
    def closing(self) -> bool:
        """Whether the socket is on its way out."""
        return self._goodbye is not None or self._transport.is_closing()

    def write(self, framed: bytes) -> None:
        """Send framed bytes; over 256 KiB unsent, the peer is cut and will resume."""
        transport = self._transport
        if self._goodbye is not None or transport.is_closing():
            return
        transport.write(framed)
        if transport.get_write_buffer_size() > MAX_UNSENT:
            self.close(Close.TOO_SLOW, "too slow")

    def ping(self, payload: bytes) -> None:
        """Send a ping."""
        self.write(ping_frame(payload))

    def close(self, code: Close, reason: str = "") -> None:
        """Send a close frame, wait a little for the answer to it, and end the connection in any case."""
        if self._goodbye is None:
            self._goodbye = asyncio.create_task(self._say_goodbye(struct.pack("!H", code) + reason.encode()))

    async def closed(self) -> None:
        """Nobody reads this socket any more: return when a closing that has begun is over."""
        self._unread.set()
        if self._goodbye is not None:
            await asyncio.wait({self._goodbye})

    async def _say_goodbye(self, payload: bytes) -> None:
        # Not by `ws.close()`: called beside the reading task, it ends the line before the peer can answer, and
        # the peer's library may then report a broken line instead of our code.
        try:
            async with asyncio.timeout(CLOSE_S):
                await self._send_close(payload)
                await self._unread.wait()
        except (TimeoutError, ConnectionError):
            pass
        finally:
            self._transport.abort()

    async def _send_close(self, payload: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(close_frame(payload))


class FramePeer(TransportPeer):
    """The same through aiohttp's own frame writer, for those who distrust writing beside it; slower."""

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        super().__init__(ws, transport)
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write_for_ever())
        self._unsent = 0

    def write(self, framed: bytes) -> None:
        """Queue the payloads of framed bytes."""
        if self.closing:
            return
        self._unsent += len(framed)
        self._queue.put_nowait(framed)
        if self._unsent > MAX_UNSENT:
            self.close(Close.TOO_SLOW, "too slow")

    async def _write_for_ever(self) -> None:
        # A broken line ends the reading loop too, and that ends the socket.
        with contextlib.suppress(ConnectionError):
            while True:
                framed = await self._queue.get()
                for kind, payload in unframe(framed):
                    await self._ws.send_frame(payload, kind)
                self._unsent -= len(framed)

    async def closed(self) -> None:
        """As above."""
        self._writer.cancel()
        await super().closed()

    async def _send_close(self, payload: bytes) -> None:
        # After what waits, or at once when that is too much.
        if self._unsent <= MAX_UNSENT:
            while not self._queue.empty():
                await asyncio.wait({self._writer}, timeout=0.01)
        self._writer.cancel()
        await self._ws.send_frame(payload, WSMsgType.CLOSE)


def unframe(framed: bytes) -> list[tuple[WSMsgType, bytes]]:
    """Kinds and payloads of frames that `realtime.frames` made, joined or not."""
    payloads, at = [], 0
    while at < len(framed):
        size, head = framed[at + 1], 2
        if size in _LONG:
            head += _LONG[size]
            size = int.from_bytes(framed[at + 2 : at + head])
        kind = WSMsgType(framed[at] & 0x0F)
        payloads.append((kind, framed[at + head : at + head + size]))
        at += head + size
    return payloads
