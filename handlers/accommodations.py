"""Extra time and attempts of one person in one course."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.people import AccommodationIn, AccommodationOut
from models.actions import people
from models.queries.standing import Subject
from server.cause import cause_of
from server.course_access import staff_of
from server.endpoint import Routes
from server.errors import NotFound

routes = Routes(tag="Courses")
course_staff = staff_of(Subject.COURSE)


@routes.get("/courses/{course_id}/accommodations/{user_id}", allow=course_staff, raises=(NotFound,))
async def read_course_accommodation(_request: web.Request, *, course_id: UUID, user_id: UUID) -> AccommodationOut:
    """A learner's extra time and attempts in this course."""
    return AccommodationOut.of(await people.course_accommodation_of(user_id, course_id))


@routes.put("/courses/{course_id}/accommodations/{user_id}", allow=course_staff, raises=(NotFound,))
async def set_course_accommodation(
    request: web.Request, *, course_id: UUID, user_id: UUID, body: AccommodationIn
) -> AccommodationOut:
    """Set a learner's extra time and attempts in this course."""
    row = await people.accommodate_in_course(user_id, course_id, body.model_dump(), cause_of(request))
    return AccommodationOut.of(row)
