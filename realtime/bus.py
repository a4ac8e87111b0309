"""Messages between processes over Redis: at most once, never the truth, and gone without harm.

`listen()` of redis-py ends for ever when the connection breaks, so the loop here reconnects and subscribes anew.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from typing import Final

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from server.tasks import end_tasks

MAX_WAITING: Final = 10_000
"""Messages kept for Redis; beyond, the oldest go: every reader can repair a gap."""
RETRY_S: Final = 0.5
POLL_S: Final = 1.0
FAULTS: Final = (RedisError, OSError, TimeoutError)

Handler = Callable[[bytes], None]
_log = structlog.get_logger(__name__)


class Bus:
    """Publish and subscribe by name. `healthy` is False while Redis is away: then readers poll the log."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self.on_recovery: Callable[[], None] = lambda: None
        self._handlers: dict[bytes, Handler] = {}
        self._wanted: set[bytes] = set()
        self._pubsub: PubSub | None = None
        self._outgoing: deque[tuple[str, bytes]] = deque(maxlen=MAX_WAITING)
        self._ready = asyncio.Event()
        self._changed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.healthy = False

    def start(self) -> None:
        """Begin to listen and to send."""
        self._tasks = [
            asyncio.create_task(self._send_for_ever(), name="bus-send"),
            asyncio.create_task(self._listen_for_ever(), name="bus-listen"),
        ]

    async def stop(self) -> None:
        """End both loops."""
        await end_tasks(self._tasks)

    def publish(self, channel: str, message: bytes) -> None:
        """Queue a message for every process that listens; never waits, never fails."""
        self._outgoing.append((channel, message))
        self._ready.set()

    def subscribe(self, channel: str, handler: Handler) -> None:
        """Have `handler` called for each message of a channel."""
        self._handlers[channel.encode()] = handler
        self._changed.set()

    def unsubscribe(self, channel: str) -> None:
        """Stop listening to a channel."""
        self._handlers.pop(channel.encode(), None)
        self._changed.set()

    async def _send_for_ever(self) -> None:
        while True:
            await self._ready.wait()
            batch = [self._outgoing.popleft() for _ in range(len(self._outgoing))]
            self._ready.clear()
            if not batch:
                continue
            try:
                async with self._redis.pipeline(transaction=False) as pipe:
                    for channel, message in batch:
                        pipe.publish(channel, message)
                    await pipe.execute()
            except FAULTS:
                self.healthy = False
                await asyncio.sleep(RETRY_S)

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as pubsub:
                    await self._follow(pubsub)
            except FAULTS as error:
                if self.healthy:
                    _log.warning("bus_lost", error=type(error).__name__)
            self.healthy = False
            self._wanted.clear()
            await asyncio.sleep(RETRY_S)

    async def _follow(self, pubsub: PubSub) -> None:
        await pubsub.subscribe("lectern:process")
        await self._sync(pubsub)
        self.healthy = True
        self.on_recovery()
        changes = asyncio.create_task(self._follow_changes(pubsub))
        try:
            while True:
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=POLL_S)
                if message is not None:
                    self._deliver(message["channel"], message["data"])
        finally:
            changes.cancel()
            with contextlib.suppress(asyncio.CancelledError, *FAULTS):
                await changes

    async def _follow_changes(self, pubsub: PubSub) -> None:
        while True:
            await self._changed.wait()
            await self._sync(pubsub)

    async def _sync(self, pubsub: PubSub) -> None:
        """Make Redis's subscriptions those that are wanted."""
        self._changed.clear()
        wanted = set(self._handlers)
        if new := wanted - self._wanted:
            await pubsub.subscribe(*new)
        if old := self._wanted - wanted:
            await pubsub.unsubscribe(*old)
        self._wanted = wanted

    def _deliver(self, channel: bytes, data: bytes) -> None:
        handler = self._handlers.get(channel)
        if handler is None:
            return
        try:
            handler(data)
        except Exception as error:  # noqa: BLE001 - one bad message must not end the listening for all
            _log.exception("bus_message_failed", channel=channel.decode(errors="replace"), exc_info=error)
