"""The client for URLs that somebody typed.

The address is looked at on the socket that is about to be connected, so what was looked at is what is called: a name
that answers differently the second time gains nothing. Redirects are not followed, proxies of the environment not
used, no cookie is kept, nothing is unpacked, and an answer is read up to a limit and then cut.
"""

import asyncio
import errno
import socket
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver

from server.outgoing.addresses import Reach
from server.outgoing.urls import UrlRefusal, read

TOTAL_S: Final = 10.0
MOST_BYTES: Final = 64 * 1024
FORBIDDEN: Final = "forbidden_address"
_PIECE: Final = 16 * 1024


class Unreached(Exception):
    """No answer came; the message says why in a word or two and is safe to show to an admin."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its first bytes, and whether these are all. `seconds` counts from the first step."""

    status: int
    body: bytes
    whole: bool
    seconds: float


class Outgoing:
    """Sends requests within a reach."""

    def __init__(self, http: aiohttp.ClientSession, reach: Reach, total_s: float = TOTAL_S) -> None:
        self._http = http
        self._reach = reach
        self._total_s = total_s

    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Reply:
        """Send one request; it ends within the total time, whatever the other side does. Raises Unreached."""
        found = read(url, self._reach)
        if isinstance(found, UrlRefusal):
            raise Unreached(found)
        began = time.monotonic()
        try:
            async with (
                asyncio.timeout(self._total_s) as limit,
                self._http.request(method, found, headers=headers, data=body, allow_redirects=False) as response,
            ):
                content, whole = await _read(response, limit.when() or 0)
        except TimeoutError as error:
            raise Unreached("timeout") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Unreached(FORBIDDEN if FORBIDDEN in str(error) else type(error).__name__) from error
        return Reply(response.status, content, whole, time.monotonic() - began)


async def _read(response: aiohttp.ClientResponse, until: float) -> tuple[bytes, bool]:
    """What the body begins with, and whether that is all of it; the status counts also where the body breaks off."""
    content, whole = bytearray(), False
    try:
        # A little before the end of everything, so that a slow body does not take the status with it.
        async with asyncio.timeout_at(until - 0.5):
            while len(content) < MOST_BYTES:
                piece = await response.content.read(min(_PIECE, MOST_BYTES - len(content)))
                if not piece:
                    whole = True
                    break
                content += piece
    except (aiohttp.ClientError, OSError):  # TimeoutError is an OSError
        pass
    if not whole:
        response.close()
    return bytes(content), whole


@asynccontextmanager
async def open_outgoing(
    reach: Reach, *, total_s: float = TOTAL_S, resolver: AbstractResolver | None = None
) -> AsyncIterator[Outgoing]:
    """A client; every call has a connection of its own, to an address that was looked at."""

    def guarded(info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not reach.permits(str(address[0])):
            raise PermissionError(errno.EACCES, FORBIDDEN)
        return socket.socket(family=family, type=kind, proto=protocol)

    connector = aiohttp.TCPConnector(
        limit=0, force_close=True, use_dns_cache=False, resolver=resolver, socket_factory=guarded
    )
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        auto_decompress=False,
        trust_env=False,
    ) as http:
        yield Outgoing(http, reach, total_s)
