"""The gradebook of a course."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.gradebook import GradebookOut
from models.queries.gradebook import gradebook
from models.queries.standing import Subject
from server.course_access import staff_of
from server.endpoint import Routes, Table
from server.errors import NotFound

routes = Routes(tag="Enrolment")


@routes.get("/courses/{course_id}/gradebook", allow=staff_of(Subject.COURSE), raises=(NotFound,))
async def read_gradebook(request: web.Request, *, course_id: UUID) -> Table[GradebookOut]:
    """Read what every learner has reached in every quiz (JSON, or CSV with `Accept: text/csv`)."""
    del request
    out = GradebookOut.of(course_id, await gradebook(course_id))
    return Table(out, name=f"gradebook-{course_id}", rows=out.rows())
