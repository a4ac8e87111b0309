"""A client without a network: takes the frames that a process writes, and asks again where there is a hole."""

import asyncio
import itertools
from uuid import UUID

from clients.channel import Channel
from clients.feeds import folding_of
from clients.protocol import Body, Frame, decode
from models.ids import new_id
from models.rules.access import Principal, Role
from realtime import channels
from realtime.connection import Connection
from realtime.feeds.feeds import Feeds
from realtime.line import Line
from realtime.peer import unframe
from realtime.protocol import Close, Resume


class Listener:
    """One person on one channel of one process; also the peer of its connection."""

    def __init__(self, feeds: Feeds, ch: str, user_id: UUID, role: Role = Role.STUDENT) -> None:
        self.feeds, self.ch = feeds, ch
        self.channel = Channel(ch, folding=folding_of(ch))
        self.connection = Connection(new_id(), self, Line(0), Principal(user_id=user_id, role=role))
        self.frames: list[Frame] = []
        self.replies: list[Body] = []
        self.code: Close | None = None
        self._ids = itertools.count(1)
        self._asking: set[asyncio.Task[None]] = set()

    def write(self, framed: bytes) -> None:
        for _, payload in unframe(framed):
            self._take(decode(payload))

    def _take(self, frame: Frame) -> None:
        if frame.re is not None:
            self.replies.append(frame.d)
            self.channel.answered(frame.d)
            return
        self.frames.append(frame)
        if self.channel.take(frame):
            task = asyncio.create_task(self.ask(Resume(self.channel.feed.epoch or "", self.channel.feed.last)))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    def ping(self, payload: bytes) -> None:
        raise NotImplementedError

    def close(self, code: Close, reason: str = "") -> None:
        del reason
        self.code = code

    @property
    def closing(self) -> bool:
        return self.code is not None

    async def closed(self) -> None:
        return

    async def ask(self, resume: Resume | None) -> None:
        named = channels.read(self.ch)
        assert named is not None
        self.channel.feed.asked()
        await self.feeds.follow(self.connection, next(self._ids), named, resume, {})

    async def follow(self) -> Body:
        """Subscribe anew, from where we stood if we stood anywhere; the reply."""
        told = self.channel.feed.resume
        await self.ask(None if told is None else Resume(told["epoch"], told["s"]))
        return self.replies[-1]

    def drop(self) -> None:
        """The line is lost."""
        self.connection.drop()
        self.channel.feed.lost()

    @property
    def events(self) -> list[tuple[str, int]]:
        """Name and position of every durable event that came."""
        return [(frame.t, frame.s) for frame in self.frames if frame.s is not None and frame.p is not None]
