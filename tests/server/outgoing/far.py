"""Other sides on loopback: each behaves as a test says, and counts who came."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from socket import AF_INET

from aiohttp.abc import AbstractResolver, ResolveResult

Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Far:
    """A listening side: where it is, and the requests that came, head and body."""

    host: str
    port: int = 0
    requests: list[bytes] = field(default_factory=list)
    sent: int = 0
    """Bytes that it got rid of."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.host}:{self.port}/hook"


def answer(status: str = "200 OK", body: bytes = b"ok", *headers: str) -> bytes:
    """The bytes of an answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@asynccontextmanager
async def far_side(
    act: Callable[[Far, asyncio.StreamWriter], Awaitable[None]], host: str = "127.0.0.1"
) -> AsyncIterator[Far]:
    """A server that reads a request and then acts; it ends with the test."""
    far, open_lines = Far(host), set[asyncio.StreamWriter]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_lines.add(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((int(x[15:]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length:")), 0)
            far.requests.append(head + await reader.readexactly(length))
            await act(far, writer)
        writer.close()

    server = await asyncio.start_server(serve, host, 0)
    far.port = server.sockets[0].getsockname()[1]
    try:
        yield far
    finally:
        server.close()
        for writer in open_lines:
            writer.close()


def saying(data: bytes) -> Callable[[Far, asyncio.StreamWriter], Awaitable[None]]:
    """Says this and closes."""

    async def act(_far: Far, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return act


async def silent(_far: Far, _writer: asyncio.StreamWriter) -> None:
    """Never answers."""
    await asyncio.Event().wait()


async def endless(far: Far, writer: asyncio.StreamWriter) -> None:
    """Answers 10 MB."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n")
    for _ in range(160):
        writer.write(b"x" * 65536)
        await writer.drain()
        far.sent += 65536


async def dripping(_far: Far, writer: asyncio.StreamWriter) -> None:
    """Says yes at once, and then one byte of its body after the other."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.05)


class Names(AbstractResolver):
    """A resolver whose answers are the test's: one after the other, the last for ever."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = AF_INET) -> list[ResolveResult]:
        said = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0) for each in said.split()
        ]

    async def close(self) -> None:
        """Nothing is held."""
