"""Taking in a table of people, a batch in each transaction: a job that is begun again goes on where it was."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from models.actions import feeds
from models.actions.accounts import EmailTaken, create_account
from models.actions.audit import Cause
from models.actions.credentials import MailedToken, invite
from models.actions.jobs import JobState
from models.rules.access import Role
from models.rules.accounts import email_key
from models.tables.jobs import Job
from models.tables.users import User

BATCH = 50
Invitation = Callable[[], MailedToken]


async def import_batch(job_id: UUID, invitation: Invitation, cause: Cause) -> bool:
    """Take in the next rows of a job and note what came of each; False when there are no more, or it was cancelled."""
    async with in_transaction() as tx:
        job = await Job.select_for_update().using_db(tx).get(id=job_id)
        rows = job.payload.get("rows", [])[job.done : job.done + BATCH]
        if job.state != JobState.RUNNING or not rows:
            return False
        dry_run = bool(job.payload["dry_run"])
        taken = await _known(tx, rows)
        outcomes = [await _take(tx, row, taken, invitation, cause, dry_run=dry_run) for row in rows]
        found = job.result or {"dry_run": dry_run, "rows": []}
        job.result = {**found, "rows": [*found["rows"], *outcomes]}
        job.errors = [*job.errors, *(each for each in outcomes if each["outcome"] == "invalid")]
        job.done, job.beat_at = job.done + len(rows), cause.now
        await job.save(using_db=tx, update_fields=["result", "errors", "done", "beat_at"])
        await feeds.job_changed(tx, job, cause.now)
    return True


async def _known(tx: BaseDBAsyncClient, rows: Sequence[dict[str, Any]]) -> set[str]:
    keys = [email_key(row["email"]) for row in rows]
    found = await User.filter(email_key__in=keys).using_db(tx).values_list("email_key", flat=True)
    return {str(key) for key in found}


async def _take(
    tx: BaseDBAsyncClient,
    row: dict[str, Any],
    taken: set[str],
    invitation: Invitation,
    cause: Cause,
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """What came of one row: created, exists or invalid, with the reason."""
    told = {"line": row["line"], "email": row["email"]}
    key = email_key(row["email"])
    if row["fault"]:
        return {**told, "outcome": "invalid", "code": row["fault"]}
    if key in taken:
        return {**told, "outcome": "exists"}
    taken.add(key)
    if dry_run:
        return {**told, "outcome": "created"}
    try:
        user = await create_account(
            email=row["email"],
            full_name=row["full_name"],
            password_hash=None,
            role=Role(row["role"]),
            verified=True,
            cause=cause,
        )
    except EmailTaken:  # somebody signed up since we looked
        return {**told, "outcome": "exists"}
    await invite(tx, user, invitation(), cause)
    return {**told, "outcome": "created", "user_id": str(user.id)}
