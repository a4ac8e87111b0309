"""All sockets of this process: pings, dead lines, ended rights, and the goodbye at shutdown."""

import asyncio
import os
import random
from math import ceil
from typing import Final
from uuid import UUID

import structlog
from asyncpg import Pool

from models.actions.live_beats import hear, write_beats
from models.queries.live import default_connection
from realtime import protocol
from realtime.absence import mind_the_host
from realtime.commands import Desk
from realtime.connection import Connection
from realtime.line import pings_in_a_second
from realtime.protocol import Close
from realtime.rooms import FAULTS, Rooms
from realtime.ticker import BEAT_TICKS, TICK_S, tick
from realtime.timing import OUTAGE_MS
from server.tasks import end_tasks

UNLOAD_AFTER_S: Final = 30.0
RIGHTS_EVERY_S: Final = 2.0
CLOCK_EVERY_S: Final = 30.0
BYE_SPREAD_MS: Final = 3_000
_log = structlog.get_logger(__name__)


class Hub:
    """The sockets here, and the loops that look after them and their rooms."""

    def __init__(self, desk: Desk, pool: Pool) -> None:
        self.desk = desk
        self._pool = pool
        self.sockets: set[Connection] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self.closing = False
        self._due: list[Connection] = []
        self._at_a_tick = 0

    def start(self) -> None:
        """Begin to look after things."""
        loops = {
            "ticks": self._tick(),
            "beats": self._beat(),
            "rights": self._watch_rights(),
            "clock": self._set_clock(),
        }
        self._tasks = [asyncio.create_task(loop, name=f"hub-{name}") for name, loop in loops.items()]

    async def stop(self) -> None:
        """End the loops."""
        await end_tasks(self._tasks)

    def say_goodbye(self) -> None:
        """Tell every client to come back in a moment, each in another, and close."""
        self.closing = True
        for connection in tuple(self.sockets):
            after_ms = random.randrange(BYE_SPREAD_MS)  # noqa: S311 - spreads the return, guards nothing
            connection.send(protocol.bye(after_ms))
            connection.peer.close(Close.GOING_AWAY, f"after_ms={after_ms}")

    async def _tick(self) -> None:
        """Tallies, presence, pings and dead lines, on one timer for everyone."""
        rooms, number = self.desk.rooms, 0
        while True:
            await asyncio.sleep(TICK_S)
            number += 1
            now = rooms.clock.now()
            for room in tuple(rooms.rooms.values()):
                tick(room, now, slow=number % 2 == 0)
            self._ping()
            if number % BEAT_TICKS == 0:
                self._look_at_lines()
                self._unload(rooms)
                for room in tuple(rooms.rooms.values()):
                    rooms.tell_health(room)

    async def _set_clock(self) -> None:
        """Follow PostgreSQL's clock."""
        while True:
            try:
                await self.desk.rooms.clock.measure(self._pool)
            except FAULTS as error:
                _log.warning("clock_unknown", error=type(error).__name__)
            await asyncio.sleep(CLOCK_EVERY_S)

    def _look_at_lines(self) -> None:
        """Cut the dead ones, and choose who is pinged within the next second."""
        now = asyncio.get_running_loop().time()
        due: list[Connection] = []
        for connection in tuple(self.sockets):
            if connection.line.dead(now):
                connection.peer.close(Close.TOO_SLOW, "silent")
            elif connection.line.ping_due(now, hot=connection.hot):
                due.append(connection)
        due.sort(key=lambda each: each.line.pinged_at)
        self._due = due[: pings_in_a_second(len(self.sockets))]
        self._due.reverse()
        self._at_a_tick = ceil(len(self._due) / BEAT_TICKS)

    def _ping(self) -> None:
        for _ in range(min(self._at_a_tick, len(self._due))):
            ping(self._due.pop())

    @staticmethod
    def _unload(rooms: Rooms) -> None:
        now = asyncio.get_running_loop().time()
        for room in tuple(rooms.rooms.values()):
            quiet = room.quiet_since is not None and now - room.quiet_since > UNLOAD_AFTER_S
            if quiet and room.empty and not room.hot:
                rooms.unload(room)

    async def _beat(self) -> None:
        """Once a second, in two statements for all sessions here, say and hear who is there."""
        rooms, loop = self.desk.rooms, asyncio.get_running_loop()
        well_at = loop.time()
        while True:
            await asyncio.sleep(1.0)
            # While it goes away, its last word stays who was on its lines: they are awaited elsewhere.
            served = [room for room in rooms.rooms.values() if not self.closing and (not room.empty or room.hot)]
            if not served:
                well_at = loop.time()
                continue
            try:
                if (loop.time() - well_at) * 1000 > OUTAGE_MS:
                    for room in served:
                        await rooms.recover(room)
                now = rooms.clock.now()
                await write_beats(default_connection(), rooms.process_id, [room.beat(now) for room in served])
                heard = await hear(default_connection(), rooms.process_id, [room.id for room in served], now)
                for room in served:
                    await rooms.compare(room, heard)
                    await mind_the_host(rooms, room)
                well_at = loop.time()
            except FAULTS as error:
                _log.warning("beat_failed", error=type(error).__name__)

    async def _watch_rights(self) -> None:
        """Close the sockets of sign-ins that have ended; when that cannot be asked, they stay until it can."""
        while True:
            await asyncio.sleep(RIGHTS_EVERY_S)
            held: dict[UUID, list[Connection]] = {}
            for connection in self.sockets:
                if connection.principal is not None and connection.principal.session_id is not None:
                    held.setdefault(connection.principal.session_id, []).append(connection)
            if not held:
                continue
            try:
                dead = await self.desk.auth.dead_sessions(held.keys())
            except FAULTS as error:
                _log.warning("rights_unknown", error=type(error).__name__)
                continue
            for session_id in dead:
                for connection in held[session_id]:
                    connection.peer.close(Close.UNAUTHORIZED, "signed out")


def ping(connection: Connection) -> None:
    """Send a ping with an unguessable payload: its pong measures the round trip."""
    payload = os.urandom(8)
    connection.line.pinged(payload, asyncio.get_running_loop().time())
    connection.peer.ping(payload)
