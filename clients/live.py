"""The reference client of `lectern.v1`: connects, follows channels without a hole, submits exactly once.

    async with aiohttp.ClientSession() as http:
        async with LiveClient(dialer(http, url), token_of("…")) as client:
            channel = await client.subscribe("live:018f…")
            await channel.until(lambda seen: seen.phase == "open")
            ack = await client.submit(channel, channel.run, {"choices": [chosen]})

It reconnects by itself (backoff with jitter, never before the server's `after_ms`), resumes every
channel where it stood, and resends an answer under the same `sub` until it is acknowledged. It
stops for good where the close code says so (live.md §7).
"""

import asyncio
import contextlib
from asyncio import TaskGroup
from collections.abc import Awaitable, Callable
from functools import partial
from random import Random
from types import TracebackType
from typing import Self
from uuid import uuid4

import aiohttp

from clients.channel import Channel, Fold
from clients.clock import ServerClock, sample
from clients.connection import Connection, insist
from clients.feeds import folding_of
from clients.line import Closed, Dial, DialRefusedError
from clients.outbox import Ack, Outbox, Pending
from clients.protocol import (
    AfterClose,
    Body,
    CloseCode,
    EndedError,
    LineLostError,
    RefusedError,
    after_close,
    decode,
    wait_ms,
)

STEADY_S = 5.0
"""A line that held so long was no failed try: the next wait begins small again."""
QUICK_SAMPLES = 5
SAMPLE_EVERY_S = 20.0
FIRST_PATIENCE_S = 15.0

Credentials = Callable[[], Awaitable[Body]]


class _LifeOver(Exception):
    def __init__(self, closed: Closed) -> None:
        super().__init__(closed)
        self.closed = closed


def token_of(token: str) -> Credentials:
    """Credentials that are one access token or participant token."""

    async def credentials() -> Body:
        return {"token": token}

    return credentials


