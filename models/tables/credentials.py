"""What proves who somebody is beside a password: mailed tokens, second factors, API tokens."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.tables.base import Row, UniqueWhere
from models.tables.users import User


class MailToken(Row):
    """A token sent by mail, good for one use. `purpose` is verify_email, reset_password or change_email.

    `email` is the address that the token proves; `password_hash` is what a registration chose, and counts
    only once its own mail is answered, so that a stranger who registers an address gains nothing.
    """

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="mail_tokens", on_delete=fields.CASCADE
    )
    user_id: UUID
    purpose = fields.CharField(max_length=16)
    token_hash = fields.BinaryField()
    email = fields.CharField(max_length=320)
    password_hash = fields.CharField(max_length=200, null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        """Table name; an account's tokens end together."""

        table = "mail_token"
        indexes = (Index(fields=("user_id", "purpose"), name="ix_mail_token_user"),)


class Totp(Row):
    """An account's authenticator (RFC 6238). `secret_sealed` is encrypted; `last_step` is the last step used.

    `wrong_count` counts wrong codes over all challenges of the account, until `wrong_at` is five minutes ago.
    """

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="totp", on_delete=fields.CASCADE, unique=True
    )
    user_id: UUID
    secret_sealed = fields.BinaryField()
    created_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)
    last_step = fields.BigIntField(null=True)
    wrong_count = fields.IntField(default=0)
    wrong_at = fields.DatetimeField(null=True)

    class Meta:
        """One authenticator for each account."""

        table = "totp"


class RecoveryCode(Row):
    """A code for when the authenticator is lost; kept as a keyed hash, good once."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="recovery_codes", on_delete=fields.CASCADE
    )
    user_id: UUID
    code_hash = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        """Table name; found by its hash within the account."""

        table = "recovery_code"
        unique_together = (("user", "code_hash"),)


class MfaChallenge(Row):
    """A sign-in whose password was right and whose code is awaited. Ends at its time, its use, or its tries."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="mfa_challenges", on_delete=fields.CASCADE
    )
    user_id: UUID
    kind = fields.CharField(max_length=8)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    tries = fields.IntField(default=0)
    used_at = fields.DatetimeField(null=True)

    class Meta:
        """Old rows are swept by time."""

        table = "mfa_challenge"
        indexes = (Index(fields=("expires_at",), name="ix_mfa_challenge_expiry"),)


class ApiToken(Row):
    """A token for scripts: keyed hash, scopes, shown once. `hint` is its last characters, to know it again."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="api_tokens", on_delete=fields.CASCADE
    )
    user_id: UUID
    name = fields.CharField(max_length=100)
    scopes: fields.Field[list[str]] = fields.JSONField(default=list)
    token_hash = fields.BinaryField()
    hint = fields.CharField(max_length=8)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        """Table name; listed by account."""

        table = "api_token"
        indexes = (Index(fields=("user_id",), name="ix_api_token_user"),)


class Accommodation(Row):
    """Extra time and attempts of one person, everywhere or (with `course_id`) in one course."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="accommodations", on_delete=fields.CASCADE
    )
    user_id: UUID
    course_id = fields.UUIDField(null=True)
    time_factor = fields.FloatField(default=1.0)
    extra_minutes = fields.IntField(default=0)
    extra_attempts = fields.IntField(default=0)
    updated_at = fields.DatetimeField()

    class Meta:
        """One row for each person, and one for each person and course."""

        table = "accommodation"
        indexes = (
            UniqueWhere(fields=("user_id",), name="uq_accommodation_user", where="course_id IS NULL"),
            UniqueWhere(fields=("user_id", "course_id"), name="uq_accommodation_course", where="course_id IS NOT NULL"),
        )
