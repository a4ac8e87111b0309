"""Answers that are handed in but not yet acknowledged: each is kept under its `sub` until it is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from clients.channel import Channel
from clients.connection import Connection
from clients.protocol import Body


@dataclass(frozen=True, slots=True)
class Ack:
    """An acknowledged answer: it is in the server's database. `credited_ms` is None where the server kept silent."""

    sub: str
    status: str
    receipt: str | None
    credited_ms: int | None


@dataclass(slots=True, eq=False)
class Pending:
    """One answer: `answer` holds its answer fields, `body` these and what else is sent; `ack` comes last."""

    channel: Channel
    run: str
    answer: Body
    body: Body
    sub: str
    ack: Ack | None = None

    async def hand_in(self, connection: Connection) -> Body:
        """Send it on this line, always under the same `sub`; raises as `Connection.ask`."""
        body = {"run": self.run, "sub": self.sub, **self.body}
        return await connection.ask("answer.submit", self.channel.name, body, then=self.settle)

    def settle(self, reply: Body) -> None:
        """Take the reply, or what a subscribe's reply told about this `sub`."""
        self.ack = Ack(self.sub, str(reply["status"]), reply.get("receipt"), reply.get("credited_ms"))
        self.channel.acknowledged(self.run, self.answer, reply)


class Outbox:
    """All answers that wait for their acknowledgement, over any number of lines."""

    def __init__(self) -> None:
        """Begin empty."""
        self._pending: dict[str, Pending] = {}

    @contextmanager
    def keeping(self, pending: Pending) -> Iterator[None]:
        """Keep an answer for the length of the block."""
        self._pending[pending.sub] = pending
        try:
            yield
        finally:
            del self._pending[pending.sub]

    def subs_of(self, channel: Channel) -> list[str]:
        """What to name as `pending` when this channel is subscribed again."""
        return [sub for sub, kept in self._pending.items() if kept.channel is channel]

    def settle(self, receipts: Mapping[str, Body]) -> None:
        """Take the `receipts` of a subscribe; an `unknown` one stays and is sent again."""
        for sub, known in receipts.items():
            if sub in self._pending and known["status"] != "unknown":
                self._pending[sub].settle(known)
