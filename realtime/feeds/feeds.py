"""All logs that sockets of this process follow: loading, catching up, and ending what somebody may follow no more."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

import structlog

from models.queries.feeds import number, read_entries, still_allowed, with_news
from realtime import protocol
from realtime.channels import Channel
from realtime.clock import ServerClock
from realtime.connection import Connection
from realtime.feeds.feed import MAX_REPLAY, Feed, FeedSubscription, Kept
from realtime.feeds.hearing import Ear
from realtime.feeds.targets import Target, target_of
from realtime.protocol import Resume
from realtime.rooms import FAULTS
from server.tasks import end_tasks

REST_S: Final = 0.05
"""A log is read at most so often, however many changes there are."""
LOOK_S, LOOK_ALONE_S = 3.0, 1.0
"""How often the logs are looked at for what was not heard; alone, when nothing can be heard."""
RIGHTS_EVERY_S: Final = 2.0
_log = structlog.get_logger(__name__)


class Feeds:
    """Serves `me` and `course:{id}`. Nothing is lost with what is not heard: every log is looked at again."""

    def __init__(self, clock: ServerClock, ear: Ear) -> None:
        self._clock = clock
        self._ear = ear
        self.feeds: dict[str, Feed] = {}
        self._targets: dict[FeedSubscription, Target] = {}
        self._loops: list[asyncio.Task[None]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to listen and to look."""
        loops = {"hear": self._ear.listen(self.hear), "look": self._look(), "rights": self._watch_rights()}
        self._loops = [asyncio.create_task(loop, name=f"feeds-{name}") for name, loop in loops.items()]

    async def stop(self) -> None:
        """End everything."""
        await end_tasks([*self._loops, *self._tasks])

    @property
    def listening(self) -> bool:
        """Whether new entries are heard; else they are found by looking."""
        return self._ear.healthy

    # --- following

    async def follow(
        self, connection: Connection, to: int, channel: Channel, resume: Resume | None, receipts: protocol.Body
    ) -> None:
        """Answer a subscribe or a resync: the reply, a replay or a snapshot, `synced`. Raises Refused."""
        assert connection.principal is not None
        target = await target_of(channel, connection.principal)
        with self._entering(target) as feed:
            kept = None
            if resume is not None:
                await self._catch_up(feed, target)
                kept = feed.behind(resume)
            if kept is not None:
                self._begin(connection, to, feed, target, feed.s, receipts)
                self._replay(connection, feed, target, kept)
                return
            snapshot = await target.snapshot()
            await self._catch_up(feed, target)
            # From here on nothing awaits: what the log brings next is live for this follower.
            at, now = snapshot.at, self._clock.now()
            self._begin(connection, to, feed, target, at.s, receipts, mode="snapshot")
            connection.send(protocol.snapshot(feed.ch, at.s, now, snapshot.d))
            connection.send(protocol.synced(feed.ch, at.s, now))
            self._enter(connection, feed, target).write(b"".join(each.frame for each in feed.after(at.s)))

    @contextmanager
    def _entering(self, target: Target) -> Iterator[Feed]:
        feed = self.feeds.setdefault(target.key, Feed(target.ch, target.key))
        feed.entering += 1
        try:
            yield feed
        finally:
            feed.entering -= 1
            self._forget_unused(feed)

    def _begin(
        self,
        connection: Connection,
        to: int,
        feed: Feed,
        target: Target,
        head: int,
        receipts: protocol.Body,
        mode: str = "replay",
    ) -> None:
        reply = {"ch": feed.ch, "role": target.role, "epoch": feed.epoch, "head": head, "mode": mode}
        connection.reply(to, {**reply, "receipts": receipts})

    def _replay(self, connection: Connection, feed: Feed, target: Target, kept: list[Kept]) -> None:
        subscription = self._enter(connection, feed, target)
        subscription.write(b"".join(each.frame for each in kept))
        connection.send(protocol.synced(feed.ch, feed.s, self._clock.now()))

    def _enter(self, connection: Connection, feed: Feed, target: Target) -> FeedSubscription:
        subscription = FeedSubscription(connection, _Leaving(self, feed))
        subscription.enter()
        feed.followers.add(subscription)
        self._targets[subscription] = target
        return subscription

    def leave(self, feed: Feed, subscription: FeedSubscription) -> None:
        """A socket no longer follows."""
        feed.remove(subscription)
        self._targets.pop(subscription, None)
        self._forget_unused(feed)

    def _forget_unused(self, feed: Feed) -> None:
        if feed.unused and self.feeds.get(feed.key) is feed:
            del self.feeds[feed.key]

    # --- catching up

    def hear(self, key: str) -> None:
        """A log has new entries; an empty key stands for all."""
        for feed in tuple(self.feeds.values()) if not key else filter(None, [self.feeds.get(key)]):
            self._nudge(feed)

    def _nudge(self, feed: Feed) -> None:
        feed.nudged = True
        if not feed.busy:
            feed.busy = True
            self._spawn(self._keep_up(feed))

    async def _keep_up(self, feed: Feed) -> None:
        try:
            while feed.nudged:
                feed.nudged = False
                target = next((self._targets[each] for each in feed.followers), None)
                if target is not None:
                    await self._catch_up(feed, target)
                    await asyncio.sleep(REST_S)
        except FAULTS as error:
            _log.warning("feed_waits", error=type(error).__name__)
        finally:
            feed.busy = False

    async def _catch_up(self, feed: Feed, target: Target) -> None:
        """Give positions to what has happened, and take it in."""
        async with feed.lock:
            at = await number(feed.key)
            if at.s > feed.s or at.epoch != feed.epoch:
                entries = await read_entries(feed.key, feed.s, MAX_REPLAY)
                feed.take(at, [each for each in entries if each.s <= at.s], target.show)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S if self._ear.healthy else LOOK_ALONE_S)
            try:
                await self.look()
            except FAULTS as error:
                _log.warning("feeds_unknown", error=type(error).__name__)

    async def look(self) -> None:
        """Find what was not heard, in one statement for all logs here."""
        if self.feeds:
            for key in await with_news({feed.key: feed.s for feed in self.feeds.values()}):
                self.hear(key)

    # --- rights

    async def _watch_rights(self) -> None:
        while True:
            await asyncio.sleep(RIGHTS_EVERY_S)
            try:
                await self.end_lost_rights()
            except FAULTS as error:
                _log.warning("rights_unknown", error=type(error).__name__)

    async def end_lost_rights(self) -> None:
        """Say goodbye to who may follow no longer, asked in one statement; when that cannot be asked, they stay."""
        held: dict[tuple[UUID, UUID | None], list[FeedSubscription]] = {}
        for subscription, target in self._targets.items():
            if target.right is not None:
                held.setdefault(target.right, []).append(subscription)
        if not held:
            return
        allowed = await still_allowed(held.keys())
        for right in held.keys() - allowed:
            for subscription in held[right]:
                subscription.forbid()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("feed_task_failed", exc_info=error)


class _Leaving:
    """What a subscription follows: its leaving is told to the owner of all feeds."""

    def __init__(self, feeds: Feeds, feed: Feed) -> None:
        self._feeds, self._feed, self.ch = feeds, feed, feed.ch

    @property
    def epoch(self) -> str:
        """The log's."""
        return self._feed.epoch

    def remove(self, subscription: FeedSubscription) -> None:
        """A socket no longer follows."""
        self._feeds.leave(self._feed, subscription)
