"""The few ways in which a request is refused, and how each becomes a problem document (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

import orjson
from aiohttp import web

PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with the input: where (`("body", "email")`), a stable code, and a sentence."""

    loc: tuple[str | int, ...]
    code: str
    detail: str


class AppError(Exception):
    """A refusal that the caller may read: a kind (status), a stable code, a sentence, and members of its own.

    `code` narrows the kind's default (`Conflict(code="email_taken")`), `reason` says which rule refused,
    `errors` points at fields, `headers` go on the answer, and further keywords become members of the document.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    default_code: ClassVar[str] = "internal"

    def __init__(
        self,
        detail: str = "",
        *,
        code: str = "",
        reason: str = "",
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail or self.status.phrase)
        self.detail = detail or self.status.phrase
        self.code = code or self.default_code
        self.reason = str(reason)
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.members = members

    def document(self, request_id: str) -> dict[str, Any]:
        """The problem document, ready for JSON."""
        problem: dict[str, Any] = {
            **self.members,
            "type": f"urn:lectern:problem:{self.code}",
            "title": self.status.phrase,
            "status": self.status.value,
            "code": self.code,
            "detail": self.detail,
            "request_id": request_id,
        }
        if self.reason:
            problem["reason"] = self.reason
        if self.errors:
            problem["errors"] = [{"loc": list(e.loc), "code": e.code, "detail": e.detail} for e in self.errors]
        return problem


class Unreadable(AppError):
    """The request cannot be read at all: broken JSON, bad UTF-8, a body that does not arrive."""

    status = HTTPStatus.BAD_REQUEST
    default_code = "unreadable"


class BadRequest(AppError):
    """The request can be read, but makes no sense here (OAuth2 asks for 400 in its own cases)."""

    status = HTTPStatus.BAD_REQUEST
    default_code = "bad_request"


class Unauthorized(AppError):
    """Nobody, or nobody we know, is asking."""

    status = HTTPStatus.UNAUTHORIZED
    default_code = "unauthorized"

    def __init__(self, detail: str = "Sign in first", **kwargs: Any) -> None:
        super().__init__(detail, **kwargs)
        self.headers.setdefault("WWW-Authenticate", "Bearer")


class PaymentRequired(AppError):
    """The thing has a price; the members say which and how to order."""

    status = HTTPStatus.PAYMENT_REQUIRED
    default_code = "payment_required"


class Forbidden(AppError):
    """We know the caller, and the answer is no; `reason` says why."""

    status = HTTPStatus.FORBIDDEN
    default_code = "forbidden"


class NotFound(AppError):
    """It does not exist, or the caller may not know that it does."""

    status = HTTPStatus.NOT_FOUND
    default_code = "not_found"


class NotAllowed(AppError):
    """The path exists, but not with this method; the `Allow` header lists those it has."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    default_code = "method_not_allowed"


class Conflict(AppError):
    """The state of things does not permit it; `code` says what stands in the way."""

    status = HTTPStatus.CONFLICT
    default_code = "conflict"


class PreconditionFailed(AppError):
    """Somebody changed it since the caller read it (`If-Match` is stale)."""

    status = HTTPStatus.PRECONDITION_FAILED
    default_code = "stale"


class TooLarge(AppError):
    """The body is longer than this route takes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class UnsupportedMedia(AppError):
    """The body is of a type or encoding that this route does not take."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    default_code = "unsupported_media_type"


class Invalid(AppError):
    """The input was read but breaks its schema or a rule; `errors` names each field."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "invalid"


class TooMany(AppError):
    """The caller's quota is spent; `Retry-After` says when to come back."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    default_code = "too_many_requests"

    def __init__(self, detail: str = "Too many requests", *, retry_after: int = 1, **kwargs: Any) -> None:
        super().__init__(detail, **kwargs)
        self.headers.setdefault("Retry-After", str(max(1, retry_after)))


class Internal(AppError):
    """A bug of ours: the log has its stack under the request id, the caller learns only that id."""


class Unavailable(AppError):
    """Something that this needs is away; try again later."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "unavailable"

    def __init__(self, detail: str = "Try again in a moment", *, retry_after: int = 2, **kwargs: Any) -> None:
        super().__init__(detail, **kwargs)
        self.headers.setdefault("Retry-After", str(retry_after))


_BY_STATUS: dict[int, type[AppError]] = {
    kind.status.value: kind
    for kind in (
        *(Unreadable, Unauthorized, PaymentRequired, Forbidden, NotFound, NotAllowed, Conflict),
        *(PreconditionFailed, TooLarge, UnsupportedMedia, Invalid, TooMany, Unavailable),
    )
}


def from_http(error: web.HTTPException) -> AppError:
    """The refusal that stands for one of aiohttp's own (unknown path, wrong method, too large)."""
    kind = _BY_STATUS.get(error.status, BadRequest if error.status < HTTPStatus.INTERNAL_SERVER_ERROR else Internal)
    allow = error.headers.get("Allow")
    return kind(headers={"Allow": allow} if allow else None)


def problem_response(error: AppError, request_id: str) -> web.Response:
    """The answer that tells the caller about `error`."""
    return web.Response(
        body=orjson.dumps(error.document(request_id), default=str),
        status=error.status,
        content_type=PROBLEM_TYPE,
        headers=error.headers,
    )
