"""The application without routes and resources: the edge that every request passes, and what it needs."""

from aiohttp import web
from aiohttp.typedefs import Handler

from models.rules.access import Principal
from server import metrics
from server.clock import Clock, utc_now
from server.endpoint import Endpoint
from server.failures import Failures
from server.http.edge import edge
from server.http.headers import Headers
from server.keys import AUTHENTICATE, CLOCK, FAILURES, GUESSES, LIMITER, SETTINGS, TRACING, Authenticate
from server.settings import Settings


async def _nobody(_request: web.Request) -> Principal | None:
    return None


def bare_app(settings: Settings, *, authenticate: Authenticate = _nobody, clock: Clock = utc_now) -> web.Application:
    """An application that answers every path with 404; `server.app` and tests put routes behind its edge."""
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
    app[GUESSES] = None
    app[FAILURES] = Failures()
    app[TRACING] = None
    app.on_response_prepare.append(Headers(settings).add)
    app.cleanup_ctx.append(metrics.folding)
    return app


def require_rules(app: web.Application) -> None:
    """Closed by default: raises TypeError when a route was added past `Routes`, and so has no access rule."""
    for route in app.router.routes():
        if not isinstance(route.resource, web.StaticResource) and not _has_rule(route.handler):
            raise TypeError(f"{route.method} {route.resource}: declared without an access rule")


def _has_rule(handler: Handler | type[web.View]) -> bool:
    return isinstance(getattr(handler, "__self__", None), Endpoint)
