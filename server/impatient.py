"""Tortoise's engine for PostgreSQL with a pool that lets nobody wait for ever, and not everybody wait.

When all connections are busy, asyncpg queues callers without an end: under overload every answer comes too late to
be of use. Here a caller waits a bounded time behind a bounded number of others; who is beyond that is refused at once,
and becomes a 503 with Retry-After.
"""

from typing import Any, Final

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient

PATIENCE_S: Final = 10.0
MOST_WAITING: Final = 2_000
"""About a second's work of one process; a whole school may come back at the same moment after a restart."""
_DEFAULTS: Final[dict[str, Any]] = {
    "max_queries": 50_000,
    "max_inactive_connection_lifetime": 300.0,
    "connect": None,
    "setup": None,
    "init": None,
    "reset": None,
    "record_class": asyncpg.Record,
}
"""What `asyncpg.create_pool` would fill in."""


class CrowdedError(TimeoutError):
    """Too many wait for a connection already."""


class ImpatientPool(asyncpg.Pool):  # type: ignore[misc]  # asyncpg has no types
    """A pool whose `acquire` raises TimeoutError after `patience_s`, and CrowdedError behind `most_waiting` others."""

    def __init__(self, **arguments: Any) -> None:
        """As `asyncpg.create_pool`; `min_size`, `max_size`, `loop` and `connection_class` must be given."""
        super().__init__(**_DEFAULTS, **arguments)
        self.patience_s = PATIENCE_S
        self.most_waiting = MOST_WAITING
        self.waiting = 0

    async def acquire(self, *, timeout: float | None = None) -> Any:  # noqa: ASYNC109 - asyncpg's own signature
        """A connection. Tortoise only awaits this: it is no context manager here."""
        if self.waiting >= self.most_waiting:
            raise CrowdedError("too many wait for the database")
        self.waiting += 1
        try:
            return await super().acquire(timeout=self.patience_s if timeout is None else timeout)
        finally:
            self.waiting -= 1


class ImpatientClient(AsyncpgDBClient):
    """Tortoise's client on such a pool."""

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:
        """Called by Tortoise at the first query."""
        return await ImpatientPool(dsn=None, **kwargs)


client_class = ImpatientClient
"""The name that Tortoise looks for in an engine."""
