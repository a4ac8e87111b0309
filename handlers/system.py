"""Health, metrics and the description of the API itself."""

import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

from handlers.schemas.system import HealthOut, ReadyOut
from realtime.feeds.scraped import snapshot
from server import metrics
from server.endpoint import Answer, Identity, Routes, Rule, public
from server.errors import Forbidden, NotFound, Unauthorized, Unavailable
from server.http.client import is_forwarded, is_loopback
from server.keys import CLOCK, OPENAPI, READINESS, REDIS, SETTINGS
from server.limits import CHEAP

routes = Routes(tag="System")


async def _may_scrape(request: web.Request, _params: Mapping[str, Any]) -> None:
    """With the metrics token; where none is set, only from this very machine and not through a proxy."""
    token = request.app[SETTINGS].metrics_token.get_secret_value()
    if not token:
        if not is_loopback(request) or is_forwarded(request):
            raise Forbidden("Metrics need a token from elsewhere", reason="not_local")
        return
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(given.strip().encode(errors="replace"), token.encode()):
        raise Unauthorized("The metrics token is needed")


scrapers = Rule("whoever has the metrics token", "P", _may_scrape, Identity.NOBODY)


@routes.get("/health", allow=public, quota=CHEAP)
async def health(_request: web.Request) -> HealthOut:
    """Liveness: the process answers. Touches nothing else."""
    return HealthOut()


@routes.get(
    "/health/ready",
    allow=public,
    quota=CHEAP,
    status=(HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE),
)
async def readiness(request: web.Request) -> Answer[ReadyOut]:
    """Readiness: PostgreSQL, Redis, migrations and the worker, in a table."""
    out = ReadyOut.of(await request.app[READINESS].examine())
    ready = out.status != "unavailable"
    return Answer(out, status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


@routes.get("/metrics", allow=scrapers, quota=CHEAP, raises=(Unauthorized, Forbidden), media_type="text/plain")
async def scrape(request: web.Request) -> web.Response:
    """Prometheus metrics of all processes."""
    now_known = await snapshot(request.app[REDIS], request.app[CLOCK]())
    body = metrics.expose(request.app[SETTINGS].prometheus_multiproc_dir, now_known)
    return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})


@routes.get("/openapi.json", allow=public, quota=CHEAP, raises=(NotFound, Unavailable))
async def openapi(request: web.Request) -> web.Response:
    """This description, as OpenAPI 3.1."""
    if not request.app[SETTINGS].docs_enabled:
        raise NotFound
    headers = {"Content-Type": "application/json", "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    return web.Response(body=request.app[OPENAPI](), headers=headers)
