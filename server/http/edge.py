"""The one middleware around everything: request id, refusals as problem documents, metrics, access log.

One instead of five: it runs on the hot path, and every layer of middleware costs a coroutine.
"""

import random
import re
import time

import asyncpg
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from redis.exceptions import RedisError
from tortoise.exceptions import DBConnectionError
from uuid_utils import uuid7

from server import metrics
from server.errors import AppError, Internal, TooMany, Unavailable, from_http, problem_response
from server.failures import Failure
from server.http.client import client_address
from server.http.headers import is_preflight, preflight
from server.keys import CLOCK, ERROR_PAGE, FAILURES, PRINCIPAL, REQUEST_ID, SETTINGS, TRACING
from server.limits import CHEAP, VERDICT, spend
from server.logging import REQUEST, access_line, log
from server.tracing import Tracing, Work

UNMATCHED = "unmatched"
"""The route label of paths that do not exist: a scanner must not fill the metrics with names."""
FAILED = 500
REFUSED = 400

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_AWAY = (
    *(DBConnectionError, RedisError, TimeoutError, ConnectionError),
    *(asyncpg.PostgresConnectionError, asyncpg.QueryCanceledError, asyncpg.LockNotAvailableError),
    *(asyncpg.TooManyConnectionsError, asyncpg.CannotConnectNowError, asyncpg.AdminShutdownError),
)
"""What a database or Redis that is gone, restarting, frozen or full makes its driver raise."""


@web.middleware
async def edge(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every request, whatever happens inside, and account for it."""
    started = time.perf_counter()
    request[REQUEST_ID] = request_id = _request_id(request)
    REQUEST.set(request_id)
    status = FAILED
    try:
        response = preflight(request) if is_preflight(request) else await _answered(request, handler)
        status = response.status
    except web.HTTPException as redirect:
        status = redirect.status
        raise
    else:
        return response
    finally:
        _account(request, status, time.perf_counter() - started)


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except Exception as error:
        refusal = await _refusal(request, error)
        if refusal.status >= FAILED:
            _note(request, refusal, error)
        if request.writer.output_size:  # the head is out already: all we can do is hang up
            if isinstance(refusal, Internal):
                log.error("answer_broken_off", route=route_of(request))
            raise ConnectionAbortedError from error
        return await _refused(request, refusal)


async def _refusal(request: web.Request, error: Exception) -> AppError:
    match error:
        case AppError():
            return error
        case web.HTTPException():
            return await _counted(request, from_http(error))
        case _ if isinstance(error, _AWAY):
            log.warning("dependency_away", route=route_of(request), error=type(error).__name__, detail=str(error))
            return Unavailable()
        case _:
            log.error("bug", route=route_of(request), method=request.method, exc_info=error)
            return Internal("Something broke on our side; the request id helps us to find it")


def _note(request: web.Request, refusal: AppError, error: Exception) -> None:
    kind = type(error.__cause__ or error).__name__
    at, route = request.app[CLOCK](), route_of(request)
    request.app[FAILURES].note(Failure(at, request[REQUEST_ID], request.method, route, refusal.status, kind))
    if (tracing := request.app[TRACING]) is not None:
        facts: dict[str, str | int] = {
            "request_id": request[REQUEST_ID],
            "route": route,
            "method": request.method,
            "status": refusal.status,
        }
        tracing.failed(error, f"{request.method} {route}", facts, user=_user(request))


async def _counted(request: web.Request, error: AppError) -> AppError:
    """Requests that never reach an endpoint (unknown paths) are counted too."""
    if VERDICT in request:
        return error
    try:
        await spend(request, CHEAP, UNMATCHED)
    except TooMany as refusal:
        return refusal
    return error


async def _refused(request: web.Request, error: AppError) -> web.StreamResponse:
    if isinstance(error, TooMany):
        metrics.LIMITED.labels(route_of(request)).inc()
    page = request.app.get(ERROR_PAGE)
    wants_page = "text/html" in request.headers.get(hdrs.ACCEPT, "") and not request.path.startswith("/api/")
    if page is not None and wants_page:
        return await page(request, error)
    return problem_response(error, request[REQUEST_ID])


def route_of(request: web.Request) -> str:
    """The template of the route, for labels and logs."""
    resource = request.match_info.route.resource
    return UNMATCHED if resource is None else resource.canonical


def _request_id(request: web.Request) -> str:
    """The caller's own id when it is a plain one, else a new one."""
    given = request.headers.get("X-Request-Id")
    return given if given is not None and _REQUEST_ID.fullmatch(given) else str(uuid7())


def _account(request: web.Request, status: int, seconds: float) -> None:
    """Metrics always; a log line for every failure and refusal, and for the set share of what went well."""
    route, app = route_of(request), request.app
    metrics.observe(request.method, route, status, seconds)
    if (tracing := app[TRACING]) is not None:
        _trace(tracing, request, status, seconds)
    if status < REFUSED and random.random() >= app[SETTINGS].access_log_sample:  # noqa: S311 - a sample
        return
    access_line(
        {
            "event": "request",
            "method": request.method,
            "route": route,  # the template: paths may carry tokens
            "status": status,
            "ms": round(seconds * 1000, 2),
            "client": client_address(request),
            "user": _user(request) or None,
        }
    )


def _user(request: web.Request) -> str:
    who = request.get(PRINCIPAL)
    return "" if who is None else str(who.user_id or who.participant_id)


def _trace(tracing: Tracing, request: web.Request, status: int, seconds: float) -> None:
    """One span, named and described as OpenTelemetry's conventions for HTTP servers say."""
    route, user = route_of(request), _user(request)
    facts: dict[str, str | int] = {
        "http.request.method": request.method,
        "http.route": route,
        "http.response.status_code": status,
        "lectern.request_id": request[REQUEST_ID],
    }
    facts |= {"user.id": user} if user else {}
    facts |= {"error.type": str(status)} if status >= FAILED else {}
    parent = request.headers.get("traceparent", "")
    tracing.ended(Work(f"{request.method} {route}", seconds, facts, status >= FAILED, served=True, parent=parent))
