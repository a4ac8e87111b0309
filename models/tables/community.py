"""What people say and do around a course: announcements, reviews, groups."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row
from models.tables.courses import Course
from models.tables.users import User


class Announcement(Row):
    """A message of the staff to everyone in the course; the body is Markdown."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="announcements", on_delete=fields.RESTRICT
    )
    course_id: UUID
    author: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="announcements", on_delete=fields.RESTRICT
    )
    author_id: UUID
    title = fields.CharField(max_length=200)
    body = fields.TextField(default="")
    created_at = fields.DatetimeField()

    class Meta:
        """Found by course."""

        table = "announcement"
        indexes = (Index(fields=("course_id", "id"), name="ix_announcement_course"),)


class Review(Row):
    """What a learner thinks of a course: 1 to 5 stars and a text. A hidden one counts for nothing."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="reviews", on_delete=fields.RESTRICT
    )
    course_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="reviews", on_delete=fields.RESTRICT
    )
    user_id: UUID
    stars = fields.SmallIntField()
    text = fields.TextField(default="")
    hidden_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """One for each person and course."""

        table = "review"
        unique_together = (("course", "user"),)


class Group(Row):
    """Some of a course's learners under one name."""

    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="groups", on_delete=fields.RESTRICT
    )
    course_id: UUID
    name = fields.CharField(max_length=200)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """A name stands once in a course."""

        table = "course_group"
        unique_together = (("course", "name"),)


class GroupMember(Row):
    """One learner in one group."""

    group: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="members", on_delete=fields.CASCADE
    )
    group_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="groups", on_delete=fields.RESTRICT
    )
    user_id: UUID

    class Meta:
        """Each learner once."""

        table = "course_group_member"
        unique_together = (("group", "user"),)
