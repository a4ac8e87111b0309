"""Refusals of the domain, told in HTTP's words."""

from typing import Any

from models.refusals import NotFit, NotNow, NotPaid, NotThere, NotYours, Refused
from models.rules.problems import Invalid as InvalidInput
from models.rules.problems import Problem
from server.errors import AppError, Conflict, FieldError, Forbidden, Invalid, NotFound, PaymentRequired

_KINDS: dict[type[Refused], type[AppError]] = {
    NotFit: Invalid,
    NotNow: Conflict,
    NotPaid: PaymentRequired,
    NotThere: NotFound,
    NotYours: Forbidden,
}


def from_refusal(refusal: Refused | InvalidInput) -> AppError:
    """The error document's source for a refusal; a Forbidden carries the code as its reason too."""
    errors = [_field(problem) for problem in refusal.problems]
    if isinstance(refusal, InvalidInput):
        return Invalid("The input does not fit", errors=errors)
    kind = next(kind for base, kind in _KINDS.items() if isinstance(refusal, base))
    reason = refusal.code if kind is Forbidden else ""
    facts: dict[str, Any] = refusal.facts
    return kind(refusal.detail, code=refusal.code, reason=reason, errors=errors, **facts)


def _field(problem: Problem) -> FieldError:
    return FieldError(("body", *problem.path), problem.code, problem.message)
