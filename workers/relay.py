"""Carries work from the outbox to the queue: at once when PostgreSQL tells of it, and by a sweep behind that."""

import asyncio
import contextlib
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
        """Send all that is due now; how many were handed over."""
        now = self._clock()
        if await self._queue.has_forgotten():
            _log.info("queue_was_emptied", sent_again=await forget_sending(now))
        _ = await bury_poison(now)
        sent = 0
        while batch := await take_due(now, sent_before=now - RESEND_AFTER, limit=BATCH):
            sent += sum(await asyncio.gather(*(self._queue.send(each) for each in batch)))
        return sent

    async def _carry(self) -> None:
        while True:
            self._told.clear()
            try:
                _ = await self.carry_once()
            except AWAY as error:
                _log.warning("relay_waits", error=type(error).__name__)
                await asyncio.sleep(SWEEP_S)
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
