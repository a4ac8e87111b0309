"""Composes the application: the only module that knows all handlers."""

from functools import cache

import orjson
from aiohttp import web
from aiohttp.typedefs import Handler

from handlers import (
    auth,
    courses,
    docs,
    lessons,
    sections,
    system,
    users,
)
from handlers.pages import account as account_pages
from handlers.pages import home as home_pages
from handlers.pages import live as live_pages
from handlers.pages import study as study_pages
from models.rules.access import Principal
from server.auth import Auth
from server.clock import Clock, utc_now
from server.endpoint import Endpoint, Routes
from server.http.edge import edge
from server.http.headers import add_headers
from server.http.spec import Spec
from server.keys import AUTH, AUTHENTICATE, CLOCK, LIMITER, OPENAPI, SETTINGS, Authenticate
from server.lifespan import LIFESPANS
from server.logging import configure
from server.openapi import document
from server.page_session import api_session_id
from server.page_view import set_up_pages
from server.settings import Settings

ROUTES: tuple[Routes, ...] = (
    system.routes,
    docs.routes,
    auth.routes,
    users.routes,
    courses.routes,
    sections.routes,
    lessons.routes,
    home_pages.routes,
    account_pages.routes,
    live_pages.routes,
    study_pages.routes,
)
"""Every route there is, one entry for each handler module."""

SHUTDOWN_SECONDS = 10.0
KEEPALIVE_SECONDS = 75.0


async def _nobody(_request: web.Request) -> Principal | None:
    return None


def create_app(
    settings: Settings, *, authenticate: Authenticate | None = None, clock: Clock = utc_now
) -> web.Application:
    """The whole application, not yet started. `clock` and `authenticate` can be given by tests."""
    identities = Auth(settings, clock, api_session_id)
    app = bare_app(settings, authenticate=authenticate or identities.authenticate, clock=clock)
    app[AUTH] = identities
    for routes in ROUTES:
        routes.add_to(app)
    set_up_pages(app)
    require_rules(app)
    app[OPENAPI] = openapi_document
    app.cleanup_ctx.extend(LIFESPANS)
    app.on_cleanup.append(_close_auth)
    return app


async def _close_auth(app: web.Application) -> None:
    app[AUTH].close()


def bare_app(settings: Settings, *, authenticate: Authenticate = _nobody, clock: Clock = utc_now) -> web.Application:
    """The edge of the application without routes and resources; tests put routes of their own behind it."""
    app = web.Application(
        middlewares=[edge],
        client_max_size=settings.max_body_bytes,
        # Compressed bodies are refused, and must not be unpacked before that (895 kB of gzip stall the loop for 1 s).
        handler_args={"auto_decompress": False},
    )
    app[SETTINGS] = settings
    app[CLOCK] = clock
    app[AUTHENTICATE] = authenticate
    app[LIMITER] = None
    app.on_response_prepare.append(add_headers)
    return app


@cache
def openapi_document() -> bytes:
    """The OpenAPI document of every route, as JSON; written once, at the first call."""
    return orjson.dumps(document(specs()), option=orjson.OPT_INDENT_2)


def specs() -> tuple[Spec, ...]:
    """What every route says about itself."""
    return tuple(endpoint.spec for routes in ROUTES for endpoint in routes.endpoints)


def require_rules(app: web.Application) -> None:
    """Closed by default: raises TypeError when a route was added past `Routes`, and so has no access rule."""
    for route in app.router.routes():
        if not isinstance(route.resource, web.StaticResource) and not _has_rule(route.handler):
            raise TypeError(f"{route.method} {route.resource}: declared without an access rule")


def make_runner(app: web.Application) -> web.AppRunner:
    """The runner of a serving process: our own access log, and quick shutdown."""
    configure(app[SETTINGS])
    return web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, keepalive_timeout=KEEPALIVE_SECONDS)


def _has_rule(handler: Handler | type[web.View]) -> bool:
    return isinstance(getattr(handler, "__self__", None), Endpoint)
