"""Places in courses, those promised to addresses, and the progress of those who hold them."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row, UniqueWhere
from models.tables.courses import Course, Lesson
from models.tables.users import User


class Enrollment(Row):
    """One person's run through a course; a drop and a return make a new `run`."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="enrollments", on_delete=fields.RESTRICT
    )
    course_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="enrollments", on_delete=fields.RESTRICT
    )
    user_id: UUID
    state = fields.CharField(max_length=12, default="active")
    reason = fields.CharField(max_length=64, default="self")
    run = fields.IntField(default=1)
    percent = fields.IntField(default=0)
    enrolled_at = fields.DatetimeField()
    completed_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField(null=True)
    offered_until = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    last_seen_at = fields.DatetimeField(null=True)

    class Meta:
        """At most one living enrolment for each person and course; each run once."""

        table = "enrollment"
        unique_together = (("course", "user", "run"),)
        indexes = (
            Index(fields=("user_id", "enrolled_at"), name="ix_enrollment_user"),
            Index(fields=("course_id", "state", "enrolled_at"), name="ix_enrollment_course"),
            Index(fields=("course_id", "enrolled_at", "id"), name="ix_enrollment_roster"),
            UniqueWhere(
                fields=("course_id", "user_id"),
                name="uq_enrollment_living",
                where="state IN ('active', 'waiting', 'offered', 'completed')",
            ),
        )


class Invitation(Row):
    """A place promised to an address that nobody has proved to hold.

    `state` is waiting, granted (`enrollment_id` names the place), revoked, or refused (the course is archived).
    """

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="invitations", on_delete=fields.RESTRICT
    )
    course_id: UUID
    email = fields.CharField(max_length=320)
    email_key = fields.CharField(max_length=320)
    state = fields.CharField(max_length=12, default="waiting")
    invited_by_id = fields.UUIDField(null=True)
    enrollment_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        """One promise at a time for each address and course; found by either."""

        table = "invitation"
        indexes = (
            Index(fields=("course_id", "id"), name="ix_invitation_course"),
            Index(fields=("email_key", "state"), name="ix_invitation_address"),
            UniqueWhere(fields=("course_id", "email_key"), name="uq_invitation_waiting", where="state = 'waiting'"),
        )


class LessonProgress(Row):
    """How far one enrolment is in one lesson, and why: the fold of its events, kept so that nobody must fold again.

    `watched` holds intervals in whole seconds that neither touch nor overlap, in order.
    """

    enrollment: fields.ForeignKeyRelation[Enrollment] = fields.ForeignKeyField(
        "models.Enrollment", related_name="progress", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    lesson: fields.ForeignKeyRelation[Lesson] = fields.ForeignKeyField(
        "models.Lesson", related_name="progress", on_delete=fields.RESTRICT
    )
    lesson_id: UUID
    state = fields.CharField(max_length=12)
    why: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    position_seconds = fields.IntField(null=True)
    watched: fields.Field[list[list[int]]] = fields.JSONField(default=list, db_default="[]")
    dwelt_seconds = fields.IntField(default=0, db_default=0)
    reported_at = fields.DatetimeField(null=True)
    started_at = fields.DatetimeField()
    completed_at = fields.DatetimeField(null=True)
    updated_at = fields.DatetimeField()

    class Meta:
        """One row for each lesson and enrolment."""

        table = "lesson_progress"
        unique_together = (("enrollment", "lesson"),)


class ProgressEvent(Row):
    """Something that moved a learner on in a lesson: append-only, told in the order of the ids."""

    enrollment: fields.ForeignKeyRelation[Enrollment] = fields.ForeignKeyField(
        "models.Enrollment", related_name="events", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    lesson: fields.ForeignKeyRelation[Lesson] = fields.ForeignKeyField(
        "models.Lesson", related_name="events", on_delete=fields.RESTRICT
    )
    lesson_id: UUID
    kind = fields.CharField(max_length=16)
    at = fields.DatetimeField()
    d: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)

    class Meta:
        """Found by enrolment and lesson, in order."""

        table = "progress_event"
        indexes = (Index(fields=("enrollment_id", "lesson_id", "id"), name="ix_progress_event_fold"),)
