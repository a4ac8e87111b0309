"""The copy of one's own data, as a file: where the mail that says it is ready leads to."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

import orjson
from aiohttp import web

from handlers.pages.access import VISITOR, signed_in_page
from models.actions.jobs import JobState, find_job
from server.endpoint import Routes
from server.errors import NotFound

routes: Final = Routes(prefix="", tag="Pages", documented=False)


@routes.get("/account/export/{job_id}", allow=signed_in_page, raises=(NotFound,))
async def take_export(request: web.Request, *, job_id: UUID) -> web.Response:
    """The data as JSON, to its owner only."""
    job = await find_job(job_id)
    if job is None or job.owner_id != request[VISITOR].id or job.kind != "user_export" or job.state != JobState.DONE:
        raise NotFound("There is no such copy; it may have been too long ago")
    return web.Response(
        status=HTTPStatus.OK,
        body=orjson.dumps(job.result, option=orjson.OPT_INDENT_2),
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="lectern-data.json"'},
    )
