"""Brings the database's tables to what this version of the code needs."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
from aerich import Command
from tortoise import Tortoise

from server.database import connection_arguments, tortoise_config

LOCATION = Path(__file__).parent.parent / "migrations"
APP = "models"
LOCK = 0x4C65_6374_6572_6E00
"""Key of PostgreSQL's advisory lock ("Lectern"): of processes that start at once one migrates, the others wait."""
STATEMENT_TIMEOUT_MS = 3_600_000


async def migrate(url: str) -> list[str]:
    """Apply the migrations that the database lacks; returns their names, oldest first.

    Safe to run from several processes at once. Each migration is a transaction of its own.
    """
    lock = await asyncpg.connect(**connection_arguments(url))
    try:
        await lock.execute("SELECT pg_advisory_lock($1)", LOCK)
        async with _aerich(url) as command:
            return await command.upgrade()
    finally:
        await lock.close()


async def pending(url: str) -> list[str]:
    """Return the names of the migrations that the database lacks."""
    async with _aerich(url) as command:
        if not await _has_history(url):
            return await command.history()
        return await command.heads()


async def _has_history(url: str) -> bool:
    connection = await asyncpg.connect(**connection_arguments(url))
    try:
        return await connection.fetchval("SELECT to_regclass('aerich')") is not None
    finally:
        await connection.close()


@contextlib.asynccontextmanager
async def _aerich(url: str) -> AsyncIterator[Command]:
    """Aerich on a connection of its own that may work for long; closed by the context that Tortoise returns."""
    config = tortoise_config(url, pool_size=1, statement_timeout_ms=STATEMENT_TIMEOUT_MS)
    config["connections"]["default"]["credentials"]["command_timeout"] = None
    context = await Tortoise.init(config=config, _enable_global_fallback=True)
    try:
        command = Command(config, app=APP, location=str(LOCATION))
        await command.init()
        yield command
    finally:
        await context.close_connections()
