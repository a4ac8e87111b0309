"""What commands ask of the channels beside live sessions."""

from collections.abc import Sequence
from dataclasses import dataclass

from realtime.channels import Channel, Kind
from realtime.connection import Connection
from realtime.feeds.feeds import Feeds
from realtime.feeds.metrics import MetricsBoard
from realtime.protocol import Resume


@dataclass(frozen=True, slots=True)
class FeedDesk:
    """The logs, and the numbers."""

    feeds: Feeds
    metrics: MetricsBoard

    async def follow(
        self, connection: Connection, to: int, channel: Channel, resume: Resume | None, pending: Sequence[str]
    ) -> None:
        """Follow a channel that is no live session. Raises Refused."""
        if channel.kind is Kind.METRICS:
            await self.metrics.follow(connection, to)
        else:
            # Nothing is handed in here, so no `sub` is known.
            receipts = {sub: {"status": "unknown"} for sub in pending}
            await self.feeds.follow(connection, to, channel, resume, receipts)

    async def fill(self, connection: Connection, to: int, channel: Channel, s: int) -> None:
        """Fill the hole behind `s` of a channel that is followed. Raises Refused when the right has ended."""
        resume = Resume(connection.feeds[channel.name].followed.epoch, s)
        await self.follow(connection, to, channel, resume, ())

    def start(self) -> None:
        """Begin to look after things."""
        self.feeds.start()
        self.metrics.start()

    async def stop(self) -> None:
        """End that."""
        await self.feeds.stop()
        await self.metrics.stop()
