"""Long work: queueing it, taking it up, telling how far it is, ending it. PostgreSQL is the record of work."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.audit import Cause, record
from models.actions.notifications import News, notify
from models.refusals import NotNow, NotThere
from models.tables.jobs import Job

SILENT = timedelta(seconds=90)
"""A worker that gave no sign for so long is taken for dead, and another goes on with its job."""
MOST_TRIES = 3
STAGES = 20
MOST_AT_ONCE = 5
"""Unfinished jobs of one kind and owner at most."""


class JobState(StrEnum):
    """Where a job is; the last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (JobState.QUEUED, JobState.RUNNING)

_CLAIM = """
UPDATE job SET state = 'running', started_at = coalesce(started_at, $1), beat_at = $1, tries = tries + 1
WHERE id = (SELECT id FROM job WHERE state = 'queued' OR (state = 'running' AND beat_at < $2)
            ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
"""


async def queue_job(owner_id: UUID, kind: str, payload: dict[str, Any], *, total: int, cause: Cause) -> Job:
    """Ask for long work. Raises NotNow when its owner waits for too much of the kind already."""
    async with in_transaction() as tx:
        waiting = Job.filter(owner_id=owner_id, kind=kind, state__in=list(OPEN))
        if await waiting.using_db(tx).count() >= MOST_AT_ONCE:
            raise NotNow("Wait for the jobs that are under way", code="too_many_jobs")
        job = await Job.create(
            using_db=tx, owner_id=owner_id, kind=kind, payload=payload, total=total, created_at=cause.now
        )
        await feeds.job_changed(tx, job, cause.now)
        await record(tx, cause, "job.queue", "job", job.id, after={"kind": kind, "total": total})
    return job


async def claim_job(now: datetime) -> Job | None:
    """Take up the oldest job that waits, or whose worker is silent; no two workers get one. None: nothing to do."""
    async with in_transaction() as tx:
        rows = await tx.execute_query_dict(_CLAIM, [now, now - SILENT])
        job = await Job.get(id=rows[0]["id"], using_db=tx) if rows else None
        if job is not None:
            await feeds.job_changed(tx, job, now)
    return job


async def beat(job_id: UUID, now: datetime, *, done: int) -> bool:
    """Give a sign of life and say how far it is; False when the job was cancelled meanwhile."""
    async with in_transaction() as tx:
        job = await Job.filter(id=job_id, state=JobState.RUNNING).using_db(tx).select_for_update().first()
        if job is None:
            return False
        tell = _stage(job.done, job.total) != _stage(done, job.total)
        job.beat_at, job.done = now, done
        await job.save(using_db=tx, update_fields=["beat_at", "done"])
        if tell:
            await feeds.job_changed(tx, job, now)
    return True


def _stage(done: int, total: int) -> int:
    """Which twentieth of the work is under way: a job's owner is told of each once, however often it beats."""
    return STAGES * done // total if total else done


async def finish_job(
    job_id: UUID,
    state: JobState,
    now: datetime,
    *,
    result: dict[str, Any] | None = None,
    error: str = "",
    news: News | None = None,
) -> None:
    """End a running job and tell its owner the news, if there are any; a cancelled one stays so."""
    changes: dict[str, Any] = {"state": state, "finished_at": now, "payload": {}}
    if result is not None:
        changes["result"] = result
    if error:
        changes["errors"] = [{"code": error}]
    async with in_transaction() as tx:
        ended = await Job.filter(id=job_id, state=JobState.RUNNING).using_db(tx).update(**changes)
        if not ended:
            return
        job = await Job.get(id=job_id, using_db=tx)
        await feeds.job_changed(tx, job, now)
        if news:
            await notify(tx, job.owner_id, news, now)


async def cancel_job(job_id: UUID, cause: Cause) -> Job:
    """Stop a job where it is; what it has done stays done. Raises NotThere, and NotNow when it has ended."""
    async with in_transaction() as tx:
        job = await Job.select_for_update().using_db(tx).get_or_none(id=job_id)
        if job is None:
            raise NotThere("There is no such job")
        if job.state not in OPEN:
            raise NotNow("The job has ended", code="job_over")
        job.state, job.finished_at, job.payload = JobState.CANCELLED, cause.now, {}
        await job.save(using_db=tx, update_fields=["state", "finished_at", "payload"])
        await feeds.job_changed(tx, job, cause.now)
        await record(tx, cause, "job.cancel", "job", job.id)
    return job


async def find_job(job_id: UUID) -> Job | None:
    """A job, or None."""
    return await Job.get_or_none(id=job_id)
