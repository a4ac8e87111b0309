"""Shapes of a course's staff."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import EmailStr, StringConstraints

from models.queries.catalogue import StaffMember
from models.rules.access import CourseRole
from server.endpoint import In, Out

Email = Annotated[EmailStr, StringConstraints(max_length=320)]


class StaffIn(In):
    """Whom to take on, and as what."""

    email: Email
    role: Literal["co_instructor", "assistant"] = "assistant"


class StaffOut(Out):
    """Who teaches a course, as the staff see it."""

    user_id: UUID
    full_name: str
    email: str
    role: CourseRole

    @classmethod
    def of(cls, member: StaffMember) -> Self:
        """From the query's answer."""
        return cls(user_id=member.user_id, full_name=member.full_name, email=member.email, role=member.role)
