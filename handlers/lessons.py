"""Lessons: read, change, remove."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.lessons import LessonOut, LessonPatch, columns
from models.actions import lessons, progress
from models.queries.files import attached_to
from models.queries.outline import lesson_of
from models.queries.standing import Subject
from server.course_access import readers_of_lesson, staff_of
from server.endpoint import Answer, Routes
from server.errors import Forbidden, NotFound, PreconditionFailed, Unauthorized
from server.keys import CLOCK, STANDING
from server.versions import IfMatch, matching, tag_of

routes = Routes(tag="Courses")
lesson_staff = staff_of(Subject.LESSON)


@routes.get("/lessons/{lesson_id}", allow=readers_of_lesson(), raises=(Unauthorized, Forbidden, NotFound))
async def read_lesson(request: web.Request, *, lesson_id: UUID) -> Answer[LessonOut]:
    """Read a lesson: for the enrolled (403 `locked` until it opens) and staff; previews are for everyone."""
    standing, now = request[STANDING], request.app[CLOCK]()
    if standing.enrollment_id is not None and standing.learns(now) and not standing.is_staff:
        await progress.view(standing.enrollment_id, lesson_id, now=now)
    lesson = await lesson_of(lesson_id)
    return Answer(LessonOut.of(lesson, await attached_to(lesson.id)), etag=tag_of(lesson))


@routes.patch("/lessons/{lesson_id}", allow=lesson_staff, raises=(NotFound, PreconditionFailed))
async def change_lesson(
    request: web.Request, *, lesson_id: UUID, body: LessonPatch, if_match: IfMatch = None
) -> Answer[LessonOut]:
    """Change a lesson."""
    changes, now = columns(body.changes()), request.app[CLOCK]()
    lesson = await lessons.change_lesson(lesson_id, changes, guard=matching(if_match), now=now)
    return Answer(LessonOut.of(lesson, await attached_to(lesson.id)), etag=tag_of(lesson))


@routes.delete("/lessons/{lesson_id}", allow=lesson_staff, raises=(NotFound, PreconditionFailed))
async def remove_lesson(request: web.Request, *, lesson_id: UUID, if_match: IfMatch = None) -> None:
    """Take a lesson out of its course; what learners did there is kept."""
    await lessons.remove_lesson(lesson_id, guard=matching(if_match), now=request.app[CLOCK]())
