"""Long work that somebody waits for: takes up what is queued, goes on where a dead worker stopped."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import structlog

from models.actions import enrollment_import
from models.actions.audit import Cause
from models.actions.credentials import Mailed
from models.actions.imports import import_batch
from models.actions.jobs import MOST_TRIES, JobState, beat, claim_job, finish_job
from models.actions.notifications import News
from models.queries.export import PARTS, export_part
from models.rules.notices import Notice
from models.tables.jobs import Job
from server.auth import Auth
from server.clock import utc_now
from server.mailed import new_mailed_token
from server.tracing import Tracing
from workers.payments import RECONCILE, run_reconcile

Run = Callable[[Auth, Job], Awaitable[dict[str, Any] | None]]
"""Does the work; the result to keep, or None where the rows themselves keep it."""

_log = structlog.get_logger(__name__)


async def run_jobs(ctx: dict[str, Any]) -> int:
    """Do what is queued, one job after the other; how many there were. Safe to run twice and at once."""
    if "auth" not in ctx:
        ctx["auth"] = Auth(ctx["settings"], utc_now)
    done = 0
    while job := await claim_job(utc_now()):
        await run_job(ctx["auth"], job, ctx.get("tracing"))
        done += 1
    return done


async def run_job(auth: Auth, job: Job, tracing: Tracing | None = None) -> None:
    """Do one job and note how it ended."""
    if job.tries > MOST_TRIES:
        await finish_job(job.id, JobState.FAILED, utc_now(), error="gave_up")
        return
    try:
        result = await RUNS[job.kind](auth, job)
    except Exception as error:  # noqa: BLE001 - a bug in one kind must not stop the others; it is logged with its stack
        _log.exception("job_failed", job=str(job.id), kind=job.kind)
        if tracing is not None:
            tracing.failed(error, f"job {job.kind}", {"request_id": str(job.id), "kind": job.kind})
        await finish_job(job.id, JobState.FAILED, utc_now(), error="internal")
    else:
        await finish_job(job.id, JobState.DONE, utc_now(), result=result, news=_news_of(job))


def _news_of(job: Job) -> News | None:
    """What the owner is told at the end, where somebody will not sit and wait."""
    if job.kind != "user_export":
        return None
    return News(Notice.EXPORT_READY, {}, f"/account/export/{job.id}", key=str(job.id))


async def _import(auth: Auth, job: Job) -> None:
    while await import_batch(job.id, lambda: new_mailed_token(auth, Mailed.INVITE), Cause(utc_now(), job.owner_id)):
        pass


async def _export(_auth: Auth, job: Job) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, part in enumerate(PARTS, start=1):
        found[part] = await export_part(part, job.owner_id, utc_now())
        if not await beat(job.id, utc_now(), done=number):
            break
    return found


async def _reconcile(auth: Auth, job: Job) -> dict[str, Any]:
    return await run_reconcile(auth.settings, job)


async def _enroll(_auth: Auth, job: Job) -> None:
    while await enrollment_import.import_batch(job.id, now=utc_now()):
        pass


RUNS: Final[dict[str, Run]] = {
    "user_import": _import,
    "user_export": _export,
    RECONCILE: _reconcile,
    enrollment_import.KIND: _enroll,
}
