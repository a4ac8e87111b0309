"""The logs of the channels `me` and `course:{id}`: what happened, in the order in which it is told."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.tables.base import Row, UniqueWhere


class ChannelHead(Row):
    """One channel's log: its random `epoch`, and `s`, the last position that was given out."""

    key = fields.CharField(max_length=64, unique=True)
    epoch = fields.CharField(max_length=32)
    s = fields.IntField(default=0)

    class Meta:
        """Made when somebody first listens."""

        table = "channel_head"


class ChannelEvent(Model):
    """Something that happened, written with the change itself; who listens gives it its position `s` later.

    So no change ever waits for a channel. `id` counts up in the order of writing; `user_id` is whom it is about.
    """

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=64)
    s = fields.IntField(null=True)
    t = fields.CharField(max_length=32)
    at = fields.DatetimeField()
    user_id = fields.UUIDField(null=True)
    d: fields.Field[dict[str, Any]] = fields.JSONField()

    class Meta:
        """A position is taken once; what has none yet is found by channel, old ones by time."""

        table = "channel_event"
        unique_together = (("key", "s"),)
        indexes = (
            UniqueWhere(fields=("key", "id"), name="uq_channel_event_waiting", where="s IS NULL"),
            Index(fields=("at",), name="ix_channel_event_at"),
        )
