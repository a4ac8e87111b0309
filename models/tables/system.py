"""Rows that keep promises: idempotency keys, outbox, jobs, audit log, used tickets."""

from typing import Any

from tortoise import fields

from models.tables.base import Row


class IdempotencyKey(Row):
    """A POST that was begun, and its answer once there is one."""

    principal = fields.CharField(max_length=64)
    method = fields.CharField(max_length=8)
    path = fields.CharField(max_length=500)
    key = fields.CharField(max_length=200)
    body_hash = fields.BinaryField()
    state = fields.CharField(max_length=8, default="running")
    status = fields.IntField(null=True)
    headers: fields.Field[dict[str, str] | None] = fields.JSONField(null=True)
    body = fields.BinaryField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        """The scope of a key is principal, method and path."""

        table = "idempotency_key"
        unique_together = (("principal", "method", "path", "key"),)
        indexes = (("created_at",),)


class Outbox(Row):
    """A side effect that must happen after the transaction that wrote this row: the record of work, Redis is not.

    `tries` counts runs that failed, `starts` all that began. Until `lease_until` one worker has it. `failed_at` marks
    the dead, whom only an admin wakes. `key`, where given, makes a second row for the same effect impossible.
    """

    kind = fields.CharField(max_length=64)
    key = fields.CharField(max_length=200, null=True, unique=True)
    payload: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    created_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    tries = fields.IntField(default=0)
    starts = fields.IntField(default=0, db_default=0)
    lease_until = fields.DatetimeField(null=True)
    failed_at = fields.DatetimeField(null=True)
    error = fields.TextField(null=True)

    class Meta:
        """What is not done is found by its due time."""

        table = "outbox"
        indexes = (("done_at", "due_at"),)


class AuditLog(Row):
    """Who did what to what: append-only, written in the transaction of the change."""

    at = fields.DatetimeField()
    actor_id = fields.UUIDField(null=True)
    acting_as_id = fields.UUIDField(null=True)
    action = fields.CharField(max_length=64)
    object_type = fields.CharField(max_length=32)
    object_id = fields.UUIDField(null=True)
    before: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    after: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    address = fields.CharField(max_length=64, default="")
    request_id = fields.CharField(max_length=64, default="")

    class Meta:
        """Found by actor, by object, by time."""

        table = "audit_log"
        indexes = (("at", "id"), ("actor_id", "at"), ("object_id", "at"))


class UsedTicket(Row):
    """A socket ticket that was used; its id is the ticket's, so a second use collides."""

    used_at = fields.DatetimeField()

    class Meta:
        """Old rows are swept by time."""

        table = "used_ticket"
        indexes = (("used_at",),)
