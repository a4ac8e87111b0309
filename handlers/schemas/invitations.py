"""Shapes of places that are promised to addresses."""

from datetime import datetime
from typing import Self
from uuid import UUID

from models.actions.invitations import Promise
from models.tables.enrollments import Invitation
from server.endpoint import Out, PageQuery


class InvitationOut(Out):
    """A place promised to an address; `enrollment_id` once it was given."""

    id: UUID
    course_id: UUID
    email: str
    state: Promise
    enrollment_id: UUID | None
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, row: Invitation) -> Self:
        """From the row."""
        return cls(
            id=row.id,
            course_id=row.course_id,
            email=row.email,
            state=Promise(row.state),
            enrollment_id=row.enrollment_id,
            created_at=row.created_at,
            ended_at=row.ended_at,
        )


class InvitationQuery(PageQuery):
    """Which invitations."""

    state: Promise | None = None

    def narrowed(self) -> dict[str, str]:
        """The filters that were given."""
        return {} if self.state is None else {"state": self.state.value}
