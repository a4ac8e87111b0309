"""Servers that write one text to many sockets: ours and the peers."""

import itertools
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

import orjson
from redis import Redis

from bench.crowd import Crowd, Script, Silence, frame, upgrade
from bench.machine import Machine, Served
from bench.school import Lesson, bare
from realtime.channels import bus_live
from realtime.protocol import durable

LISTEN_S: Final = 30.0


def text_of(ch: str, s: int) -> str:
    """The text that our players get; the peers write the same one."""
    return durable(ch, "session.locked", s, s - 1, 1_767_000_000_000, {"locked": bool(s % 2)}).decode()


def mark_of(s: int) -> bytes:
    """What is only in the text of this position."""
    return f'"s":{s},'.encode()


class Target(Protocol):
    """A server with a crowd."""

    name: str
    served: Served
    crowd: Crowd

    def cast(self, burst: int) -> bytes:
        """Have that many texts written to everyone; what is only in the last one."""


class OursByBus:
    """Our API, when another process has committed the event: news over Redis, then everything up to the socket."""

    def __init__(self, name: str, served: Served, lesson: Lesson, redis: Redis, seats: int) -> None:
        self.name, self.served, self._lesson, self._redis = name, served, lesson, redis
        self.crowd = Crowd(served.port, alive=True)
        _ = self.crowd.open(seats, lesson.player)
        self._s = itertools.count(2 + len(lesson.seats))
        self._process = str(uuid4())
        self.wait_for_listeners(1)

    def wait_for_listeners(self, processes: int) -> None:
        """Until so many processes hear the session's news: what is told before that is read from the log, and ours has none."""
        channel, deadline = bus_live(self._lesson.id), time.monotonic() + LISTEN_S
        while self._listeners(channel) < processes:
            if time.monotonic() > deadline:
                raise Silence(f"{processes} processes do not listen to a session")
            time.sleep(0.01)  # Redis tells nobody who subscribes

    def _listeners(self, channel: str) -> int:
        # A message that says nothing: Redis counts who gets it.
        heard = self._redis.publish(channel, orjson.dumps({"o": self._process}))
        assert isinstance(heard, int)
        return heard

    def cast(self, burst: int) -> bytes:
        """As `Rooms` tells it: one message for each transaction."""
        positions = [next(self._s) for _ in range(burst)]
        with self._redis.pipeline(transaction=False) as pipe:
            for s in positions:
                entry = [s, "session.locked", 1_767_000_000_000, {"locked": bool(s % 2)}]
                pipe.publish(bus_live(self._lesson.id), orjson.dumps({"o": self._process, "e": [entry]}))
            _ = pipe.execute()
        return mark_of(positions[-1])


class Peer:
    """A peer that takes a list of texts on a socket of its own."""

    def __init__(self, name: str, served: Served, script: Script, control: Script, seats: int) -> None:
        self.name, self.served = name, served
        self._control = Crowd(served.port)
        _ = self._control.open(1, control)
        self.crowd = Crowd(served.port)
        _ = self.crowd.open(seats, script)
        self._s = itertools.count(1000)
        self._ch = f"live:{uuid4()}"

    def cast(self, burst: int) -> bytes:
        """Send the texts."""
        positions = [next(self._s) for _ in range(burst)]
        self._control.drain()
        self._control.say(self._control.order[0], self._asked([text_of(self._ch, s) for s in positions]))
        return mark_of(positions[-1])

    def close(self) -> None:
        """Hang up."""
        self.crowd.close()
        self._control.close()

    def _asked(self, texts: Sequence[str]) -> bytes:
        return frame(orjson.dumps(texts))


class Raw(Peer):
    """The limit: no frames at all."""

    def _asked(self, texts: Sequence[str]) -> bytes:
        return orjson.dumps(texts) + b"\n"


class SocketIo(Peer):
    """Engine.IO 4 over a WebSocket from the start."""

    def _asked(self, texts: Sequence[str]) -> bytes:
        return frame(b'42["cast",' + orjson.dumps(texts) + b"]")


def _engine(_number: int) -> list[tuple[bytes, bytes]]:
    request, _ = upgrade("/socket.io/?EIO=4&transport=websocket")
    return [(request, b'"pingTimeout"'), (frame(b"40"), b'40{"sid"')]


def raw(made: Machine, seats: int, python: Path | None = None) -> Peer:
    """Raw asyncio."""
    return Raw("raw", made.peer("raw", python=python), _joined, _quiet, seats)


def _joined(_number: int) -> list[tuple[bytes, bytes]]:
    return [(b"player\n", b"joined")]


def _quiet(_number: int) -> list[tuple[bytes, bytes]]:
    return [(b"control\n", b"ready")]


def fastapi(made: Machine, seats: int) -> Peer:
    """FastAPI and uvicorn."""
    return Peer("fastapi", made.peer("fastapi"), bare(), bare("/control"), seats)


def socketio(made: Machine, seats: int) -> Peer:
    """python-socketio and uvicorn."""
    return SocketIo("socketio", made.peer("socketio"), _engine, _engine, seats)


def our_redis(made: Machine) -> Redis:
    """A blocking client of the private Valkey."""
    return Redis.from_url(made.settings.redis_url)
