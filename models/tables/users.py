"""Accounts, their signed-in sessions and refresh tokens."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index

from models.rules.access import Role
from models.tables.base import Row


class User(Row):
    """An account. `email` is as typed; `email_key` is its case-folded NFC form and is unique."""

    email = fields.CharField(max_length=320)
    email_key = fields.CharField(max_length=320, unique=True)
    full_name = fields.CharField(max_length=200)
    role = fields.CharEnumField(Role, max_length=16, default=Role.STUDENT)
    password_hash = fields.CharField(max_length=200, null=True)
    is_active = fields.BooleanField(default=True)
    email_verified_at = fields.DatetimeField(null=True)
    mfa_enabled = fields.BooleanField(default=False)
    locale = fields.CharField(max_length=16, default="en")
    time_zone = fields.CharField(max_length=64, default="UTC")
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        """Table name."""

        table = "user_account"


class AuthSession(Row):
    """One sign-in: what logout ends. `kind` is `api` (bearer) or `page` (cookie).

    `proved_at` is when the account last showed its password or a code in this session (step-up).
    """

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="sessions", on_delete=fields.RESTRICT
    )
    user_id: UUID
    kind = fields.CharField(max_length=8, default="api")
    created_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    proved_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    revoked_reason = fields.CharField(max_length=32, null=True)
    user_agent = fields.CharField(max_length=300, default="")
    address = fields.CharField(max_length=64, default="")

    class Meta:
        """Table name; an account's sessions are listed and ended together."""

        table = "auth_session"
        indexes = (Index(fields=("user_id", "revoked_at"), name="ix_auth_session_user"),)


class RefreshToken(Row):
    """One link of a session's chain of refresh tokens; `token_hash` is a keyed hash, never the token."""

    session: fields.ForeignKeyRelation[AuthSession] = fields.ForeignKeyField(
        "models.AuthSession", related_name="refresh_tokens", on_delete=fields.RESTRICT
    )
    session_id: UUID
    token_hash = fields.BinaryField()
    issued_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)
    successor_id = fields.UUIDField(null=True)

    class Meta:
        """Table name; swept with its session."""

        table = "refresh_token"
        indexes = (Index(fields=("session_id",), name="ix_refresh_token_session"),)
