"""Reads what this process does: its sockets, its sessions, its event loop, its connections."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import Final

from asyncpg import Pool

from realtime.answers import Committed
from realtime.feeds.feeds import Feeds
from realtime.feeds.readings import Reading
from realtime.protocol import Role
from realtime.rooms import Rooms
from server import metrics
from server.tally import Tally
from server.tasks import end_tasks

BEAT_S: Final = 0.1


class Probe:
    """One process, seen from inside. `pools` are the connections it holds to PostgreSQL."""

    def __init__(self, rooms: Rooms, feeds: Feeds, tally: Tally, pools: Callable[[], Sequence[Pool]]) -> None:
        self._rooms, self._feeds, self._tally, self._pools = rooms, feeds, tally, pools
        self.sockets: Collection[object] = ()
        self.answers = 0
        self._before = (0, 0)
        self._lag_s = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to watch the event loop."""
        self._tasks = [asyncio.create_task(self._watch_loop(), name="probe")]

    async def stop(self) -> None:
        """End that."""
        await end_tasks(self._tasks)

    def committed(self, answers: Sequence[Committed]) -> None:
        """Answers are in PostgreSQL: count them, and let the rooms know."""
        self.answers += len(answers)
        metrics.ANSWERS.inc(len(answers))
        self._rooms.committed(answers)

    def read(self, now_ms: int, *, redis_up: bool) -> Reading:
        """See realtime.feeds.metrics.Gauge."""
        counters = {
            "http_requests": self._tally.requests,
            "http_refusals": self._tally.refusals,
            "http_limited": self._tally.limited,
            "http_errors": self._tally.errors,
            "answers": self.answers,
        }
        lag_s, self._lag_s = self._lag_s, 0.0
        latency = self._tally.latency()
        self._tally.tick()
        lines = {"loop_lag_ms": round(lag_s * 1000, 1), "redis_up": int(redis_up)}
        return Reading(now_ms, counters, {**self._rates(), **self._lives(), **self._connections(), **lines}, latency)

    def _rates(self) -> dict[str, float]:
        requests, answers = self._before
        self._before = (self._tally.requests, self.answers)
        return {"http_per_s": self._tally.requests - requests, "answers_per_s": self.answers - answers}

    def _lives(self) -> dict[str, float]:
        rooms = [room for room in self._rooms.rooms.values() if not room.empty]
        return {
            "sockets": len(self.sockets),
            "live_sessions": len(rooms),
            "live_players": sum(len(room.present_here()) for room in rooms),
            "live_hosts": sum(len(room.followers[Role.HOST]) for room in rooms),
            "feeds": len(self._feeds.feeds),
            "listening": int(self._feeds.listening),
        }

    def _connections(self) -> dict[str, float]:
        pools = self._pools()
        return {
            "db_connections": sum(pool.get_size() for pool in pools),
            "db_idle": sum(pool.get_idle_size() for pool in pools),
            "db_most": sum(pool.get_max_size() for pool in pools),
        }

    async def _watch_loop(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(BEAT_S)
            self._lag_s = max(self._lag_s, loop.time() - before - BEAT_S)
