"""Certificates, their files, and how those of a course look."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row
from models.tables.courses import Course
from models.tables.enrollments import Enrollment
from models.tables.users import User


class Certificate(Row):
    """Proof that a person completed a course, as it was that day: names and looks are copies.

    A reissue makes the next `version` and revokes the one before. `status_list` and `status_index` are its place in
    the published bitstring of revoked credentials.
    """

    enrollment: fields.ForeignKeyRelation[Enrollment] = fields.ForeignKeyField(
        "models.Enrollment", related_name="certificates", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="certificates", on_delete=fields.RESTRICT
    )
    user_id: UUID
    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="certificates", on_delete=fields.RESTRICT
    )
    course_id: UUID
    version = fields.IntField(default=1)
    number = fields.CharField(max_length=24, unique=True)
    code = fields.CharField(max_length=32, unique=True)
    name = fields.CharField(max_length=200)
    course_title = fields.CharField(max_length=200)
    language = fields.CharField(max_length=16)
    look: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    completed_at = fields.DatetimeField()
    issued_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    revoked_reason = fields.CharField(max_length=500, null=True)
    status_list = fields.IntField()
    status_index = fields.IntField()

    class Meta:
        """One first certificate for each learner and run, whoever asks how often at once; one place in the lists."""

        table = "certificate"
        unique_together = (("enrollment", "version"), ("status_list", "status_index"))
        indexes = (Index(fields=("user_id", "issued_at"), name="ix_certificate_user"),)


class CertificateFile(Row):
    """The PDF of a certificate, under the certificate's own id: a rerun overwrites it."""

    content = fields.BinaryField()
    made_at = fields.DatetimeField()

    class Meta:
        """Table name."""

        table = "certificate_file"


class CertificateTemplate(Row):
    """How the certificates of a course look from now on; the id is the course's."""

    look: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    validity_days = fields.IntField(null=True)
    updated_at = fields.DatetimeField()

    class Meta:
        """Table name."""

        table = "certificate_template"


class BadgeKey(Row):
    """A public key that ever signed a credential; kept for good, so that old credentials stay verifiable."""

    kid = fields.CharField(max_length=64, unique=True)
    public_key = fields.BinaryField()
    created_at = fields.DatetimeField()

    class Meta:
        """Table name."""

        table = "badge_key"
