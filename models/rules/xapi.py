"""What happened, as xAPI statements (xAPI 1.0.3, part 2; also valid in 2.0). Pure.

People are named by an account on our own site, never by name or address: the id says nothing to others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

_VERBS: Final = "http://adlnet.gov/expapi/verbs/"
_TYPES: Final = "http://adlnet.gov/expapi/activities/"


class Verb(StrEnum):
    """What people do, by the last part of the verb's identifier."""

    LAUNCHED = "launched"
    INITIALIZED = "initialized"
    ANSWERED = "answered"
    PASSED = "passed"
    FAILED = "failed"
    COMPLETED = "completed"


class Thing(StrEnum):
    """What they do it with."""

    COURSE = "course"
    QUIZ = "quiz"
    QUESTION = "question"


_ACTIVITY: Final[Mapping[Thing, tuple[str, str]]] = {
    Thing.COURSE: ("courses", f"{_TYPES}course"),
    Thing.QUIZ: ("quizzes", f"{_TYPES}assessment"),
    Thing.QUESTION: ("questions", f"{_TYPES}question"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that one person did; `id` is the statement's and follows from the row that tells of it.

    `scaled` is a share of 1, `raw` of `most`; `seconds` is how long it took; `registration` the run through the course.
    """

    id: UUID
    verb: Verb
    user_id: UUID
    at: datetime
    thing: Thing
    thing_id: UUID
    title: str
    language: str
    course_id: UUID
    registration: UUID | None = None
    scaled: float | None = None
    raw: float | None = None
    most: float | None = None
    success: bool | None = None
    seconds: float | None = None


def statement(fact: Fact, origin: str) -> dict[str, Any]:
    """The statement, ready for JSON: the same fact gives the same statement, whenever it is asked."""
    made: dict[str, Any] = {
        "id": str(fact.id),
        "actor": {"objectType": "Agent", "account": {"homePage": origin, "name": str(fact.user_id)}},
        "verb": {"id": f"{_VERBS}{fact.verb}", "display": {"en": fact.verb.value}},
        "object": _activity(fact, origin),
        "context": _context(fact, origin),
        "timestamp": fact.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    result = _result(fact)
    return {**made, "result": result} if result else made


def _activity(fact: Fact, origin: str) -> dict[str, Any]:
    folder, kind = _ACTIVITY[fact.thing]
    definition = {"name": {fact.language or "und": fact.title}, "type": kind}
    return {"objectType": "Activity", "id": f"{origin}/{folder}/{fact.thing_id}", "definition": definition}


def _context(fact: Fact, origin: str) -> dict[str, Any]:
    context: dict[str, Any] = {"platform": "Lectern"}
    if fact.registration is not None:
        context["registration"] = str(fact.registration)
    if fact.thing is not Thing.COURSE:
        parent = {"objectType": "Activity", "id": f"{origin}/courses/{fact.course_id}"}
        context["contextActivities"] = {"grouping": [parent]}
    return context


def _result(fact: Fact) -> dict[str, Any]:
    """Scores lie within their bounds: the specification refuses any other, and penalties can go below none."""
    result: dict[str, Any] = {}
    if fact.scaled is not None:
        result["score"] = {"scaled": round(min(max(fact.scaled, -1.0), 1.0), 6)}
        if fact.raw is not None and fact.most is not None and fact.most > 0:
            raw = min(fact.raw, fact.most)
            result["score"] |= {"raw": raw, "min": min(0.0, raw), "max": fact.most}
    if fact.success is not None:
        result["success"] = fact.success
    if fact.verb in {Verb.PASSED, Verb.FAILED, Verb.COMPLETED}:
        result["completion"] = True
    if fact.seconds is not None and fact.seconds >= 0:
        result["duration"] = f"PT{fact.seconds:.2f}S"
    return result
