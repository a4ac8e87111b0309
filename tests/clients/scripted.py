"""A real WebSocket server that plays a script: one coroutine per connection, in order."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from clients.line import dialer
from clients.live import Credentials, LiveClient, token_of
from clients.protocol import SUBPROTOCOL

CHANNEL = "live:s1"
NOW = 1_767_000_000_000
WELCOME: dict[str, Any] = {
    "conn": "c1",
    "user": None,
    "participant": "p1",
    "now": NOW,
    "heartbeat": {"every_ms": 10_000, "dead_ms": 25_000},
    "limits": {},
}
SNAPSHOT: dict[str, Any] = {
    "phase": "open",
    "paused": False,
    "locked": False,
    "item": {"run": "r1", "stem": "?", "kind": "single"},
    "you": {"participant": "p1", "name": "Mona", "total": 0, "grade": 0, "rank": 1, "streak": 0},
}
Message = dict[str, Any]


class Peer:
    """The server's side of one connection."""

    def __init__(self, ws: web.WebSocketResponse) -> None:
        self.ws = ws

    async def hear(self, name: str) -> Message:
        """The next command, which must be `name`; clock commands are answered on the way."""
        while True:
            message = json.loads(await self.ws.receive_str())
            if message["t"] != "clock" or name == "clock":
                assert message["t"] == name, message
                return dict(message)
            await self.reply(message, {"c0": message["d"]["c0"], "s1": NOW, "s2": NOW})

    async def reply(self, message: Message, body: Message) -> None:
        await self.ws.send_json({"re": message["id"], "ok": True, "d": body})

    async def refuse(self, message: Message, code: str, *, retry: bool = False, **more: Any) -> None:
        await self.ws.send_json({"re": message["id"], "ok": False, "error": {"code": code, "retry": retry, **more}})

    async def greet(self) -> Message:
        hello = await self.hear("hello")
        await self.reply(hello, WELCOME)
        return hello

    async def agree(self, message: Message, **more: Any) -> None:
        """The reply to subscribe and resync."""
        body = {"ch": CHANNEL, "role": "player", "participant": "p1", "epoch": "e1", "head": 1, "mode": "replay"}
        await self.reply(message, {**body, "receipts": {}, **more})

    async def event(self, name: str, s: int, p: int, **body: Any) -> None:
        await self.ws.send_json({"ch": CHANNEL, "t": name, "s": s, "p": p, "ts": 1, "d": body})

    async def synced(self, s: int) -> None:
        await self.ws.send_json({"ch": CHANNEL, "t": "synced", "s": s})

    async def snapshot(self, s: int, **changes: Any) -> None:
        await self.ws.send_json({"ch": CHANNEL, "t": "snapshot", "s": s, "d": {**SNAPSHOT, **changes}})
        await self.synced(s)

    async def admit(self, s: int = 5) -> Message:
        """Greet, and answer the subscribe with a snapshot at `s`."""
        await self.greet()
        subscribe = await self.hear("subscribe")
        await self.agree(subscribe, mode="snapshot")
        await self.snapshot(s)
        return subscribe

    async def rest(self) -> None:
        """Stay until the client leaves, answering clock commands."""
        async for message in self.ws:
            command = json.loads(message.data)
            assert command["t"] == "clock", command
            await self.reply(command, {"c0": command["d"]["c0"], "s1": NOW, "s2": NOW})


Life = Callable[[Peer], Awaitable[None]]


@asynccontextmanager
async def serving(*lives: Life) -> AsyncIterator[URL]:
    """A server that plays `lives`; leaving the block demands that each was played to its end without a fault."""
    faults: list[BaseException] = []
    waiting = list(lives)

    async def serve(request: web.Request) -> web.WebSocketResponse:
        life = waiting.pop(0)
        ws = web.WebSocketResponse(protocols=(SUBPROTOCOL,))
        await ws.prepare(request)
        try:
            assert ws.ws_protocol == SUBPROTOCOL
            await life(Peer(ws))
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            faults.append(error)
            raise
        return ws

    app = web.Application()
    app.router.add_get("/ws", serve)
    async with TestServer(app) as server:
        yield server.make_url("/ws")
        assert not faults, faults
        assert not waiting, "the client did not come back"


@asynccontextmanager
async def playing(*lives: Life, credentials: Credentials | None = None) -> AsyncIterator[LiveClient]:
    """A client of a server that plays `lives`."""
    async with (
        serving(*lives) as url,
        aiohttp.ClientSession() as http,
        LiveClient(dialer(http, url), credentials or token_of("t1")) as client,
    ):
        yield client
