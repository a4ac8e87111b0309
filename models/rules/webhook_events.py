"""The catalogue of what webhooks tell: every kind of event, when it happens, and the shape of its data. Pure.

Data are ids and figures: no names, no addresses. Who may know more asks the API.
`docs/reference/events.md` is written from this (`python -m tests.contract.events`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class EventKind(StrEnum):
    """What can happen."""

    USER_CREATED = "user.created"
    USER_DEACTIVATED = "user.deactivated"
    USER_ACTIVATED = "user.activated"
    USER_ERASED = "user.erased"
    ENROLLMENT_STARTED = "enrollment.started"
    ENROLLMENT_ENDED = "enrollment.ended"
    COURSE_COMPLETED = "course.completed"
    ATTEMPT_GRADED = "attempt.graded"
    SUBMISSION_GRADED = "submission.graded"
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_REVOKED = "certificate.revoked"
    ORDER_PAID = "order.paid"
    ORDER_REFUNDED = "order.refunded"
    LIVE_SESSION_FINALIZED = "live_session.finalized"
    WEBHOOK_TEST = "webhook.test"


@dataclass(frozen=True, slots=True)
class Field:
    """One member of an event's data: its JSON schema, and what it means."""

    schema: Mapping[str, Any]
    meaning: str


def _plain(kind: str, meaning: str, **more: Any) -> Field:
    return Field({"type": kind, **more}, meaning)


def _or_null(field: Field) -> Field:
    return Field({**field.schema, "type": [field.schema["type"], "null"]}, field.meaning)


def _id(meaning: str) -> Field:
    return _plain("string", meaning, format="uuid")


def _time(meaning: str) -> Field:
    return _plain("string", meaning, format="date-time")


def _one_of(meaning: str, *values: str) -> Field:
    return _plain("string", meaning, enum=list(values))


def _closed(members: Mapping[str, Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: dict(field.schema) for name, field in members.items()},
        "required": list(members),
        "additionalProperties": False,
    }


