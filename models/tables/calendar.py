"""Calendar feeds: whose secret address is which, and what the feed has told."""

from uuid import UUID

from tortoise import fields

from models.tables.base import Row
from models.tables.users import User


class CalendarFeed(Row):
    """The secret address of one person's feed; `token_hash` is a keyed hash, nothing holds the secret."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="calendar_feeds", on_delete=fields.CASCADE
    )
    user_id: UUID
    token_hash = fields.BinaryField()
    created_at = fields.DatetimeField()

    class Meta:
        """One for each person: a new one takes the place of the old."""

        table = "calendar_feed"
        unique_together = (("user",),)


class CalendarEntry(Row):
    """What a person's feed has told about one date, so that a change gets a higher number and a removal is told.

    `key` names the date (`assignment-<id>`), `facts` is what was told of it.
    """

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="calendar_entries", on_delete=fields.CASCADE
    )
    user_id: UUID
    key = fields.CharField(max_length=80)
    starts_at = fields.DatetimeField()
    facts: fields.Field[dict[str, str]] = fields.JSONField(default=dict)
    sequence = fields.IntField(default=0)
    changed_at = fields.DatetimeField()
    cancelled_at = fields.DatetimeField(null=True)

    class Meta:
        """One row for each date of a person."""

        table = "calendar_entry"
        unique_together = (("user", "key"),)
