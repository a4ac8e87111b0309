"""Every typed key under which the application and a request carry something."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from asyncpg import Pool
from redis.asyncio import Redis

from models.rules.access import Principal
from models.rules.standing import Standing
from server.auth import Auth
from server.cache import Cache
from server.clock import Clock
from server.errors import AppError
from server.failures import Failures
from server.guesses import Guesses
from server.health import Readiness
from server.http.limiter import Limiter
from server.lti.door import Door
from server.paying import Till
from server.settings import Settings
from server.storage.shelf import Shelf
from server.tracing import Tracing

Authenticate = Callable[[web.Request], Awaitable[Principal | None]]
"""Who is asking: None without credentials, `Unauthorized` for bad ones."""

ErrorPage = Callable[[web.Request, AppError], Awaitable[web.StreamResponse]]

SETTINGS = web.AppKey("settings", Settings)
CLOCK: web.AppKey[Clock] = web.AppKey("clock")
OPENAPI: web.AppKey[Callable[[], bytes]] = web.AppKey("openapi")
"""The OpenAPI document as JSON, built at the first call."""
ERROR_PAGE: web.AppKey[ErrorPage] = web.AppKey("error_page")
"""How a browser is told about a refusal; without it everybody gets a problem document."""
READINESS: web.AppKey[Readiness] = web.AppKey("readiness")
REDIS = web.AppKey("redis", Redis)
CACHE = web.AppKey("cache", Cache)
"""Answers that cost much, kept for seconds."""
ANSWER_POOL = web.AppKey("answer_pool", Pool)
LIMITER: web.AppKey[Limiter | None] = web.AppKey("limiter")
"""None when limits are off."""
GUESSES: web.AppKey[Guesses | None] = web.AppKey("guesses")
"""Counters of wrong passwords; None when limits are off."""
AUTH: web.AppKey[Auth] = web.AppKey("auth", Auth)
"""Tokens, passwords and the sign-ins behind them."""
TILL = web.AppKey("till", Till)
"""The gateways, and what lies between them and our books."""
SHELF = web.AppKey("shelf", Shelf)
"""The store of files, and what lies between it and their rows."""
LTI = web.AppKey("lti", Door)
"""The door through which learning platforms send people."""
AUTHENTICATE: web.AppKey[Authenticate] = web.AppKey("authenticate")

FAILURES = web.AppKey("failures", Failures)
"""The last requests that failed."""
TRACING: web.AppKey[Tracing | None] = web.AppKey("tracing")
"""What tells others how we do; None when no setting asks for it."""

PRINCIPAL = web.RequestKey("principal", Principal)
STANDING = web.RequestKey("standing", Standing)
"""What the caller is in the course in question; set by the rules of server.course_access."""
REQUEST_ID = web.RequestKey("request_id", str)
CLIENT = web.RequestKey("client", str)
"""The caller's address, as far as trusted proxies tell it."""
