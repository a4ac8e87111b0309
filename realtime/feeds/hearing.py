"""Hearing from PostgreSQL, over a connection of our own, that a log has new entries."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, Final, Protocol

import asyncpg

from server.database import connection_arguments

CHANNEL: Final = "lectern_channels"
"""What the trigger on the logs tells: a log's key, or nothing when there were too many (see the migration)."""
CONNECT_S: Final = 5.0
RETRY_S: Final = 1.0
AWAY: Final = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

Heard = Callable[[str], None]


class Ear(Protocol):
    """Tells of logs with new entries, at most once each; who hears nothing must look now and then."""

    healthy: bool

    async def listen(self, heard: Heard) -> None:
        """Listen for ever; `heard` gets a key, or an empty text for "look at all"."""


class PostgresEar:
    """LISTEN. PostgreSQL tells after the commit, in the order of commits."""

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url
        self.healthy = False

    async def listen(self, heard: Heard) -> None:
        """See `Ear`; connects anew as often as it must."""
        while True:
            with contextlib.suppress(*AWAY):
                await self._listen_until_lost(heard)
            self.healthy = False
            await asyncio.sleep(RETRY_S)

    async def _listen_until_lost(self, heard: Heard) -> None:
        connection = await asyncpg.connect(**connection_arguments(self._database_url), timeout=CONNECT_S)
        lost = asyncio.Event()

        def tell(*what: Any) -> None:
            heard(str(what[-1]))

        try:
            connection.add_termination_listener(lambda _connection: lost.set())
            await connection.add_listener(CHANNEL, tell)
            self.healthy = True
            heard("")
            _ = await lost.wait()
        finally:
            connection.terminate()
