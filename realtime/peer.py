"""The way out to one socket: writes never wait, and a reader that is too slow is cut."""

import asyncio
import contextlib
from typing import Final, Protocol

from aiohttp import WSMsgType, web

from realtime.frames import ping_frame
from realtime.protocol import Close

MAX_UNSENT: Final = 256 * 1024
LAST_WORD_S: Final = 1.0
_LONG: Final = {126: 2, 127: 8}


class Peer(Protocol):
    """What rooms know of a socket."""

    def write(self, framed: bytes) -> None:
        """Send framed bytes without waiting; a peer that does not read is cut."""

    def ping(self, payload: bytes) -> None:
        """Send a ping without waiting."""

    def close(self, code: Close, reason: str = "") -> None:
        """End the socket with a close code, without waiting for it."""


class TransportPeer:
    """Writes ready-made frames to the connection's transport (a documented property of the request)."""

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        self._ws = ws
        self._transport = transport
        self._closing: asyncio.Task[None] | None = None

    @property
    def closing(self) -> bool:
        """Whether the socket is on its way out."""
        return self._closing is not None or self._transport.is_closing()

    def write(self, framed: bytes) -> None:
        """Send framed bytes; over 256 KiB unsent, the peer is cut and will resume."""
        if self.closing:
            return
        self._transport.write(framed)
        if self._transport.get_write_buffer_size() > MAX_UNSENT:
            self.close(Close.TOO_SLOW, "too slow")

    def ping(self, payload: bytes) -> None:
        """Send a ping."""
        self.write(ping_frame(payload))

    def close(self, code: Close, reason: str = "") -> None:
        """Send a close frame if the peer still reads, and end the connection at the latest after a second."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._say_goodbye(code, reason))

    async def _say_goodbye(self, code: Close, reason: str) -> None:
        try:
            async with asyncio.timeout(LAST_WORD_S):
                await self._ws.close(code=code, message=reason.encode())
        except (TimeoutError, ConnectionError, RuntimeError):
            pass
        finally:
            self._transport.abort()


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

    async def _say_goodbye(self, code: Close, reason: str) -> None:
        self._writer.cancel()
        await super()._say_goodbye(code, reason)


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
