"""Outgoing webhooks: who is told, what is told, and how telling it went."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row, UniqueWhere


class Webhook(Row):
    """An endpoint of somebody else. No events means all. Secrets are sealed: AES-GCM, bound to this row.

    `failing_since` is the first failure since the last success; `off_reason` says why we switched it off.
    """

    url = fields.CharField(max_length=2000)
    description = fields.CharField(max_length=500, default="")
    events: fields.Field[list[str]] = fields.JSONField(default=list)
    enabled = fields.BooleanField(default=True)
    off_reason = fields.CharField(max_length=16, null=True)
    failing_since = fields.DatetimeField(null=True)
    secret = fields.BinaryField()
    previous_secret = fields.BinaryField(null=True)
    previous_until = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Listed by time."""

        table = "webhook"
        indexes = (Index(fields=("created_at", "id"), name="ix_webhook_created"),)


class WebhookEvent(Row):
    """Something that happened, told by ids; its id is the message's. `key` makes a second one impossible."""

    kind = fields.CharField(max_length=40)
    key = fields.CharField(max_length=100, null=True, unique=True)
    at = fields.DatetimeField()
    data: fields.Field[dict[str, Any]] = fields.JSONField()

    class Meta:
        """Old ones are swept by time."""

        table = "webhook_event"
        indexes = (Index(fields=("at",), name="ix_webhook_event_at"),)


class WebhookDelivery(Row):
    """One event on its way to one endpoint: written with the event's cause, so it is its own outbox.

    Who takes it up puts `due_at` off, so that nobody else does; if they die, it is due again. `log` has the tries.
    No foreign keys: deleting an endpoint must not make an enrolment fail that is about to tell it something.
    """

    webhook_id: UUID = fields.UUIDField()
    event_id: UUID = fields.UUIDField()
    kind = fields.CharField(max_length=40)
    state = fields.CharField(max_length=12, default="waiting")
    tries = fields.IntField(default=0)
    due_at = fields.DatetimeField()
    created_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)
    log: fields.Field[list[dict[str, Any]]] = fields.JSONField(default=list)

    class Meta:
        """An event goes to an endpoint once; what waits is found by endpoint and time."""

        table = "webhook_delivery"
        unique_together = (("webhook_id", "event_id"),)
        indexes = (
            UniqueWhere(
                fields=("webhook_id", "due_at", "id"), name="uq_webhook_delivery_waiting", where="state = 'waiting'"
            ),
            Index(fields=("webhook_id", "created_at", "id"), name="ix_webhook_delivery_log"),
            Index(fields=("created_at",), name="ix_webhook_delivery_created"),
        )
