"""Files that hang on lessons."""

from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.files import AttachmentIn, FileOut
from models.actions import files
from models.queries.standing import Subject
from server.access import account_of
from server.course_access import staff_of
from server.endpoint import Answer, Routes
from server.errors import Conflict, NotFound
from server.keys import CLOCK

routes = Routes(tag="Courses")


@routes.post(
    "/lessons/{lesson_id}/attachments",
    allow=staff_of(Subject.LESSON),
    status=(HTTPStatus.CREATED, HTTPStatus.OK),
    raises=(NotFound, Conflict),
)
async def attach_file(request: web.Request, *, lesson_id: UUID, body: AttachmentIn) -> Answer[FileOut]:
    """Hang a file of one's own on a lesson; 200 when it hangs there already."""
    row, new = await files.attach(lesson_id, body.file, account_of(request), now=request.app[CLOCK]())
    return Answer(FileOut.of(row), status=HTTPStatus.CREATED if new else HTTPStatus.OK)


@routes.delete("/lessons/{lesson_id}/attachments/{file_id}", allow=staff_of(Subject.LESSON), raises=(NotFound,))
async def detach_file(request: web.Request, *, lesson_id: UUID, file_id: UUID) -> None:
    """Take a file off a lesson; it stays its owner's."""
    del request
    await files.detach(lesson_id, file_id)
