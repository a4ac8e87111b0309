"""A WebSocket client that says exactly what it is told to, and a class that plays with such clients."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
import asyncpg
from aiohttp.test_utils import BaseTestServer, TestServer
from yarl import URL

from clients.protocol import Frame
from clients.rest import Rest, Seat
from server.app import create_app
from server.settings import Settings
from tests.faults.lesson import Session, prepare_session

PASSWORD = "a password of tests"
Body = dict[str, Any]
EASY: list[Body] = [
    {
        "kind": "single",
        "stem": "Which lake?",
        "choices": [{"text": text, "correct": text == "Aral"} for text in ("Aral", "Baikal", "Chad")],
    },
    {"kind": "true_false", "stem": "A globe has no edge.", "answer": True},
]


class RefusedError(Exception):
    """A reply with `ok: false`."""

    def __init__(self, error: Body) -> None:
        super().__init__(error)
        self.error, self.code = error, error["code"]


class Wire:
    """One socket. Every frame that came is kept in `heard`; those not yet looked at wait in `fresh`."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws
        self.heard: list[Body] = []
        self.fresh: list[Body] = []
        self.ids = itertools.count(1)
        self.welcome: Body = {}

    async def frame(self) -> Body:
        """The next frame from the line. Raises ConnectionError with the close code at the end."""
        message = await self.ws.receive()
        if message.type is not aiohttp.WSMsgType.TEXT:
            raise ConnectionError(self.ws.close_code)
        told: Body = json.loads(message.data)
        self.heard.append(told)
        self.fresh.append(told)
        return told

    async def say(self, t: str, ch: str | None = None, d: Body | None = None) -> int:
        """Send a command and do not wait."""
        number = next(self.ids)
        await self.ws.send_str(json.dumps({"id": number, "t": t, "d": d or {}, **({"ch": ch} if ch else {})}))
        return number

    async def ask(self, t: str, ch: str | None = None, d: Body | None = None) -> Body:
        """Send a command; the reply's body. Raises RefusedError."""
        return await self.reply(await self.say(t, ch, d))

    async def reply(self, number: int | None) -> Body:
        """The reply to a command; one to what could not even be read names none."""
        while True:
            told = await self.frame()
            if "ok" in told and told["re"] in {number, None}:
                self.fresh.remove(told)
                if told["ok"]:
                    return dict(told["d"])
                raise RefusedError(told["error"])

    async def answer(self, t: str, ch: str | None = None, d: Body | None = None) -> str:
        """`ok`, or the code of the refusal."""
        try:
            await self.ask(t, ch, d)
        except RefusedError as error:
            return str(error.code)
        return "ok"

    async def refused(self, t: str, ch: str | None = None, d: Body | None = None) -> str:
        """The code of the refusal of a command."""
        told = await self.answer(t, ch, d)
        assert told != "ok"
        return told

    async def until(self, t: str, **wanted: Any) -> Body:
        """The first frame called `t` with these members in `d` that has not been taken yet."""
        for told in self.fresh:
            if told.get("t") == t and wanted.items() <= told.get("d", {}).items():
                self.fresh.remove(told)
                return told
        while True:
            told = await self.frame()
            if told.get("t") == t and wanted.items() <= told.get("d", {}).items():
                self.fresh.remove(told)
                return told

    async def closed(self) -> int:
        """Read to the end; the close code."""
        while True:
            try:
                await self.frame()
            except ConnectionError as error:
                return int(error.args[0])

    async def follow(self, ch: str, **wish: Any) -> Body:
        """Subscribe and read up to `synced`; the reply, with the snapshot's body (if any) as `state`."""
        told = await self.ask("subscribe", ch, {"ch": ch, **wish})
        snapshot = await self.until("snapshot") if told["mode"] == "snapshot" else {}
        await self.until("synced")
        return {**told, "state": snapshot.get("d")}

    def durable(self, ch: str) -> list[Body]:
        """Every durable event of a channel that came."""
        return [told for told in self.heard if told.get("ch") == ch and "p" in told]


@dataclass
class Place:
    """A running application, and the ways to it."""

    server: BaseTestServer
    http: aiohttp.ClientSession
    stack: AsyncExitStack
    settings: Settings

    @property
    def rest(self) -> Rest:
        """Nobody in particular."""
        return Rest(self.http, self.server.make_url("/"))

    @property
    def url(self) -> URL:
        """The socket's address."""
        return self.server.make_url("/ws")

    async def dial(self, **more: Any) -> Wire:
        """A socket that has said nothing yet; closed at the end of the test."""
        options: Body = {"protocols": ("lectern.v1",), "compress": 0, **more}
        ws = await self.stack.enter_async_context(self.http.ws_connect(self.url, **options))
        return Wire(ws)

    async def enter(self, token: str | None) -> Wire:
        """A socket that has said hello."""
        wire = await self.dial()
        wire.welcome = await wire.ask("hello", d={"token": token})
        return wire


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Place]:
    """The whole application on a port of its own."""
    async with (
        TestServer(create_app(settings)) as server,
        aiohttp.ClientSession() as http,
        AsyncExitStack() as stack,
    ):
        yield Place(server, http, stack, settings)


