"""Courses: find, make, read, change, publish, archive; their outline and its order."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.courses import CourseIn, CourseOut, CoursePatch, CourseQuery, CourseRef, DuplicateIn, columns
from handlers.schemas.lessons import OrderIn, OutlineOut
from models.actions import courses, lessons
from models.actions.duplicating import duplicate
from models.queries import catalogue
from models.queries.outline import parts_of
from models.queries.progress import progress_of
from models.queries.standing import Subject
from models.tables.courses import Course
from server.access import account_of
from server.course_access import leaders_of, staff_of, visitors_of
from server.endpoint import Answer, Created, Page, Routes, anyone, teachers, write_cursor
from server.errors import Conflict, Forbidden, NotFound, PreconditionFailed, Unauthorized
from server.keys import CLOCK, PRINCIPAL, STANDING
from server.versions import IfMatch, matching, tag_of

routes = Routes(tag="Courses")
course_staff = staff_of(Subject.COURSE)
course_leaders = leaders_of(Subject.COURSE)
AS_IT_IS = DuplicateIn()
"""What an empty body means."""


async def _answer(course: Course) -> Answer[CourseOut]:
    return Answer(CourseOut.of(await catalogue.card_of(course.id)), etag=tag_of(course))


@routes.get("/courses", allow=anyone, raises=(Unauthorized,))
async def list_courses(request: web.Request, *, query: CourseQuery) -> Page[CourseOut]:
    """Find published courses, or with `mine=true` those that you teach."""
    who = request.get(PRINCIPAL)
    if query.mine and (who is None or who.user_id is None):
        raise Unauthorized
    search = query.search(who.user_id if who else None)
    found = await catalogue.find(search, after=query.after(), limit=query.limit, count=query.count)
    return Page(items=[CourseOut.of(card) for card in found.cards], next=write_cursor(found.last), total=found.total)


@routes.post("/courses", allow=teachers, raises=(Conflict,))
async def create_course(request: web.Request, *, body: CourseIn) -> Created[CourseOut]:
    """Make a course; it begins as a draft that you own."""
    fields = columns(dict(body))
    course = await courses.create(fields, owner_id=account_of(request), now=request.app[CLOCK]())
    card = await catalogue.card_of(course.id)
    return Created(CourseOut.of(card), f"/api/v1/courses/{course.id}", etag=tag_of(course))


@routes.get("/courses/{course_id}", allow=visitors_of(Subject.COURSE), raises=(NotFound,))
async def read_course(request: web.Request, *, course_id: CourseRef) -> Answer[CourseOut]:
    """Read a course by its id or slug; drafts are for their staff."""
    del course_id
    card = await catalogue.card_of(request[STANDING].course_id)
    return Answer(CourseOut.of(card), etag=tag_of(card.course))


@routes.patch("/courses/{course_id}", allow=course_staff, raises=(NotFound, Conflict, PreconditionFailed))
async def change_course(
    request: web.Request, *, course_id: UUID, body: CoursePatch, if_match: IfMatch = None
) -> Answer[CourseOut]:
    """Change a course."""
    changes = columns(body.changes())
    return await _answer(await courses.change(course_id, changes, guard=matching(if_match), now=request.app[CLOCK]()))


@routes.delete("/courses/{course_id}", allow=course_staff, raises=(NotFound, PreconditionFailed))
async def delete_course(request: web.Request, *, course_id: UUID, if_match: IfMatch = None) -> None:
    """Archive a course; results and certificates survive."""
    _ = await courses.archive(course_id, guard=matching(if_match), now=request.app[CLOCK]())


@routes.post("/courses/{course_id}/publish", allow=course_staff, raises=(NotFound, Conflict))
async def publish_course(request: web.Request, *, course_id: UUID) -> Answer[CourseOut]:
    """Publish a course, or learn everything that is missing (409 `not_ready`)."""
    return await _answer(await courses.publish(course_id, now=request.app[CLOCK]()))


@routes.post("/courses/{course_id}/unpublish", allow=course_staff, raises=(NotFound,))
async def unpublish_course(request: web.Request, *, course_id: UUID) -> Answer[CourseOut]:
    """Take a course back to draft; those enrolled keep their places."""
    return await _answer(await courses.unpublish(course_id, now=request.app[CLOCK]()))


@routes.post("/courses/{course_id}/archive", allow=course_staff, raises=(NotFound,))
async def archive_course(request: web.Request, *, course_id: UUID) -> Answer[CourseOut]:
    """Archive a course: nobody enrols any more."""
    return await _answer(await courses.archive(course_id, now=request.app[CLOCK]()))


@routes.post("/courses/{course_id}/duplicate", allow=course_leaders, raises=(NotFound, Forbidden))
async def duplicate_course(
    request: web.Request, *, course_id: UUID, body: DuplicateIn = AS_IT_IS
) -> Created[CourseOut]:
    """Copy a course with its lessons and quizzes, but without people, as a draft that you own."""
    who, now = account_of(request), request.app[CLOCK]()
    course = await duplicate(course_id, title=body.title, owner_id=who, now=now)
    card = await catalogue.card_of(course.id)
    return Created(CourseOut.of(card), f"/api/v1/courses/{course.id}", etag=tag_of(course))


@routes.get("/courses/{course_id}/outline", allow=visitors_of(Subject.COURSE), raises=(NotFound,))
async def read_outline(request: web.Request, *, course_id: CourseRef) -> OutlineOut:
    """Read the sections and lessons of a course in order; as a learner with states, locks and where to go on."""
    del course_id
    standing, now = request[STANDING], request.app[CLOCK]()
    if standing.enrollment_id is not None and standing.learns(now):
        return OutlineOut.for_learner(await progress_of(standing.enrollment_id, now))
    return OutlineOut.of(standing.course_id, await parts_of(standing.course_id))


@routes.put("/courses/{course_id}/order", allow=course_staff, raises=(NotFound,))
async def order_course(request: web.Request, *, course_id: UUID, body: OrderIn) -> OutlineOut:
    """Put all sections and lessons in order, all at once or not at all."""
    await lessons.put_in_order(course_id, body.places(), now=request.app[CLOCK]())
    return OutlineOut.of(course_id, await parts_of(course_id))
