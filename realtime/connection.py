"""One socket: who is behind it, what it follows, and the order in which its commands are answered."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from models.rules.access import Principal
from realtime import protocol
from realtime.frames import text_frame
from realtime.line import Line
from realtime.peer import Peer
from realtime.protocol import Body, Close, Refused, Role

if TYPE_CHECKING:
    from realtime.feeds.feed import FeedSubscription
    from realtime.room import Room


@dataclass(slots=True, eq=False)
class Connection:
    """A socket that said hello (`principal` is set), or is about to."""

    id: UUID
    peer: Peer
    line: Line
    principal: Principal | None = None
    greeting: bool = False
    """A hello was read, and who it names is being looked up."""
    name: str = ""
    subscriptions: "dict[str, Subscription]" = field(default_factory=dict)
    feeds: "dict[str, FeedSubscription]" = field(default_factory=dict)

    def send(self, payload: bytes) -> None:
        """Send one message to this socket alone."""
        self.peer.write(text_frame(payload))

    def reply(self, to: int, body: Body | Refused) -> None:
        """Answer a command."""
        self.send(protocol.refusal(to, body) if isinstance(body, Refused) else protocol.reply(to, body))

    def drop(self) -> None:
        """Leave every channel; the socket has ended."""
        for subscription in tuple(self.subscriptions.values()):
            subscription.leave()
        for feed in tuple(self.feeds.values()):
            feed.leave()

    @property
    def idle(self) -> bool:
        """Whether it follows nothing."""
        return not self.subscriptions and not self.feeds

    @property
    def hot(self) -> bool:
        """Whether it follows a session in which a run is on."""
        return any(each.room.hot for each in self.subscriptions.values())


SLICE: Final = 100
"""Writes between which the loop may do something else: about a millisecond."""


class Reader(Protocol):
    """Whoever ready-made frames can be sent to."""

    def write(self, framed: bytes) -> None:
        """Send without waiting."""


def send_in_slices(audience: Collection[Reader], left: Sequence[Reader], framed: bytes) -> None:
    """Write to those of `left` who are still in the audience, one slice in each turn of the loop.

    For what may come a little later to some: an answer shall not wait for a thousand tallies.
    """
    for each in left[:SLICE]:
        if each in audience:
            each.write(framed)
    if len(left) > SLICE:
        _ = asyncio.get_running_loop().call_soon(send_in_slices, audience, left[SLICE:], framed)


@dataclass(slots=True, eq=False)
class Subscription:
    """A socket in a channel, in one role."""

    connection: Connection
    room: "Room"
    role: Role
    participant: str | None = None

    def write(self, framed: bytes) -> None:
        """Send ready-made frames."""
        self.connection.peer.write(framed)

    def leave(self) -> None:
        """Stop following."""
        self.room.remove(self)
        if self.connection.subscriptions.get(self.room.ch) is self:
            del self.connection.subscriptions[self.room.ch]

    def end(self, code: str, close: Close) -> None:
        """The channel is over for this client; its socket too, when it has no other channel."""
        self.connection.send(protocol.gone(self.room.ch, code))
        self.leave()
        if self.connection.idle:
            self.connection.peer.close(close, code)


Handler = Callable[[Connection, protocol.Envelope, protocol.In], Awaitable[Body | None]]
"""Answers a command; None when the reply is sent later."""
