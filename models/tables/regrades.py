"""Regrades: what was marked anew, by which policy, and how each mark was before."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row
from models.tables.quizzes import AttemptMark, Quiz


class Regrade(Row):
    """One regrade of a quiz; `questions` are those that were looked at."""

    quiz: fields.ForeignKeyRelation[Quiz] = fields.ForeignKeyField(
        "models.Quiz", related_name="regrades", on_delete=fields.RESTRICT
    )
    quiz_id: UUID
    policy = fields.CharField(max_length=16)
    questions: fields.Field[list[str]] = fields.JSONField(default=list)
    made_by_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        """Found by quiz."""

        table = "regrade"
        indexes = (Index(fields=("quiz_id", "created_at"), name="ix_regrade_quiz"),)


class RegradedMark(Row):
    """How one mark was before a regrade and after it: `{fraction, points, max_points, why}`."""

    regrade: fields.ForeignKeyRelation[Regrade] = fields.ForeignKeyField(
        "models.Regrade", related_name="marks", on_delete=fields.RESTRICT
    )
    regrade_id: UUID
    mark: fields.ForeignKeyRelation[AttemptMark] = fields.ForeignKeyField(
        "models.AttemptMark", related_name="regrades", on_delete=fields.RESTRICT
    )
    mark_id: UUID
    before: fields.Field[dict[str, Any]] = fields.JSONField()
    after: fields.Field[dict[str, Any]] = fields.JSONField()

    class Meta:
        """Each mark once in a regrade."""

        table = "regraded_mark"
        unique_together = (("regrade", "mark"),)
