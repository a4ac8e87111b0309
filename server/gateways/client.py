"""How words travel to a gateway: timeouts, retries where they can do no harm, and nothing else.

What is said is written as generators that yield calls and get replies, so that a whole conversation can be tested
without a network, and there is one place that does I/O.
"""

import asyncio
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, TypeVar

import aiohttp
import orjson
import structlog

from server.gateways.base import GatewayDown

T = TypeVar("T")
PAUSES_S: Final = (0.2, 0.8)
"""Between the tries of a call that may be repeated."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `body` is JSON text already, so that decimals stay as they were written."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    repeatable: bool = False
    """Whether doing it twice does the same as once."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, read whole."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the status says so."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    def json(self) -> Any:
        """The body as JSON, or None for anything else (an error page, nothing)."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return None


Talk = Generator[Call, Reply, T]
"""A conversation: yields calls, gets replies, returns what came of it."""


class Line:
    """A connection to one gateway."""

    def __init__(self, http: aiohttp.ClientSession, timeout_s: float) -> None:
        self._http = http
        self._timeout = aiohttp.ClientTimeout(total=timeout_s, connect=min(5.0, timeout_s))

    async def talk(self, talk: Talk[T]) -> T:
        """Lead a conversation to its end. Raises GatewayDown, and what the conversation raises."""
        reply: Reply | None = None
        while True:
            try:
                call = next(talk) if reply is None else talk.send(reply)
            except StopIteration as end:
                found: T = end.value
                return found
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise GatewayDown("an answer that cannot be read") from error
            reply = await self._send_patiently(call)

    async def _send_patiently(self, call: Call) -> Reply:
        for pause in PAUSES_S if call.repeatable else ():
            try:
                reply = await self._send(call)
            except GatewayDown:
                pass
            else:
                if not _is_passing(reply.status):
                    return reply
            await asyncio.sleep(pause)
        reply = await self._send(call)
        if _is_passing(reply.status):
            raise GatewayDown(f"HTTP {reply.status}")
        return reply

    async def _send(self, call: Call) -> Reply:
        headers = {"Accept": "application/json", **call.headers}
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        try:
            async with self._http.request(
                call.method, call.url, headers=headers, data=call.body, timeout=self._timeout, allow_redirects=False
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            _log.warning("gateway_unreachable", url=call.url.partition("?")[0], error=type(error).__name__)
            raise GatewayDown(type(error).__name__) from error
        return Reply(response.status, body)


def _is_passing(status: int) -> bool:
    """Whether a later try may be answered: the gateway's own trouble, or too many questions."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
