"""Idempotency-Key: the second of two equal POSTs gets the answer of the first, and nothing happens twice."""

import hashlib
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from models.actions import idempotency
from models.actions.idempotency import Record, Scope, State
from server.errors import AppError, Conflict, FieldError, Invalid, problem_response
from server.http.body import raw_body
from server.http.spec import BodyKind, Place, Replay, Spec
from server.keys import CLOCK, PRINCIPAL, REQUEST_ID
from server.logging import log

HEADER = "Idempotency-Key"
MAX_PATH = 500

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_NOT_STORED = frozenset({401, 429})
_SERVER_ERROR = 500
_KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Link")

Run = Callable[[], Awaitable[web.StreamResponse]]


async def once(request: web.Request, spec: Spec, run: Run) -> web.StreamResponse:
    """Run the request, unless its key has an answer already.

    Raises Invalid `idempotency_key_reused` for another body under the same key, Conflict `still_running` while
    the first is at work, and Conflict `already_done` when its answer held a secret that is shown once.
    """
    scope = _scope(request)
    if scope is None:
        return await run()
    body_hash = await _fingerprint(request, spec)
    now = request.app[CLOCK]()
    record = await idempotency.claim(scope, body_hash, now=now) or await idempotency.claim(scope, body_hash, now=now)
    if record is None:
        raise Conflict("The first request with this key is still running", code="still_running")
    if not record.mine:
        return _replay(record, body_hash)
    try:
        response = await _run(request, run)
    except BaseException:
        await idempotency.forget(record.id)
        raise
    return await _store(record, spec, response)


def _scope(request: web.Request) -> Scope | None:
    """Where the key counts; None when there is none, or nobody whose it could be."""
    key, who = request.headers.get(HEADER), request.get(PRINCIPAL)
    if key is None or who is None:
        return None
    if not _KEY.fullmatch(key):
        raise Invalid(
            "The Idempotency-Key is 1 to 200 visible ASCII characters",
            errors=[FieldError(("header", HEADER), "invalid_key", "1 to 200 visible ASCII characters")],
        )
    path = request.path
    if len(path) > MAX_PATH:
        path = hashlib.sha256(path.encode()).hexdigest()
    return Scope(f"user:{who.user_id}" if who.user_id else f"seat:{who.participant_id}", request.method, path, key)


async def _fingerprint(request: web.Request, spec: Spec) -> bytes:
    kinds = {param.body for param in spec.of(Place.BODY)}
    if kinds & {BodyKind.STREAM, BodyKind.MULTIPART}:
        raise Invalid(
            "An upload cannot be repeated by key",
            errors=[FieldError(("header", HEADER), "not_here", "this route takes no Idempotency-Key")],
        )
    body = await raw_body(request, spec.max_body_bytes) if kinds else b""
    return hashlib.sha256(request.query_string.encode(errors="surrogateescape") + b"\0" + body).digest()


def _replay(record: Record, body_hash: bytes) -> web.Response:
    if record.body_hash != body_hash:
        raise Invalid("This Idempotency-Key was used with another request", code="idempotency_key_reused")
    match record.state:
        case State.RUNNING:
            raise Conflict("The first request with this key is still running", code="still_running")
        case State.SEALED:
            raise Conflict("It is done, and its answer is shown only once", code="already_done")
        case State.DONE:
            headers = {**record.headers, "Idempotency-Replayed": "true"}
            return web.Response(status=record.status, body=record.body, headers=headers)


async def _run(request: web.Request, run: Run) -> web.StreamResponse:
    """Run; a refusal that would be the same next time becomes an answer that can be stored."""
    try:
        return await run()
    except AppError as error:
        if not _is_storable(error.status):
            raise
        return problem_response(error, request[REQUEST_ID])


async def _store(record: Record, spec: Spec, response: web.StreamResponse) -> web.StreamResponse:
    """Store the answer; what was done stays done, so a database that fails now costs only the memory of it."""
    body = response.body if isinstance(response, web.Response) else None
    try:
        if not _is_storable(response.status) or not isinstance(body, bytes | None) or response.prepared:
            await idempotency.forget(record.id)
        else:
            headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
            sealed = spec.replay is Replay.SEALED and response.status < 400  # noqa: PLR2004 - only success has it
            state = State.SEALED if sealed else State.DONE
            await idempotency.finish(record.id, state, status=response.status, headers=headers, body=body or b"")
    except Exception as error:  # noqa: BLE001 - any failure here must not hide what the handler did
        log.error("idempotency_answer_not_stored", key_id=str(record.id), exc_info=error)
    return response


def _is_storable(status: int) -> bool:
    return status < _SERVER_ERROR and status not in _NOT_STORED
