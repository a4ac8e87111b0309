"""Files, the lessons they hang on, and the work they were handed in with."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row
from models.tables.courses import Course, Lesson
from models.tables.users import User


class File(Row):
    """A file; the object in the store has its id as its key.

    `state` is arriving, ready, removed (the object may still be there) or lost (the object is gone).
    While it arrives, `size` is the room that is kept for it. `upload` names a direct upload in the store.
    """

    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="files", on_delete=fields.RESTRICT
    )
    owner_id: UUID
    name = fields.CharField(max_length=200)
    media_type = fields.CharField(max_length=100, default="")
    size = fields.BigIntField()
    sha256 = fields.CharField(max_length=64, default="")
    state = fields.CharField(max_length=12, default="arriving")
    upload = fields.CharField(max_length=2000, null=True)
    created_at = fields.DatetimeField()
    changed_at = fields.DatetimeField()

    class Meta:
        """Found by owner; what is unfinished is found by its age."""

        table = "file"
        indexes = (
            Index(fields=("owner_id", "id"), name="ix_file_owner"),
            Index(fields=("state", "changed_at"), name="ix_file_state"),
        )


class Attachment(Row):
    """A file that hangs on a lesson."""

    lesson: fields.ForeignKeyRelation[Lesson] = fields.ForeignKeyField(
        "models.Lesson", related_name="attachments", on_delete=fields.RESTRICT
    )
    lesson_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="attachments", on_delete=fields.CASCADE
    )
    file_id: UUID
    created_at = fields.DatetimeField()

    class Meta:
        """Once on each lesson."""

        table = "attachment"
        unique_together = (("lesson", "file"),)
        indexes = (Index(fields=("file_id",), name="ix_attachment_file"),)


class FileClaim(Row):
    """A file that was handed in: part of a `submission` or of the answers of an `attempt`, whose id is `thing_id`.

    The staff of the course may read it, and its owner may not take it back.
    """

    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="claims", on_delete=fields.CASCADE
    )
    file_id: UUID
    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="file_claims", on_delete=fields.RESTRICT
    )
    course_id: UUID
    kind = fields.CharField(max_length=12)
    thing_id = fields.UUIDField()
    created_at = fields.DatetimeField()

    class Meta:
        """Once in each thing."""

        table = "file_claim"
        unique_together = (("kind", "thing_id", "file"),)
        indexes = (Index(fields=("file_id",), name="ix_file_claim_file"),)
