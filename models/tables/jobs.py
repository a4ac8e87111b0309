"""Long work that somebody waits for: what was asked, how far it is, what came of it; and what runs by the clock."""

from typing import Any
from uuid import UUID

from tortoise import fields

from models.tables.base import Row
from models.tables.users import User


class Job(Row):
    """One piece of long work. `state` is queued, running, done, failed or cancelled.

    `payload` is what the worker needs, `result` and `errors` what its owner may see. `beat_at` is the last sign
    of the worker that runs it; `tries` counts the workers that began it.
    """

    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="jobs", on_delete=fields.CASCADE
    )
    owner_id: UUID
    kind = fields.CharField(max_length=32)
    state = fields.CharField(max_length=12, default="queued")
    payload: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    done = fields.IntField(default=0)
    total = fields.IntField(default=0)
    result: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    errors: fields.Field[list[dict[str, Any]]] = fields.JSONField(default=list)
    created_at = fields.DatetimeField()
    started_at = fields.DatetimeField(null=True)
    beat_at = fields.DatetimeField(null=True)
    tries = fields.IntField(default=0)
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        """Listed by owner, the newest first; swept by age."""

        table = "job"
        indexes = (("owner_id", "created_at"), ("state", "created_at"))


class ScheduledRun(Row):
    """A due time of a schedule that was taken care of; the row makes it happen once, however many workers there are."""

    name = fields.CharField(max_length=40)
    due_at = fields.DatetimeField()
    created_at = fields.DatetimeField()

    class Meta:
        """Each due time once."""

        table = "scheduled_run"
        unique_together = (("name", "due_at"),)
