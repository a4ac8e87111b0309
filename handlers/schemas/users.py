"""Shapes of accounts."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, StringConstraints

from models.rules.access import Role
from models.tables.users import User
from server.endpoint import Line, Out, Patch

EMAIL_LONGEST = 254


def _address(text: str) -> str:
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise ValueError("must be an e-mail address") from error
    if "." not in found.domain:
        raise ValueError("must be an e-mail address with a full domain")
    return found.normalized


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be the name of a time zone, as Asia/Kuwait")
    return name


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=EMAIL_LONGEST),
    AfterValidator(_address),
    Field(json_schema_extra={"format": "email"}),
]
Locale = Literal["en", "ar"]
TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_time_zone)]


class UserOut(Out):
    """An account, as itself and admins see it."""

    id: UUID
    email: str
    full_name: str
    role: Role
    is_active: bool
    email_verified_at: datetime | None
    mfa_enabled: bool
    locale: str
    time_zone: str
    created_at: datetime

    @classmethod
    def of(cls, user: User) -> Self:
        """The account of a row."""
        return cls(
            id=user.id,
            email=user.email,
            full_name=user.full_name,
            role=user.role,
            is_active=user.is_active,
            email_verified_at=user.email_verified_at,
            mfa_enabled=user.mfa_enabled,
            locale=user.locale,
            time_zone=user.time_zone,
            created_at=user.created_at,
        )


class ProfilePatch(Patch):
    """What an account may change about itself without more ado."""

    full_name: Line = "unused"
    locale: Locale = "en"
    time_zone: TimeZone = "UTC"
