"""One life of a line: commands are numbered and sent in order, each reply finds who asked."""

import asyncio
from asyncio import Future, Queue, get_running_loop
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from clients.line import Line
from clients.protocol import Body, Frame, LineLostError, RefusedError, command, wait_ms

REPLY_S = 10.0
"""A server that has not replied for so long is taken for dead, and the line is cut."""

OnReply = Callable[[Body], None]


@dataclass(frozen=True, slots=True)
class _Call:
    reply: Future[Body]
    then: OnReply | None


class Connection:
    """Commands and replies over one line. When the line ends, everyone who still waits gets `LineLostError`."""

    def __init__(self, line: Line) -> None:
        """Take over an open line."""
        self.line = line
        self.after_ms = 0
        self._number = 0
        self._calls: dict[int, _Call] = {}
        self._out: Queue[str] = Queue()
        self._over = asyncio.Event()

    async def ask(self, name: str, channel: str, body: Body, then: OnReply | None = None) -> Body:
        """Send a command and return its reply; raises `RefusedError` or `LineLostError`.

        `then` runs in the same step in which the reply is read, hence before the next frame is.
        """
        if self._over.is_set():
            raise LineLostError
        self._number += 1
        call = self._calls[self._number] = _Call(get_running_loop().create_future(), then)
        self._out.put_nowait(command(self._number, name, channel, body))
        try:
            async with asyncio.timeout(REPLY_S):
                return await call.reply
        except TimeoutError:
            self.line.cut()
            await self._over.wait()
            raise LineLostError from None

    def settle(self, frame: Frame) -> None:
        """Hand a reply to who asked for it; a reply nobody waits for is forgotten."""
        call = self._calls.pop(frame.re or 0, None)
        if call is None or call.reply.done():
            return
        if not frame.ok:
            call.reply.set_exception(RefusedError(frame.error))
            return
        if call.then is not None:
            call.then(frame.d)
        call.reply.set_result(frame.d)

    async def write(self) -> None:
        """Send what is asked, in order, until the line ends."""
        while True:
            try:
                await self.line.send(await self._out.get())
            except OSError:
                self.line.cut()
                return

    def lost(self) -> None:
        """The line has ended: nobody waits any longer."""
        self._over.set()
        for call in self._calls.values():
            if not call.reply.done():
                call.reply.set_exception(LineLostError())
        self._calls.clear()


async def insist(ask: Callable[[], Awaitable[Body]], chance: Random) -> Body:
    """Ask until the server has agreed; a refusal that says `retry` is waited out, any other is raised."""
    attempt = 0
    while True:
        try:
            return await ask()
        except RefusedError as error:
            if not error.retry:
                raise
            await asyncio.sleep(wait_ms(attempt, chance, after_ms=error.after_ms) / 1000)
            attempt += 1
