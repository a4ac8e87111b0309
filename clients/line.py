"""A line to the server: ordered text frames both ways, until it ends. One over aiohttp; tests bring their own."""

import asyncio
import contextlib
import re
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import aiohttp
from yarl import URL

from clients.protocol import SUBPROTOCOL

LOST = 1006
"""The close code of RFC 6455 for a line that ended without one."""


@dataclass(frozen=True, slots=True)
class Closed:
    """How a line ended: a close code, and the milliseconds to stay away if the server named them."""

    code: int = LOST
    after_ms: int = 0


class Line(Protocol):
    """What the client needs of a connection."""

    async def send(self, text: str) -> None:
        """Send one frame; raises `ConnectionError` when the line has ended."""

    async def receive(self, patience_s: float) -> str | Closed:
        """The next frame, or how the line ended; silence of `patience_s` (pings count as sound) ends it."""

    async def close(self) -> None:
        """Say goodbye and let go of the line, also of one that has ended; takes no longer than a second."""

    def cut(self) -> None:
        """End the line without a word, as a phone in a lift does."""


Dial = Callable[[], Awaitable[Line]]


class DialRefusedError(Exception):
    """The server answered the upgrade with an HTTP status that a retry will not change."""

    def __init__(self, status: int) -> None:
        """Keep the HTTP status."""
        super().__init__(f"the server refused the upgrade with {status}")
        self.status = status


_AFTER = re.compile(r"after_ms\W{0,4}(\d{1,7})\b")


def closed_by(code: int | None, reason: str | None = None) -> Closed:
    """How a line ended by its close frame; a reason may say `after_ms=…`."""
    after = _AFTER.search(reason or "")
    return Closed(code or LOST, int(after[1]) if after else 0)


def shut(ws: aiohttp.ClientWebSocketResponse) -> None:
    """Take the socket down under `ws`, without a close frame."""
    wire = ws.get_extra_info("socket")
    if wire is not None:
        with contextlib.suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)


async def part(ws: aiohttp.ClientWebSocketResponse) -> None:
    """Close `ws` within a second, whatever the other side does."""
    try:
        async with asyncio.timeout(1):
            await ws.close()
    except (TimeoutError, OSError):
        shut(ws)


class WebLine:
    """A line over a WebSocket; aiohttp answers the server's pings."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Take over an open socket."""
        self._ws = ws

    async def send(self, text: str) -> None:
        """See `Line`."""
        await self._ws.send_str(text)

    async def receive(self, patience_s: float) -> str | Closed:
        """See `Line`."""
        try:
            message = await self._ws.receive(timeout=patience_s)
        except TimeoutError:
            self.cut()
            return Closed()
        if message.type is aiohttp.WSMsgType.TEXT:
            return str(message.data)
        if message.type is aiohttp.WSMsgType.CLOSE:
            return closed_by(message.data, message.extra)
        return Closed(self._ws.close_code or LOST)

    async def close(self) -> None:
        """See `Line`."""
        await part(self._ws)

    def cut(self) -> None:
        """See `Line`."""
        shut(self._ws)


async def open_socket(
    http: aiohttp.ClientSession, url: URL, *, autoping: bool = True
) -> aiohttp.ClientWebSocketResponse:
    """Upgrade `url` to `lectern.v1` (live.md §2); raises `DialRefusedError`, or `OSError` for what may pass."""
    try:
        async with asyncio.timeout(10):
            return await http.ws_connect(url, protocols=(SUBPROTOCOL,), autoping=autoping, compress=0)
    except aiohttp.WSServerHandshakeError as error:
        if 400 <= error.status < 500 and error.status not in {408, 429}:  # noqa: PLR2004 - the class of HTTP statuses
            raise DialRefusedError(error.status) from error
        raise ConnectionError(str(error)) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise ConnectionError(str(error)) from error


def dialer(http: aiohttp.ClientSession, url: URL) -> Dial:
    """A `Dial` for the endpoint `/ws` at `url`."""

    async def dial() -> Line:
        return WebLine(await open_socket(http, url))

    return dial
