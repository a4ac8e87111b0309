"""Background work and long jobs: what waits, what failed, trying again, stopping."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal
from uuid import UUID

from aiohttp import web
from pydantic import Field

from handlers.pages.admin.access import AdminForm, admins_page, done, require_own_form
from handlers.pages.admin.table import Act, Cell, Filter, Key, Line, Listing, TableQuery, moment, show, states
from models.actions.jobs import OPEN, JobState
from models.actions.jobs import cancel_job as stop_job
from models.actions.outbox import wake
from models.queries.administration import find_jobs
from models.queries.work import WorkState, find_work, state_of
from models.tables.jobs import Job
from models.tables.system import Outbox
from server.cause import cause_of
from server.endpoint import Form, Replay, Routes
from server.errors import Conflict, Forbidden, NotFound

routes: Final = Routes(prefix="", tag="Pages", documented=False)
_WORK = ("kind", "state", "tries", "created", "due", "ended", "error")
_JOBS = ("kind", "name", "state", "progress", "created", "ended", "error")


class WorkQuery(TableQuery):
    """Which work."""

    state: WorkState | Literal[""] = ""
    kind: str = Field("", max_length=64)


class JobsQuery(TableQuery):
    """Which jobs."""

    state: JobState | Literal[""] = ""
    kind: str = Field("", max_length=32)


@routes.get("/admin/work", allow=admins_page)
async def work(request: web.Request, *, query: WorkQuery) -> web.Response:
    """What follows from changes, without what it is about, which may be a secret; what was given up can be tried again."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        rows, last = await find_work(query.state or None, query.kind or None, after=after, limit=limit)
        return [_work(row) for row in rows], last

    filters = (Filter("state", query.state, states(WorkState)), Filter("kind", query.kind))
    return await show(request, Listing("work", _WORK, fetch, filters), query)


def _work(row: Outbox) -> Line:
    state = state_of(row)
    cells = (
        Cell(row.kind, "code"),
        Cell(state.value, "state"),
        Cell(str(row.tries), "number"),
        moment(row.created_at),
        moment(row.due_at),
        moment(row.done_at or row.failed_at),
        Cell((row.error or "")[:200]),
    )
    return Line(cells, (Act("retry", f"/admin/work/{row.id}/retry"),) if state is WorkState.FAILED else ())


@routes.post(
    "/admin/work/{work_id}/retry", allow=admins_page, raises=(NotFound, Conflict, Forbidden), replay=Replay.OFF
)
async def retry(request: web.Request, *, work_id: UUID, body: Annotated[AdminForm, Form()]) -> web.Response:
    """Try again what was given up."""
    await require_own_form(request, body)
    _ = await wake(work_id, cause_of(request))
    return await done(request, body, "retry")


@routes.get("/admin/jobs", allow=admins_page)
async def jobs(request: web.Request, *, query: JobsQuery) -> web.Response:
    """Long work that somebody waits for."""

    async def fetch(after: Key | None, limit: int) -> tuple[Sequence[Line], Key | None]:
        rows, last = await find_jobs(query.state, query.kind, after=after, limit=limit)
        return [_job(row) for row in rows], last

    filters = (Filter("state", query.state, states(JobState)), Filter("kind", query.kind))
    return await show(request, Listing("jobs", _JOBS, fetch, filters), query)


def _job(row: Job) -> Line:
    cells = (
        Cell(row.kind, "code"),
        Cell(row.owner.full_name, note=row.owner.email),
        Cell(row.state, "state"),
        Cell(f"{row.done} / {row.total}", "number"),
        moment(row.created_at),
        moment(row.finished_at),
        Cell(", ".join(str(error.get("code", "")) for error in row.errors[:5])),
    )
    return Line(cells, (Act("cancel", f"/admin/jobs/{row.id}/cancel", danger=True),) if row.state in OPEN else ())


@routes.post(
    "/admin/jobs/{job_id}/cancel", allow=admins_page, raises=(NotFound, Conflict, Forbidden), replay=Replay.OFF
)
async def cancel(request: web.Request, *, job_id: UUID, body: Annotated[AdminForm, Form()]) -> web.Response:
    """Stop a job where it is; what it has done stays done."""
    await require_own_form(request, body)
    _ = await stop_job(job_id, cause_of(request))
    return await done(request, body, "cancel")
