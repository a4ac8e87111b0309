"""Shapes of accounts as admins work on them, and of the audit log."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from handlers.schemas.auth import NewPassword
from handlers.schemas.users import Email, Locale, TimeZone
from models.queries.people import AuditSearch, PeopleSearch
from models.rules.access import Role
from models.tables.credentials import Accommodation
from models.tables.system import AuditLog
from server.endpoint import In, Line, Out, PageQuery, Patch


class PeopleQuery(PageQuery):
    """Which accounts."""

    q: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        None, description="A part of the name or address."
    )
    role: Role | None = None
    is_active: bool | None = None

    def search(self) -> PeopleSearch:
        """As the query wants it."""
        return PeopleSearch(text=self.q, role=self.role, is_active=self.is_active)


class AuditQuery(PageQuery):
    """Which rows of the audit log."""

    actor: UUID | None = None
    action: Annotated[str, StringConstraints(max_length=64)] | None = Field(
        None, description="A name, or the first part of one."
    )
    object: UUID | None = None

    def search(self) -> AuditSearch:
        """As the query wants it."""
        return AuditSearch(actor=self.actor, action=self.action, object=self.object)


class PersonIn(In):
    """A new account; without a password its owner is mailed a link to choose one."""

    email: Email
    full_name: Line
    role: Role
    password: NewPassword | None = None


class PersonPatch(Patch):
    """What an admin may change about an account."""

    full_name: Line = "unused"
    role: Role = Role.STUDENT
    is_active: bool = True
    locale: Locale = "en"
    time_zone: TimeZone = "UTC"


class AccommodationIn(In):
    """Extra time: the limit times `time_factor`, plus `extra_minutes`; and further attempts."""

    time_factor: float = Field(1.0, ge=1.0, le=10.0)
    extra_minutes: int = Field(0, ge=0, le=1440)
    extra_attempts: int = Field(0, ge=0, le=100)


class AccommodationOut(Out):
    """Extra time and attempts; without any, the neutral values."""

    time_factor: float = 1.0
    extra_minutes: int = 0
    extra_attempts: int = 0

    @classmethod
    def of(cls, row: Accommodation | None) -> Self:
        """The accommodation of a row."""
        if row is None:
            return cls()
        return cls(time_factor=row.time_factor, extra_minutes=row.extra_minutes, extra_attempts=row.extra_attempts)


class AuditOut(Out):
    """One row of the audit log."""

    id: UUID
    at: datetime
    actor_id: UUID | None
    acting_as_id: UUID | None
    action: str
    object_type: str
    object_id: UUID | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    address: str
    request_id: str

    @classmethod
    def of(cls, row: AuditLog) -> Self:
        """The row on the wire."""
        return cls(
            id=row.id,
            at=row.at,
            actor_id=row.actor_id,
            acting_as_id=row.acting_as_id,
            action=row.action,
            object_type=row.object_type,
            object_id=row.object_id,
            before=row.before,
            after=row.after,
            address=row.address,
            request_id=row.request_id,
        )
