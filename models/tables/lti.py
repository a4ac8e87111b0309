"""Learning platforms that launch us (LTI 1.3), who comes from them, what was linked there, and the marks they are owed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row
from models.tables.courses import Course
from models.tables.quizzes import Quiz
from models.tables.users import User


class LtiPlatform(Row):
    """A platform as an admin has registered it.

    `trusts_email`: whom it sends may be matched with accounts by address. `trusts_roles`: its teachers become assistants
    of the courses that were linked there. `token_audience` is what its token endpoint wants to be called; null: its URL.
    """

    name = fields.CharField(max_length=200)
    issuer = fields.CharField(max_length=500)
    client_id = fields.CharField(max_length=255)
    deployments: fields.Field[list[str]] = fields.JSONField(default=list)
    login_url = fields.CharField(max_length=2000)
    token_url = fields.CharField(max_length=2000)
    keys_url = fields.CharField(max_length=2000)
    token_audience = fields.CharField(max_length=2000, null=True)
    trusts_email = fields.BooleanField(default=False)
    trusts_roles = fields.BooleanField(default=False)
    created_at = fields.DatetimeField()

    class Meta:
        """A client of an issuer is registered once."""

        table = "lti_platform"
        unique_together = (("issuer", "client_id"),)


class LtiCourse(Row):
    """A course whose staff (or an admin) let a platform send learners into it."""

    platform: fields.ForeignKeyRelation[LtiPlatform] = fields.ForeignKeyField(
        "models.LtiPlatform", related_name="courses", on_delete=fields.CASCADE
    )
    platform_id: UUID
    course: fields.ForeignKeyRelation[Course] = fields.ForeignKeyField(
        "models.Course", related_name="lti_platforms", on_delete=fields.CASCADE
    )
    course_id: UUID
    created_at = fields.DatetimeField()

    class Meta:
        """Once for each platform and course."""

        table = "lti_course"
        unique_together = (("platform", "course"),)


class LtiIdentity(Row):
    """Somebody of a platform (`subject` is its `sub`), and their account here."""

    platform: fields.ForeignKeyRelation[LtiPlatform] = fields.ForeignKeyField(
        "models.LtiPlatform", related_name="identities", on_delete=fields.CASCADE
    )
    platform_id: UUID
    subject = fields.CharField(max_length=255)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="lti_identities", on_delete=fields.CASCADE
    )
    user_id: UUID
    created_at = fields.DatetimeField()

    class Meta:
        """A subject has one account."""

        table = "lti_identity"
        unique_together = (("platform", "subject"),)


class LtiTicket(Row):
    """A step that one browser may take once, and soon.

    `login` comes back from the platform, `enter` signs in, `deep_link` answers with a choice. `data` is what the step
    needs to know.
    """

    platform: fields.ForeignKeyRelation[LtiPlatform] = fields.ForeignKeyField(
        "models.LtiPlatform", related_name="tickets", on_delete=fields.CASCADE
    )
    platform_id: UUID
    kind = fields.CharField(max_length=12)
    token_hash = fields.BinaryField()
    data: fields.Field[dict[str, Any]] = fields.JSONField(default=dict)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        """Swept by time."""

        table = "lti_ticket"
        indexes = (Index(fields=("expires_at",), name="ix_lti_ticket_expiry"),)


class LtiPlacement(Row):
    """One link on a platform to a quiz here, and where its marks go (Assignment and Grade Services 2.0).

    `lineitem` is the column itself, `lineitems` where one may be made; `scopes` is what the platform allows.
    """

    platform: fields.ForeignKeyRelation[LtiPlatform] = fields.ForeignKeyField(
        "models.LtiPlatform", related_name="placements", on_delete=fields.CASCADE
    )
    platform_id: UUID
    deployment = fields.CharField(max_length=255)
    resource_link = fields.CharField(max_length=255)
    quiz: fields.ForeignKeyRelation[Quiz] = fields.ForeignKeyField(
        "models.Quiz", related_name="lti_placements", on_delete=fields.CASCADE
    )
    quiz_id: UUID
    lineitem = fields.CharField(max_length=2000, null=True)
    lineitems = fields.CharField(max_length=2000, null=True)
    scopes: fields.Field[list[str]] = fields.JSONField(default=list)
    created_at = fields.DatetimeField()

    class Meta:
        """A link is unique within its deployment."""

        table = "lti_placement"
        unique_together = (("platform", "deployment", "resource_link"),)


class LtiScore(Row):
    """What a platform is to know of one person's result at one link, and what it knows.

    `percent` was measured at `measured_at`, which only grows; `sent_at` is the `measured_at` that has arrived.
    `sending_until` marks the one worker that is sending.
    """

    placement: fields.ForeignKeyRelation[LtiPlacement] = fields.ForeignKeyField(
        "models.LtiPlacement", related_name="scores", on_delete=fields.CASCADE
    )
    placement_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="lti_scores", on_delete=fields.CASCADE
    )
    user_id: UUID
    subject = fields.CharField(max_length=255)
    percent: float | None = fields.FloatField(null=True)
    measured_at: datetime | None = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    sending_until = fields.DatetimeField(null=True)

    class Meta:
        """One for each person and link; found when a result changes."""

        table = "lti_score"
        unique_together = (("placement", "subject"),)
        indexes = (Index(fields=("user_id",), name="ix_lti_score_user"),)


class LtiKey(Row):
    """A key of ours (RSA): the public half as a JSON Web Key, the private half sealed."""

    kid = fields.CharField(max_length=64, unique=True)
    public: fields.Field[dict[str, str]] = fields.JSONField()
    sealed = fields.BinaryField()
    created_at = fields.DatetimeField()

    class Meta:
        """The newest signs; all are published."""

        table = "lti_key"


class XapiSent(Row):
    """A statement that the record store has taken; the row's id is the statement's."""

    at = fields.DatetimeField()

    class Meta:
        """Swept by time."""

        table = "xapi_sent"
        indexes = (Index(fields=("at",), name="ix_xapi_sent_at"),)
