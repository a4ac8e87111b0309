"""Assignments: set, hand in, grade, return."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.assignments import (
    AssignmentIn,
    AssignmentOut,
    AssignmentPatch,
    GradeIn,
    SubmissionIn,
    SubmissionOut,
    SubmissionQuery,
    columns,
)
from models.actions import assignments
from models.queries import assignments as queries
from models.queries.standing import Subject
from models.tables.assignments import Assignment
from server.access import account_of
from server.course_access import learners_of, members_of, owner_of, staff_of
from server.endpoint import Answer, Created, Page, PageQuery, Routes, read_cursor, write_cursor
from server.errors import Conflict, Forbidden, NotFound, PreconditionFailed
from server.keys import CLOCK, STANDING
from server.versions import IfMatch, matching, tag_of

routes = Routes(tag="Courses")
assignment_staff = staff_of(Subject.ASSIGNMENT)
submission_staff = staff_of(Subject.SUBMISSION)


def _answer(assignment: Assignment) -> Answer[AssignmentOut]:
    return Answer(AssignmentOut.of(assignment), etag=tag_of(assignment))


async def _read(submission_id: UUID) -> SubmissionOut:
    return SubmissionOut.of(await queries.work_of(submission_id))


@routes.post("/courses/{course_id}/assignments", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def set_assignment(request: web.Request, *, course_id: UUID, body: AssignmentIn) -> Created[AssignmentOut]:
    """Set an assignment, perhaps as that of a lesson."""
    row = await assignments.create(course_id, dict(body), now=request.app[CLOCK]())
    return Created(AssignmentOut.of(row), f"/api/v1/assignments/{row.id}", etag=tag_of(row))


@routes.get("/courses/{course_id}/assignments", allow=members_of(Subject.COURSE), raises=(NotFound, Forbidden))
async def list_assignments(request: web.Request, *, course_id: UUID, query: PageQuery) -> Page[AssignmentOut]:
    """List the assignments of a course; learners get no text of those whose lesson is closed to them."""
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.assignments_of(course_id, after=after, limit=query.limit)
    if place := _learning(request):
        found = await queries.released(found, place, request.app[CLOCK]())
    total = await queries.count_assignments(course_id) if query.count else None
    return Page(items=[AssignmentOut.of(row) for row in found], next=write_cursor(last), total=total)


@routes.get("/assignments/{assignment_id}", allow=members_of(Subject.ASSIGNMENT), raises=(NotFound, Forbidden))
async def read_assignment(request: web.Request, *, assignment_id: UUID) -> Answer[AssignmentOut]:
    """Read an assignment: for the enrolled (403 `locked` until its lesson opens) and staff."""
    assignment, place = await queries.assignment_of(assignment_id), _learning(request)
    if place and (locks := await queries.closed_to(assignment, place, request.app[CLOCK]())):
        raise Forbidden("The lesson is not open yet", reason="locked", locks=locks)
    return _answer(assignment)


def _learning(request: web.Request) -> UUID | None:
    """The enrolment of a caller who is no staff."""
    standing = request[STANDING]
    return None if standing.is_staff else standing.enrollment_id


@routes.patch("/assignments/{assignment_id}", allow=assignment_staff, raises=(NotFound, PreconditionFailed))
async def change_assignment(
    request: web.Request, *, assignment_id: UUID, body: AssignmentPatch, if_match: IfMatch = None
) -> Answer[AssignmentOut]:
    """Change an assignment."""
    changes, now = columns(body.changes()), request.app[CLOCK]()
    return _answer(await assignments.change(assignment_id, changes, guard=matching(if_match), now=now))


@routes.delete("/assignments/{assignment_id}", allow=assignment_staff, raises=(NotFound, PreconditionFailed))
async def remove_assignment(request: web.Request, *, assignment_id: UUID, if_match: IfMatch = None) -> None:
    """Take an assignment out of its course; what was handed in is kept."""
    await assignments.remove(assignment_id, guard=matching(if_match), now=request.app[CLOCK]())


@routes.post(
    "/assignments/{assignment_id}/submissions",
    allow=learners_of(Subject.ASSIGNMENT),
    raises=(NotFound, Forbidden, Conflict),
)
async def submit_work(request: web.Request, *, assignment_id: UUID, body: SubmissionIn) -> Created[SubmissionOut]:
    """Hand in; again while nobody has graded it, or after it was returned."""
    place = request[STANDING].enrollment_id
    assert place is not None, "the rule lets only learners in"
    row = await assignments.hand_in(assignment_id, place, body.text, body.files, now=request.app[CLOCK]())
    return Created(await _read(row.id), f"/api/v1/submissions/{row.id}")


@routes.get("/assignments/{assignment_id}/submissions", allow=assignment_staff, raises=(NotFound,))
async def list_submissions(request: web.Request, *, assignment_id: UUID, query: SubmissionQuery) -> Page[SubmissionOut]:
    """List what was handed in, the latest first."""
    del request
    who = query.narrowed()
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.works_of(assignment_id, after=after, limit=query.limit, **who)
    total = await queries.count_works(assignment_id, **who) if query.count else None
    return Page(items=[SubmissionOut.of(work) for work in found], next=write_cursor(last), total=total)


@routes.get(
    "/assignments/{assignment_id}/submissions/mine",
    allow=learners_of(Subject.ASSIGNMENT),
    raises=(NotFound, Forbidden),
)
async def list_my_submissions(request: web.Request, *, assignment_id: UUID, query: PageQuery) -> Page[SubmissionOut]:
    """List what you handed in, the latest first."""
    who = {"user_id": request[STANDING].user_id}
    after = read_cursor(query.cursor, tuple[UUID])
    found, last = await queries.works_of(assignment_id, after=after, limit=query.limit, **who)
    total = await queries.count_works(assignment_id, **who) if query.count else None
    return Page(items=[SubmissionOut.of(work) for work in found], next=write_cursor(last), total=total)


@routes.get("/submissions/{submission_id}", allow=owner_of(Subject.SUBMISSION), raises=(NotFound,))
async def read_submission(request: web.Request, *, submission_id: UUID) -> SubmissionOut:
    """Read a submission with its feedback."""
    del request
    return await _read(submission_id)


@routes.post("/submissions/{submission_id}/grade", allow=submission_staff, raises=(NotFound, Conflict))
async def grade_submission(request: web.Request, *, submission_id: UUID, body: GradeIn) -> SubmissionOut:
    """Give points and feedback; again, to change them."""
    by, now = account_of(request), request.app[CLOCK]()
    _ = await assignments.grade(submission_id, body.points, body.feedback, by=by, now=now)
    return await _read(submission_id)


@routes.post("/submissions/{submission_id}/return", allow=submission_staff, raises=(NotFound, Conflict))
async def return_submission(request: web.Request, *, submission_id: UUID) -> SubmissionOut:
    """Return a submission to be done again."""
    _ = await assignments.give_back(submission_id, now=request.app[CLOCK]())
    return await _read(submission_id)
