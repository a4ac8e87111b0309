"""Long work that somebody waits for: what was asked, how far it is, what came of it."""

from typing import Any
from uuid import UUID

from tortoise import fields

from models.tables.base import Row
from models.tables.users import User


class Job(Row):
    """One piece of long work. `state` is queued, running, done, failed or cancelled.

    `payload` is what the worker needs, `result` and `errors` what its owner may see.
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
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        """Listed by owner, the newest first; swept by age."""

        table = "job"
        indexes = (("owner_id", "created_at"), ("state", "created_at"))
