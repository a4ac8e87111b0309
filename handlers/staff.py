"""The staff of a course: list, take on, let go."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.staff import StaffIn, StaffOut
from models.actions import staff
from models.queries.catalogue import staff_members
from models.queries.standing import Subject
from models.rules.access import CourseRole
from models.rules.accounts import email_key
from server.cause import cause_of
from server.course_access import leaders_of, staff_of
from server.endpoint import Created, Page, Routes
from server.errors import Conflict, Forbidden, NotFound

routes = Routes(tag="Courses")
course_leaders = leaders_of(Subject.COURSE)


@routes.get("/courses/{course_id}/staff", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def list_staff(request: web.Request, *, course_id: UUID) -> Page[StaffOut]:
    """List who teaches a course."""
    del request
    return Page(items=[StaffOut.of(member) for member in await staff_members(course_id)])


@routes.post("/courses/{course_id}/staff", allow=course_leaders, raises=(NotFound, Forbidden, Conflict))
async def take_on(request: web.Request, *, course_id: UUID, body: StaffIn) -> Created[StaffOut]:
    """Give the holder of a verified address a role in a course, or change it; assistants may not."""
    place = await staff.take_on(course_id, email_key(body.email), CourseRole(body.role), cause=cause_of(request))
    member = next(member for member in await staff_members(course_id) if member.user_id == place.user_id)
    return Created(StaffOut.of(member), f"/api/v1/courses/{course_id}/staff")


@routes.delete("/courses/{course_id}/staff/{user_id}", allow=course_leaders, raises=(NotFound, Forbidden, Conflict))
async def let_go(request: web.Request, *, course_id: UUID, user_id: UUID) -> None:
    """Take somebody's role in a course away; assistants may not, and the owner stays."""
    await staff.let_go(course_id, user_id, cause=cause_of(request))
