"""Places in courses: take one, look at one, give one up; and what staff do with them."""

from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from aiohttp import web

from handlers.schemas.enrollments import (
    EnrollByEmailIn,
    EnrollmentOut,
    EnrollmentQuery,
    EnrollmentStatsOut,
    LearnerEnrollmentOut,
)
from handlers.schemas.invitations import InvitationOut
from handlers.schemas.jobs import ImportQuery, JobOut
from models.actions import enrollments, waitlist
from models.actions.enrollment_import import KIND
from models.actions.invitations import Invited, enroll_or_invite
from models.actions.jobs import queue_job
from models.queries import enrollments as queries
from models.queries.standing import Subject
from models.rules.enrolling import EnrollmentState
from server.access import account_of
from server.cause import cause_of
from server.course_access import holder_of, owner_of, staff_of, visitors_of
from server.endpoint import Answer, Page, Raw, Routes, read_cursor, signed_in, write_cursor
from server.errors import Conflict, Forbidden, NotFound, PaymentRequired
from server.keys import CLOCK, STANDING
from server.uploaded_tables import addresses_in

routes = Routes(tag="Enrolment")
enrollment_owner = owner_of(Subject.ENROLLMENT)
IMPORT_BYTES = 1_048_576
CREATED, OK, ACCEPTED = HTTPStatus.CREATED, HTTPStatus.OK, HTTPStatus.ACCEPTED


def _status(placed: enrollments.Placed) -> HTTPStatus:
    if placed.enrollment.state in {EnrollmentState.WAITING, EnrollmentState.OFFERED}:
        return ACCEPTED
    return CREATED if placed.made else OK


def _where(enrollment_id: UUID) -> dict[str, str]:
    return {"Location": f"/api/v1/enrollments/{enrollment_id}"}


@routes.post(
    "/courses/{course_id}/enroll",
    allow=visitors_of(Subject.COURSE, signed_in=True),
    status=(CREATED, OK, ACCEPTED),
    raises=(NotFound, Conflict, PaymentRequired),
)
async def enroll(request: web.Request, *, course_id: UUID) -> Answer[EnrollmentOut]:
    """Take a place in a free course (201, 200 if you have one), or wait for one when it is full (202)."""
    placed = await enrollments.enroll(course_id, account_of(request), now=request.app[CLOCK]())
    place = await queries.place_of(placed.enrollment.id)
    return Answer(EnrollmentOut.of(place), status=_status(placed), headers=_where(placed.enrollment.id))


@routes.get("/enrollments", allow=signed_in)
async def list_my_enrollments(request: web.Request, *, query: EnrollmentQuery) -> Page[EnrollmentOut]:
    """List your places, newest first."""
    who = {"user_id": account_of(request), **query.narrowed()}
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    places, last = await queries.places(after=after, limit=query.limit, **who)
    total = await queries.count(**who) if query.count else None
    return Page(items=[EnrollmentOut.of(place) for place in places], next=write_cursor(last), total=total)


@routes.get("/enrollments/{enrollment_id}", allow=enrollment_owner, raises=(NotFound,))
async def read_enrollment(request: web.Request, *, enrollment_id: UUID) -> EnrollmentOut:
    """Read a place."""
    del request
    return await _place(enrollment_id)


@routes.delete("/enrollments/{enrollment_id}", allow=enrollment_owner, raises=(NotFound,))
async def drop_enrollment(request: web.Request, *, enrollment_id: UUID) -> None:
    """Give up a place, or leave the waiting list; what was done is kept."""
    reason = "self" if request[STANDING].owns else "staff"
    await enrollments.drop(enrollment_id, reason=reason, now=request.app[CLOCK]())


@routes.post(
    "/courses/{course_id}/enrollments/import",
    allow=staff_of(Subject.COURSE),
    status=ACCEPTED,
    raises=(NotFound, Conflict),
    max_body_bytes=IMPORT_BYTES,
)
async def import_learners(
    request: web.Request, *, course_id: UUID, query: ImportQuery, body: Annotated[bytes, Raw(("text/csv",))]
) -> Answer[JobOut]:
    """Enrol everybody in a CSV table with a column `email`, as a job; `dry_run=true` only says what would happen."""
    rows = [asdict(row) for row in addresses_in(body)]
    payload = {"course_id": str(course_id), "dry_run": query.dry_run, "rows": rows}
    job = await queue_job(account_of(request), KIND, payload, total=len(rows), cause=cause_of(request))
    return Answer(JobOut.of(job), headers={"Location": f"/api/v1/jobs/{job.id}"})


async def _place(enrollment_id: UUID) -> EnrollmentOut:
    return EnrollmentOut.of(await queries.place_of(enrollment_id))


@routes.post(
    "/enrollments/{enrollment_id}/accept",
    allow=holder_of(Subject.ENROLLMENT),
    raises=(NotFound, Forbidden, Conflict, PaymentRequired),
)
async def accept_seat(request: web.Request, *, enrollment_id: UUID) -> EnrollmentOut:
    """Take the seat that is offered to you."""
    await waitlist.accept(enrollment_id, now=request.app[CLOCK]())
    return await _place(enrollment_id)


@routes.post(
    "/enrollments/{enrollment_id}/decline",
    allow=holder_of(Subject.ENROLLMENT),
    raises=(NotFound, Forbidden, Conflict),
)
async def decline_seat(request: web.Request, *, enrollment_id: UUID) -> EnrollmentOut:
    """Pass the seat that is offered to you on to the next."""
    await waitlist.decline(enrollment_id, now=request.app[CLOCK]())
    return await _place(enrollment_id)


@routes.get("/courses/{course_id}/enrollments/stats", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def count_learners(request: web.Request, *, course_id: UUID) -> EnrollmentStatsOut:
    """Count the places in a course by state, and how far the learners are."""
    del request
    return EnrollmentStatsOut.of(await queries.stats_of(course_id))


@routes.get("/courses/{course_id}/enrollments", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def list_learners(request: web.Request, *, course_id: UUID, query: EnrollmentQuery) -> Page[LearnerEnrollmentOut]:
    """List the places in a course with their learners, newest first."""
    del request
    who = {"course_id": course_id, **query.narrowed()}
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    places, last = await queries.places(after=after, limit=query.limit, **who)
    total = await queries.count(**who) if query.count else None
    return Page(items=[LearnerEnrollmentOut.of(place) for place in places], next=write_cursor(last), total=total)


@routes.post(
    "/courses/{course_id}/enrollments",
    allow=staff_of(Subject.COURSE),
    status=(CREATED, OK, ACCEPTED),
    raises=(NotFound, Conflict),
)
async def enroll_by_email(
    request: web.Request, *, course_id: UUID, body: EnrollByEmailIn
) -> Answer[LearnerEnrollmentOut | InvitationOut]:
    """Give a place to the holder of a verified address, whatever the price; 202 promises it to any other address."""
    now = request.app[CLOCK]()
    found = await enroll_or_invite(course_id, body.email, by=account_of(request), now=now)
    if isinstance(found, Invited):
        return Answer(InvitationOut.of(found.invitation), status=ACCEPTED)
    place = await queries.place_of(found.enrollment.id)
    status = CREATED if found.made else OK
    return Answer(LearnerEnrollmentOut.of(place), status=status, headers=_where(found.enrollment.id))
