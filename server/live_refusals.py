"""The HTTP twin of answering: from the request's body to the socket's command, and from its refusals to problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from pydantic import BaseModel

from realtime.protocol import AnswerSubmit, Code, Refused
from server.errors import AppError, Conflict, FieldError, Forbidden, Invalid, NotFound, Unavailable

_KINDS: dict[Code, type[AppError]] = {
    Code.NOT_OPEN: Conflict,
    Code.CLOSED: Conflict,
    Code.ALREADY_ANSWERED: Conflict,
    Code.FORBIDDEN: Forbidden,
    Code.NOT_FOUND: NotFound,
    Code.BAD_REQUEST: Invalid,
}


def answer_in(run_id: UUID, body: BaseModel) -> AnswerSubmit:
    """The command that this body stands for: only what was sent, and the run of the path."""
    sent = {name: getattr(body, name) for name in body.model_fields_set if name != "run"}
    return AnswerSubmit(run=str(run_id), **sent)


@contextmanager
def as_http() -> Iterator[None]:
    """Turn a refusal of the live engine into a problem document."""
    try:
        yield
    except Refused as error:
        kind = _KINDS.get(error.code, Unavailable)
        code = "" if error.code in {Code.BAD_REQUEST, Code.UNAVAILABLE} else str(error.code)
        problems = error.more.pop("errors", [])
        errors = [FieldError(("body", *each["path"]), each["code"], each["detail"]) for each in problems]
        raise kind(error.detail, code=code, errors=errors, **error.more) from None
