"""The channel `metrics`: each process tells the others its numbers once a second, and who watches gets one frame.

The numbers travel through Redis, which may be away: then a process knows only its own. One more watcher costs one
frame a second and no query.
"""

import asyncio
from typing import Final, Protocol

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from models.queries.feeds import still_allowed
from models.queries.gauges import database_gauges
from realtime import channels, protocol
from realtime.clock import ServerClock
from realtime.connection import Connection
from realtime.feeds.feed import FeedSubscription
from realtime.feeds.readings import Reading, add_up
from realtime.frames import text_frame
from realtime.protocol import Body, Code, Refused
from realtime.rooms import FAULTS
from server.clock import utc_now
from server.tasks import end_tasks

EVERY_S: Final = 1.0
RIGHTS_EVERY: Final = 3
"""In ticks."""
FRESH_MS: Final = 3_500
"""A process that was silent for longer is gone."""
KEY: Final = "lectern:metrics"
KEPT_S: Final = 60
AWAY: Final = (RedisError, OSError, TimeoutError)
_log = structlog.get_logger(__name__)


class Gauge(Protocol):
    """Reads this process."""

    def read(self, now_ms: int, *, redis_up: bool) -> Reading:
        """What it knows now; called once a second."""


class MetricsBoard:
    """The numbers of all processes, and the sockets here that watch them."""

    ch = channels.METRICS
    epoch = "metrics"

    def __init__(self, clock: ServerClock, redis: Redis, gauge: Gauge, name: str) -> None:
        """`name` is this process's own, among all."""
        self._clock, self._redis, self._gauge, self._name = clock, redis, gauge, name
        self.followers: set[FeedSubscription] = set()
        self._readings: list[Reading] = []
        self._database: dict[str, float] = {}
        self._redis_up = False
        self._read_at_ms = 0
        self._reading = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to tell."""
        self._tasks = [asyncio.create_task(self._tell_for_ever(), name="metrics")]

    async def stop(self) -> None:
        """End; the others need not wait until this process is silent for long."""
        await end_tasks(self._tasks)
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.hdel(KEY, self._name)
                await pipe.execute()
        except AWAY:
            return

    async def follow(self, connection: Connection, to: int) -> None:
        """Answer a subscribe or a resync: there is no log, so it is always a snapshot. Raises Refused."""
        who = connection.principal
        if who is None or not who.is_admin or who.user_id is None:
            raise Refused(Code.FORBIDDEN, "Only administrators may do this", reason="not_admin")
        if not self.followers:
            await self._read_database()
        now = self._clock.now()
        reply = {"ch": self.ch, "role": "admin", "epoch": self.epoch, "head": 0, "mode": "snapshot", "receipts": {}}
        connection.reply(to, reply)
        connection.send(protocol.snapshot(self.ch, 0, now, self._told(now)))
        connection.send(protocol.synced(self.ch, 0, now))
        subscription = FeedSubscription(connection, self)
        subscription.enter()
        self.followers.add(subscription)

    def remove(self, subscription: FeedSubscription) -> None:
        """A socket no longer watches."""
        self.followers.discard(subscription)

    def _told(self, now: int) -> Body:
        return {"at": now, **add_up(self._readings, self._database)}

    async def _tell_for_ever(self) -> None:
        ticks = 0
        while True:
            await self.tick()
            ticks += 1
            if ticks % RIGHTS_EVERY == 0:
                await self.end_lost_rights()
            await asyncio.sleep(EVERY_S)

    async def tick(self) -> None:
        """Tell the others our numbers, take theirs, and send the sum to who watches: framed once."""
        now = self._clock.now()
        own = self._gauge.read(now, redis_up=self._redis_up)
        self._readings = [own, *await self._share(own)]
        if self.followers:
            await self._read_database()
            now = self._clock.now()
            frame = text_frame(protocol.ephemeral(self.ch, "metrics", "all", now, self._told(now)))
            for subscription in tuple(self.followers):
                subscription.write(frame)

    async def _share(self, own: Reading) -> list[Reading]:
        """Leave our numbers in Redis; the other processes' as they stand there, if somebody watches here."""
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.hset(KEY, self._name, orjson.dumps(own.as_json()).decode())
                pipe.expire(KEY, KEPT_S)
                if self.followers:
                    pipe.hgetall(KEY)
                told = (await pipe.execute())[2:]
        except AWAY:
            self._redis_up = False
            return []
        self._redis_up = True
        others = told[0] if told else {}
        found = [Reading.of_json(orjson.loads(text)) for name, text in others.items() if name.decode() != self._name]
        return [each for each in found if own.at_ms - each.at_ms < FRESH_MS]

    async def _read_database(self) -> None:
        async with self._reading:
            if self._clock.now() - self._read_at_ms < EVERY_S * 500:
                return
            try:
                self._database = {**await database_gauges(utc_now()), "database_up": 1}
            except FAULTS as error:
                self._database = {**self._database, "database_up": 0}
                _log.warning("gauges_unknown", error=type(error).__name__)
            self._read_at_ms = self._clock.now()

    async def end_lost_rights(self) -> None:
        """Say goodbye to who is no administrator any more, asked in one statement."""
        held = {each.connection.principal.user_id: each for each in self.followers if each.connection.principal}
        if not held:
            return
        try:
            allowed = {user_id for user_id, _ in await still_allowed([(each, None) for each in held if each])}
        except FAULTS:
            return
        for subscription in tuple(self.followers):
            who = subscription.connection.principal
            if who is None or who.user_id not in allowed:
                subscription.forbid()
