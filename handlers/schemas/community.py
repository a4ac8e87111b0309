"""Shapes of announcements, reviews and groups."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from models.queries.community import GroupCard, Opinion, Said
from server.endpoint import In, Line, Out, Patch, Prose

Stars = Annotated[int, Field(ge=1, le=5)]
ReviewText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]


class AnnouncementIn(In):
    """Something to say to everyone in the course; the body is Markdown."""

    title: Line
    body: Prose = ""


class AnnouncementOut(Out):
    """What was said, by whom."""

    id: UUID
    course_id: UUID
    author_name: str
    title: str
    body: str
    created_at: datetime

    @classmethod
    def of(cls, said: Said) -> Self:
        """From the row and its author."""
        row = said.announcement
        return cls(
            id=row.id,
            course_id=row.course_id,
            author_name=said.author.full_name,
            title=row.title,
            body=row.body,
            created_at=row.created_at,
        )


class ReviewIn(In):
    """What a learner thinks of a course."""

    stars: Stars
    text: ReviewText = ""


class ReviewOut(Out):
    """A review as everyone sees it; `hidden` is there for admins."""

    id: UUID
    course_id: UUID
    author_name: str
    stars: int
    text: str
    created_at: datetime
    updated_at: datetime
    hidden: bool | None = Field(None, exclude_if=lambda hidden: hidden is None)

    @classmethod
    def of(cls, opinion: Opinion, *, admin: bool = False) -> Self:
        """From the row and its author."""
        row = opinion.review
        return cls(
            id=row.id,
            course_id=row.course_id,
            author_name=opinion.author.full_name,
            stars=row.stars,
            text=row.text,
            created_at=row.created_at,
            updated_at=row.updated_at,
            hidden=row.hidden_at is not None if admin else None,
        )


class GroupIn(In):
    """A new, empty group."""

    name: Line


class GroupPatch(Patch):
    """Changes of a group."""

    name: Line = "unused"


class MembersIn(In):
    """Everybody who shall be in the group, by the ids of their accounts."""

    users: Annotated[list[UUID], Field(max_length=10_000)]


class MemberOut(Out):
    """A learner in a group."""

    user_id: UUID
    full_name: str


class GroupOut(Out):
    """A group with its learners, by name."""

    id: UUID
    course_id: UUID
    name: str
    members: list[MemberOut]
    created_at: datetime

    @classmethod
    def of(cls, card: GroupCard) -> Self:
        """From the row and its members."""
        row = card.group
        return cls(
            id=row.id,
            course_id=row.course_id,
            name=row.name,
            members=[MemberOut(user_id=user.id, full_name=user.full_name) for user in card.members],
            created_at=row.created_at,
        )
