"""Shapes of accounts."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints

from models.rules.access import Role
from models.rules.passwords import PASSWORD_MAX
from models.tables.users import User
from server.addresses import EMAIL_LONGEST, address
from server.endpoint import In, Line, Out, Patch


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be the name of a time zone, as Asia/Kuwait")
    return name


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=EMAIL_LONGEST),
    AfterValidator(address),
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


class EraseIn(In):
    """One's own password, and a code where there is a second factor."""

    password: Annotated[str, StringConstraints(max_length=PASSWORD_MAX)]
    code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=32)] | None = None
