"""A tiny live server for tests of bots: one item, one process, nothing kept. Speaks REST joins and `lectern.v1`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from clients.protocol import SUBPROTOCOL
from tests.clients.scripted import NOW, Message, Peer

ITEM = {"run": "r1", "item": "q1", "index": 0, "of": 1, "kind": "true_false", "stem": "?", "points": 100}


class Game:
    """The log and the answers; it opens when all are seated and ends when all have answered."""

    def __init__(self, players: int, *, busy_joins: int = 0) -> None:
        self.players, self.busy_joins = players, busy_joins
        self.seats: dict[str, str] = {}
        self.answers: dict[str, Message] = {}
        self.log: list[tuple[str, dict[str, Any]]] = [("session.opened", {})]
        self.peers: dict[str, Peer] = {}
        self.lock = asyncio.Lock()

    async def join(self, request: web.Request) -> web.Response:
        body = await request.json()
        if body["code"] != "GOODONE":
            return web.json_response({"code": "guests_not_allowed", "detail": "no"}, status=403)
        if self.busy_joins:
            self.busy_joins -= 1
            return web.json_response({"code": "rate_limited"}, status=429)
        token = f"token-{len(self.seats)}"
        self.seats[token] = f"p{len(self.seats)}"
        seat = {"session": "s1", "participant": self.seats[token], "name": body["name"], "token": token}
        return web.json_response(seat, status=201)

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(protocols=(SUBPROTOCOL,))
        await ws.prepare(request)
        peer = Peer(ws)
        token = (await peer.greet())["d"]["token"]
        async for raw in ws:
            command = raw.json()
            async with self.lock:
                await getattr(self, "on_" + command["t"].replace(".", "_"))(peer, token, command)
        return ws

    async def on_clock(self, peer: Peer, token: str, command: Message) -> None:
        assert token in self.seats
        await peer.reply(command, {"c0": command["d"]["c0"], "s1": NOW, "s2": NOW})

    async def on_ready(self, peer: Peer, token: str, command: Message) -> None:
        assert token in self.seats
        await peer.reply(command, {})

    async def on_subscribe(self, peer: Peer, token: str, command: Message) -> None:
        wish = command["d"]
        known = {sub: self.known(token, sub) for sub in wish.get("pending", [])}
        await peer.agree(command, receipts=known)
        for s in range(wish.get("resume", {"s": 0})["s"], len(self.log)):
            await peer.event(self.log[s][0], s + 1, s, **self.log[s][1])
        await peer.synced(len(self.log))
        self.peers[token] = peer
        if len(self.peers) == self.players and len(self.log) == 1:
            await self.append("item.prepare", **ITEM)
            await self.append("item.open", **ITEM, opens_at=NOW, closes_at=NOW + 1000)
        if self.log[-1][0] == "session.finalized":
            await peer.ws.send_json({"ch": "live:s1", "t": "gone", "d": {"code": "over"}})

    def known(self, token: str, sub: str) -> Message:
        if self.answers.get(token, {}).get("sub") == sub:
            return {"status": "accepted", "receipt": "receipt-" + sub}
        return {"status": "unknown"}

    async def on_answer_submit(self, peer: Peer, token: str, command: Message) -> None:
        first = self.answers.setdefault(token, command["d"])
        assert first["sub"] == command["d"]["sub"], "one answer, one sub"
        again = first is not command["d"]
        status = {"status": "duplicate", "was": "accepted"} if again else {"status": "accepted"}
        with suppress(OSError):
            await peer.reply(command, {**status, "sub": first["sub"], "receipt": "receipt-" + str(first["sub"])})
        if len(self.answers) == self.players and self.log[-1][0] == "item.open":
            await self.append("item.closed", run="r1")
            await self.append("session.finalized")

    async def append(self, name: str, **body: Any) -> None:
        self.log.append((name, body))
        for peer in self.peers.values():
            with suppress(OSError):
                await peer.event(name, len(self.log), len(self.log) - 1, **body)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[URL]:
        app = web.Application()
        app.router.add_post("/api/v1/live/join", self.join)
        app.router.add_get("/ws", self.socket)
        async with TestServer(app) as server:
            yield server.make_url("/")
