"""Thousands of sockets in one thread: the load. It counts and times; it decodes nothing."""

import contextlib
import os
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

Script = Callable[[int], Sequence[tuple[bytes, bytes]]]
"""What the n-th socket says, and by what it knows that it was answered, step by step."""

ALIVE_S: Final = 6.0
"""Each socket says so often that we are there; the server asks for it every 8 seconds while a run is on."""
SLICES: Final = 60
"""In turns, so that no round meets a thousand signs of life at once."""
WINDOW: Final = 100
"""Sockets that are on their way in at the same time."""
CHUNK: Final = 262_144
DRAIN_S: Final = 2.0
PONG: Final = b"\x8a\x80\0\0\0\0"
"""A pong that nobody asked for says that we are there (RFC 6455 §5.5.3)."""
CLOSE: Final = 0x88
"""The first byte of a close frame (RFC 6455 §5.2); no text that is measured begins so."""
WAIT_S: Final = 45.0


class Silence(Exception):
    """What was waited for did not come."""


def frame(text: bytes) -> bytes:
    """A client's text frame; its mask of zeros leaves the text as it is (RFC 6455 §5.3)."""
    size = len(text)
    if size < 126:  # noqa: PLR2004 - RFC 6455 §5.2
        return bytes((0x81, 0x80 | size)) + b"\0\0\0\0" + text
    return b"\x81\xfe" + size.to_bytes(2, "big") + b"\0\0\0\0" + text


def upgrade(path: str, protocol: str = "") -> tuple[bytes, bytes]:
    """The request that opens a WebSocket, and what its answer holds."""
    offered = f"Sec-WebSocket-Protocol: {protocol}\r\n" if protocol else ""
    head = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n{offered}\r\n"
    )
    return head.encode(), b" 101 "


