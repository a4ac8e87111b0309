"""Opening Tortoise ORM on PostgreSQL, with limits on how long a query may hang."""

import json
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import asyncpg
from tortoise import Tortoise, connections
from tortoise.context import TortoiseContext

from models.tables import TABLE_MODULES
from models.tables.users import User
from server.settings import Settings

COMMAND_TIMEOUT_S = 20.0
"""asyncpg's own limit: a frozen server cannot be noticed by `asyncio.wait_for` alone."""


class Plain(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A pooled connection that is given back as it is: a statement to tidy it up would double the cost of each query.

    What that would undo is done nowhere on pooled connections: session settings, listening, session locks, cursors
    that outlive their transaction. An open transaction is still rolled back.
    """

    def get_reset_query(self) -> str:
        """None."""
        return ""


def connection_arguments(dsn: str) -> dict[str, Any]:
    """Keyword arguments for asyncpg of a `postgresql://` URL; `?host=/folder` names a unix socket's folder."""
    url = urlsplit(dsn)
    query = dict(parse_qsl(url.query))
    host = query.get("host") or url.hostname or "localhost"
    return {
        "host": host,
        "port": int(query.get("port") or url.port or 5432),
        "user": unquote(url.username or "postgres"),
        "password": unquote(url.password) if url.password else None,
        "database": unquote(url.path.lstrip("/")) or "postgres",
    }


def session_settings(statement_timeout_ms: int) -> dict[str, str]:
    """PostgreSQL settings of each of our sessions; times in milliseconds."""
    return {
        "statement_timeout": str(statement_timeout_ms),
        "lock_timeout": str(min(10_000, statement_timeout_ms)),
        "idle_in_transaction_session_timeout": "30000",
        "timezone": "UTC",
    }


def tortoise_config(
    dsn: str,
    *,
    pool_size: int = 8,
    statement_timeout_ms: int = 15_000,
    command_timeout_s: float | None = COMMAND_TIMEOUT_S,
) -> dict[str, Any]:
    """Tortoise's configuration for a database URL; `command_timeout_s` None waits for ever."""
    credentials = connection_arguments(dsn) | {
        "minsize": 1,
        "maxsize": pool_size,
        "connection_class": Plain,
        "command_timeout": command_timeout_s,
        "server_settings": session_settings(statement_timeout_ms),
    }
    return {
        "connections": {"default": {"engine": "server.impatient", "credentials": credentials}},
        "apps": {"models": {"models": [*TABLE_MODULES, "aerich.models"], "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


async def open_orm(
    dsn: str,
    *,
    pool_size: int = 8,
    statement_timeout_ms: int = 15_000,
    command_timeout_s: float | None = COMMAND_TIMEOUT_S,
) -> TortoiseContext:
    """Open Tortoise for this process; close the returned context with `close_connections()`.

    The context is kept by the caller because `Tortoise.close_connections()` can silently do nothing
    from another task (measured with 1.1.9).
    """
    config = tortoise_config(
        dsn, pool_size=pool_size, statement_timeout_ms=statement_timeout_ms, command_timeout_s=command_timeout_s
    )
    # What Tortoise works out about a model stays with its class, so the first opening of a process is enough: every
    # further one would cost 36 ms, and our tests open thousands. Connections are made when first asked for either way.
    first = not User._meta.basetable.get_table_name()  # noqa: SLF001 - there is no other way to ask
    return await Tortoise.init(config=config, init_connections=first, _enable_global_fallback=True)


def orm_pools() -> list[asyncpg.Pool]:
    """Tortoise's pool of connections, once it has opened one; for measuring only."""
    pool: asyncpg.Pool | None = connections.get("default")._pool  # noqa: SLF001 - there is no other way to ask
    return [pool] if pool is not None else []


async def init_connection(connection: Any) -> None:
    """Teach a bare asyncpg connection JSON both ways."""
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")


def aerich_config() -> dict[str, Any]:
    """What aerich's own command line reads, for making migrations by hand."""
    return tortoise_config(Settings().database_url or "postgresql://postgres@localhost/lectern")


TORTOISE_ORM = aerich_config()
