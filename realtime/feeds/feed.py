"""One log in one process: its newest entries as frames, and the sockets here that follow it."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from models.feed_log import FeedEntry, Position
from realtime import protocol
from realtime.frames import text_frame
from realtime.protocol import Body, Close, Resume

if TYPE_CHECKING:
    from realtime.connection import Connection

MAX_REPLAY: Final = 200

Show = Callable[[FeedEntry], Body]
"""The body of an event as its one audience sees it."""


class Followed(Protocol):
    """What a socket can follow beside live sessions."""

    ch: str

    @property
    def epoch(self) -> str:
        """The log's random id."""

    def remove(self, subscription: "FeedSubscription") -> None:
        """A socket no longer follows."""


@dataclass(slots=True, eq=False)
class FeedSubscription:
    """A socket that follows a channel; any number may."""

    connection: "Connection"
    followed: Followed

    def write(self, framed: bytes) -> None:
        """Send ready-made frames."""
        self.connection.peer.write(framed)

    def leave(self) -> None:
        """Stop following."""
        self.followed.remove(self)
        if self.connection.feeds.get(self.followed.ch) is self:
            del self.connection.feeds[self.followed.ch]

    def enter(self) -> None:
        """Begin; a second subscribe to a channel on one socket replaces the first, without a goodbye."""
        older = self.connection.feeds.get(self.followed.ch)
        if older is not None:
            older.leave()
        self.connection.feeds[self.followed.ch] = self

    def forbid(self) -> None:
        """The right has ended; so does the socket, when it has no other channel."""
        self.connection.send(protocol.gone(self.followed.ch, "forbidden"))
        self.leave()
        if self.connection.idle:
            self.connection.peer.close(Close.REMOVED, "forbidden")


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry's position and its frame, which is the same for everyone."""

    s: int
    frame: bytes


class Feed:
    """Follows a log. Its one audience sees every entry, so `p` is always `s - 1`."""

    def __init__(self, ch: str, key: str) -> None:
        self.ch, self.key = ch, key
        self.epoch, self.s = "", 0
        self.recent: deque[Kept] = deque(maxlen=MAX_REPLAY)
        self.followers: set[FeedSubscription] = set()
        self.lock = asyncio.Lock()
        self.entering = 0
        """Sockets on their way in: the feed is not forgotten meanwhile."""
        self.nudged = self.busy = False

    @property
    def unused(self) -> bool:
        """Whether no socket here needs it."""
        return not self.followers and not self.entering

    def take(self, at: Position, entries: Sequence[FeedEntry], show: Show) -> None:
        """Take in what stands behind our position, up to `at`, and send it to the followers, joined and framed once.

        Where it was more than we keep, the first frame does not fit on what the followers have, and they ask anew.
        """
        if not entries or entries[0].s != self.s + 1:
            self.recent.clear()
        fresh = [Kept(entry.s, self._frame(entry, show)) for entry in entries]
        self.recent.extend(fresh)
        self.epoch, self.s = at.epoch, at.s
        frames = b"".join(kept.frame for kept in fresh)
        if frames:
            for subscription in tuple(self.followers):
                subscription.write(frames)

    def _frame(self, entry: FeedEntry, show: Show) -> bytes:
        ts = int(entry.at.timestamp() * 1000)
        return text_frame(protocol.durable(self.ch, entry.t, entry.s, entry.s - 1, ts, show(entry)))

    def behind(self, resume: Resume) -> list[Kept] | None:
        """What a returning follower lacks; None when only a snapshot can help."""
        if resume.epoch != self.epoch or not 0 <= resume.s <= self.s:
            return None
        first = self.recent[0].s if self.recent else self.s + 1
        if resume.s + 1 < first:
            return None
        return self.after(resume.s)

    def after(self, s: int) -> list[Kept]:
        """The kept entries behind a position."""
        return [kept for kept in self.recent if kept.s > s]

    def remove(self, subscription: FeedSubscription) -> None:
        """A socket no longer follows."""
        self.followers.discard(subscription)