_MONEY: Final = {
    "amount": _plain("integer", "minor units"),
    "currency": _plain("string", "ISO 4217", pattern="^[A-Z]{3}$"),
}
_LEARNER: Final = {"course_id": _id("the course"), "user_id": _id("the learner")}
_PLACE: Final = {
    "id": _id("the enrolment"),
    **_LEARNER,
    "run": _plain("integer", "1 for the first time, 2 after a return"),
}
_CERTIFICATE: Final = {
    "id": _id("the certificate"),
    "number": _plain("string", "its number"),
    "version": _plain("integer", "1, and one more with each reissue"),
    "code": _plain("string", "the page /verify/CODE shows it"),
    "enrollment_id": _id("the enrolment"),
    **_LEARNER,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of event: when it happens, and its data."""

    when: str
    data: Mapping[str, Field]


CATALOGUE: Final[Mapping[EventKind, Event]] = {
    EventKind.USER_CREATED: Event(
        "An account was made, by its owner or by an admin.",
        {"id": _id("the account"), "role": _one_of("its role", "student", "instructor", "admin")},
    ),
    EventKind.USER_DEACTIVATED: Event("An admin closed an account.", {"id": _id("the account")}),
    EventKind.USER_ACTIVATED: Event("An admin opened an account again.", {"id": _id("the account")}),
    EventKind.USER_ERASED: Event(
        "An account was erased for good: delete what you keep about it.", {"id": _id("the account")}
    ),
    EventKind.ENROLLMENT_STARTED: Event(
        "Somebody has a place in a course. An order of several courses makes one event for each of them.",
        {
            **_PLACE,
            "reason": _plain("string", "`self`, `staff` or `paid`"),
            "expires_at": _or_null(_time("when access ends; null: never")),
        },
    ),
    EventKind.ENROLLMENT_ENDED: Event(
        "A place ended, or a place on the waiting list was given up.",
        {
            **_PLACE,
            "state": _one_of("how", "dropped", "expired"),
            "reason": _plain("string", "why, as `refunded` or `access_ended`"),
        },
    ),
    EventKind.COURSE_COMPLETED: Event(
        "Every lesson that counts is done; once for each enrolment.",
        {"enrollment_id": _id("the enrolment"), **_LEARNER, "completed_at": _time("when")},
    ),
    EventKind.ATTEMPT_GRADED: Event(
        "An attempt at a quiz has its result, or has another one after a correction.",
        {
            "id": _id("the attempt"),
            "quiz_id": _id("the quiz"),
            "enrollment_id": _id("the enrolment"),
            **_LEARNER,
            "kind": _one_of("alone, or in a live session", "self", "live"),
            "number": _plain("integer", "which attempt of this kind, from 1"),
            "score": _plain("number", "points"),
            "max_score": _plain("number", "points that could be had"),
            "percent": _plain("number", "0 to 100"),
            "passed": _plain("boolean", "whether the quiz is passed by it"),
        },
    ),
    EventKind.SUBMISSION_GRADED: Event(
        "A teacher has marked what was handed in, or marked it anew.",
        {
            "id": _id("the submission"),
            "assignment_id": _id("the assignment"),
            **_LEARNER,
            "points": _plain("number", "points"),
            "max_points": _plain("number", "points that could be had"),
        },
    ),
    EventKind.CERTIFICATE_ISSUED: Event(
        "A certificate was issued or reissued.",
        {**_CERTIFICATE, "expires_at": _or_null(_time("until when it is good; null: for ever"))},
    ),
    EventKind.CERTIFICATE_REVOKED: Event(
        "A certificate is no longer good, also because a newer version took its place.",
        {**_CERTIFICATE, "reason": _plain("string", "why")},
    ),
    EventKind.ORDER_PAID: Event(
        "An order was paid. Each of its courses also makes `enrollment.started`, unless the payer had the place before.",
        {
            "id": _id("the order"),
            "number": _plain("string", "its number"),
            "user_id": _id("the payer"),
            "total": Field(_closed(_MONEY), "what was paid"),
            "items": Field(
                {
                    "type": "array",
                    "items": _closed({"course_id": _id("the course"), "enrollment_id": _id("the place")}),
                },
                "every course of the order, with the place that it gave",
            ),
        },
    ),
    EventKind.ORDER_REFUNDED: Event(
        "Money of an order went back; once for each refund. Places that end by it make `enrollment.ended`.",
        {
            "id": _id("the refund"),
            "order_id": _id("the order"),
            "order_number": _plain("string", "its number"),
            "order_state": _plain("string", "the order's state from now on, as `refunded`"),
            "user_id": _id("the payer"),
            "refunded": Field(_closed(_MONEY), "what went back"),
        },
    ),
    EventKind.LIVE_SESSION_FINALIZED: Event(
        "The results of a live session are in the grade book. Each learner's also make `attempt.graded`.",
        {"id": _id("the session"), "quiz_id": _id("the quiz"), "course_id": _id("the course")},
    ),
    EventKind.WEBHOOK_TEST: Event(
        "Somebody pressed the button. Every endpoint gets its own, whatever it has subscribed to.",
        {"webhook_id": _id("the endpoint")},
    ),
}

SUBSCRIBABLE: Final = frozenset(EventKind) - {EventKind.WEBHOOK_TEST}


def data_schema(kind: EventKind) -> dict[str, Any]:
    """The JSON schema of the data of an event."""
    return _closed(CATALOGUE[kind].data)


def body_schema(kind: EventKind) -> dict[str, Any]:
    """The JSON schema of what is posted."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.value,
        "type": "object",
        "properties": {
            "type": {"const": kind.value},
            "timestamp": {"type": "string", "format": "date-time"},
            "data": data_schema(kind),
        },
        "required": ["type", "timestamp", "data"],
        "additionalProperties": False,
    }
