"""Questions come from files of other systems and go into them: for staff only."""

import asyncio
from typing import Annotated
from uuid import UUID

from aiohttp import web

from handlers.schemas.transfer import ExportOut, ExportQuery, ImportOut, ImportQuery
from models import formats
from models.actions import transfer
from models.queries.standing import Subject
from models.queries.transfer import plain_questions
from server.course_access import staff_of
from server.endpoint import Raw, Routes
from server.errors import Conflict, NotFound, TooLarge
from server.keys import CLOCK

routes = Routes(tag="Quizzes")
quiz_staff = staff_of(Subject.QUIZ)
MEDIA_TYPES = (
    "application/octet-stream",
    "text/plain",
    "application/xml",
    "text/xml",
    "application/zip",
    "application/x-zip-compressed",
)


@routes.post(
    "/quizzes/{quiz_id}/import",
    allow=quiz_staff,
    raises=(NotFound, Conflict, TooLarge),
    max_body_bytes=formats.MOST_BYTES,
)
async def import_questions(
    request: web.Request, *, quiz_id: UUID, query: ImportQuery, body: Annotated[bytes, Raw(MEDIA_TYPES)]
) -> ImportOut:
    """Add the questions of a file at the end of a quiz.

    What cannot be read is reported and the rest comes in; the report says for each question what was changed or lost.
    """
    # A large file takes seconds: a thread lets the loop serve the others meanwhile.
    reading = await asyncio.to_thread(formats.read, query.format, body)
    questions, left_out = await transfer.fitting(quiz_id, reading.questions)
    notes = [*reading.notes, *left_out]
    if query.dry_run:
        return ImportOut.of(query, len(questions), (), notes)
    added = await transfer.bring_in(quiz_id, questions, now=request.app[CLOCK]())
    return ImportOut.of(query, len(questions), [written.id for written in added], notes)


@routes.get("/quizzes/{quiz_id}/export", allow=quiz_staff, raises=(NotFound,), media_type="application/octet-stream")
async def export_questions(request: web.Request, *, quiz_id: UUID, query: ExportQuery) -> web.Response:
    """Write the questions of a quiz with their keys as a file; with `report=true`, what the file would lose as JSON."""
    del request
    questions = await plain_questions(quiz_id)
    file = await asyncio.to_thread(formats.write, query.format, questions)
    if query.report:
        report = ExportOut.of(query.format, file.count, file.notes)
        return web.Response(text=report.model_dump_json(), content_type="application/json")
    headers = {"Content-Disposition": f'attachment; filename="quiz-{quiz_id}.{file.ending}"'}
    return web.Response(body=file.data, content_type=file.media_type, headers=headers)
