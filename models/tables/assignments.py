"""Assignments of a course and what learners hand in."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row, UniqueWhere
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.users import User


class Assignment(Row):
    """Something to hand in; `lesson_id` names the lesson that is done by it. The body is Markdown."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="assignments", on_delete=fields.RESTRICT
    )
    course_id: UUID
    lesson_id = fields.UUIDField(null=True)
    title = fields.CharField(max_length=200)
    body = fields.TextField(default="")
    points = fields.FloatField(default=100.0)
    due_at = fields.DatetimeField(null=True)
    closes_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    archived_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Found by course; a lesson has one."""

        table = "assignment"
        indexes = (
            Index(fields=("course_id", "id"), name="ix_assignment_course"),
            UniqueWhere(
                fields=("lesson_id",),
                name="uq_assignment_lesson",
                where="lesson_id IS NOT NULL AND archived_at IS NULL",
            ),
        )


class Submission(Row):
    """One handing in: `handed_in`, `graded`, or `returned` to be done again. The last one counts."""

    assignment: fields.ForeignKeyRelation[Assignment] = fields.ForeignKeyField(
        "models.Assignment", related_name="submissions", on_delete=fields.RESTRICT
    )
    assignment_id: UUID
    enrollment: fields.ForeignKeyRelation[Enrollment] = fields.ForeignKeyField(
        "models.Enrollment", related_name="submissions", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="submissions", on_delete=fields.RESTRICT
    )
    user_id: UUID
    number = fields.IntField()
    state = fields.CharField(max_length=12, default="handed_in")
    text = fields.TextField(default="")
    late = fields.BooleanField(default=False)
    points = fields.FloatField(null=True)
    feedback = fields.TextField(default="")
    graded_by_id = fields.UUIDField(null=True)
    handed_in_at = fields.DatetimeField()
    graded_at = fields.DatetimeField(null=True)
    returned_at = fields.DatetimeField(null=True)

    class Meta:
        """Each number once."""

        table = "submission"
        unique_together = (("assignment", "enrollment", "number"),)
        indexes = (Index(fields=("assignment_id", "id"), name="ix_submission_assignment"),)
