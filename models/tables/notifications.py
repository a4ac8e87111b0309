"""What people are told: in the application, by mail, and what they want to be told."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row
from models.tables.users import User


class Notification(Row):
    """One piece of news for one person. `data` fills the texts of its kind in the reader's language.

    `key`, where given, makes a second row for the same event impossible.
    """

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="notifications", on_delete=fields.CASCADE
    )
    user_id: UUID
    kind = fields.CharField(max_length=32)
    data: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    url = fields.CharField(max_length=500, default="")
    key = fields.CharField(max_length=200, null=True, unique=True)
    created_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        """Listed by person, the newest first."""

        table = "notification"
        indexes = (Index(fields=("user_id", "created_at", "id"), name="ix_notification_user"),)


class NotificationPreference(Row):
    """A choice that differs from the usual one: whether a kind of news comes by a channel."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="preferences", on_delete=fields.CASCADE
    )
    user_id: UUID
    kind = fields.CharField(max_length=32)
    channel = fields.CharField(max_length=8)
    wanted = fields.BooleanField()

    class Meta:
        """One choice for each kind and channel."""

        table = "notification_preference"
        unique_together = (("user", "kind", "channel"),)


class SentMail(Row):
    """A mail that a mail server took from us; its id is that of the outbox row, so it is written once."""

    user_id = fields.UUIDField(null=True)
    template = fields.CharField(max_length=40)
    message_id = fields.CharField(max_length=200)
    counted = fields.BooleanField(default=False)
    """Whether it counts for the reader's budget; security mails never do."""
    sent_at = fields.DatetimeField()

    class Meta:
        """Counted by reader and time."""

        table = "sent_mail"
        indexes = (Index(fields=("user_id", "sent_at"), name="ix_sent_mail_user"), ("sent_at",))


class DigestEntry(Row):
    """News that was over the reader's budget of mails and waits for the daily digest."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="digest", on_delete=fields.CASCADE
    )
    user_id: UUID
    kind = fields.CharField(max_length=32)
    data: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    url = fields.CharField(max_length=500, default="")
    created_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        """What waits is found by person."""

        table = "digest_entry"
        indexes = (Index(fields=("user_id", "sent_at"), name="ix_digest_user"),)


class RefusedAddress(Row):
    """An address that a mail server said does not exist. It counts as long as it is its person's address."""

    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", related_name="refused_address", on_delete=fields.CASCADE
    )
    user_id: UUID
    email_key = fields.CharField(max_length=320)
    reason = fields.CharField(max_length=300)
    refused_at = fields.DatetimeField()

    class Meta:
        """One for each person: the last."""

        table = "refused_address"
        indexes = (Index(fields=("refused_at",), name="ix_refused_address_time"),)
