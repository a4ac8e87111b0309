"""Courses with their sections, lessons and staff."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.rules.access import CourseRole
from models.tables.base import Row
from models.tables.users import User


class Course(Row):
    """A course; `state` is draft, published or archived. Prices are minor units of `currency`."""

    slug = fields.CharField(max_length=120, unique=True)
    title = fields.CharField(max_length=200)
    summary = fields.CharField(max_length=500, default="")
    description = fields.TextField(default="")
    category = fields.CharField(max_length=80, default="")
    tags: fields.Field[list[str]] = fields.JSONField(default=list)
    difficulty = fields.CharField(max_length=16, null=True)
    language = fields.CharField(max_length=16, default="en")
    price_minor = fields.BigIntField(null=True)
    currency = fields.CharField(max_length=3, null=True)
    capacity = fields.IntField(null=True)
    access_days = fields.IntField(null=True)
    enroll_opens_at = fields.DatetimeField(null=True)
    enroll_closes_at = fields.DatetimeField(null=True)
    offer_hours = fields.IntField(null=True)
    publish_at = fields.DatetimeField(null=True)
    state = fields.CharField(max_length=12, default="draft")
    published_at = fields.DatetimeField(null=True)
    archived_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Table name and list order."""

        table = "course"
        indexes = (("state", "created_at", "id"),)


class CourseStaff(Row):
    """Who teaches a course, and as what."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="staff", on_delete=fields.RESTRICT
    )
    course_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="teaching", on_delete=fields.RESTRICT
    )
    user_id: UUID
    role = fields.CharEnumField(CourseRole, max_length=16)
    created_at = fields.DatetimeField()

    class Meta:
        """One role for each person and course."""

        table = "course_staff"
        unique_together = (("course", "user"),)
        indexes = (Index(fields=("user_id",), name="ix_course_staff_user"),)


class Section(Row):
    """A part of a course; `position` counts from 0 within the course."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="sections", on_delete=fields.RESTRICT
    )
    course_id: UUID
    title = fields.CharField(max_length=200)
    position = fields.IntField()
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()
    archived_at = fields.DatetimeField(null=True)

    class Meta:
        """Found by course."""

        table = "section"
        indexes = (Index(fields=("course_id", "position"), name="ix_section_course"),)


class Lesson(Row):
    """A lesson. `completion` and `unlock` hold the rules of api.md as they were given."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="lessons", on_delete=fields.RESTRICT
    )
    course_id: UUID
    section: fields.ForeignKeyRelation[Section] = fields.ForeignKeyField(
        "models.Section", related_name="lessons", on_delete=fields.RESTRICT
    )
    section_id: UUID
    title = fields.CharField(max_length=200)
    kind = fields.CharField(max_length=16)
    body = fields.TextField(default="")
    video_url = fields.CharField(max_length=2000, null=True)
    quiz_id = fields.UUIDField(null=True)
    minutes = fields.IntField(null=True)
    preview = fields.BooleanField(default=False)
    optional = fields.BooleanField(default=False)
    completion: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    unlock: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)
    position = fields.IntField()
    version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()
    archived_at = fields.DatetimeField(null=True)

    class Meta:
        """Found by course, and from a quiz."""

        table = "lesson"
        indexes = (("quiz_id",), Index(fields=("course_id", "position"), name="ix_lesson_course"))
