"""Access rules of everything that belongs to a course: one statement learns what the caller is in it.

The rules leave the caller's `Standing` in `request[STANDING]`. What the caller may not know exists is NotFound.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from aiohttp import web

from models.queries.standing import Subject, course_id_of_slug, standing_at
from models.rules.access import CourseRole
from models.rules.enrolling import READING
from models.rules.standing import Standing
from server.access import Identity, Rule
from server.errors import AppError, Forbidden, NotFound, Unauthorized
from server.keys import CLOCK, PRINCIPAL, STANDING

Judge = Callable[[web.Request, Standing], AppError | None]
"""The reason against, or None."""


def staff_of(subject: Subject) -> Rule:
    """Staff of the thing's course, and admins."""
    return _rule(f"staff of the course of this {subject}", "I", subject, _staff)


def leaders_of(subject: Subject) -> Rule:
    """Staff above assistants, and admins."""
    return _rule(f"owner or co-instructor of the course of this {subject}", "I", subject, _leaders)


def members_of(subject: Subject) -> Rule:
    """Staff, and learners whose enrolment is in force; learners only see what is released."""
    return _rule(f"enrolled in, or staff of, the course of this {subject}", "E/I", subject, _members)


def learners_of(subject: Subject) -> Rule:
    """Learners whose enrolment is in force."""
    return _rule(f"enrolled in the course of this {subject}", "E", subject, _learners)


def owner_of(subject: Subject) -> Rule:
    """The person the thing belongs to, staff of its course, and admins."""
    return _rule(f"owner of this {subject}, staff of its course", "O", subject, _owner)


def holder_of(subject: Subject) -> Rule:
    """Only the person the thing belongs to."""
    return _rule(f"owner of this {subject}", "E", subject, _holder)


def visitors_of(subject: Subject, *, signed_in: bool = False) -> Rule:
    """Anyone who may know that the course exists, perhaps only with an account."""
    name = f"anyone who may know of the course of this {subject}"
    if signed_in:
        return _rule(f"{name}, signed in", "S", subject, _visitors)
    return _rule(name, "P/I", subject, _visitors, Identity.OPTIONAL)


def readers_of_lesson() -> Rule:
    """Staff, the enrolled, and anyone for the previews of a published course."""
    return _rule("enrolled, staff, or anyone for a preview", "E/P/I", Subject.LESSON, _readers, Identity.OPTIONAL)


def _rule(name: str, letter: str, subject: Subject, judge: Judge, identity: Identity = Identity.ACCOUNT) -> Rule:
    parameter = f"{subject}_id"

    async def check(request: web.Request, params: Mapping[str, Any]) -> None:
        thing_id = await _id_in(params[parameter])
        standing = thing_id and await standing_at(subject, thing_id, request.get(PRINCIPAL))
        if not standing:
            raise NotFound(f"There is no such {subject}")
        if refusal := judge(request, standing):
            raise refusal
        request[STANDING] = standing

    return Rule(name, letter, check, identity)


async def _id_in(given: UUID | str) -> UUID | None:
    """The id itself, or that of the course whose slug was given."""
    if isinstance(given, UUID):
        return given
    try:
        return UUID(given)
    except ValueError:
        return await course_id_of_slug(given)


def _hidden() -> AppError:
    return NotFound("There is no such thing")


def _staff(_request: web.Request, standing: Standing) -> AppError | None:
    if standing.is_staff:
        return None
    if standing.knows_course and (standing.owner_id is None or standing.owns):
        return Forbidden("Only the staff of this course may do this", reason="not_staff_of_course")
    return _hidden()


def _leaders(request: web.Request, standing: Standing) -> AppError | None:
    if standing.is_staff and standing.role is CourseRole.ASSISTANT and not standing.is_admin:
        return Forbidden("Assistants may not do this", reason="only_an_assistant")
    return _staff(request, standing)


def _members(request: web.Request, standing: Standing) -> AppError | None:
    if standing.is_staff:
        return None
    return _learners(request, standing)


def _learners(request: web.Request, standing: Standing) -> AppError | None:
    if not standing.knows_course:
        return _hidden()
    if not standing.learns(request.app[CLOCK]()):
        return Forbidden("Enrol in this course first", reason=_why_not_learning(standing))
    return None if standing.open else _hidden()


def _why_not_learning(standing: Standing) -> str:
    if standing.enrollment_id is None:
        return "not_enrolled"
    return "access_ended" if standing.enrollment_state in READING else f"enrollment_{standing.enrollment_state}"


def _owner(_request: web.Request, standing: Standing) -> AppError | None:
    return None if standing.owns or standing.is_staff else _hidden()


def _holder(_request: web.Request, standing: Standing) -> AppError | None:
    if standing.owns:
        return None
    if standing.is_staff:
        return Forbidden("Only the learner may do this", reason="not_the_owner")
    return _hidden()


def _visitors(_request: web.Request, standing: Standing) -> AppError | None:
    return None if standing.knows_course else _hidden()


def _readers(request: web.Request, standing: Standing) -> AppError | None:
    if standing.is_staff or (standing.knows_course and standing.learns(request.app[CLOCK]())):
        return None
    if not standing.knows_course:
        return _hidden()
    if standing.open:
        return None
    if request.get(PRINCIPAL) is None:
        return Unauthorized()
    return Forbidden("Enrol in this course to read its lessons", reason=_why_not_learning(standing))