class LiveClient:
    """A live connection that heals itself. Use as `async with`; `ended` tells why it stopped for good."""

    def __init__(
        self,
        dial: Dial,
        credentials: Credentials,
        *,
        chance: Random | None = None,
        name: str = "lectern-python/1",
        watch: Callable[[str], None] | None = None,
    ) -> None:
        """`credentials` is asked at every connect; `chance` decides the jitter; `watch` sees every frame received."""
        self._dial, self._credentials, self._name, self._watch = dial, credentials, name, watch
        self._chance = chance or Random()  # noqa: S311 - jitter, no secret
        self._channels: dict[str, Channel] = {}
        self._outbox = Outbox()
        self._crew: TaskGroup | None = None
        self._connection: Connection | None = None
        self._up = asyncio.Event()
        self._patience_s = FIRST_PATIENCE_S
        self._refused: Body | None = None
        self._task: asyncio.Task[None] | None = None
        self.clock = ServerClock()
        self.welcome: Body = {}
        self.connects = 0
        self.ended: EndedError | None = None

    async def __aenter__(self) -> Self:
        """Start connecting."""
        self._task = asyncio.create_task(self._live())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Stop and say goodbye."""
        await self.close()

    async def close(self) -> None:
        """End the connection; raises what broke the client itself, if anything did."""
        self._end("closed")
        if self._connection is not None:
            await self._connection.line.close()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def cut(self) -> None:
        """Lose the present line without a word, as a phone in a lift does; the client finds a new one by itself."""
        if self._connection is not None:
            self._connection.line.cut()

    def now_ms(self) -> int:
        """The server's time now; raises `ValueError` before the first connection."""
        return self.clock.at(_local_ms())

    async def subscribe(self, name: str, role: str | None = None, *, folding: Fold | None = None) -> Channel:
        """Follow a channel; returns when its state is at the head. Raises `RefusedError` or `EndedError`.

        `folding` makes the state; by default as the channel's kind wants it.
        """
        channel = self._channels[name] = Channel(name, role, folding=folding or folding_of(name))
        if self.ended is not None:
            channel.end(self.ended)
        if self._connection is not None and self._crew is not None:
            self._crew.create_task(self._fill(self._connection, channel, "subscribe"))
        await channel.until(lambda seen: seen.filled)
        return channel

    async def command(self, name: str, channel: str, body: Body) -> Body:
        """Send one command on the present line (waits for one); raises `LineLostError` if it ends before the reply."""
        await self._up.wait()
        if self._connection is None:
            raise self.ended or LineLostError
        return await self._connection.ask(name, channel, body)

    async def submit(
        self,
        channel: Channel,
        run: str,
        answer: Body,
        *,
        confidence: int | None = None,
        rev: int | None = None,
        sub: str | None = None,
    ) -> Ack:
        """Hand in an answer, and return once it is acknowledged, over as many lines as that takes.

        The tap is now: `at` is fixed by this call. Raises `RefusedError` for a refusal that is final
        and `EndedError` when the channel is over for us.
        """
        extras = {"confidence": confidence, "rev": rev}
        body = {**answer, "at": self.now_ms(), **{name: value for name, value in extras.items() if value is not None}}
        pending = Pending(channel, run, answer, body, sub or str(uuid4()))
        with self._outbox.keeping(pending):
            while pending.ack is None:
                await channel.until(lambda seen: seen.ready or pending.ack is not None)
                if self._connection is not None and pending.ack is None:
                    with contextlib.suppress(LineLostError):
                        await insist(partial(pending.hand_in, self._connection), self._chance)
        return pending.ack

    async def _live(self) -> None:
        attempt = 0
        try:
            while self.ended is None:
                began = _local_ms()
                closed = await self._one_life()
                attempt = 0 if _local_ms() - began > STEADY_S * 1000 else attempt + 1
                if after_close(closed.code) is AfterClose.STOP:
                    self._end(CloseCode(closed.code).name.lower())
                elif self.ended is None:
                    await asyncio.sleep(wait_ms(max(attempt - 1, 0), self._chance, after_ms=closed.after_ms) / 1000)
        finally:
            self._end("failed")

    async def _one_life(self) -> Closed:
        """Connect, greet and follow until the line ends; tells how it ended."""
        try:
            credentials = await self._credentials()
            if credentials == self._refused:
                self._end("not_authenticated")
                return Closed()
            line = await self._dial()
        except EndedError as error:
            self._end(error.code)
            return Closed()
        except DialRefusedError as error:
            self._end(f"http_{error.status}")
            return Closed()
        except (OSError, aiohttp.ClientError):
            return Closed()
        closed = await self._follow(Connection(line), credentials)
        if after_close(closed.code) is AfterClose.SIGN_IN:
            self._refused = credentials
        return closed

    async def _follow(self, connection: Connection, credentials: Body) -> Closed:
        closed = Closed()
        try:
            async with TaskGroup() as self._crew:
                self._crew.create_task(connection.write())
                self._crew.create_task(self._greet(connection, self._crew, credentials))
                try:
                    raise _LifeOver(await self._read(connection, self._crew))
                finally:
                    self._down(connection)
        except* _LifeOver as over:
            closed = next(each.closed for each in over.exceptions if isinstance(each, _LifeOver))
        finally:
            await connection.line.close()
        return Closed(closed.code, max(closed.after_ms, connection.after_ms))

    async def _read(self, connection: Connection, crew: TaskGroup) -> Closed:
        while True:
            text = await connection.line.receive(self._patience_s)
            if isinstance(text, Closed):
                return text
            if self._watch is not None:
                self._watch(text)
            frame = decode(text)
            if frame.re is not None:
                connection.settle(frame)
            elif frame.t == "bye":
                connection.after_ms = max(frame.after_ms, int(frame.d.get("after_ms", 0)))
            elif (channel := self._channels.get(frame.ch)) is not None and channel.take(frame):
                crew.create_task(self._fill(connection, channel, "resync"))

    async def _greet(self, connection: Connection, crew: TaskGroup, credentials: Body) -> None:
        sent = _local_ms()
        try:
            self.welcome = await connection.ask("hello", "", {**credentials, "client": self._name})
        except RefusedError as error:
            if not error.retry:
                self._refused = credentials
            await connection.line.close()
            return
        except LineLostError:
            return
        self.clock.add(sample(sent, self.welcome["now"], self.welcome["now"], _local_ms()))
        self._patience_s = self.welcome["heartbeat"]["dead_ms"] / 1000
        self._connection, self._refused = connection, None
        self.connects += 1
        self._up.set()
        for channel in self._channels.values():
            if channel.error is None:
                crew.create_task(self._fill(connection, channel, "subscribe"))
        await self._keep_time(connection)

    async def _keep_time(self, connection: Connection) -> None:
        """Five quick samples, then one now and then, as long as the line lives."""
        taken = 0
        with contextlib.suppress(LineLostError):
            while True:
                with contextlib.suppress(RefusedError):
                    await connection.ask("clock", "", {"c0": round(_local_ms())}, then=self._clocked)
                taken += 1
                await asyncio.sleep(0.1 if taken < QUICK_SAMPLES else SAMPLE_EVERY_S)

    def _clocked(self, reply: Body) -> None:
        self.clock.add(sample(reply["c0"], reply["s1"], reply["s2"], _local_ms()))

    async def _fill(self, connection: Connection, channel: Channel, how: str) -> None:
        """Subscribe, or resync after a gap, until the server has agreed or refused for good."""

        def filled(reply: Body) -> None:
            self._outbox.settle(reply.get("receipts", {}))
            channel.answered(reply)

        async def ask() -> Body:
            channel.feed.asked()
            return await connection.ask(how, "", self._wish(channel, how), then=filled)

        try:
            await insist(ask, self._chance)
        except RefusedError as error:
            channel.end(error)
        except LineLostError:
            return

    def _wish(self, channel: Channel, how: str) -> Body:
        if how == "resync":
            return {"ch": channel.name, "s": channel.feed.last}
        extras = {"as": channel.wish, "resume": channel.feed.resume, "pending": self._outbox.subs_of(channel)}
        return {"ch": channel.name, **{name: value for name, value in extras.items() if value}}

    def _down(self, connection: Connection) -> None:
        self._connection, self._crew = None, None
        if self.ended is None:
            self._up.clear()
        for channel in self._channels.values():
            channel.feed.lost()
        connection.lost()

    def _end(self, code: str) -> None:
        """Stop for good; the first reason stays."""
        if self.ended is None:
            self.ended = EndedError(code)
        for channel in self._channels.values():
            channel.end(self.ended)
        self._up.set()


def _local_ms() -> float:
    return asyncio.get_running_loop().time() * 1000
