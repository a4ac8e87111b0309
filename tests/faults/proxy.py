"""A TCP line between clients and a server that can be slow, break, or fall silent without a word."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

CHUNK_BYTES = 65_536
Reach = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
"""Opens a connection to the server behind."""


@dataclass(slots=True, eq=False)
class _Line:
    """Both ends of one connection; `silent` swallows every byte and tells nobody."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    silent: bool = False

    def cut(self) -> None:
        for end in (self.client, self.server):
            end.transport.abort()


class FaultProxy:
    """Passes bytes on both ways. `port` is where clients connect; `latency_s` is added to each chunk, each way."""

    def __init__(self, reach: Reach) -> None:
        """`reach` is asked once for each client."""
        self._reach = reach
        self._lines: set[_Line] = set()
        self._server: asyncio.Server | None = None
        self.latency_s = 0.0
        self.swallows: Callable[[bytes], bool] = lambda _chunk: False
        """Asked for each chunk that the server sends: whether it gets lost on the way."""
        self.port = 0

    @property
    def lines(self) -> int:
        """How many connections there are."""
        return len(self._lines)

    async def start(self) -> None:
        """Listen on a port that the system chooses."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listen no more, and cut what is left."""
        assert self._server is not None
        self._server.close()
        self.cut()
        await self._server.wait_closed()

    def cut(self, every: int = 1) -> int:
        """Reset every n-th connection at both ends, as a router that restarts; returns how many."""
        return self._each(every, _Line.cut)

    def silence(self, every: int = 1) -> int:
        """Let every n-th connection be half open: both ends think it stands, and nothing arrives; returns how many."""

        def fall_silent(line: _Line) -> None:
            line.silent = True

        return self._each(every, fall_silent)

    def _each(self, every: int, do: Callable[[_Line], None]) -> int:
        chosen = list(self._lines)[::every]
        for line in chosen:
            do(line)
        return len(chosen)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            behind, server = await self._reach()
        except OSError:
            writer.transport.abort()
            return
        line = _Line(writer, server)
        self._lines.add(line)
        pumps = [asyncio.create_task(self._pump(line, *way)) for way in ((reader, line.server), (behind, line.client))]
        try:
            # A connection that one end has closed is over: nobody here speaks on half of one.
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._lines.discard(line)
            for pump in pumps:
                pump.cancel()
            await asyncio.wait(pumps)
            for end in (line.client, line.server):
                end.close()

    async def _pump(self, line: _Line, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while chunk := await source.read(CHUNK_BYTES):
                if self.latency_s:
                    await asyncio.sleep(self.latency_s)
                lost = line.silent or (target is line.client and self.swallows(chunk))
                if not lost:
                    target.write(chunk)
                    await target.drain()


@asynccontextmanager
async def proxying(host: str, port: int) -> AsyncIterator[FaultProxy]:
    """A proxy before `host:port`, for the length of a block."""
    proxy = FaultProxy(lambda: asyncio.open_connection(host, port))
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.stop()
