"""Sums of what happened in courses, by quarters of an hour, and the changes that are not in the sums yet.

Triggers write a change in the transaction of whatever happened (see the migration that made these tables); a job adds
the changes up. Who reads adds both together, so that a figure is right at every moment.
"""

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row


class AnalyticsSlot(Row):
    """How much of one measure happened in one course within a quarter of an hour, which begins at `slot`.

    `currency` is empty for what is counted; sums of money are minor units.
    """

    course_id = fields.UUIDField()
    measure = fields.CharField(max_length=16)
    currency = fields.CharField(max_length=3, default="", db_default="")
    slot = fields.DatetimeField()
    amount = fields.BigIntField()

    class Meta:
        """Each sum once; found by course, or for all courses by time."""

        table = "analytics_slot"
        unique_together = (("course_id", "measure", "currency", "slot"),)
        indexes = (Index(fields=("slot",), name="ix_analytics_slot_slot"),)


class AnalyticsChange(Row):
    """One change of one sum that waits to be added. Only ever inserted, so that no writer waits for the job."""

    course_id = fields.UUIDField()
    measure = fields.CharField(max_length=16)
    currency = fields.CharField(max_length=3, default="", db_default="")
    slot = fields.DatetimeField()
    amount = fields.BigIntField()

    class Meta:
        """Found by course."""

        table = "analytics_change"
        indexes = (Index(fields=("course_id", "slot"), name="ix_analytics_change_course"),)
