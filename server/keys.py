"""Every typed key under which the application and a request carry something."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from asyncpg import Pool
from redis.asyncio import Redis

from models.rules.access import Principal
from server.clock import Clock
from server.http.limiter import Limiter
from server.settings import Settings

Authenticate = Callable[[web.Request], Awaitable[Principal | None]]
"""Who is asking: None without credentials, `Unauthorized` for bad ones."""

SETTINGS = web.AppKey("settings", Settings)
CLOCK: web.AppKey[Clock] = web.AppKey("clock")
REDIS = web.AppKey("redis", Redis)
ANSWER_POOL = web.AppKey("answer_pool", Pool)
LIMITER: web.AppKey[Limiter | None] = web.AppKey("limiter")
"""None when limits are off."""
AUTHENTICATE: web.AppKey[Authenticate] = web.AppKey("authenticate")

PRINCIPAL = web.RequestKey("principal", Principal)
REQUEST_ID = web.RequestKey("request_id", str)
CLIENT = web.RequestKey("client", str)
"""The caller's address, as far as trusted proxies tell it."""