@dataclass
class Class:
    """A teacher with a session in its lobby, and players who come as they are needed."""

    place: Place
    teacher: Rest
    session: Session
    seats: dict[str, Seat] = field(default_factory=dict)

    @classmethod
    async def of(cls, place: Place, questions: list[Body] | None = None, **settings: Any) -> Self:
        """Make it through the REST interface; the reading phase waits for the host unless told otherwise."""
        teacher = await teacher_at(place)
        wish = {"seconds": 30, "lead_ms": 0, "prepare_cap_ms": 60_000, "close_when_all_answered": False, **settings}
        return cls(place, teacher, await prepare_session(teacher, questions or EASY, **wish))

    @property
    def ch(self) -> str:
        """The session's channel."""
        return self.session.channel

    async def host(self, **wish: Any) -> Wire:
        """The host's socket, following."""
        wire = await self.place.enter(self.teacher.token)
        await wire.follow(self.ch, **wish)
        return wire

    async def seat(self, name: str) -> Seat:
        """A guest's seat."""
        if name not in self.seats:
            self.seats[name] = await self.place.rest.join(self.session.code, name)
        return self.seats[name]

    async def player(self, name: str, **wish: Any) -> Wire:
        """A guest's socket, following."""
        wire = await self.place.enter((await self.seat(name)).token)
        await wire.follow(self.ch, **wish)
        return wire

    async def open(self, host: Wire, t: str = "host.next") -> Body:
        """Show an item and open it; the body of `item.open`."""
        await host.ask(t, self.ch)
        await host.ask("host.open", self.ch)
        return dict((await host.until("item.open"))["d"])

    async def open_again(self, host: Wire, item: Body) -> Body:
        """Show an item once more and open it; the body of its new `item.open`."""
        await host.ask("host.goto", self.ch, {"item": item["item"]})
        await host.ask("host.open", self.ch)
        return dict((await host.until("item.open"))["d"])

    async def close(self, host: Wire) -> None:
        """Close the run and wait until the grace is over."""
        await host.ask("host.close", self.ch)
        await host.until("item.closed")

    def submission(self, item: Body, text: str = "Aral", sub: str = "s1", **more: Any) -> Body:
        """The body of an `answer.submit` that chooses by text (or says true)."""
        chosen = [each["id"] for each in item.get("choices", []) if each["text"] == text]
        answer: Body = {"choices": chosen} if "choices" in item else {"value": True}
        return {"run": item["run"], "sub": sub, "at": item["opens_at"] + 10**6, **answer, **more}


async def teacher_at(place: Place, email: str = "teacher@school.example", role: str = "instructor") -> Rest:
    """An account with a role; made once."""
    connection = await asyncpg.connect(place.settings.database_url)
    try:
        if not await connection.fetchval("SELECT 1 FROM user_account WHERE email = $1", email):
            await place.rest.register(email, "Nadia Teacher", PASSWORD)
            await connection.execute("UPDATE user_account SET role = $2 WHERE email = $1", email, role)
    finally:
        await connection.close()
    return await place.rest.login(email, PASSWORD)


async def enrolled(place: Place, lesson: Class, name: str) -> Rest:
    """An account with a proven address, enrolled in the session's course."""
    address = f"{name.lower()}@school.example"
    rest = await place.rest.register(address, f"{name} Student", PASSWORD)
    connection = await asyncpg.connect(place.settings.database_url)
    try:
        await connection.execute("UPDATE user_account SET email_verified_at = now() WHERE email = $1", address)
    finally:
        await connection.close()
    _ = await lesson.teacher.call("POST", f"/courses/{lesson.session.course_id}/enrollments", {"email": address})
    return rest


def frame_of(told: Body) -> Frame:
    """A frame as the reference client reads it."""
    return Frame(t=told["t"], ch=told["ch"], s=told.get("s"), p=told.get("p"), ts=told.get("ts"), d=told["d"])


async def soon(holds: Any, *, patience_s: float = 30.0) -> None:
    """Wait until `holds()` (or awaiting it) is true."""
    async with asyncio.timeout(patience_s):
        while True:
            told = holds()
            if await told if asyncio.iscoroutine(told) else told:
                return
            await asyncio.sleep(0.02)
