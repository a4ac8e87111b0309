"""Carries work from the outbox to the queue: at once when PostgreSQL tells of it, and by a sweep behind that."""

import asyncio
import contextlib
import time
from datetime import timedelta
from typing import Any, Final

import asyncpg
import structlog
from redis.exceptions import RedisError
from tortoise.exceptions import BaseORMException

from models.actions.outbox import bury_poison, forget_sending, take_due
from server.clock import Clock
from server.database import connection_arguments
from workers.queue import Queue

CHANNEL: Final = "lectern_outbox"
"""What the trigger on the outbox tells (see the migration)."""
SWEEP_S: Final = 1.0
BATCH: Final = 500
REST_S: Final = 0.01
RESEND_AFTER: Final = timedelta(seconds=30)
"""Work that was sent so long ago and never began is sent again; whichever copy is second finds it done."""
CONNECT_S: Final = 5.0
AWAY: Final = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, BaseORMException, RedisError)

_log = structlog.get_logger(__name__)


class Relay:
    """Runs until it is cancelled; any number may run at once."""

    def __init__(self, database_url: str, queue: Queue, clock: Clock) -> None:
        self._database_url = database_url
        self._queue = queue
        self._clock = clock
        self._told = asyncio.Event()

    async def run(self) -> None:
        """Carry for ever; whatever is away is waited for."""
        async with asyncio.TaskGroup() as tasks:
            _ = tasks.create_task(self._listen())
            _ = tasks.create_task(self._carry())

    async def carry_once(self) -> int:
        """Look after what went wrong, and send all that is due now; how many were handed over."""
        now = self._clock()
        if await self._queue.has_forgotten():
            _log.info("queue_was_emptied", sent_again=await forget_sending(now))
        _ = await bury_poison(now)
        return await self._send_due()

    async def _send_due(self) -> int:
        now, sent, full = self._clock(), 0, True
        while full:
            batch = await take_due(now, sent_before=now - RESEND_AFTER, limit=BATCH)
            sent += await self._queue.send(batch) if batch else 0
            full = len(batch) == BATCH
        return sent

    async def _carry(self) -> None:
        """At once what PostgreSQL tells of; every second a look at everything."""
        swept_at = -SWEEP_S
        while True:
            self._told.clear()
            try:
                if time.monotonic() - swept_at >= SWEEP_S:
                    swept_at = time.monotonic()
                    _ = await self.carry_once()
                else:
                    _ = await self._send_due()
            except AWAY as error:
                _log.warning("relay_waits", error=type(error).__name__)
                await asyncio.sleep(SWEEP_S)
            # What else is ordered in this moment goes with it: the first of a burst has gone already.
            await asyncio.sleep(REST_S)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SWEEP_S):
                    _ = await self._told.wait()

    async def _listen(self) -> None:
        """Hear of new rows on a connection of our own; without it the sweep finds them a second later."""
        while True:
            with contextlib.suppress(*AWAY):
                await self._listen_until_lost()
            await asyncio.sleep(SWEEP_S)

    async def _listen_until_lost(self) -> None:
        connection = await asyncpg.connect(**connection_arguments(self._database_url), timeout=CONNECT_S)
        lost = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _connection: lost.set())
            await connection.add_listener(CHANNEL, self._hear)
            self._told.set()
            _ = await lost.wait()
        finally:
            connection.terminate()

    def _hear(self, *_what: Any) -> None:
        self._told.set()
