"""Long work of one's own: how far it is, and stopping it."""

from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.jobs import JobOut
from models.actions.jobs import cancel_job as stop_job
from models.actions.jobs import find_job
from models.tables.jobs import Job
from server.cause import cause_of
from server.endpoint import Replay, Routes, signed_in
from server.errors import Conflict, NotFound
from server.keys import PRINCIPAL

routes = Routes(tag="System")


async def _own(request: web.Request, job_id: UUID) -> Job:
    """The job, if it is the caller's, or the caller an admin; nobody else may know that it exists."""
    job, who = await find_job(job_id), request[PRINCIPAL]
    if job is None or (job.owner_id != who.user_id and not who.is_admin):
        raise NotFound("There is no such job")
    return job


@routes.get("/jobs/{job_id}", allow=signed_in, raises=(NotFound,))
async def read_job(request: web.Request, *, job_id: UUID) -> JobOut:
    """How far a job is, and what came of it."""
    return JobOut.of(await _own(request, job_id))


@routes.post(
    "/jobs/{job_id}/cancel", allow=signed_in, status=HTTPStatus.OK, raises=(NotFound, Conflict), replay=Replay.OFF
)
async def cancel_job(request: web.Request, *, job_id: UUID) -> JobOut:
    """Stop a job where it is; what it has done stays done."""
    job = await _own(request, job_id)
    return JobOut.of(await stop_job(job.id, cause_of(request)))