class Crowd:
    """Sockets to one port."""

    def __init__(self, port: int, *, alive: bool = False) -> None:
        """`alive`: say every few seconds that we are there, since ours cuts lines that are silent for 25 s."""
        self._port = port
        self._ended = threading.Event()
        self._in: list[int] = []
        if alive:
            threading.Thread(target=self._be_there, daemon=True).start()
        self._epoll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._tails: dict[int, bytes] = {}
        self.order: list[int] = []
        """File numbers in the order in which they were opened."""

    def __len__(self) -> int:
        return len(self._sockets)

    def open(self, count: int, script: Script, *, window: int = WINDOW) -> float:
        """Open sockets, each through its script; the seconds that took.

        Those that are in are read now and then only: who comes in must not wait for what thousands of others are told.
        """
        steps: dict[int, list[tuple[bytes, bytes]]] = {}
        numbers = iter(range(len(self.order), len(self.order) + count))
        started = drained = time.perf_counter()
        with contextlib.closing(select.epoll()) as door:

            def begin() -> None:
                if (number := next(numbers, None)) is not None:
                    fd, steps_left = self.connect(door), list(reversed(script(number)))
                    steps[fd] = steps_left
                    self.say(fd, steps_left[-1][0])

            for _ in range(window):
                begin()
            while steps:
                for fd, data in self._arrivals(door):
                    if self._found(fd, data, steps[fd][-1][1]) and self._is_through(fd, steps[fd]):
                        del steps[fd]
                        self._seat(fd, door)
                        begin()
                if time.perf_counter() - drained > DRAIN_S:
                    self.drain()
                    drained = time.perf_counter()
        return time.perf_counter() - started

    def _is_through(self, fd: int, steps: list[tuple[bytes, bytes]]) -> bool:
        """Whether the step that was answered was the last; else the next one is said."""
        _ = steps.pop()
        if steps:
            self.say(fd, steps[-1][0])
        return not steps

    def _seat(self, fd: int, door: select.epoll) -> None:
        door.unregister(fd)
        self._epoll.register(fd, select.EPOLLIN)
        self._in.append(fd)

    def connect(self, poll: select.epoll | None = None) -> int:
        """Open one socket that says nothing yet; its file number."""
        made = socket.create_connection(("127.0.0.1", self._port))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.setblocking(False)
        fd = made.fileno()
        self._sockets[fd] = made
        self.order.append(fd)
        (poll or self._epoll).register(fd, select.EPOLLIN)
        return fd

    def _arrivals(self, poll: select.epoll | None = None) -> Iterable[tuple[int, bytes]]:
        ready = (poll or self._epoll).poll(WAIT_S, 1024)
        if not ready:
            raise Silence(f"port {self._port} says nothing")
        for fd, _ in ready:
            yield fd, self._read(fd)

    def _read(self, fd: int) -> bytes:
        """What is there; raises Silence for a socket that is refused or being closed, with the code that came."""
        data = os.read(fd, CHUNK)
        if not data or data[0] == CLOSE:
            said = f": {int.from_bytes(data[2:4])} {data[4:].decode(errors='replace')}" if data else ""
            raise Silence(f"port {self._port} closes a socket of {len(self._sockets)}{said}")
        status, _, _ = data.partition(b"\r")
        if status.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")):
            raise Silence(f"port {self._port} refuses a socket: {status.decode()}")
        return data

    def _found(self, fd: int, data: bytes, marker: bytes) -> bool:
        tails = self._tails
        if fd in tails:
            data = tails.pop(fd) + data
        if marker in data:
            return True
        tails[fd] = data[-len(marker) :]
        return False

    def say(self, fd: int, data: bytes) -> None:
        """Send on one socket."""
        sent = os.write(fd, data)
        assert sent == len(data)

    def wait_for(self, marker: bytes, *, among: Iterable[int] | None = None) -> dict[int, float]:
        """Read until each socket has seen the marker; when each had."""
        left = set(self.order if among is None else among)
        at: dict[int, float] = {}
        while left:
            for fd, data in self._arrivals():
                if fd in left and self._found(fd, data, marker):
                    left.discard(fd)
                    at[fd] = time.perf_counter()
        return at

    def listen(self, fd: int, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        """Read one socket until the pattern is there."""
        heard, ready = b"", select.poll()
        ready.register(fd, select.POLLIN)
        while (found := pattern.search(heard)) is None:
            if not ready.poll(WAIT_S * 1000):
                raise Silence(f"port {self._port} says nothing of {pattern.pattern!r}")
            heard += self._read(fd)
        return found

    def ask_all(self, messages: Sequence[bytes], marker: bytes, *, over_s: float = 0.0) -> list[float]:
        """Each socket sends its message, all at once or spread over some seconds; how long each waited for its answer."""
        started, total = time.perf_counter(), len(messages)
        sent: dict[int, float] = {}
        waits: list[float] = []
        step = over_s / total
        while len(waits) < total:
            now = time.perf_counter()
            while len(sent) < total and now >= started + len(sent) * step:
                fd = self.order[len(sent)]
                sent[fd] = time.perf_counter()
                self.say(fd, messages[len(sent) - 1])
            pause = WAIT_S if len(sent) == total else max(0.0, started + len(sent) * step - time.perf_counter())
            ready = self._epoll.poll(pause, 1024)
            if not ready and len(sent) == total:
                raise Silence(f"port {self._port} leaves {total - len(waits)} of {total} without an answer")
            for fd, _ in ready:
                if self._found(fd, self._read(fd), marker) and fd in sent:
                    waits.append(time.perf_counter() - sent[fd])
        return waits

    def converse(self, count: int, messages: Iterator[bytes], marker: bytes) -> None:
        """So many questions in all; each socket asks again when its answer has come."""
        for fd in self.order:
            self.say(fd, next(messages))
        asked, answered = len(self.order), 0
        while answered < asked:
            for fd, data in self._arrivals():
                if self._found(fd, data, marker):
                    answered += 1
                    if asked < count:
                        asked += 1
                        self.say(fd, next(messages))

    def stall(self, fd: int) -> None:
        """Read nothing from this socket any more."""
        self._epoll.unregister(fd)
        self.order.remove(fd)

    def drain(self) -> None:
        """Read what is there; what comes meanwhile may wait."""
        for fd, _ in self._epoll.poll(0, max(1, len(self._sockets))):
            _ = self._read(fd)

    def _be_there(self) -> None:
        turn = 0
        while not self._ended.wait(ALIVE_S / SLICES):
            for fd in self._in[turn::SLICES]:
                with contextlib.suppress(OSError):
                    _ = os.write(fd, PONG)
            turn = (turn + 1) % SLICES

    def close(self) -> None:
        """Hang up, with a reset, so that no port waits."""
        self._ended.set()
        for each in self._sockets.values():
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            each.close()
        self._epoll.close()
        self._sockets.clear()
        self.order.clear()
