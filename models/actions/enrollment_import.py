"""Enrolling by a table: a batch in each transaction, so a job that is begun again goes on where it was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.invitations import Invited, enroll_or_invite
from models.actions.jobs import JobState
from models.refusals import Refused
from models.tables.jobs import Job

KIND = "enrollment_import"
BATCH = 100


class _OnlyToSee(Exception):
    """Undoes what a dry run did."""


async def import_batch(job_id: UUID, *, now: datetime) -> bool:
    """Enrol the next rows of a job and note what came of each; False when there are no more, or it was cancelled."""
    async with in_transaction():
        job = await Job.select_for_update().get(id=job_id)
        rows = job.payload["rows"][job.done : job.done + BATCH]
        if job.state != JobState.RUNNING or not rows:
            return False
        dry_run = bool(job.payload["dry_run"])
        outcomes = await _take(UUID(job.payload["course_id"]), rows, job.owner_id, now, dry_run=dry_run)
        found = job.result or {"dry_run": dry_run, "rows": []}
        job.result = {**found, "rows": [*found["rows"], *outcomes]}
        job.errors = [*job.errors, *(each for each in outcomes if each["outcome"] == "refused")]
        job.done, job.beat_at = job.done + len(rows), now
        await job.save(update_fields=["result", "errors", "done", "beat_at"])
        await feeds.job_changed(None, job, now)
    return True


async def _take(
    course_id: UUID, rows: Sequence[Mapping[str, Any]], by: UUID, now: datetime, *, dry_run: bool
) -> list[dict[str, Any]]:
    """What came of each row. A dry run does the same and then undoes it, so that it counts seats as the real one."""
    outcomes: list[dict[str, Any]] = []
    try:
        async with in_transaction():
            for row in rows:
                told = {"line": row["line"], "email": row["email"]}
                outcomes.append({**told, **await _one(course_id, row, by, now)})
            if dry_run:
                raise _OnlyToSee  # noqa: TRY301 - leaving by an exception is what rolls back
    except _OnlyToSee:
        for outcome in outcomes:
            outcome.pop("enrollment_id", None)
            outcome.pop("invitation_id", None)
    return outcomes


async def _one(course_id: UUID, row: Mapping[str, Any], by: UUID, now: datetime) -> dict[str, Any]:
    if row["fault"]:
        return {"outcome": "refused", "code": row["fault"]}
    try:
        found = await enroll_or_invite(course_id, row["email"], by=by, now=now)
    except Refused as refusal:
        return {"outcome": "refused", "code": refusal.code}
    if isinstance(found, Invited):
        return {"outcome": "invited" if found.made else "exists", "invitation_id": str(found.invitation.id)}
    return {"outcome": "enrolled" if found.made else "exists", "enrollment_id": str(found.enrollment.id)}
