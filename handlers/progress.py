"""A learner's progress: reports of players, "done" by hand, decisions of staff, and how it stands."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.progress import LessonMoved, OverrideIn, ProgressOut, ReportIn
from models.actions import progress
from models.queries.progress import progress_of
from models.queries.standing import Subject
from models.rules.progress import LessonState
from server.access import account_of
from server.course_access import holder_of, owner_of, staff_of
from server.endpoint import Routes
from server.errors import Conflict, Forbidden, NotFound
from server.keys import CLOCK

routes = Routes(tag="Enrolment")
enrollment_holder = holder_of(Subject.ENROLLMENT)


async def _moved(request: web.Request, enrollment_id: UUID, lesson_id: UUID) -> LessonMoved:
    return LessonMoved.of(await progress_of(enrollment_id, request.app[CLOCK]()), lesson_id)


@routes.get("/enrollments/{enrollment_id}/progress", allow=owner_of(Subject.ENROLLMENT), raises=(NotFound,))
async def read_progress(request: web.Request, *, enrollment_id: UUID) -> ProgressOut:
    """Read how far the learner is in every lesson, what is locked, and why."""
    return ProgressOut.of(await progress_of(enrollment_id, request.app[CLOCK]()))


@routes.put(
    "/enrollments/{enrollment_id}/lessons/{lesson_id}/progress",
    allow=enrollment_holder,
    raises=(NotFound, Forbidden, Conflict),
)
async def report_progress(request: web.Request, *, enrollment_id: UUID, lesson_id: UUID, body: ReportIn) -> LessonMoved:
    """Report where you are in a lesson; no more time is credited than has passed on the server's clock."""
    await progress.report(enrollment_id, lesson_id, body.report(), now=request.app[CLOCK]())
    return await _moved(request, enrollment_id, lesson_id)


@routes.post(
    "/enrollments/{enrollment_id}/lessons/{lesson_id}/complete",
    allow=enrollment_holder,
    raises=(NotFound, Forbidden, Conflict),
)
async def complete_lesson(request: web.Request, *, enrollment_id: UUID, lesson_id: UUID) -> LessonMoved:
    """Say that a lesson is done (409 `other_rule` where it is completed in another way)."""
    await progress.complete(enrollment_id, lesson_id, now=request.app[CLOCK]())
    return await _moved(request, enrollment_id, lesson_id)


@routes.post(
    "/enrollments/{enrollment_id}/lessons/{lesson_id}/override",
    allow=staff_of(Subject.ENROLLMENT),
    raises=(NotFound,),
)
async def override_lesson(
    request: web.Request, *, enrollment_id: UUID, lesson_id: UUID, body: OverrideIn
) -> LessonMoved:
    """Decide how a lesson stands for a learner, with a reason."""
    state, now = LessonState(body.state), request.app[CLOCK]()
    await progress.override(enrollment_id, lesson_id, state, body.reason, account_of(request), now)
    return await _moved(request, enrollment_id, lesson_id)
