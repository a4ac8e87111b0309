"""Background work, for admins: what waits, what has failed, and trying that again."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from aiohttp import web

from handlers.schemas.work import WorkOut, WorkQuery
from models.actions.outbox import wake
from models.queries.work import count_work, find_work
from server.cause import cause_of
from server.endpoint import Page, Replay, Routes, admins, read_cursor, write_cursor
from server.errors import Conflict, NotFound

routes = Routes(tag="Admin")


@routes.get("/admin/jobs", allow=admins)
async def list_work(_request: web.Request, *, query: WorkQuery) -> Page[WorkOut]:
    """List background work, the newest first; `state=failed` is what waits for you."""
    after = read_cursor(query.cursor, tuple[datetime, UUID])
    rows, last = await find_work(query.state, query.kind, after=after, limit=query.limit)
    total = await count_work(query.state, query.kind) if query.count else None
    return Page(items=[WorkOut.of(row) for row in rows], next=write_cursor(last), total=total)


@routes.post(
    "/admin/jobs/{job_id}/retry",
    allow=admins,
    status=HTTPStatus.OK,
    raises=(NotFound, Conflict),
    replay=Replay.OFF,
)
async def retry_work(request: web.Request, *, job_id: UUID) -> WorkOut:
    """Try again what has failed."""
    return WorkOut.of(await wake(job_id, cause_of(request)))
