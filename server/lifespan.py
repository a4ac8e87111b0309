"""What the application holds while it runs: one async context manager per resource, in start order.

Nothing here waits for a dependency: a process starts while PostgreSQL or Redis is still away, says so in
`/health/ready`, and heals by itself.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

import asyncpg
from aiohttp import web
from redis.asyncio import Redis

from server.cache import Cache
from server.database import COMMAND_TIMEOUT_S, Plain, connection_arguments, init_connection, open_orm, session_settings
from server.gateways.offered import open_gateways
from server.guesses import Guesses
from server.health import Readiness
from server.http.limiter import Limiter
from server.keys import (
    ANSWER_POOL,
    CACHE,
    CLOCK,
    FAILURES,
    GUESSES,
    LIMITER,
    LTI,
    READINESS,
    REDIS,
    SETTINGS,
    SHELF,
    TILL,
    TRACING,
)
from server.lti.open import open_door
from server.paying import Till
from server.storage.choose import open_shelf
from server.tasks import end_tasks
from server.tracing import open_tracing

Lifespan = Callable[[web.Application], AbstractAsyncContextManager[None]]

REDIS_TIMEOUT_S = 2.0
"""A frozen Redis hangs its clients for ever unless told otherwise."""
CLOSE_SECONDS = 5.0


@asynccontextmanager
async def tracing(app: web.Application) -> AsyncIterator[None]:
    """What tells others how we do, where a setting asks for it."""
    app[TRACING] = opened = open_tracing(app[SETTINGS], "api")
    try:
        yield
    finally:
        if opened is not None:
            await opened.close()


@asynccontextmanager
async def orm(app: web.Application) -> AsyncIterator[None]:
    """Tortoise, for everything but the answer path."""
    settings = app[SETTINGS]
    context = await open_orm(
        settings.database_url,
        pool_size=settings.database_pool_size,
        statement_timeout_ms=settings.statement_timeout_ms,
    )
    try:
        yield
    finally:
        await context.close_connections()


@asynccontextmanager
async def answer_pool(app: web.Application) -> AsyncIterator[None]:
    """Bare connections of the answer path's own, so that no slow page can delay an acknowledgement."""
    settings = app[SETTINGS]
    pool = asyncpg.create_pool(
        **connection_arguments(settings.database_url),
        min_size=0,
        max_size=settings.answer_pool_size,
        connection_class=Plain,
        command_timeout=COMMAND_TIMEOUT_S,
        server_settings=session_settings(settings.statement_timeout_ms),
        init=init_connection,
    )
    app[ANSWER_POOL] = await pool
    try:
        yield
    finally:
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await pool.close()
        except TimeoutError:
            pool.terminate()


@asynccontextmanager
async def redis(app: web.Application) -> AsyncIterator[None]:
    """Redis, for what may be lost: counters, tickets, the bus, the queue."""
    client = Redis.from_url(
        app[SETTINGS].redis_url,
        socket_timeout=REDIS_TIMEOUT_S,
        socket_connect_timeout=REDIS_TIMEOUT_S,
        health_check_interval=15,
    )
    app[REDIS] = client
    app[CACHE] = Cache(client)
    try:
        yield
    finally:
        await client.aclose()


@asynccontextmanager
async def limits(app: web.Application) -> AsyncIterator[None]:
    """The counters of the rate limits."""
    counting = app[SETTINGS].rate_limits == "on"
    app[LIMITER] = Limiter(app[REDIS]) if counting else None
    app[GUESSES] = Guesses(app[REDIS]) if counting else None
    yield


@asynccontextmanager
async def readiness(app: web.Application) -> AsyncIterator[None]:
    """What answers `/health/ready`."""
    app[READINESS] = probes = Readiness(app[REDIS])
    try:
        yield
    finally:
        await probes.close()


@asynccontextmanager
async def till(app: web.Application) -> AsyncIterator[None]:
    """The payment gateways that are configured."""
    settings, clock = app[SETTINGS], app[CLOCK]
    async with open_gateways(settings, clock) as gateways:
        app[TILL] = Till(gateways, clock, settings.origin, settings.dispute_access)
        yield


@asynccontextmanager
async def shelf(app: web.Application) -> AsyncIterator[None]:
    """The store of files."""
    async with open_shelf(app[SETTINGS], app[CLOCK]) as app[SHELF]:
        yield


@asynccontextmanager
async def failures(app: web.Application) -> AsyncIterator[None]:
    """Hand the requests that failed to Redis, where administrators see those of all processes."""
    task = asyncio.create_task(app[FAILURES].hand_over_for_ever(app[REDIS]), name="failures")
    try:
        yield
    finally:
        await end_tasks([task])
        await app[FAILURES].hand_over(app[REDIS])


@asynccontextmanager
async def lti(app: web.Application) -> AsyncIterator[None]:
    """The door through which learning platforms send people."""
    async with open_door(app[SETTINGS], app[CLOCK]) as app[LTI]:
        yield


LIFESPANS: Final[tuple[Lifespan, ...]] = (
    tracing,
    orm,
    answer_pool,
    redis,
    limits,
    till,
    shelf,
    readiness,
    failures,
    lti,
)
"""In start order; stopped in reverse. What serves sockets adds its own after these."""
