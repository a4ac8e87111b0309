"""Taking up work and noting its end, each in groups: a commit for every small job would be most of its cost."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from models.actions import outbox
from models.actions.outbox import Order
from workers.together import Together

LEASE: Final = timedelta(seconds=15)
"""So long after a worker was killed its work begins anew elsewhere."""


class Taking:
    """One for each worker."""

    def __init__(self) -> None:
        self._begin = Together(_begin)
        self._finish = Together(_finish)

    async def begin(self, order_id: UUID, now: datetime) -> Order | None:
        """Take up work under a lease; None when it is done, dead, or in other hands."""
        return await self._begin((order_id, now))

    async def finish(self, order: Order, now: datetime) -> None:
        """Note that work is done."""
        await self._finish((order, now))

    async def settled(self) -> None:
        """Wait until all that was asked is noted; before the database is closed."""
        await self._begin.settled()
        await self._finish.settled()


async def _begin(asked: Sequence[tuple[UUID, datetime]]) -> list[Order | None]:
    now = max(at for _, at in asked)
    found = await outbox.begin([order_id for order_id, _ in asked], now=now, lease=LEASE)
    # Of two runs of one piece of work that ask together, one gets it.
    return [found.pop(order_id, None) for order_id, _ in asked]


async def _finish(done: Sequence[tuple[Order, datetime]]) -> list[None]:
    await outbox.finish([order for order, _ in done], max(at for _, at in done))
    return [None] * len(done)
